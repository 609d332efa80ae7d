"""Answers without a language model: chosen sentences, each its own quote."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from bot.answer import Answer, AnswerStatus
from bot.changes import changes
from bot.choosing import choose
from bot.citations import CitationList
from bot.comparing import compare
from bot.conflicts import conflict_note, conflicting
from bot.evidence import Judgement, judge
from bot.extracts import Extract
from bot.follow_up import read
from bot.found import Found
from bot.listing import list_documents
from bot.meaning import extracts_of
from bot.neighbours import whole_passage
from bot.overview import overview
from bot.refusal import ask_back, refuse
from bot.source_notes import binding_note, notes_on
from bot.validity import adds_to_proofs, proving_extracts, validity_notes
from vectorstore.kinds import QueryKind
from vectorstore.library import Library

_PROVEN = 0.9  # the confidence of what the catalogue proves


def write_extractive(found: Found, library: Library) -> Iterator[Answer]:
    """An answer made of the documents' own words, as growing snapshots."""
    query = found.asked.query
    changed = changes(found, library)
    if changed is not None:
        yield timed(changed, found)
        return
    if query.kind is QueryKind.LIST:
        listed = list_documents(found, library)
        if query.regions and (listed is None or _is_slim(listed)):
            # What looks like a list may ask a fact of one place.
            fact = _as_fact(found, library)
            judgement = judge(fact, extracts_of(fact, library), library.targets)
            if judgement.enough:
                yield from _state(fact, judgement, [], library)
                return
        if listed is not None:
            yield timed(listed, found)
            return
    if query.kind is QueryKind.COMPARE:
        compared = compare(found, library)
        if compared is not None:
            yield timed(compared, found)
            return
    asked_back = ask_back(found, library.targets)
    if asked_back is not None:
        yield timed(asked_back, found)
        return
    found, judgement = read(found, library)
    if proofs := tuple(proving_extracts(found, library)):
        beside = tuple(e for e in judgement.extracts if adds_to_proofs(e, proofs))[: judgement.enough]
        likely = max(judgement.confidence, _PROVEN)
        judgement = replace(judgement, extracts=beside, proofs=proofs, confidence=likely)
    if not judgement.enough:
        yield timed(refuse(found, judgement.missing, judgement.confidence, library.targets), found)
        return
    others = conflicting(found, judgement.extracts[0], library) if judgement.extracts else []
    yield from _state(found, judgement, others, library)


def _is_slim(listed: Answer) -> bool:
    return listed.table is None or len(listed.table.rows) < 2


def _as_fact(found: Found, library: Library) -> Found:
    """The same question, searched as one for a fact."""
    query = replace(found.asked.query, kind=QueryKind.FACT)
    hits = tuple(library.retriever.retrieve(query, library.settings.top_k))
    return replace(found, asked=replace(found.asked, query=query), hits=hits)


def _state(found: Found, judgement: Judgement, others: Sequence[Extract], library: Library) -> Iterator[Answer]:
    citations = CitationList(found.records, found.asked.question.as_of)
    answer = found.answer(AnswerStatus.ANSWERED, judgement.confidence)
    further: list[Extract] = []
    if judgement.extracts and found.asked.query.kind is QueryKind.OVERVIEW:
        further = overview(judgement.extracts)
    elif judgement.extracts:
        further = choose(judgement.extracts, partial(whole_passage, catalogue=library.catalogue))
    chosen = [*judgement.proofs, *(e for e in further if not any(e.overlaps(proof) for proof in judgement.proofs))]
    for extract in [*chosen, *(other for other in others if not any(other.overlaps(e) for e in chosen))]:
        statement = citations.statement(extract)
        answer = replace(answer, statements=(*answer.statements, statement), citations=citations.all())
        yield timed(answer, found)
    notes = tuple(dict.fromkeys((*notes_on(answer, found), *validity_notes(found))))
    if others:
        notes = (conflict_note(found), *notes)
    if judgement.binding:
        notes = (binding_note(found, chosen[0]), *notes)
    yield timed(replace(answer, notes=notes), found)


def timed(answer: Answer, found: Found) -> Answer:
    """The answer with the time it took so far."""
    return replace(answer, seconds=time.monotonic() - found.asked.started)
