"""Comparisons: one row a region, each with its own citation, or said to be not mentioned."""

from __future__ import annotations

from dataclasses import replace

from bot.answer import Answer, AnswerStatus, Note, NoteKind, Row, Statement, Table
from bot.citations import CitationList
from bot.evidence import judge
from bot.extracts import Embed, find_extracts
from bot.found import Asked, Found
from bot.wording import say
from vectorstore.regions import Region

_READ = 5


def compare(found: Found, embed: Embed | None) -> Answer | None:
    """The answer to a comparison; None where no region has anything to say."""
    query = found.asked.query
    citations = CitationList(found.records, found.asked.question.as_of)
    rows: list[Row] = []
    silent: list[str] = []
    confidence = 0.0
    for region in query.regions:
        part = _of(found, region)
        extracts = find_extracts(part.asked.query, part.asked.terms, part.hits[:_READ], part.records, embed)
        judgement = judge(part, extracts)
        name = _name(region, query.language)
        if not judgement.enough:
            silent.append(name)
            continue
        said = citations.statement(judgement.extracts[0])
        rows.append(Row(judgement.extracts[0].passage.document, (Statement(name, said.citations), said)))
        confidence = max(confidence, judgement.confidence)
    if not rows:
        return None
    notes = tuple(Note(NoteKind.NOT_MENTIONED, say("not_mentioned", query.language, what=name)) for name in silent)
    return replace(
        found.answer(AnswerStatus.ANSWERED, confidence),
        table=Table((say("column_region", query.language), say("column_said", query.language)), tuple(rows)),
        citations=citations.all(),
        notes=notes,
    )


def _of(found: Found, region: Region) -> Found:
    """What was found, as if the question named one region only."""
    query = replace(found.asked.query, regions=(region,))
    names = {name for name, record in found.records.items() if record.region_code == region.code}
    hits = tuple(hit for hit in found.hits if hit.passage.document in names) or found.hits
    return Found(Asked(found.asked.question, query, found.asked.terms, found.asked.started), hits, found.records)


def _name(region: Region, language: str) -> str:
    return f"{region.name} ({region.english})" if language == "en" and region.english else region.name
