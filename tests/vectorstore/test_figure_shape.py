"""A question for a figure prefers passages that have one beside what it measures."""

from __future__ import annotations

import pytest

from vectorstore.commitments import Commitments, Target
from vectorstore.figure_shape import Shape
from vectorstore.passage import Passage
from vectorstore.query import understand
from vectorstore.target_index import TargetIndex

NOTHING = TargetIndex({})


def passage(text: str, start: int = 0, language: str = "zh") -> Passage:
    """A passage of a report."""
    return Passage("p", "report.txt", 0, text, start, start + len(text), None, (), language, "报告")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("地区生产总值增长5.5%左右，城镇调查失业率5.5%左右。", "zh"),
        ("全省GDP突破九万亿元。", "zh"),
        ("到2026年，GDP达到65,000亿元。", "zh"),
        ("GDP is to grow by about 5.5 percent.", "en"),
    ],
)
def test_a_clause_with_indicator_and_figure_is_seen(text: str, language: str) -> None:
    """By any name of the indicator, in the passage's own language; Chinese numerals are figures too."""
    assert Shape(understand("湖北的GDP目标是多少？"), NOTHING).has_figure(passage(text, language=language))


@pytest.mark.parametrize(
    "text",
    ["地区生产总值稳步增长，城镇新增就业70万人。", "推动经济高质量发展。", "城镇新增就业70万人以上。"],
)
def test_a_figure_of_something_else_is_not(text: str) -> None:
    """Nor an indicator whose own clause has no figure."""
    assert not Shape(understand("湖北的GDP目标是多少？"), NOTHING).has_figure(passage(text))


def test_a_question_for_no_figure_has_no_shape() -> None:
    """It prefers no passage for its figures."""
    text = "地区生产总值增长5.5%左右。"

    assert not Shape(understand("湖北如何推动GDP发展？"), NOTHING).has_figure(passage(text))
    assert not Shape(understand("增长多少？"), NOTHING).has_figure(passage(text))


def test_a_passage_with_the_target_asked_for_is_known() -> None:
    """It is where the target starts, in its document; of a question for the past there is none."""
    said = Target("地区生产总值", "5.5", "地区生产总值增长5.5%", 100, 113, "增长", "%", year=2026)
    targets = TargetIndex({"report.txt": Commitments((said,))})
    shape = Shape(understand("湖北2026年的GDP目标是多少？"), targets)

    assert shape.has_target(passage("地区生产总值增长5.5%。", start=100))
    assert not shape.has_target(passage("地区生产总值增长6.1%。", start=50))
    assert not Shape(understand("湖北2025年的GDP目标是多少？"), targets).has_target(passage("x" * 20, start=100))
    assert not Shape(understand("湖北的GDP去年实际增长多少？"), targets).has_target(passage("x" * 20, start=100))
