"""The words of the keyword index."""

from __future__ import annotations

import pytest

from vectorstore.tokens import fold, query_words, words_of


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


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("6G和5G", ["6g", "和", "5g"]),
        ("C919", ["c919"]),
        ("3D打印", ["3d", "打印"]),
        ("5.5%", ["5.5"]),
        ("18.5亿元", ["18.5", "亿元"]),
        ("2026年", ["2026", "年"]),
        ("the company's", ["the", "company"]),
        ("the company’s", ["the", "company"]),
    ],
)
def test_names_with_figures_are_words_and_figures_are_numbers(text: str, words: list[str]) -> None:
    """6G is not found by 6, and 5.5% is found by 5.5."""
    assert words_of(text) == words


def test_traditional_characters_find_simplified_ones() -> None:
    """A question from Hong Kong finds a document from Shenzhen."""
    assert words_of("經濟發展與機器人") == words_of("经济发展与机器人")
    assert fold("臺灣") == fold("台湾")
