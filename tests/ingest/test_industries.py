"""What a document is about: the industries its title names, else the one its text is on."""

import csv
from pathlib import Path

import pytest

import vectorstore.industries
from ingest.excerpt import Excerpt, Place
from ingest.industries import industries_of
from tests.ingest.test_metadata import document, record

TABLE = Path(vectorstore.industries.__file__).with_name("industries.csv")


def names(title: str, text: str = "", kind: str = "notice") -> set[str]:
    """The names of the industries of a title and a text below it."""
    found = industries_of(Excerpt(document(f"{title}\n{text}")), None, title, None, kind)
    return {one.name for one in found}


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("江南市低空经济高质量发展行动方案", {"低空经济"}),
        ("江南省新能源汽车推广应用办法", {"新能源汽车"}),
        ("江南省人工智能产业促进条例", {"人工智能"}),
        ("江南市教育局关于做好民办幼儿园年检工作的通知", {"教育"}),
        ("江南市卫生健康委员会关于印发《旅游景区急救站建设规范》的通知", {"旅游业"}),
        ("江南省地方金融条例", {"金融业"}),
        ("江南省优化营商环境条例", set()),
        ("江南省专利促进条例", set()),
        ("Measures for the Administration of Coal Mine Safety", {"采矿业"}),
        ("Notice of the Ministry of Education on Electric Vehicle Charging", {"新能源汽车"}),
    ],
)
def test_a_title_tells_its_industries(title: str, expected: set[str]) -> None:
    """A finer industry stands for the broader one; the writer's own name, and general rules, tell none."""
    assert names(title) == expected


def test_a_text_tells_its_industry_where_the_title_does_not() -> None:
    """The industry whose words make up most of a form's text; not that of a law, nor one among many."""
    text = "参展企业在展会期间应当遵守会展秩序。" * 6
    assert names("申请材料", text, "other") == {"会展业"}
    assert names("若干规定", text, "regulation") == set()
    assert names("申请材料", text + "旅游景区和游客。医院和患者。农业和农户。" * 9, "other") == set()


def test_a_label_goes_before_the_title() -> None:
    """A brief's box says which industry it is on."""
    found = record(
        "江南省旅游方案简报\n行业：人工智能\n编写日期：2026年1月2日\n状态：现行\n来源文件：《江南省方案》\n方案自2023年6月1日起施行。",
        "brief.md",
    )
    assert found.industries == ("人工智能",)


def test_a_phrase_that_means_something_else_does_not_count() -> None:
    """工伤保险 is no business of insurers, and an art gallery's 文化 is, but 安全文化 is not."""
    assert names("江南省工伤保险条例") == set()
    assert names("江南省安全文化建设示范企业评定办法") == set()
    assert names("江南省公共文化服务保障条例") == {"文化体育和娱乐业"}


def test_each_industry_is_shown_by_words_of_the_document() -> None:
    """The proof of an industry is verbatim."""
    text = "关于开展申报的通知\n各单位：\n参展企业应当遵守展会秩序，会展主办方应当备案。"
    found = record(text)
    proofs = [item.quote for item in found.evidence if item.field == "industries"]
    assert found.industries == ("会展业",)
    assert all(quote in text for quote in proofs)
    assert len(proofs) == 1


def test_the_table_names_both_classifications() -> None:
    """Every industry has a code of one of them and words to find it by; what it stands within exists."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    known = {row["name"] for row in rows}
    assert len(known) == len(rows) > 30
    assert {row["code"].split()[0] for row in rows} == {"SEI", "GB"}
    assert all(row["title"] and row["english"] for row in rows)
    assert all(set(filter(None, row["within"].split("|"))) <= known for row in rows)


def test_a_label_outside_the_text_is_quoted_as_it_is() -> None:
    """What a page's box says stands in no text."""
    label = Place("数字经济", -1, -1)
    found = industries_of(Excerpt(document("通知\n正文。")), label, "通知", None, "notice")
    assert [(one.name, one.place) for one in found] == [("数字经济", label)]
