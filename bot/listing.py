"""List questions: one row a document, from everything in the library that qualifies, and how many there are."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from bot.answer import Answer, AnswerStatus, Note, NoteKind, Row, Statement, Table
from bot.citations import CitationList
from bot.extracts import Extract
from bot.found import Found
from bot.refusal import refuse
from bot.source_notes import notes_on
from bot.target_list import find_targets
from bot.title_list import find_titled
from bot.topic_list import find_speaking
from bot.topics import Topics, topics_of
from bot.wording import say
from vectorstore.library import Library
from vectorstore.record import DocumentRecord
from vectorstore.regions import COUNTRY
from vectorstore.scope import own_region

_MOST = 40
_OF_DOCUMENTS = re.compile(
    r"(?:多少|几)(?:个|份|部|项)?(?:报告|文件|政策|条例|法规)|how many (?:\w+ )?(?:reports|documents|policies|regulations)",
    re.I,
)


def list_documents(found: Found, library: Library) -> Answer | None:
    """The answer to a list question; None where nothing that is named was found.

    Who sets a target of a value is known of every document: where nobody does, that is the answer, and no other figure.
    Where most of what is named cannot be looked for, nothing is listed on the rest.
    """
    targets = find_targets(found, library)
    if targets is not None:
        answer = _listed(found, targets.extracts) if targets.extracts else refuse(found, None, 0.0, library.targets)
        return replace(answer, notes=(*answer.notes, *_left_out(found, targets.about)))
    titled = find_titled(found, library)
    if titled is not None:
        return _listed(found, titled, "titled") if titled else refuse(found, None, 0.0, library.targets)
    topics = topics_of(found.asked, library.catalogue)
    speaking = find_speaking(found, topics, library)
    if speaking:
        listed = _listed(found, speaking)
        return replace(listed, notes=(*listed.notes, *_untold(found, topics, "looked_for_the_rest")))
    if topics.own_language_only:
        refused = refuse(found, None, 0.0, library.targets)
        return replace(refused, notes=(*refused.notes, *_untold(found, topics, "not_looked_for")))
    return None


def _untold(found: Found, topics: Topics, how: str) -> tuple[Note, ...]:
    """Which words could not be looked for in the other language."""
    if not topics.unknown:
        return ()
    language = found.asked.query.language
    words = ("、" if language == "zh" else ", ").join(topics.unknown)
    return (Note(NoteKind.READING, say(how, language, words=words)),)


def _left_out(found: Found, documents: Sequence[str]) -> tuple[Note, ...]:
    """That some aim at about the figure, and may come out on either side of it."""
    if not documents:
        return ()
    language = found.asked.query.language
    codes = sorted(documents, key=lambda document: found.records[document].region_code or "999999")
    names = ("、" if language == "zh" else ", ").join(_name(found.records[name], language) for name in codes)
    return (Note(NoteKind.READING, say("only_about", language, count=len(documents), names=names)),)


def _listed(found: Found, extracts: Sequence[Extract], how: str = "listed") -> Answer:
    places = {found.records[extract.passage.document].region_code for extract in extracts} - {None, COUNTRY}
    chosen = sorted(extracts, key=lambda extract: -extract.score)[:_MOST]
    chosen.sort(key=lambda e: (found.records[e.passage.document].region_code or "999999", e.passage.document))
    return _table(found, chosen, places, len(extracts), how)


def _number(found: Found, places: Collection[str | None], count: int) -> str:
    """The number that is asked for: of documents, else of the places that they are of."""
    of_documents = _OF_DOCUMENTS.search(found.asked.question.text) or not places
    name, number = ("counted_documents", count) if of_documents else ("counted_places", len(places))
    return say(name, found.asked.query.language, count=number)


def _table(found: Found, chosen: Sequence[Extract], places: Collection[str | None], count: int, how: str) -> Answer:
    query = found.asked.query
    citations = CitationList(found.records, found.asked.question.as_of)
    rows = []
    for extract in chosen:
        record = found.records[extract.passage.document]
        said = citations.statement(extract)
        rows.append(Row(record.document, (Statement(_name(record, query.language), ()), said)))
    documents = found.searched
    said_of_count = how if count == len(rows) else "listed_in_part"
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
