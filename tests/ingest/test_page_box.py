"""What a web page says of its document in the box above it, which stands in no text."""

import datetime as dt
from pathlib import Path

import pytest

from ingest.document import SourceFile
from ingest.metadata import describe
from ingest.page_box import box_of
from ingest.readers.html import read
from vectorstore.record import DocumentRecord

TODAY = dt.date(2026, 11, 23)
BODY = (
    "<h1>江南市商务局关于发放补贴的通知</h1><p>各单位：</p><p>"
    + "现就发放补贴的有关事项通知如下，请认真贯彻执行，确保各项工作落到实处。" * 6
    + "</p><p>{line}</p><p>江南市商务局</p><p>2024年3月5日</p>"
)
BOX = "<ul><li>[发文机构] 江南市商务局</li><li>[成文日期] 2024-03-05</li><li>[发文字号] 南商〔2024〕3号</li><li>{rows}</li></ul>"


def page(folder: Path, box: str, line: str = "特此通知。") -> SourceFile:
    """A web page with a box above its text."""
    path = folder / "page.html"
    path.write_text(f"<html><head><meta charset='utf-8'></head><body>{box}{BODY.format(line=line)}</body></html>")
    return SourceFile(path, "page.html")


def record(source: SourceFile) -> DocumentRecord:
    """The record of a page."""
    return describe(read(source), TODAY)


@pytest.mark.parametrize(
    ("rows", "validity"),
    [
        ("[有效性] 是", "in_force"),
        ("[有效性] 否", "expired"),
        ("文件状态： 已失效", "expired"),
        ("时 效 性：</li><li>有效", "in_force"),
        ("有效性：现行有效", "in_force"),
        ("状态：已废止", "repealed"),
        ("文件状态： 不限 现行有效 已失效", "unknown"),
        ("[有效性]", "unknown"),
    ],
)
def test_a_box_says_whether_a_document_holds(tmp_path: Path, rows: str, validity: str) -> None:
    """Yes, no or the status in words; a form to search by status, and an empty field, say nothing."""
    found = record(page(tmp_path, BOX.format(rows=rows)))
    assert found.validity == validity
    assert found.document_number == "南商〔2024〕3号"


def test_a_box_dates_and_numbers_a_document(tmp_path: Path) -> None:
    """The dates of issue, of effect and of repeal, each with its proof."""
    rows = "[发布日期] 2024-03-09</li><li>[实施日期] 2024-04-01</li><li>[废止日期] 2027-04-01"
    found = record(page(tmp_path, BOX.format(rows=rows)))
    assert (found.issued_on, found.in_force_from, found.in_force_until) == (
        dt.date(2024, 3, 9),
        dt.date(2024, 4, 1),
        dt.date(2027, 4, 1),
    )
    proofs = {item.field: item.quote for item in found.evidence}
    assert proofs["issued_on"] == "2024-03-09"
    status = record(page(tmp_path, BOX.format(rows="[有效性] 是"))).evidence
    assert [item.quote for item in status if item.field == "validity"] == ["[有效性] 是"]


def test_the_text_s_own_term_goes_before_the_box(tmp_path: Path) -> None:
    """What the text says of its term is exact; the box rounds it."""
    source = page(tmp_path, BOX.format(rows="[废止日期] 2027-04-02"), "本通知自2024年4月1日起施行，有效期3年。")
    assert record(source).in_force_until == dt.date(2027, 3, 31)


def test_a_document_that_a_box_ends_before_its_term_has_ended(tmp_path: Path) -> None:
    """已失效 holds on every day, although the text's term would run on."""
    source = page(tmp_path, BOX.format(rows="文件状态： 已失效"), "本通知自2024年4月1日起施行，有效期5年。")
    found = record(source)
    assert (found.in_force_until, found.validity) == (dt.date(2029, 3, 31), "expired")
    assert found.validity_on(TODAY) == found.validity_on(dt.date(2025, 1, 1)) == "expired"


def test_a_document_whose_term_is_over_was_in_force_before(tmp_path: Path) -> None:
    """A term that the text states moves with the day that is asked for."""
    source = page(tmp_path, BOX.format(rows="[有效性] 是"), "本通知自2024年4月1日起施行，有效期1年。")
    found = record(source)
    assert found.validity_on(TODAY) == "expired"
    assert found.validity_on(dt.date(2024, 6, 1)) == "in_force"


def test_what_is_no_page_has_no_box(tmp_path: Path) -> None:
    """A text file, a page without a box and a file that is gone give nothing."""
    text = tmp_path / "notice.txt"
    text.write_text("[发文字号] 南商〔2024〕3号\n[有效性] 是\n[成文日期] 2024-03-05")
    assert box_of(SourceFile(text, "notice.txt")) == {}
    assert box_of(page(tmp_path, "<p>来源：江南日报</p>")) == {}
    assert box_of(SourceFile(tmp_path / "gone.html", "gone.html")) == {}
