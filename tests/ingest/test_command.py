"""`python -m ingest`: filling, the report, edits, removals, and following a folder."""

from __future__ import annotations

import csv
import io
import json
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from errors import EditError
from ingest.command import run
from vectorstore.command import Console
from vectorstore.library import Library

PLAN = "# 浙江省低空经济行动计划\n\n浙江省人民政府办公厅\n\n一、目标\n\n到2027年，低空经济规模达到100亿元。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A plan, and a file that cannot be read."""
    folder = tmp_path / "policies"
    folder.mkdir()
    (folder / "plan.md").write_text(PLAN, encoding="utf-8")
    (folder / "empty.pdf").touch()
    return folder


@pytest.fixture
def ingest(library: Library, folder: Path) -> Callable[..., str]:
    """Runs the command; returns what it prints."""

    def command(*argv: str) -> str:
        out = io.StringIO()
        assert run(list(argv), library, Console(out, io.StringIO(), cwd=folder)) == 0
        return out.getvalue()

    return command


def test_the_report_says_what_was_found_and_what_was_not(ingest: Callable[..., str]) -> None:
    """For a person: a paragraph a document; a file that could not be read has its reason."""
    ingest(".")
    report = ingest("report")

    assert "plan.md\n    浙江省低空经济行动计划 · " in report
    assert "not found: " in report
    assert "document_number" in report
    assert "empty.pdf\n    not read: The file is empty" in report


def test_the_report_for_a_spreadsheet_has_a_row_a_document(ingest: Callable[..., str], folder: Path) -> None:
    """A title that a spreadsheet would run as a formula is made plain text."""
    (folder / "formula.md").write_text('# =HYPERLINK("http://x")\n\nSome words of a policy.\n', encoding="utf-8")
    ingest(".")
    rows = {row["document"]: row for row in csv.DictReader(io.StringIO(ingest("report", "--csv")))}

    assert set(rows) == {"plan.md", "formula.md", "empty.pdf"}
    assert rows["plan.md"]["region"] == "浙江省"
    assert rows["formula.md"]["title"].startswith("'=")


def test_the_report_for_programs_has_every_field(ingest: Callable[..., str]) -> None:
    """What is not known is null or empty."""
    ingest(".")
    plan = next(o for o in map(json.loads, ingest("report", "--json").splitlines()) if o["document"] == "plan.md")

    wanted = (
        "document title language issuers document_number region region_code level kind written_on issued_on in_force_from"
        " in_force_until validity superseded_by industries instruments targets support pages same_as audience upstream"
        " evidence status reason"
    )
    assert set(wanted.split()) <= set(plan)
    assert plan["document_number"] is None
    assert (plan["region"], plan["region_code"], plan["level"]) == ("浙江省", "330000", "provincial")


def test_a_person_corrects_a_field_and_takes_it_back(ingest: Callable[..., str], library: Library) -> None:
    """The correction stands until it is taken back."""
    ingest(".")
    assert "region: 宁波市  (set by " in ingest("edit", "plan.md", "region=宁波市", "issued_on=2026-03-01")
    ingest(".")
    assert library.known_record("plan.md").region == "宁波市"

    ingest("edit", "plan.md", "region")
    assert library.known_record("plan.md").region == "浙江省"
    with pytest.raises(EditError, match="choose one of"):
        ingest("edit", "plan.md", "kind=poem")


def test_a_document_is_removed_at_once(ingest: Callable[..., str], library: Library) -> None:
    """From the catalogue and from the vectors; an unknown one is said before anything is removed."""
    ingest(".")
    with pytest.raises(EditError, match=r"nothing\.md"):
        ingest("remove", "plan.md", "nothing.md")
    assert library.record("plan.md")

    assert ingest("remove", "plan.md") == "1 removed.\n"
    assert library.record("plan.md") is None
    assert library.index.count() == 0


def test_a_watched_folder_is_followed(library: Library, folder: Path) -> None:
    """What comes, changes or goes is in the library soon after; an emptied folder does not end the watch."""
    stop, err = threading.Event(), io.StringIO()
    console = Console(io.StringIO(), err, cwd=folder, stop=stop)
    watching = threading.Thread(target=run, args=(["--watch", "."], library, console))
    watching.start()
    try:
        assert eventually(lambda: "Watching" in err.getvalue())
        (folder / "new.md").write_text(PLAN.replace("浙江", "江苏"), encoding="utf-8")
        assert eventually(lambda: library.record("new.md") is not None)
        (folder / "plan.md").unlink()
        assert eventually(lambda: library.record("plan.md") is None)
    finally:
        stop.set()
        watching.join(30)
    assert not watching.is_alive()


def eventually(holds: Callable[[], bool]) -> bool:
    """Whether something becomes true; waits for it."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.1)
    return False
