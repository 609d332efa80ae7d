"""What a person sets stands, whatever is read again."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from errors import EditError
from ingest.sync import sync
from vectorstore.edits import parse_value
from vectorstore.library import Library


@pytest.fixture
def plan(library: Library, tmp_path: Path) -> Path:
    """A document in the library."""
    path = tmp_path / "plan.md"
    path.write_text("# 浙江省低空经济行动计划\n\n到2027年，规模达到100亿元。\n", encoding="utf-8")
    sync([path], library)
    return path


def test_an_edited_field_survives_a_new_reading(library: Library, plan: Path) -> None:
    """Its evidence says who set it; the other fields are read anew."""
    library.edit("plan.md", "region", "宁波市", "Li")
    library.edit("plan.md", "issued_on", "2026-02-03", "Li")
    plan.write_text("# 低空经济行动计划（新）\n\n到2028年，规模达到300亿元。\n", encoding="utf-8")
    sync([plan], library)

    record = library.known_record("plan.md")
    assert (record.region, record.region_code, record.level) == ("宁波市", "330200", "municipal")
    assert record.issued_on == dt.date(2026, 2, 3)
    assert "新" in record.title
    assert next(e.quote for e in record.evidence if e.field == "region").startswith("set by Li on ")


def test_a_forgotten_edit_gives_way_to_what_was_read(library: Library, plan: Path) -> None:
    """The reading itself was never overwritten."""
    before = library.known_record("plan.md")
    library.edit("plan.md", "title", "Another title", "Li")
    assert library.known_record("plan.md").title == "Another title"

    library.forget_edit("plan.md", "title")
    assert library.known_record("plan.md") == before


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("colour", "red", "no field colour"),
        ("issued_on", "yesterday", "2026-01-31"),
        ("kind", "poem", "choose one of"),
        ("region", "Atlantis", "No region"),
        ("title", " ", "cannot be empty"),
    ],
)
def test_a_value_that_does_not_fit_is_refused(
    library: Library, plan: Path, field: str, value: str, message: str
) -> None:
    """In one sentence that says what fits."""
    before = library.known_record("plan.md")
    with pytest.raises(EditError, match=message):
        library.edit("plan.md", field, value, "Li")
    assert library.known_record("plan.md") == before


def test_lists_are_parted_by_semicolons_and_empty_means_not_known() -> None:
    """Chinese semicolons too."""
    assert parse_value("issuers", "甲局；乙局; 丙局") == ["甲局", "乙局", "丙局"]
    assert parse_value("document_number", "") is None


def test_an_unknown_document_cannot_be_edited(library: Library) -> None:
    """The sentence says where the names are."""
    with pytest.raises(EditError, match="report"):
        library.edit("nothing.md", "title", "x", "Li")


def test_a_sidecar_table_corrects_what_was_read(library: Library, tmp_path: Path) -> None:
    """A value that does not fit is told, and the document is there all the same."""
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "a.md").write_text("# 行动计划\n\n到2027年，规模达到100亿元。\n", encoding="utf-8")
    (folder / "b.md").write_text("# 工作方案\n\n到2028年，规模达到200亿元。\n", encoding="utf-8")
    table = "path,region,issued_on\na.md,杭州市,2026-01-05\nb.md,Atlantis,\n"
    (folder / "SOURCES.csv").write_text(table, encoding="utf-8")
    sync([folder], library)

    corrected, faulty = library.known_record("a.md"), library.known_record("b.md")
    assert (corrected.region, corrected.issued_on) == ("杭州市", dt.date(2026, 1, 5))
    assert faulty.region is None
    assert "Atlantis" in (faulty.reason or "")
    assert faulty.status == "ready"
