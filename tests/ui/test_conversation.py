"""A conversation's turns, without a page."""

from dataclasses import replace

import pytest

from bot.answer import Answer, AnswerStatus, Statement
from ui.conversation import (
    TURNS_REMEMBERED,
    Progress,
    Turn,
    asked_without,
    follow,
    history_of,
    question_fault,
    turn_html,
)
from ui.threads import paced
from vectorstore.filters import Filters


def test_a_question_goes_from_the_search_to_the_whole_answer(bot) -> None:
    turns = list(follow(bot, Turn("上海机器人"), [], "zh"))
    assert turns[0] == Turn("上海机器人")
    assert {turn.progress for turn in turns[1:-1]} == {Progress.WRITING}
    assert turns[-1].progress is Progress.DONE
    assert turns[-1].answer == bot.answer(bot.asked[-1])


@pytest.mark.parametrize(
    ("text", "sentence"), [("fault", "language model cannot be reached"), ("crash", "Something went wrong")]
)
def test_a_fault_becomes_one_sentence(bot, text: str, sentence: str) -> None:
    last = list(follow(bot, Turn(text), [], "en"))[-1]
    assert last.fault
    assert sentence in last.fault
    assert "secret" not in last.fault
    assert sentence in turn_html(last, 1, "en")


def test_the_next_question_knows_the_last_turns_that_were_answered(bot) -> None:
    answer = Answer("q", "en", AnswerStatus.ANSWERED, statements=(Statement("It is so.", (1,)),))
    turns = [Turn(f"q{n}", Progress.DONE, answer) for n in range(9)]
    assert len(history_of(turns)) == 2 * TURNS_REMEMBERED
    assert history_of([*turns, Turn("broken", fault="Sorry.")])[-2:] == (("user", "q8"), ("assistant", "It is so. [1]"))
    list(follow(bot, Turn("hydrogen"), turns, "en"))
    assert bot.asked[-1].history == history_of(turns)


ANSWERED = Turn(
    "浙江今年的机器人补贴",
    Progress.DONE,
    Answer("q", "zh", AnswerStatus.ANSWERED, filters=Filters(("浙江省",), ("机器人",), (2026,))),
    without=Filters(instruments=("资金支持",)),
)


def test_a_question_is_asked_again_without_what_was_dropped() -> None:
    """It knows the turns before it, and what was taken out of it before."""
    dropped = '{"turn": 2, "field": "regions", "value": "浙江省"}'
    again = asked_without(dropped, [Turn("first"), ANSWERED, Turn("third")])
    assert again == (
        Turn(ANSWERED.question, without=Filters(regions=("浙江省",), instruments=("资金支持",))),
        [Turn("first")],
    )


@pytest.mark.parametrize(
    "dropped",
    [
        "", "{", "[]", "null", '{"turn": 1}', '{"turn": 9, "field": "regions", "value": "浙江省"}',
        '{"turn": 0, "field": "regions", "value": "浙江省"}', '{"turn": "1", "field": "regions", "value": "浙江省"}',
        '{"turn": 1, "field": "regions", "value": "江苏省"}', '{"turn": 1, "field": "colour", "value": "red"}',
        '{"turn": 1, "field": ["regions"], "value": "浙江省"}',
    ],
)  # fmt: skip
def test_what_was_not_inferred_cannot_be_dropped(dropped: str) -> None:
    """Whatever a page sends."""
    assert asked_without(dropped, [ANSWERED]) is None


def test_what_was_dropped_is_shown_and_does_not_come_back() -> None:
    """The next question does not know of it."""
    without = Filters(("浙江省",), ("机器人",))
    turn = replace(ANSWERED, without=without)
    assert "Without Zhejiang, robotics" in turn_html(turn, 1, "en")
    assert "已去掉：浙江省、机器人" in turn_html(turn, 1, "zh")
    assert history_of([turn])[0] == ("user", "今年的机器人补贴")


def test_a_stopped_answer_keeps_what_it_has_and_says_so() -> None:
    answer = Answer("q", "en", AnswerStatus.ANSWERED, statements=(Statement("It is so.", (1,)),))
    html = turn_html(Turn("q", Progress.WRITING, answer).stopped(), 1, "zh")
    assert "It is so." in html
    assert "Stopped: this answer is not complete." in html
    done = Turn("q", Progress.DONE, answer)
    assert done.stopped() is done
    assert "已停止" in turn_html(Turn("q").stopped(), 1, "zh")


def test_a_text_that_cannot_be_asked_is_told_why() -> None:
    assert question_fault(" \n", 10, "zh") == "问题是空的：请输入您想了解的内容。"
    assert "11 characters; at most 10" in (question_fault("x" * 11, 10, "en") or "")
    assert question_fault("x", 10, "en") is None


def test_the_last_snapshot_always_comes_and_the_ones_in_a_rush_do_not() -> None:
    assert list(paced(iter(range(1000)), seconds=5)) == [0, 999]
    assert list(paced(iter(range(3)), seconds=0)) == [0, 1, 2]
    assert list(paced(iter(()))) == []
