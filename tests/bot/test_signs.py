"""The signs that a question is answered, and that it is not."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from bot.extracts import find_extracts
from bot.signs import WEIGHTS, Signs, signs_of
from bot.terms import terms_of
from vectorstore.commitments import Commitments, Review, Target
from vectorstore.passage import Passage, RetrievedPassage
from vectorstore.query import understand
from vectorstore.record import DocumentRecord
from vectorstore.target_index import TargetIndex

TODAY = dt.date(2026, 3, 1)
RECORD = DocumentRecord("report.txt", "2026年湖北省政府工作报告", "zh", region="湖北省", region_code="420000")
TARGET = "今年全省地区生产总值增长5.5%左右"
QUESTION = "湖北今年的GDP增长目标是多少？"


def signs(question: str, text: str, section: str = "", target: Target | None = None) -> Signs:
    """The signs of a question for which one sentence was found."""
    query = understand(question, as_of=TODAY)
    terms = terms_of(query, lambda words: dict.fromkeys(words, 5.0))
    headings = (section,) if section else ()
    passage = Passage("p", "report.txt", 0, text, 0, len(text), None, headings, "zh", RECORD.title)
    hits = [RetrievedPassage(passage, 8.0, likeness=2.0, words=0.5)]
    reviews = (Review(0, len(text)),) if "回顾" in section else ()
    targets = TargetIndex({"report.txt": Commitments((target,) if target else (), (), reviews)})
    best = find_extracts(query, terms, hits, {"report.txt": RECORD}, targets, as_of=TODAY)[0]
    return signs_of(query, terms, hits, best, targets)


def target() -> Target:
    """The target that TARGET sets."""
    return Target("地区生产总值", "5.5", TARGET, 0, len(TARGET), "增长", "%", year=2026)


def test_the_target_asked_for_is_an_answer() -> None:
    """Likelier than not, in the part of a report that sets targets."""
    found = signs(QUESTION, TARGET, "三、2026年重点工作", target())

    assert found.probability > 0.5
    assert (found.indicator, found.indicator_missed, found.no_target) == (1.0, 0.0, 0.0)


def test_an_indicator_that_is_missing_makes_an_answer_unlikely() -> None:
    """A target of something else, with a figure of the same kind."""
    other = signs(QUESTION, "今年城镇调查失业率控制在5.5%左右", "三、2026年重点工作", target())

    assert other.indicator_missed == 1.0
    assert other.probability < 0.5 < signs(QUESTION, TARGET, "三、2026年重点工作", target()).probability


def test_what_was_reached_is_no_answer_for_a_target() -> None:
    """The same indicator, in the part of a report that looks back."""
    past = signs(QUESTION, "地区生产总值增长6.1%", "一、2025年工作回顾")

    assert past.no_target == 1.0
    assert past.probability < signs(QUESTION, TARGET, "三、2026年重点工作", target()).probability


def test_a_question_for_the_past_asks_for_no_target() -> None:
    """What was reached answers it."""
    found = signs("湖北去年的GDP实际增长多少？", "地区生产总值增长6.1%", "一、2025年工作回顾")

    assert found.no_target == 0.0


def test_a_figure_or_its_kind_that_is_missing_is_a_sign() -> None:
    """Where one is asked for."""
    assert signs(QUESTION, "推动地区生产总值稳步增长").figure_missed == 1.0
    assert signs(QUESTION, "地区生产总值达到六万亿元").unit_missed == 1.0
    assert signs("湖北如何推动经济发展？", "推动地区生产总值稳步增长").figure_missed == 0.0


def test_another_language_than_the_questions_is_a_sign() -> None:
    """The words of the two differ, so that fewer can be found."""
    assert signs("What is Hubei's GDP growth target for 2026?", TARGET).abroad == 1.0
    assert signs(QUESTION, TARGET).abroad == 0.0


@pytest.mark.parametrize("name", WEIGHTS)
def test_each_sign_moves_the_probability_its_way(name: str) -> None:
    """Between 0 and 1, whatever the signs are."""
    none = Signs()
    moved = replace(none, **{name: 2.0})

    assert 0 < moved.probability < 1
    assert (moved.probability > none.probability) == (WEIGHTS[name] > 0)
