"""List questions: one row a document, from everything in the library that speaks of what is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answer import Answer, AnswerStatus, Note, NoteKind, Row, Statement, Table
from bot.citations import CitationList
from bot.evidence import concerns, meets_years
from bot.extracts import Extract, spans_of, wish_of
from bot.found import Found
from bot.quantities import find_quantities
from bot.sentences import Span, split_clauses
from bot.terms import Term, quoted
from bot.wording import say
from vectorstore.catalogue import Catalogue
from vectorstore.passage import DocumentRecord, Passage
from vectorstore.query import Query
from vectorstore.regions import region_of
from vectorstore.tokens import fold

_MOST = 40
_CELL = {"zh": 60, "en": 160}
_TOPIC_WEIGHT = 0.5


def list_documents(found: Found, catalogue: Catalogue) -> Answer | None:
    """The answer to a list question; None where the question names nothing that could be looked for."""
    query, records = found.asked.query, found.records
    topics = _topics(found.asked.terms, query)
    if not topics:
        return None
    best: dict[str, tuple[float, Extract]] = {}
    for passage in _speaking_of(topics, catalogue):
        record = records.get(passage.document)
        if record is None or not _in_scope(record, query, found):
            continue
        for extract in _extracts(passage, topics, query):
            if query.regions and not any(concerns(extract, records, region) for region in query.regions):
                continue
            if not meets_years(extract, record, query, found.asked.question.as_of):
                continue
            if passage.document not in best or extract.score > best[passage.document][0]:
                best[passage.document] = (extract.score, extract)
    if not best:
        return None
    chosen = [extract for _, extract in sorted(best.values(), key=lambda pair: -pair[0])][:_MOST]
    chosen.sort(key=lambda e: (records[e.passage.document].region_code or "999999", e.passage.document))
    return _table(found, chosen, len(best))


def _topics(terms: Sequence[Term], query: Query) -> list[Term]:
    """What must be spoken of: what is quoted, else the terms that weigh most."""
    marked = quoted(query.text)
    if marked:
        return [Term((form,), 1.0) for form in marked]
    heavy = [term for term in terms if term.weight >= _TOPIC_WEIGHT]
    return heavy


def _speaking_of(topics: Sequence[Term], catalogue: Catalogue) -> list[Passage]:
    """Every passage that holds all the topics, whichever way they are named."""
    ids: set[str] | None = None
    for topic in topics:
        ids_of_topic = catalogue.keywords.holding(topic.forms)
        ids = ids_of_topic if ids is None else ids & ids_of_topic
    return list(catalogue.passages(sorted(ids or ())).values())


def _in_scope(record: DocumentRecord, query: Query, found: Found) -> bool:
    question = found.asked.question
    if question.only is not None and record.document not in question.only or record.document in question.exclude:
        return False
    text = fold(query.text)
    if any(word in text for word in ("省", "province", "provincial")) and record.level != "provincial":
        return False
    return (
        not any(word in text for word in ("工作报告", "work report"))
        or "报告" in record.title
        or "report" in fold(record.title)
    )


def _extracts(passage: Passage, topics: Sequence[Term], query: Query) -> list[Extract]:
    wish = wish_of(query.text)
    found = []
    for span in spans_of(passage):
        text = fold(passage.text[span.start : span.end])
        held = sum(topic.stands_in(text) for topic in topics)
        if not held:
            continue
        short = _short(passage, span, topics)
        words = passage.text[short.start : short.end]
        score = held + 0.3 * (wish.target and bool(find_quantities(words)))
        score += 0.2 * any(str(year) in passage.section + words for year in query.years)
        found.append(Extract(passage, passage.start + short.start, passage.start + short.end, words, 1.0, score))
    return found


def _short(passage: Passage, span: Span, topics: Sequence[Term]) -> Span:
    """The clauses of a sentence around what is asked, as many as fit a cell."""
    text = passage.text[span.start : span.end]
    limit = _CELL[passage.language]
    if len(text) <= limit:
        return span
    clauses = split_clauses(text)
    hit = next((i for i, c in enumerate(clauses) if any(t.stands_in(fold(text[c.start : c.end])) for t in topics)), 0)
    first = last = hit
    while True:
        grow_right = last + 1 < len(clauses) and clauses[last + 1].end - clauses[first].start <= limit
        grow_left = first > 0 and clauses[last].end - clauses[first - 1].start <= limit
        if grow_right:
            last += 1
        elif grow_left:
            first -= 1
        else:
            break
    return Span(span.start + clauses[first].start, span.start + clauses[last].end)


def _table(found: Found, chosen: Sequence[Extract], count: int) -> Answer:
    query = found.asked.query
    citations = CitationList(found.records, found.asked.question.as_of)
    rows = []
    for extract in chosen:
        record = found.records[extract.passage.document]
        said = citations.statement(extract)
        rows.append(Row(record.document, (Statement(_name(record, query.language), said.citations), said)))
    documents = sum(record.status != "failed" for record in found.records.values())
    return replace(
        found.answer(AnswerStatus.ANSWERED, 0.9),
        table=Table((say("column_region", query.language), say("column_said", query.language)), tuple(rows)),
        citations=citations.all(),
        notes=(Note(NoteKind.COUNT, say("listed", query.language, documents=documents, count=count)),),
    )


def _name(record: DocumentRecord, language: str) -> str:
    """What a row is about: its region, in the reader's language too; else the document's title."""
    if record.region is None:
        return record.title
    region = region_of(record.region_code or "") or region_of(record.region)
    return f"{record.region} ({region.english})" if language == "en" and region and region.english else record.region
