"""The words of the keyword index."""

from __future__ import annotations

from vectorstore.tokens import query_words, words_of


def test_chinese_is_cut_into_words_and_the_words_inside_them() -> None:
    """A long word is found by its parts."""
    assert {"规模", "工业", "增加值"} <= set(words_of("规模以上工业增加值"))


def test_width_and_case_make_no_difference() -> None:
    """Full-width letters and figures are the same words."""
    assert words_of("ＡＩ ２０２６年 GDP") == words_of("ai 2026年 gdp")


def test_a_figure_stays_whole() -> None:
    """A decimal is one word, so that 4.5 is not found by 5."""
    assert "4.5" in words_of("增长4.5%左右")


def test_words_of_asking_are_no_query_words() -> None:
    """What every question has cannot tell passages apart."""
    assert query_words("浙江的目标是多少？") == ["浙江", "目标"]
    assert query_words("What is the target of Zhejiang?") == ["target", "zhejiang"]
