"""What a question asks of a target's value, and which targets meet it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from vectorstore.commitments import Target
from vectorstore.conditions import Condition, Relation, condition_asked, meets


def target(value: str, comparator: str | None = None, unit: str = "%") -> Target:
    """A target of a value, as it is printed."""
    return Target("地区生产总值", value, "", 0, 0, comparator, unit)


def percent(relation: Relation, low: str, high: str | None = None, but_about: bool = False) -> Condition:
    """A condition on a share."""
    return Condition(relation, Decimal(low), Decimal(high) if high else None, True, but_about)


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("把2026年gdp增速目标定为5.5%左右？", percent(Relation.ABOUT, "5.5")),
        ("gdp目标是4.5%-5%？", percent(Relation.RANGE, "4.5", "5")),
        ("gdp目标是4.5%~5.0%？", percent(Relation.RANGE, "4.5", "5.0")),
        ("set a growth target of 4.5 to 5 percent?", percent(Relation.RANGE, "4.5", "5")),
        ("目标在4.5%到5%之间", percent(Relation.BETWEEN, "4.5", "5")),
        ("aim for growth of around 5.5 percent in 2026?", percent(Relation.ABOUT, "5.5")),
        ("定在4.5%（不是区间）？", percent(Relation.IS, "4.5")),
        ('keep it within 5% (a ceiling, not "around 5%")?', percent(Relation.AT_MOST, "5", but_about=True)),
        ("a target of 5% as a ceiling", percent(Relation.AT_MOST, "5")),
        ("控制在5.5%以内", percent(Relation.AT_MOST, "5.5")),
        ("不低于6%", percent(Relation.AT_LEAST, "6")),
        ("6% or more", percent(Relation.AT_LEAST, "6")),
        ("超过6%", percent(Relation.ABOVE, "6")),
        ("less than 6%", percent(Relation.BELOW, "6")),
        ("新增就业目标为70万人？", Condition(Relation.IS, Decimal(700000))),
        ("more than 1 million jobs", Condition(Relation.ABOVE, Decimal(1000000))),
        ("把目标设成区间", Condition(Relation.RANGE, percent=True)),
        ("2026年提出了目标？", None),
        ("目标是5%和6%以外的", percent(Relation.RANGE, "5", "6")),
        ("目标是5%，增速是6%？", None),
        ("哪5个省提出了目标？", None),
    ],
)
def test_the_condition_of_a_question(text: str, condition: Condition | None) -> None:
    """One figure or range that is no year and no number of places; what is said not to be asked for is not."""
    assert condition_asked(text) == condition


@pytest.mark.parametrize(
    ("asked", "set_", "met"),
    [
        (percent(Relation.IS, "5"), target("5"), True),
        (percent(Relation.IS, "5"), target("5.0", "增长/左右"), True),
        (percent(Relation.IS, "5", but_about=True), target("5", "增长/左右"), False),
        (percent(Relation.IS, "5"), target("5", "以上"), False),
        (percent(Relation.IS, "5"), target("5", unit="万人"), False),
        (percent(Relation.AT_MOST, "5"), target("5", "控制在/以内"), True),
        (percent(Relation.AT_MOST, "5"), target("4.6", "左右"), True),
        (percent(Relation.AT_MOST, "5"), target("5", "左右"), False),
        (percent(Relation.AT_MOST, "5"), target("4", "以上"), False),
        (percent(Relation.AT_LEAST, "5"), target("5", "增长/以上"), True),
        (percent(Relation.AT_LEAST, "5"), target("5-5.5"), True),
        (percent(Relation.AT_LEAST, "5"), target("4.5-5"), False),
        (percent(Relation.AT_LEAST, "5"), target("6", "以内"), False),
        (percent(Relation.ABOVE, "5"), target("5", "以上"), False),
        (percent(Relation.ABOVE, "5"), target("5", "超过"), True),
        (percent(Relation.BELOW, "5"), target("4.5-5"), False),
        (percent(Relation.BELOW, "5"), target("4.5", "左右"), True),
        (percent(Relation.BETWEEN, "4.5", "5"), target("4.8"), True),
        (percent(Relation.BETWEEN, "4.5", "5"), target("4.8", "以上"), False),
        (percent(Relation.RANGE, "4.5", "5"), target("4.5-5"), True),
        (percent(Relation.RANGE, "4.5", "5"), target("5"), False),
        (Condition(Relation.RANGE, percent=True), target("5-5.5"), True),
        (Condition(Relation.IS, Decimal(700000)), target("70", "以上", "万人"), False),
        (Condition(Relation.AT_LEAST, Decimal(700000)), target("70", "以上", "万人"), True),
    ],
)
def test_which_targets_meet_a_condition(asked: Condition, set_: Target, met: bool) -> None:
    """By value and by how it is put: about a bound is on neither side of it."""
    assert meets(set_, asked) is met
