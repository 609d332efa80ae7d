"""The documents as pages."""

import re
from urllib.parse import urljoin

import httpx
import pytest

from ui.document_pages import quoted_range
from ui.links import document_link

CHINESE = "上海/关于促进智能机器人产业高质量发展的若干措施 #1 (试行)?.txt"
HOSTILE = "hostile/<b>x</b>&\"'.txt"
QUOTE = "给予最高500万元奖励"


def get(url: str, path: str, language: str = "zh-CN") -> httpx.Response:
    return httpx.get(urljoin(url + "/", path), headers={"Accept-Language": language}, trust_env=False)


def test_a_document_is_shown_with_its_metadata_pages_and_text(url: str, library) -> None:
    page = get(url, document_link(CHINESE, "zh"))
    assert page.status_code == 200
    for shown in (
        "沪经信规范〔2025〕3号",
        "上海市财政局",
        "2025-03-01",
        "现行有效",
        "第 2 页",
        "https://www.sh.gov.cn/a?b=1&amp;c=2",
    ):
        assert shown in page.text
    words = re.sub(r"<[^>]+>|\s", "", page.text)
    assert all(re.sub(r"\s", "", line) in words for line in library.text(CHINESE).splitlines())


def test_the_quote_is_highlighted_where_the_link_leads(url: str, library) -> None:
    start = library.text(CHINESE).index(QUOTE)
    page = get(url, document_link(CHINESE, "zh", start, start + len(QUOTE)))
    assert f'<mark id="quote">{QUOTE}</mark>' in page.text


def test_a_quote_over_several_lines_is_highlighted_in_each(url: str, library) -> None:
    text = library.text(CHINESE)
    start, end = text.index("第三章"), text.index("起施行")
    page = get(url, document_link(CHINESE, "zh", start, end))
    assert page.text.count("<mark") == 2
    assert page.text.count('id="quote"') == 1


@pytest.mark.parametrize(
    "query", ["start=5", "start=9&end=3", "start=-1&end=4", "start=x&end=y", "start=0&end=99999999", "start=²&end=9"]
)
def test_a_place_that_is_not_in_the_text_is_no_fault(url: str, query: str) -> None:
    page = get(url, document_link(CHINESE, "en").replace("lang=", f"{query}&lang="))
    assert page.status_code == 200
    assert "<mark" not in page.text
    assert "it is shown from its beginning" in page.text


def test_an_unknown_document_is_a_404_page_with_one_sentence(url: str) -> None:
    page = get(url, "documents/no/such.txt?lang=en")
    assert page.status_code == 404
    assert "There is no document of this name in the library." in page.text
    assert get(url, "documents/..%2f..%2fetc%2fpasswd").status_code == 404


def test_a_hostile_document_is_shown_as_text(url: str) -> None:
    for page in (get(url, document_link(HOSTILE, "en")), get(url, "documents")):
        assert page.status_code == 200
        assert "&lt;img src=x onerror=" in page.text
        assert not re.search(r"<(img|script|b|i)\b|href=.javascript", page.text)


def test_the_pages_may_load_and_run_nothing(url: str) -> None:
    page = get(url, "documents")
    assert page.headers["content-security-policy"].startswith("default-src 'none';")
    assert "script-src" not in page.headers["content-security-policy"]
    assert page.headers["x-content-type-options"] == "nosniff"


def test_the_list_names_every_document_in_the_language_of_the_browser(url: str, library) -> None:
    chinese, english = get(url, "documents", "zh-CN,zh;q=0.9"), get(url, "documents", "en")
    assert "征求意见稿" in chinese.text
    assert "Draft</span>" in english.text
    assert chinese.text.count("<tr>") == len(library.records()) + 1


def test_a_range_must_lie_in_the_text() -> None:
    assert quoted_range(("2", "5"), 5) == (2, 5)
    assert quoted_range(("2", "6"), 5) == quoted_range((None, "3"), 5) == quoted_range(("3", "3"), 5) == (0, 0)
