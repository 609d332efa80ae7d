"""Comparisons: one row a region, each with its own citation, or said to be not mentioned."""

from __future__ import annotations

from dataclasses import replace

from bot.answer import Answer, AnswerStatus, Note, NoteKind, Row, Statement, Table
from bot.citations import CitationList
from bot.evidence import judge
from bot.extracts import find_extracts
from bot.found import Asked, Found
from bot.source_notes import notes_on
from bot.wording import say
from vectorstore.library import Library
from vectorstore.query import QueryKind, without_places
from vectorstore.regions import Region

_READ = 5


def compare(found: Found, library: Library) -> Answer | None:
    """The answer to a comparison; None where no region has anything to say."""
    query = found.asked.query
    citations = CitationList(found.records, found.asked.question.as_of)
    rows: list[Row] = []
    silent: list[str] = []
    confidence = 0.0
    for region in query.regions:
        part = _of(found, region, library)
        extracts = find_extracts(
            part.asked.query, part.asked.terms, part.hits[:_READ], part.records, library.embedder.embed_sentences
        )
        judgement = judge(part, extracts)
        name = region.label(query.language)
        if not judgement.enough:
            silent.append(name)
            continue
        said = citations.statement(judgement.extracts[0])
        rows.append(Row(judgement.extracts[0].passage.document, (Statement(name, ()), said)))
        confidence = max(confidence, judgement.confidence)
    if not rows:
        return None
    notes = tuple(Note(NoteKind.NOT_MENTIONED, say("not_mentioned", query.language, what=name)) for name in silent)
    answer = replace(
        found.answer(AnswerStatus.ANSWERED, confidence),
        table=Table((say("column_region", query.language), say("column_said", query.language)), tuple(rows)),
        citations=citations.all(),
    )
    return replace(answer, notes=(*notes, *notes_on(answer, found)))


def _of(found: Found, region: Region, library: Library) -> Found:
    """What is found where the question names one region only."""
    asked = found.asked
    name = region.english if asked.query.language == "en" else region.name
    query = replace(
        asked.query, text=f"{name} {without_places(asked.query.text)}", regions=(region,), kind=QueryKind.FACT
    )
    hits = tuple(library.retriever.retrieve(query, library.settings.top_k))
    return Found(Asked(asked.question, query, asked.terms, asked.started), hits, found.records)
