"""List questions: one row a document, from everything in the library that speaks of what is asked."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from bot.answer import Answer, AnswerStatus, Note, NoteKind, Row, Statement, Table
from bot.citations import CitationList
from bot.evidence import answers_for, meets_years
from bot.extracts import Extract, spans_of
from bot.found import Found
from bot.quantities import find_quantities
from bot.refusal import refuse
from bot.sentences import Span, split_clauses
from bot.source_notes import notes_on
from bot.target_list import find_targets
from bot.terms import Term, lookable, quoted
from bot.wording import say
from vectorstore.catalogue import Catalogue
from vectorstore.library import Library
from vectorstore.passage import Passage
from vectorstore.query import Query, without_places
from vectorstore.record import DocumentRecord
from vectorstore.regions import COUNTRY
from vectorstore.scope import in_scope, own_region
from vectorstore.tokens import fold
from vectorstore.wish import wish_of

_MOST = 40
_CELL = {"zh": 70, "en": 170}
# Terms that weigh at least this share of the heaviest one are what the list is of.
_HEAVY = 0.7
_FIGURE = re.compile(r"(?<![\d.])\d+(?:\.\d+)?%?(?![\d.])")
_BRACKETS = re.compile(r"[（(][^（()）]*[）)]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_OF_DOCUMENTS = re.compile(
    r"(?:多少|几)(?:个|份|部|项)?(?:报告|文件|政策|条例|法规)|how many (?:\w+ )?(?:reports|documents|policies|regulations)",
    re.I,
)


def list_documents(found: Found, library: Library) -> Answer | None:
    """The answer to a list question; None where the question names nothing that could be looked for.

    Who sets a target of a value is known of every document: where nobody does, that is the answer, and no other figure.
    """
    chosen = find_targets(found, library)
    if chosen is not None and not chosen:
        return refuse(found, None, 0.0, library.targets)
    if chosen is None:
        chosen = _speaking(found, library)
    if not chosen:
        return None
    places = {found.records[extract.passage.document].region_code for extract in chosen} - {None, COUNTRY}
    shown = sorted(chosen, key=lambda extract: -extract.score)[:_MOST]
    shown.sort(key=lambda e: (found.records[e.passage.document].region_code or "999999", e.passage.document))
    return _table(found, shown, places, len(chosen))


def _speaking(found: Found, library: Library) -> list[Extract]:
    """The best extract of each document that speaks of what is asked."""
    query, records = found.asked.query, found.records
    topics = _topics(found.asked.terms, query)
    if not topics:
        return []
    best: dict[str, Extract] = {}
    for document in _holding(topics, library.catalogue):
        record = records.get(document)
        if record is None or not _may_answer(record, query, found):
            continue
        for extract in _extracts(library.catalogue.passages_of(document), topics, query):
            if query.regions and not any(answers_for(extract, records, region) for region in query.regions):
                continue
            if not meets_years(extract, record, query, found.asked.question.as_of, library.targets):
                continue
            if document not in best or extract.score > best[document].score:
                best[document] = extract
    return list(best.values())


def _topics(terms: Sequence[Term], query: Query) -> list[Term]:
    """What must be spoken of, side by side: what is quoted, else the heaviest terms; and any figure but a year."""
    marked = [Term((form,), 1.0) for form in quoted(query.text)]
    if not marked:
        known = [
            term
            for term in lookable(terms, query.language, "zh")
            if not term.is_generic and _outside_brackets(term, query.text)
        ]
        heaviest = max((term.weight for term in known), default=0.0)
        marked = [term for term in known if term.weight >= _HEAVY * heaviest]
        marked += [term for term in known if term not in marked and _follows(term, marked, fold(query.text))]
    bare = _BRACKETS.sub("", fold(without_places(query.text)))
    figures = [f for f in _FIGURE.findall(bare) if not _YEAR.fullmatch(f) and len(f) > 1]
    return [*marked, *(Term((figure,), 1.0) for figure in dict.fromkeys(figures))] if marked else []


def _follows(term: Term, marked: Sequence[Term], text: str) -> bool:
    """Whether a term stands right behind one of these, so that both are one name: 数据标注 + 基地."""
    return any(front + form in text for other in marked for front in other.forms for form in term.forms)


def _outside_brackets(term: Term, text: str) -> bool:
    """Whether a term stands outside brackets, which hold other names and remarks."""
    return term.stands_in(_BRACKETS.sub("", fold(text)))


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
            _FIGURE.fullmatch(t.forms[0]) for t in topics
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


def _number(found: Found, places: Collection[str | None], count: int) -> str:
    """The number that is asked for: of documents, else of the places that they are of."""
    of_documents = _OF_DOCUMENTS.search(found.asked.question.text) or not places
    name, number = ("counted_documents", count) if of_documents else ("counted_places", len(places))
    return say(name, found.asked.query.language, count=number)


def _table(found: Found, chosen: Sequence[Extract], places: Collection[str | None], count: int) -> Answer:
    query = found.asked.query
    citations = CitationList(found.records, found.asked.question.as_of)
    rows = []
    for extract in chosen:
        record = found.records[extract.passage.document]
        said = citations.statement(extract)
        rows.append(Row(record.document, (Statement(_name(record, query.language), ()), said)))
    documents = found.searched
    said_of_count = "listed" if count == len(rows) else "listed_in_part"
    answer = replace(
        found.answer(AnswerStatus.ANSWERED, 0.9),
        table=Table((say("column_region", query.language), say("column_said", query.language)), tuple(rows)),
        citations=citations.all(),
    )
    counted = say(said_of_count, query.language, documents=documents, count=count, rows=len(rows))
    if query.counted:
        counted = f"{_number(found, places, count)}{counted}"
    return replace(answer, notes=(Note(NoteKind.COUNT, counted), *notes_on(answer, found)))


def _name(record: DocumentRecord, language: str) -> str:
    """What a row is about: its region, in the reader's language too; else the document's title."""
    if record.region is None:
        return record.title
    region = own_region(record)
    return region.label(language) if region else record.region
