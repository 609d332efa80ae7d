"""Answers without a language model: chosen sentences, each its own quote."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.answer import Answer, AnswerStatus
from bot.citations import CitationList
from bot.comparing import compare
from bot.evidence import Judgement, judge
from bot.extracts import Extract, find_extracts
from bot.found import Found
from bot.listing import list_documents
from bot.refusal import refuse
from bot.source_notes import notes_on
from vectorstore.library import Library
from vectorstore.query import QueryKind
from vectorstore.tokens import fold

# How many passages are read sentence by sentence, and how far below the best a further statement may fall.
_READ = 10
_FURTHER = 0.75
_STATEMENTS = 3
_CHARACTERS = {"zh": 420, "en": 900}


def write_extractive(found: Found, library: Library) -> Iterator[Answer]:
    """An answer made of the documents' own words, as growing snapshots."""
    query = found.asked.query
    if query.kind is QueryKind.LIST:
        listed = list_documents(found, library.catalogue)
        if listed is not None:
            yield timed(listed, found)
            return
    if query.kind is QueryKind.COMPARE:
        compared = compare(found, library)
        if compared is not None:
            yield timed(compared, found)
            return
    extracts = find_extracts(
        query, found.asked.terms, found.hits[:_READ], found.records, library.embedder.embed_sentences
    )
    judgement = judge(found, extracts)
    if not judgement.enough:
        yield timed(refuse(found, judgement.missing, judgement.confidence), found)
        return
    yield from _state(found, judgement)


def _state(found: Found, judgement: Judgement) -> Iterator[Answer]:
    citations = CitationList(found.records, found.asked.question.as_of)
    answer = found.answer(AnswerStatus.ANSWERED, judgement.confidence)
    chosen = choose(judgement.extracts)
    for extract in chosen:
        statement = citations.statement(extract)
        answer = replace(answer, statements=(*answer.statements, statement), citations=citations.all())
        yield timed(answer, found)
    yield timed(replace(answer, notes=notes_on(answer, found)), found)


def choose(extracts: Sequence[Extract]) -> list[Extract]:
    """The best extracts that say different things and together stay short, in reading order within a passage."""
    chosen: list[Extract] = []
    room = _CHARACTERS[extracts[0].passage.language]
    for extract in extracts:
        if len(chosen) == _STATEMENTS or (chosen and extract.score < _FURTHER * chosen[0].score):
            break
        if (chosen and len(extract.text) > room) or any(_same(extract.text, other.text) for other in chosen):
            continue
        chosen.append(extract)
        room -= len(extract.text)
    return chosen


def _same(one: str, other: str) -> bool:
    """Whether two sentences say the same: most pairs of characters are shared."""
    pairs, others = ({text[i : i + 2] for i in range(len(text) - 1)} for text in (fold(one), fold(other)))
    return len(pairs & others) > 0.8 * min(len(pairs), len(others)) if pairs and others else one == other


def timed(answer: Answer, found: Found) -> Answer:
    """The answer with the time it took so far."""
    return replace(answer, seconds=time.monotonic() - found.asked.started)
