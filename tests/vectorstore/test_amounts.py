"""Printed figures are compared as amounts."""

from __future__ import annotations

import pytest

from vectorstore.amounts import Amount, amount_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("1.2", "万亿元"), ("12,000", "亿元")),
        (("1.2", "万亿元"), ("1.2", "trillion yuan")),
        (("3", "吉瓦"), ("300", "万千瓦")),
        (("5", "％"), ("5", "percent")),
        (("4.5—5", "%"), ("4.5-5", "%")),
        (("2", "千家"), ("2000", "家")),
        (("3", "公顷"), ("45", "亩")),
        (("五百", "亿元"), ("500", "亿元")),
        (("四点五-五", "百分之"), ("4.5-5", "%")),
        (("百", "百分之"), ("100", "%")),
        (("一亿二千万", "元"), ("1.2", "亿元")),
    ],
)
def test_two_ways_of_printing_one_amount_are_equal(one: tuple[str, str], other: tuple[str, str]) -> None:
    """Scales go into the number, synonyms of a unit into one."""
    assert amount_of(*one) == amount_of(*other)


def test_different_measures_are_not_equal() -> None:
    """Percent and percentage points, yuan and dollars, people and visits stay apart."""
    assert amount_of("5", "%") != amount_of("5", "个百分点")
    assert amount_of("5", "亿元") != amount_of("5", "亿美元")
    assert amount_of("5", "万人") != amount_of("5", "万人次")


def test_a_range_has_two_ends() -> None:
    """And a single figure has one twice."""
    assert amount_of("4.5-5", "%") == Amount(4.5, 5, "%")
    assert amount_of("300", "家") == Amount(300, 300, "家")


def test_a_value_in_words_is_no_amount() -> None:
    """It stays as printed."""
    assert amount_of("一半", None) is None
