"""Answers written by a language model, checked statement by statement; what fails the check is not shown."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from bot.answer import Answer, AnswerStatus, Note, NoteKind
from bot.citations import CitationList
from bot.evidence import judge
from bot.extractive import timed, write_extractive
from bot.extracts import find_extracts
from bot.found import Found
from bot.language_model import Write, open_language_model
from bot.source_notes import notes_on
from bot.support import supported
from bot.wording import say
from errors import LanguageModelUnavailable

if TYPE_CHECKING:
    from vectorstore.library import Library

SENTINEL = "NOT_IN_PASSAGES"
_PROMPT = Path(__file__).parent / "prompts" / "answer.md"
_LANGUAGE = {"zh": "Chinese", "en": "English"}


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
        """An answer as growing snapshots: verified statements only, else the documents' own words."""
        query = found.asked.query
        extracts = find_extracts(query, found.asked.terms, found.hits, found.records, None)
        judgement = judge(found, extracts)
        if not judgement.extracts:
            # A region, year or name that nothing found speaks of: no model is asked to fill the gap.
            yield from write_extractive(found, self._library)
            return
        citations = CitationList(found.records, found.asked.question.as_of)
        answer = replace(
            found.answer(AnswerStatus.ANSWERED, max(judgement.confidence, 0.5)), answered_by=self._model_id
        )
        dropped = 0
        why = "unverified"
        try:
            for line in _lines(self._write(fill_prompt(found))):
                statement = supported(line, found, citations)
                if statement is None:
                    dropped += SENTINEL not in line
                    continue
                answer = replace(answer, statements=(*answer.statements, statement), citations=citations.all())
                yield timed(answer, found)
        except LanguageModelUnavailable:
            why = "unreachable"
        if answer.statements:
            notes = notes_on(answer, found)
            if dropped:
                notes += (Note(NoteKind.READING, say("model_dropped", query.language, count=dropped)),)
            yield timed(replace(answer, notes=notes), found)
            return
        note = Note(NoteKind.READING, say("model_failed", query.language, why=say(why, query.language)))
        for plain in write_extractive(found, self._library):
            answered = plain.status is AnswerStatus.ANSWERED
            yield replace(plain, notes=(*plain.notes, note)) if answered else plain


def fill_prompt(found: Found) -> str:
    """The prompt for a question and its passages; `$` in them has no meaning."""
    records = found.records
    passages = []
    for number, hit in enumerate(found.hits, 1):
        record = records[hit.passage.document]
        head = " · ".join(part for part in (record.title, record.region, hit.passage.section) if part)
        passages.append(f"[{number}] {head}\n{_plain(hit.passage.text)}")
    return string.Template(_PROMPT.read_text(encoding="utf-8")).substitute(
        language=_LANGUAGE[found.asked.query.language],
        sentinel=SENTINEL,
        passages="\n\n".join(passages),
        question=_plain(found.asked.query.text),
    )


def _plain(text: str) -> str:
    """A text without the characters that nobody sees and a model would read."""
    return re.sub(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\U000e0000-\U000e007f]", "", text)


def _lines(pieces: Iterator[str]) -> Iterator[str]:
    """The lines of a streamed text, each as soon as it is whole."""
    rest = ""
    for piece in pieces:
        *whole, rest = (rest + piece).split("\n")
        yield from (line for line in whole if line.strip())
    if rest.strip():
        yield rest
