"""Comparisons: one row a region, each with its own citation, or said to be not mentioned."""

from __future__ import annotations

from dataclasses import replace

from bot.answer import Answer, AnswerStatus, Note, NoteKind, Row, Statement, Table
from bot.citations import CitationList
from bot.differences import difference_note, narrowed
from bot.evidence import judge
from bot.extracts import Extract
from bot.found import Found
from bot.meaning import extracts_of
from bot.source_notes import notes_on
from bot.wording import say
from vectorstore.library import Library
from vectorstore.regions import Region


def compare(found: Found, library: Library) -> Answer | None:
    """The answer to a comparison; None where no region has anything to say."""
    query = found.asked.query
    citations = CitationList(found.records, found.asked.question.as_of)
    rows: list[Row] = []
    silent: list[str] = []
    chosen: list[tuple[Region, Extract]] = []
    confidence = 0.0
    for part in found.parts:
        region = part.asked.query.regions[0]
        judgement = judge(part, extracts_of(part, library), library.targets)
        name = region.label(query.language)
        if not judgement.enough or judgement.binding:
            silent.append(name)
            continue
        best = narrowed(judgement.extracts[0], part, library.targets)
        chosen.append((region, best))
        rows.append(Row(best.passage.document, (Statement(name, ()), citations.statement(best))))
        confidence = max(confidence, judgement.confidence)
    if not rows:
        return None
    notes = tuple(Note(NoteKind.NOT_MENTIONED, say("not_mentioned", query.language, what=name)) for name in silent)
    answer = replace(
        found.answer(AnswerStatus.ANSWERED, confidence),
        table=Table((say("column_region", query.language), say("column_said", query.language)), tuple(rows)),
        citations=citations.all(),
    )
    return replace(answer, notes=(*difference_note(found, chosen, library.targets), *notes, *notes_on(answer, found)))
