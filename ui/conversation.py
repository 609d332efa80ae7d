"""A conversation: its turns, what of them the next question knows, and a question's way to its answer."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.answer import Answer
from bot.question import Question
from errors import RegionwiseError
from ui.messages import fault_words, word
from ui.rendering import render_answer, render_fault, render_hint, render_status, render_turn
from ui.threads import paced

if TYPE_CHECKING:
    from bot.policy_bot import PolicyBot

log = logging.getLogger(__name__)

TURNS_REMEMBERED = 6


class Progress(StrEnum):
    """How far a turn has come."""

    SEARCHING = "searching"
    WRITING = "writing"
    DONE = "done"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Turn:
    """A question, and its answer as far as it has come, or the sentence that says why there is none."""

    question: str
    progress: Progress = Progress.SEARCHING
    answer: Answer | None = None
    fault: str | None = None

    def stopped(self) -> Turn:
        """The turn, ended by the person."""
        running = self.progress in (Progress.SEARCHING, Progress.WRITING)
        return replace(self, progress=Progress.STOPPED) if running else self


def history_of(turns: Sequence[Turn]) -> tuple[tuple[str, str], ...]:
    """The last turns as (role, text) pairs."""
    pairs: list[tuple[str, str]] = []
    for turn in turns[-TURNS_REMEMBERED:]:
        if turn.answer:
            pairs += [("user", turn.question), ("assistant", turn.answer.text)]
    return tuple(pairs)


def question_fault(text: str, longest: int, language: str) -> str | None:
    """Why a text cannot be asked; None where it can."""
    if not text.strip():
        return word(language, "fault_empty")
    if len(text) > longest:
        return word(language, "fault_too_long", length=len(text), longest=longest)
    return None


def follow(bot: PolicyBot, text: str, before: Sequence[Turn], language: str) -> Iterator[Turn]:
    """A question's turn, from the search to the whole answer; a fault becomes one sentence."""
    turn = Turn(text)
    yield turn
    try:
        for answer in paced(bot.stream(Question(text, history=history_of(before)))):
            turn = Turn(text, Progress.WRITING, answer)
            yield turn
        yield replace(turn, progress=Progress.DONE)
    except RegionwiseError as error:
        yield Turn(text, Progress.DONE, fault=fault_words(language, error))
    except Exception as error:
        log.exception("A question could not be answered.")
        yield Turn(text, Progress.DONE, fault=fault_words(language, error))


def turn_html(turn: Turn, number: int, language: str) -> str:
    """A turn as it is shown; `language` is that of the page, an answer has its own."""
    if turn.fault is not None:
        return render_turn(number, turn.question, render_fault(turn.fault))
    if turn.answer is None:
        stopped = turn.progress is Progress.STOPPED
        inner = render_hint(word(language, "stopped")) if stopped else render_status(word(language, "searching"))
        return render_turn(number, turn.question, inner)
    footer = None
    if turn.progress is Progress.WRITING:
        footer = render_status(word(turn.answer.language, "writing"))
    elif turn.progress is Progress.STOPPED:
        footer = render_hint(word(turn.answer.language, "stopped"))
    return render_turn(number, turn.question, render_answer(turn.answer, number, footer))
