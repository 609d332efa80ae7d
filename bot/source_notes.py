"""What a reader must know of the sources of an answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from bot.answer import Answer, Citation, Note, NoteKind
from bot.extracts import Extract
from bot.found import Found
from bot.frames import frames_on
from bot.wording import say
from vectorstore.record import DocumentRecord


def notes_on(answer: Answer, found: Found) -> tuple[Note, ...]:
    """What a reader must know of the sources: drafts, expired and superseded ones, scans, and another language."""
    language, notes = answer.language, []
    for citation in {c.document: c for c in answer.citations}.values():
        record = found.records[citation.document]
        if status := status_note(record, found):
            notes.append(status)
        notes += _of_pages(citation, record, language)
    if answer.answered_by == "extractive":
        return (*frames_on(answer, found), *notes)
    if answer.citations and all(found.records[c.document].language != language for c in answer.citations):
        notes.append(Note(NoteKind.READING, say("translated", language)))
    return tuple(notes)


def status_note(record: DocumentRecord, found: Found) -> Note | None:
    """That a document is a draft, not yet or no longer in force, since when, and what took its place; else None."""
    language, as_of = found.asked.query.language, found.asked.question.as_of
    validity = record.validity_on(as_of)
    if validity == "draft" and record.superseded_by:
        final = found.records.get(record.superseded_by)
        by = final.title if final else record.superseded_by
        return Note(NoteKind.VALIDITY, say("draft_of", language, title=record.title, by=by))
    if validity in {"superseded", "repealed"}:
        return ended_note(validity, record, found)
    if validity not in {"draft", "expired", "not_yet"}:
        return None
    day = {"expired": record.in_force_until, "not_yet": record.in_force_from}.get(validity)
    if validity == "not_yet" and day and day <= as_of:
        day = None  # a text that was amended later says from when it first held
    since = say("from_day" if validity == "not_yet" else "until_day", language, day=day) if day else ""
    return Note(NoteKind.VALIDITY, say(validity, language, title=record.title, since=since))


def ended_note(how: str, record: DocumentRecord, found: Found) -> Note:
    """That a document is or will be superseded or repealed (`how`), by which one, and from when."""
    successor = found.records.get(record.superseded_by or "")
    title, by = record.title, successor.title if successor else record.superseded_by
    if successor and title == by:
        title, by = dated_title(record), dated_title(successor)
    since = record.ended_on if successor and successor.in_force_from == record.ended_on else None
    return said_to_end(how, title, by, since, found)


def said_to_end(how: str, title: str, by: str | None, since: dt.date | None, found: Found) -> Note:
    """The same, of a title that need not be a document of the library's."""
    language = found.asked.query.language
    blanks = {
        "title": title,
        "by": say("by", language, title=by) if by else "",
        "since": say("from_day", language, day=since.isoformat()) if since else "",
        "day": found.asked.question.as_of.isoformat(),
    }
    return Note(NoteKind.VALIDITY, say(how, language, **blanks))


def dated_title(record: DocumentRecord) -> str:
    """A title with the day of its text, to tell versions of one title apart."""
    day = record.written_on or record.issued_on or record.in_force_from
    return f"{record.title}({day.isoformat()})" if day else record.title


def binding_note(found: Found, extract: Extract) -> Note:
    """That a rule of the province, or of the country, answers for a place."""
    language, record = found.asked.query.language, found.records[extract.passage.document]
    place = ("、" if language == "zh" else ", ").join(region.label(language) for region in found.asked.query.regions)
    level = say(f"level_{record.level or 'central'}", language)
    return Note(NoteKind.READING, say("binding", language, what=place, level=level))


def _of_pages(citation: Citation, record: DocumentRecord, language: str) -> Iterator[Note]:
    """That a quote was recognised from a picture, and that pages of its document could not be read."""
    if citation.ocr:
        yield Note(NoteKind.READING, say("recognised", language, title=record.title))
    unreadable = record.pages_read_as("unreadable")
    if unreadable:
        pages = ("、" if language == "zh" else ", ").join(map(str, unreadable))
        yield Note(NoteKind.READING, say("unreadable_pages", language, title=record.title, pages=pages))
