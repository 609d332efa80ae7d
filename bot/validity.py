"""Whether a document that a question names is in force: the words that prove it, and what follows from them."""

from __future__ import annotations

from collections.abc import Iterator

from bot.answer import Note, NoteKind
from bot.extracts import Extract
from bot.found import Found
from bot.quotes import find_quote
from bot.wording import say
from vectorstore.library import Library
from vectorstore.naming import named_documents
from vectorstore.record import DocumentRecord
from vectorstore.regions import is_of
from vectorstore.scope import own_region
from vectorstore.wish import wish_of

_FIELDS = ("validity", "in_force_from", "in_force_until")
_MOST = 3
_NOTED = {"in_force", "unknown"}  # the others are told with every citation


def named_records(found: Found) -> list[DocumentRecord]:
    """The documents whose validity a question asks for, those in force first; none where it names none."""
    query, as_of = found.asked.query, found.asked.question.as_of
    if not wish_of(query.text).validity:
        return []
    named = [found.records[name] for name in named_documents(query.text, found.records.values())]
    kept = [
        record
        for record in named
        if not record.searched_as
        and found.may_search(record.document)
        and (not query.regions or any(is_of(own_region(record), region) for region in query.regions))
    ]
    kept.sort(key=lambda record: (record.validity_on(as_of) != "in_force", record.document))
    return kept[:_MOST]


def proving_extracts(found: Found, library: Library) -> list[Extract]:
    """The sentences that say from when, until when and whether the named documents are in force."""
    return [extract for record in named_records(found) for extract in _proofs(record, library)]


def validity_notes(found: Found) -> tuple[Note, ...]:
    """What the catalogue knows of the named documents."""
    language, as_of = found.asked.query.language, found.asked.question.as_of
    return tuple(
        Note(NoteKind.VALIDITY, say(f"is_{validity}", language, title=record.title, day=as_of.isoformat()))
        for record in named_records(found)
        if (validity := record.validity_on(as_of)) in _NOTED
    )


def _proofs(record: DocumentRecord, library: Library) -> Iterator[Extract]:
    quotes = dict.fromkeys(item.quote for item in record.evidence if item.field in _FIELDS)
    passages = library.catalogue.passages_of(record.document)
    for quote in quotes:
        for passage in passages:
            if place := find_quote(passage.text, quote):
                start, end = passage.start + place[0], passage.start + place[1]
                yield Extract(passage, start, end, passage.text[place[0] : place[1]])
                break
