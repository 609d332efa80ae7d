"""Comparisons: one row a region, each with its own citation, or said to be not mentioned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answer import Answer, AnswerStatus, Note, NoteKind, Row, Statement, Table
from bot.cells import cells_of
from bot.citations import CitationList
from bot.differences import difference_note, narrowed
from bot.evidence import Judgement, judge
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
    answering: list[tuple[Found, Judgement]] = []
    silent: list[str] = []
    for part in found.parts:
        judgement = judge(part, extracts_of(part, library), library.targets)
        if judgement.enough and not judgement.binding:
            answering.append((part, judgement))
        else:
            silent.append(part.asked.query.regions[0].label(query.language))
    if not answering:
        return None
    rows: list[Row] = []
    chosen: list[tuple[Region, Extract]] = []
    cells = cells_of([judgement.extracts for _, judgement in answering])
    for (part, _), (first, *further) in zip(answering, cells, strict=True):
        region = part.asked.query.regions[0]
        best = narrowed(first, part, library.targets)
        said = _cell(citations, [best] if best is not first else [first, *further])
        chosen.append((region, best))
        rows.append(Row(best.passage.document, (Statement(region.label(query.language), ()), said)))
    notes = tuple(Note(NoteKind.NOT_MENTIONED, say("not_mentioned", query.language, what=name)) for name in silent)
    answer = replace(
        found.answer(AnswerStatus.ANSWERED, max(judgement.confidence for _, judgement in answering)),
        table=Table((say("column_region", query.language), say("column_said", query.language)), tuple(rows)),
        citations=citations.all(),
    )
    return replace(answer, notes=(*difference_note(found, chosen, library.targets), *notes, *notes_on(answer, found)))


def _cell(citations: CitationList, extracts: Sequence[Extract]) -> Statement:
    """The words of one cell, each sentence with its citation."""
    said = [citations.statement(extract) for extract in extracts]
    return Statement(" ／ ".join(one.text for one in said), tuple(n for one in said for n in one.citations))
