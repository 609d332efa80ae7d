"""List questions for what is spoken of: the documents that hold the terms, each with the clause that does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.evidence import answers_for, meets_years
from bot.extracts import Extract, spans_of
from bot.found import Found
from bot.quantities import find_quantities
from bot.sentences import Span, split_clauses
from bot.terms import Term
from bot.topics import FIGURE, Topics
from vectorstore.catalogue import Catalogue
from vectorstore.library import Library
from vectorstore.passage import Passage
from vectorstore.query import Query
from vectorstore.record import DocumentRecord
from vectorstore.scope import in_scope
from vectorstore.tokens import fold
from vectorstore.wish import wish_of

_CELL = {"zh": 70, "en": 170}


def find_speaking(found: Found, topics: Topics, library: Library) -> list[Extract]:
    """The best extract of each document that speaks of what is asked."""
    query, records = found.asked.query, found.records
    best: dict[str, Extract] = {}
    for document in _holding(topics.terms, library.catalogue) if topics.terms else ():
        record = records.get(document)
        if record is None or not _may_answer(record, query, found):
            continue
        if topics.own_language_only and record.language != query.language:
            continue
        for extract in _extracts(library.catalogue.passages_of(document), topics.terms, query):
            if query.regions and not any(answers_for(extract, records, region) for region in query.regions):
                continue
            if not meets_years(extract, record, query, found.asked.question.as_of, library.targets):
                continue
            if document not in best or extract.score > best[document].score:
                best[document] = extract
    return list(best.values())


def _holding(topics: Sequence[Term], catalogue: Catalogue) -> list[str]:
    """Every document that holds all the topics, whichever way they are named."""
    sets = [set(catalogue.holding(topic.forms)) for topic in topics]
    return sorted(set.intersection(*sets))


def _may_answer(record: DocumentRecord, query: Query, found: Found) -> bool:
    """Whether a document may be listed: it is searched, and of the kind that is asked for."""
    return found.may_search(record.document) and not record.searched_as and in_scope(record, query)


def _extracts(passages: Sequence[Passage], topics: Sequence[Term], query: Query) -> Iterator[Extract]:
    """The runs of passages that hold all the topics."""
    wish = wish_of(query.text)
    for passage in passages:
        if not all(topic.stands_in(fold(passage.text)) for topic in topics):
            continue
        for span in spans_of(passage):
            short = _short(passage, span, topics)
            if short is None:
                continue
            words = passage.text[short.start : short.end]
            score = 0.5 * (wish.target and bool(find_quantities(words)))
            score += 0.5 * (
                wish.target and not wish.past and ("目标" in passage.section + words or "target" in fold(words))
            )
            score += 0.4 * any(str(year) in passage.section + words for year in query.years)
            score += min(len(words), 40) / 400 - 0.6 * bool(_NEGATED.search(words))
            yield Extract(passage, passage.start + short.start, passage.start + short.end, words, score)


_NEGATED = re.compile(r"没有|未提|不设|\bno\b|\bnot\b", re.IGNORECASE)


def _short(passage: Passage, span: Span, topics: Sequence[Term]) -> Span | None:
    """The clauses of a span that hold all the topics, with as much around them as fits a cell; None where none does."""
    text = passage.text[span.start : span.end]
    limit = _CELL[passage.language]
    clauses = split_clauses(text)
    held = [all(topic.stands_in(fold(text[c.start : c.end])) for topic in topics) for c in clauses]
    if not any(held):
        # Topics may stand in neighbouring clauses; a figure belongs to its own.
        whole = all(topic.stands_in(fold(text)) for topic in topics) and not any(
            FIGURE.fullmatch(t.forms[0]) for t in topics
        )
        return span if whole and len(text) <= 2 * limit else None
    if len(text) <= limit:
        return span
    first = last = held.index(True)
    while True:
        if last + 1 < len(clauses) and clauses[last + 1].end - clauses[first].start <= limit:
            last += 1
        elif first > 0 and clauses[last].end - clauses[first - 1].start <= limit:
            first -= 1
        else:
            return Span(span.start + clauses[first].start, span.start + clauses[last].end)
