"""A conversation's turns, without a page."""

import pytest

from bot.answer import Answer, AnswerStatus, Statement
from ui.conversation import TURNS_REMEMBERED, Progress, Turn, follow, history_of, question_fault, turn_html
from ui.threads import paced


def test_a_question_goes_from_the_search_to_the_whole_answer(bot) -> None:
    turns = list(follow(bot, "上海机器人", [], "zh"))
    assert turns[0] == Turn("上海机器人")
    assert {turn.progress for turn in turns[1:-1]} == {Progress.WRITING}
    assert turns[-1].progress is Progress.DONE
    assert turns[-1].answer == bot.answer(bot.asked[-1])


@pytest.mark.parametrize(
    ("text", "sentence"), [("fault", "language model cannot be reached"), ("crash", "Something went wrong")]
)
def test_a_fault_becomes_one_sentence(bot, text: str, sentence: str) -> None:
    last = list(follow(bot, text, [], "en"))[-1]
    assert last.fault
    assert sentence in last.fault
    assert "secret" not in last.fault
    assert sentence in turn_html(last, 1, "en")


def test_the_next_question_knows_the_last_turns_that_were_answered(bot) -> None:
    answer = Answer("q", "en", AnswerStatus.ANSWERED, statements=(Statement("It is so.", (1,)),))
    turns = [Turn(f"q{n}", Progress.DONE, answer) for n in range(9)]
    assert len(history_of(turns)) == 2 * TURNS_REMEMBERED
    assert history_of([*turns, Turn("broken", fault="Sorry.")])[-2:] == (("user", "q8"), ("assistant", "It is so. [1]"))
    list(follow(bot, "hydrogen", turns, "en"))
    assert bot.asked[-1].history == history_of(turns)


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
