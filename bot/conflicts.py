"""Documents that set different targets for one thing: both are shown, and a note says so."""

from __future__ import annotations

from collections.abc import Iterator

from bot.answer import Note, NoteKind
from bot.differences import asked_target
from bot.extracts import Extract, extract_of_target
from bot.found import Found
from bot.wording import say
from vectorstore.commitments import Target
from vectorstore.library import Library
from vectorstore.tokens import fold

_ENDED = {"superseded", "repealed", "expired", "draft"}


def conflicting(found: Found, best: Extract, library: Library) -> list[Extract]:
    """The clauses of other documents of the same region that set another value for what an extract sets a target for."""
    target = asked_target(best, found, library.targets)
    if target is None:
        return []
    return list({extract.passage.document: extract for extract in _others(found, best, target, library)}.values())


def conflict_note(found: Found) -> Note:
    """That two documents say different things."""
    return Note(NoteKind.CONFLICT, say("conflict", found.asked.query.language))


def _others(found: Found, best: Extract, target: Target, library: Library) -> Iterator[Extract]:
    records, as_of = found.records, found.asked.question.as_of
    region = records[best.passage.document].region_code
    for item in library.targets.about(found.asked.query.text, found.asked.query.years):
        record = records.get(item.document)
        if record is None or item.document == best.passage.document or record.searched_as:
            continue
        if record.region_code != region or record.validity_on(as_of) in _ENDED or not found.may_search(item.document):
            continue
        if _is_other_value(item.target, target):
            extract = extract_of_target(item, library.catalogue)
            if extract:
                yield extract


def _is_other_value(one: Target, other: Target) -> bool:
    """Whether two targets are of one indicator, year, scope and unit, but not of one value."""
    alike = all(
        fold(str(a or "")) == fold(str(b or ""))
        for a, b in (
            (one.indicator, other.indicator), (one.unit, other.unit), (one.scope, other.scope), (one.region, other.region)
        )
    )  # fmt: skip
    return alike and one.year == other.year and one.value != other.value
