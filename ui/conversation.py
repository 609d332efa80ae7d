"""A conversation: its turns, what of them the next question knows, and a question's way to its answer."""

from __future__ import annotations

import datetime as dt
import json
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.answer import Answer
from bot.question import Question
from errors import RegionwiseError
from ui.messages import fault_words, word
from ui.rendering import render_answer, render_fault, render_hint, render_status, render_turn
from ui.threads import paced
from vectorstore.filters import Filters, label_of
from vectorstore.query import reworded

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
    """A question, and its answer as far as it has come, or the sentence that says why there is none.

    `without` is what the person took out of what was inferred from the question.
    """

    question: str
    progress: Progress = Progress.SEARCHING
    answer: Answer | None = None
    fault: str | None = None
    without: Filters = field(default_factory=Filters)

    def stopped(self) -> Turn:
        """The turn, ended by the person."""
        running = self.progress in (Progress.SEARCHING, Progress.WRITING)
        return replace(self, progress=Progress.STOPPED) if running else self


def history_of(turns: Sequence[Turn]) -> tuple[tuple[str, str], ...]:
    """The last turns as (role, text) pairs."""
    pairs: list[tuple[str, str]] = []
    for turn in turns[-TURNS_REMEMBERED:]:
        if turn.answer:
            # What was taken out of a question does not come back with the next one.
            asked = reworded(turn.question, turn.without, dt.date.today())
            pairs += [("user", asked), ("assistant", turn.answer.text)]
    return tuple(pairs)


def question_fault(text: str, longest: int, language: str) -> str | None:
    """Why a text cannot be asked; None where it can."""
    if not text.strip():
        return word(language, "fault_empty")
    if len(text) > longest:
        return word(language, "fault_too_long", length=len(text), longest=longest)
    return None


def asked_without(dropped: str, turns: Sequence[Turn]) -> tuple[Turn, Sequence[Turn]] | None:
    """A turn to be asked again without what was dropped from it, and the turns before it; None where that is none.

    `dropped` is the JSON of a filter's button; only what the turn's answer was narrowed to can be taken out of it.
    """
    try:
        given = json.loads(dropped)
        number, name, value = given["turn"], given["field"], given["value"]
        turn = turns[number - 1] if number > 0 else Turn("")
        inferred = dict(turn.answer.filters.items()) if turn.answer else {}
        if value not in inferred[name]:
            return None
    except (ValueError, KeyError, TypeError, IndexError):
        return None
    left_out = (*dict(turn.without.items())[name], value)
    return Turn(turn.question, without=replace(turn.without, **{name: left_out})), turns[: number - 1]


def follow(bot: PolicyBot, turn: Turn, before: Sequence[Turn], language: str) -> Iterator[Turn]:
    """A question's turn, from the search to the whole answer; a fault becomes one sentence."""
    yield turn
    asked = turn
    try:
        for answer in paced(bot.stream(Question(turn.question, history=history_of(before), without=turn.without))):
            turn = replace(turn, progress=Progress.WRITING, answer=answer)
            yield turn
        yield replace(turn, progress=Progress.DONE)
    except RegionwiseError as error:
        yield replace(asked, progress=Progress.DONE, fault=fault_words(language, error))
    except Exception as error:
        log.exception("A question could not be answered.")
        yield replace(asked, progress=Progress.DONE, fault=fault_words(language, error))


def turn_html(turn: Turn, number: int, language: str) -> str:
    """A turn as it is shown; `language` is that of the page, an answer has its own."""
    left_out = [label_of(name, value, language) for name, values in turn.without.items() for value in values]
    without = word(language, "without", parts=word(language, "comma").join(left_out)) if left_out else ""
    if turn.fault is not None:
        return render_turn(number, turn.question, render_fault(turn.fault), without)
    if turn.answer is None:
        stopped = turn.progress is Progress.STOPPED
        inner = render_hint(word(language, "stopped")) if stopped else render_status(word(language, "searching"))
        return render_turn(number, turn.question, inner, without)
    footer = None
    if turn.progress is Progress.WRITING:
        footer = render_status(word(turn.answer.language, "writing"))
    elif turn.progress is Progress.STOPPED:
        footer = render_hint(word(turn.answer.language, "stopped"))
    return render_turn(number, turn.question, render_answer(turn.answer, number, footer), without)
