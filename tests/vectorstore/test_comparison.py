"""A comparison as one question a region."""

from __future__ import annotations

import datetime as dt

from vectorstore.comparison import parts_of
from vectorstore.query import understand

DAY = dt.date(2026, 3, 1)


def test_each_place_is_asked_its_own_clause() -> None:
    """And what stands before both."""
    first, second = parts_of(understand("退税商店：陕西今年要新增多少家？辽宁离境退税店今年要到多少家？", as_of=DAY))

    assert "新增" in first.text
    assert "离境" not in first.text
    assert "离境" in second.text
    assert "新增" not in second.text
    assert all("退税商店" in part.text for part in (first, second))


def test_each_place_is_asked_for_its_own_year() -> None:
    """The year that only the other's clause names is not asked for."""
    text = "Compare the top loan amounts: Changsha after its July 2022 notice versus Dongguan after its 2020 notice."
    first, second = parts_of(understand(text, as_of=DAY))

    assert (first.years, second.years) == ((2022,), (2020,))


def test_what_is_asked_of_both_is_asked_of_each() -> None:
    """Where a clause tells nothing by itself, the whole question counts, and so do remarks in brackets."""
    for text, words in (
        ("上海的人均免税面积是多少，重庆呢？", "免税面积"),
        ("Maximum loan in Changsha versus Anqing (couples, 2022 notices)?", "couples"),
        ("黑龙江跟河南，今年粮食目标差多少？", "粮食目标"),
    ):
        parts = parts_of(understand(text, as_of=DAY))
        assert len(parts) == 2
        assert all(words in part.text for part in parts)
