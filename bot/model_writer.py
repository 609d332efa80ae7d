"""Answers written by a language model, checked statement by statement; what fails the check is not shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from bot.answer import Answer, AnswerStatus, Note, NoteKind
from bot.citations import CitationList
from bot.evidence import judge
from bot.extractive import timed, write_extractive
from bot.found import Found
from bot.language_model import Write, open_language_model
from bot.meaning import extracts_of
from bot.model_lines import LineReader
from bot.neighbours import whole_passage
from bot.prompt import fill_prompt
from bot.source_notes import binding_note, notes_on
from bot.support import supported
from bot.wording import say
from errors import LanguageModelUnavailable

if TYPE_CHECKING:
    from vectorstore.library import Library

_MOST_STATEMENTS = 8


class ModelWriter:
    """Writes answers with a language model."""

    def __init__(self, library: Library, write: Write, model_id: str) -> None:
        self._library = library
        self._write = write
        self._model_id = model_id

    @classmethod
    def from_settings(cls, library: Library) -> ModelWriter:
        """The writer of the settings' language model.

        Raises:
            LanguageModelUnavailable: the model's provider is not known or its package is not installed.
        """
        return cls(library, open_language_model(library.settings), library.settings.language_model)

    def write(self, found: Found) -> Iterator[Answer]:
        """An answer as growing snapshots: verified statements only, else the documents' own words.

        Where more than half of what the model wrote fails the check, the rest of it is not shown either.
        """
        query = found.asked.query
        judgement = judge(found, extracts_of(found, self._library), self._library.targets)
        if not judgement.extracts:
            # A region, year or name that nothing found speaks of: no model is asked to fill the gap.
            yield from write_extractive(found, self._library)
            return
        citations = CitationList(found.records, found.asked.question.as_of)
        answer = replace(
            found.answer(AnswerStatus.ANSWERED, max(judgement.confidence, 0.5)), answered_by=self._model_id
        )
        whole = partial(whole_passage, catalogue=self._library.catalogue)
        prompt, reader = fill_prompt(found, whole), LineReader()
        dropped, why = 0, ""
        try:
            for draft in reader.drafts(self._write(prompt)):
                statement = supported(draft, prompt, found, citations)
                if statement is None:
                    dropped += 1
                    continue
                answer = replace(answer, statements=(*answer.statements, statement), citations=citations.all())
                if dropped <= len(answer.statements):
                    yield timed(answer, found)
                if len(answer.statements) == _MOST_STATEMENTS:
                    break
        except LanguageModelUnavailable as error:
            why = error.why
        kept = len(answer.statements)
        if kept and dropped <= kept:
            notes = (*notes_on(answer, found), *_told(query.language, dropped, why))
            if judgement.binding:
                notes = (binding_note(found, judgement.extracts[0]), *notes)
            yield timed(replace(answer, notes=notes), found)
            return
        if not why:
            wrote = dropped or kept or reader.broken_off
            why = "unverified" if wrote else "declined" if reader.declined else "empty"
        yield from self._extractive(found, why)

    def _extractive(self, found: Found, why: str) -> Iterator[Answer]:
        """The documents' own words, with a line that says why."""
        language = found.asked.query.language
        note = Note(NoteKind.READING, say("model_failed", language, why=say(why, language)))
        for plain in write_extractive(found, self._library):
            answered = plain.status is AnswerStatus.ANSWERED
            yield replace(plain, notes=(*plain.notes, note)) if answered else plain


def _told(language: str, dropped: int, why: str) -> Iterator[Note]:
    """What a reader must know of how the answer came about: sentences left out, a model that stopped."""
    if dropped:
        yield Note(NoteKind.READING, say("model_dropped", language, count=dropped))
    if why:
        yield Note(NoteKind.READING, say("model_stopped", language, why=say(why, language)))
