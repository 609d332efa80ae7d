"""What kind of sentence a question's wording asks for."""

from __future__ import annotations

import pytest

from vectorstore.wish import Wish, wish_of


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("企业上云补贴多少钱？", {"money"}),
        ("今年的增速是多少？", {"percent"}),
        ("需要多长时间办结？", {"time"}),
        ("办法从什么时候起施行？", {"date"}),
        ("有多少家企业？", {"count"}),
        ("How much support is there for a new factory?", {"money"}),
        ("What is the growth rate?", {"percent"}),
        ("How long is the application period?", {"time"}),
        ("When does the regulation take effect?", {"date"}),
        ("How many companies are there?", {"count"}),
        ("介绍一下产业布局", set()),
    ],
)
def test_the_unit_follows_what_is_asked_for(text: str, units: set[str]) -> None:
    """Money, shares, spans of time, dates and counts are told apart in both languages."""
    assert wish_of(text).units == units


@pytest.mark.parametrize("text", ["湖北今年的增长目标是多少？", "What is Hubei's growth target for this year?"])
def test_a_target_is_a_number_to_come(text: str) -> None:
    """It is asked for as a figure, and not as what was reached."""
    wish = wish_of(text)

    assert wish.target
    assert wish.number
    assert wish.growth
    assert not wish.past


@pytest.mark.parametrize("text", ["去年实际增长多少？", "How fast did the economy grow last year?"])
def test_what_was_reached_is_no_target(text: str) -> None:
    """The words of the past say so."""
    wish = wish_of(text)

    assert wish.past
    assert not wish.target


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("什么是低空经济？", "definition"),
        ("What is a specialised enterprise?", "definition"),
        ("这个通知还有效吗？", "validity"),
        ("Is the notice still valid?", "validity"),
        ("“十四五”期间年均增长多少？", "whole_term"),
        ("How much in five years?", "whole_term"),
        ("新建厂房有什么补贴？", "support"),
        ("Are there subsidies for a new factory?", "support"),
    ],
)
def test_the_wording_says_what_is_wanted(text: str, mark: str) -> None:
    """A definition, the validity, a figure of five years, support."""
    assert getattr(wish_of(text), mark)


def test_support_asked_for_by_a_number_is_money_or_a_share() -> None:
    """Though no unit is named."""
    assert wish_of("设备更新的补助标准是？").units == {"money", "percent"}


def test_a_question_for_no_figure_asks_for_nothing_of_the_kind() -> None:
    """Words that only look like 几 (how many) among them."""
    assert wish_of("产业布局几乎没有变化") == Wish()


@pytest.mark.parametrize(
    "text",
    [
        "2025年修订的条例和旧版比改了哪些？",
        "公积金贷款2025年有哪些调整",
        "新旧条例有什么不同",
        "实施细则修改了什么",
        "What changed in the 2024 revision?",
        "How has the rule been amended?",
    ],
)
def test_what_has_changed_is_asked_in_many_ways(text: str) -> None:
    """In both languages."""
    assert wish_of(text).change


@pytest.mark.parametrize(
    "text", ["产业结构怎么调整？", "听说细则改了，奖金多少？", "What is the rate of change of GDP?"]
)
def test_a_question_about_a_state_asks_for_no_change(text: str) -> None:
    """That something changes, or has changed, is not what is asked."""
    assert not wish_of(text).change
