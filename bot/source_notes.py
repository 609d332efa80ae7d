"""What a reader must know of the sources of an answer."""

from __future__ import annotations

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
        if citation.validity in {"draft", "expired", "superseded", "repealed", "not_yet"}:
            by = ""
            successor = found.records[citation.document].superseded_by
            if citation.validity == "superseded" and successor:
                title = found.records[successor].title if successor in found.records else successor
                by = f"：《{title}》" if language == "zh" else f" by “{title}”"
            notes.append(Note(NoteKind.VALIDITY, say(citation.validity, language, title=citation.title, by=by)))
        notes += _of_pages(citation, found.records[citation.document], language)
    if answer.answered_by == "extractive":
        return (*frames_on(answer, found), *notes)
    if answer.citations and all(found.records[c.document].language != language for c in answer.citations):
        notes.append(Note(NoteKind.READING, say("translated", language)))
    return tuple(notes)


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
