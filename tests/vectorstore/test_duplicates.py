"""One document in several sources: the same text is one, a later version another."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from vectorstore.duplicates import resemblance, sketch_of, with_sources
from vectorstore.record import DocumentRecord
from vectorstore.versions import with_successors

DAY = dt.date(2024, 5, 1)
ARTICLES = [
    f"第{number}条　{subject}应当在{number}个工作日内向{body}报告，并说明原因、范围和后续安排。"
    for number, (subject, body) in enumerate(
        [(s, b) for s in ("申请人", "用地单位", "经营者", "检测机构", "行业协会") for b in ("市场监管部门", "街道办事处", "数据管理机构", "税务机关")],
        1,
    )
]  # fmt: skip
TEXT = "某市低空飞行服务管理办法\n" + "\n".join(ARTICLES)


def record(name: str, **fields: object) -> DocumentRecord:
    """A record of these measures."""
    values: dict[str, object] = {"issued_on": DAY, **fields}
    return DocumentRecord(name, "某市低空飞行服务管理办法", "zh", **values)  # type: ignore[arg-type]


def grouped(texts: dict[str, tuple[DocumentRecord, str]]) -> dict[str, DocumentRecord]:
    """The records by name, after the same ones are told."""
    sketches = {name: sketch_of(text) for name, (_, text) in texts.items()}
    return {r.document: r for r in with_sources([one for one, _ in texts.values()], sketches)}


def test_the_same_text_in_two_formats_is_one_document() -> None:
    """Blanks, line ends and width do not count; the first by name has the others as sources."""
    spaced = TEXT.replace("，", ",").replace("。", "。\n").replace("　", "  ")
    found = grouped({"b.docx": (record("b.docx"), spaced), "a.pdf": (record("a.pdf"), TEXT)})

    assert found["a.pdf"].same_as == ("b.docx",)
    assert found["b.docx"].duplicate_of == "a.pdf"
    assert resemblance(sketch_of(TEXT), sketch_of(spaced)) == 1.0


def test_a_reprint_with_a_sites_words_around_it_is_the_same() -> None:
    """As long as title and day agree."""
    page = "当前位置：首页 > 政务公开 > 规章\n" + TEXT + "\n打印本页 关闭窗口"
    found = grouped({"a.pdf": (record("a.pdf"), TEXT), "c.html": (record("c.html"), page)})

    assert found["a.pdf"].same_as == ("c.html",)


def test_a_recognised_text_gives_way_to_a_written_one() -> None:
    """The scan comes first by name; the web page is searched and cited."""
    scan = replace(record("a.pdf"), pages=({"page": 1, "layer": "missing", "verdict": "ocr", "start": 0, "end": 9},))
    found = grouped({"a.pdf": (scan, TEXT), "c.html": (record("c.html"), TEXT)})

    assert (found["a.pdf"].same_as, found["a.pdf"].searched_as) == (("c.html",), "c.html")
    assert (found["c.html"].duplicate_of, found["c.html"].searched_as) == ("a.pdf", None)


def test_another_source_is_no_version() -> None:
    """A web page issued a day after the PDF does not supersede it; each keeps what it states itself."""
    pdf = replace(record("a.pdf", kind="measures"), issued_on=None, written_on=DAY)
    page = replace(pdf, document="c.html", issued_on=DAY + dt.timedelta(days=1))
    found = grouped({"a.pdf": (pdf, TEXT), "c.html": (page, TEXT)})

    assert found["a.pdf"].same_as == ("c.html",)
    assert found["a.pdf"].issued_on is None
    assert {r.superseded_by for r in with_successors(list(found.values()))} == {None}


def test_a_later_version_is_another_document() -> None:
    """However few its changes are: its day is another."""
    amended = TEXT.replace("3个工作日", "5个工作日")
    later = replace(record("b.pdf"), issued_on=dt.date(2026, 5, 1))
    found = grouped({"a.pdf": (record("a.pdf"), TEXT), "b.pdf": (later, amended)})

    assert not found["a.pdf"].same_as
    assert found["b.pdf"].duplicate_of is None


def test_an_explainer_or_a_part_is_another_document() -> None:
    """It shares sentences, not the text."""
    part = "\n".join(ARTICLES[:6])
    explainer = replace(record("c.html"), title="《某市低空飞行服务管理办法》解读")
    found = grouped({"a.pdf": (record("a.pdf"), TEXT), "b.pdf": (record("b.pdf"), part), "c.html": (explainer, part)})

    assert not found["a.pdf"].same_as


def test_a_form_for_others_is_another_document() -> None:
    """Nearly the same words under another title."""
    form = replace(record("a.doc"), title="某市特色人才住房补贴申请表", issued_on=None)
    other = replace(form, document="b.doc", title="某市省级以上人才住房补贴申请表")
    found = grouped({"a.doc": (form, TEXT), "b.doc": (other, TEXT.replace("税务机关", "税务部门", 2))})

    assert not found["a.doc"].same_as


def test_documents_without_text_are_not_the_same() -> None:
    """Failed ones have no text to compare."""
    failed = replace(record("a.pdf"), status="failed")
    found = grouped({"a.pdf": (failed, ""), "b.pdf": (replace(failed, document="b.pdf"), "")})

    assert not found["a.pdf"].same_as
