"""Sentences and clauses end where a reader would end them, with exact offsets."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from bot.sentences import Span, split_clauses, split_sentences

LIBRARY = Path(__file__).parents[3] / "shared" / "library"


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, as text."""
    return [text[span.start : span.end] for span in split_sentences(text)]


def clauses(text: str) -> list[str]:
    """Return the clauses of a sentence, as text."""
    return [text[span.start : span.end] for span in split_clauses(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "增长5.5%。就业70万人！是吗？不得新建；可以改建",
            ["增长5.5%。", "就业70万人！", "是吗？", "不得新建；", "可以改建"],
        ),
        ("他说：“要快。”大家同意。", ["他说：“要快。”", "大家同意。"]),
        ("（国有企业除外。）其他可以。", ["（国有企业除外。）", "其他可以。"]),
        ("真的吗？！是的。", ["真的吗？！", "是的。"]),
        ('他说"要快。"然后"再看。"', ['他说"要快。"', '然后"再看。"']),
        (
            "一、总体要求\n加快发展。\r\n\n　　（一）目标\u2028达到5%",
            ["一、总体要求", "加快发展。", "（一）目标", "达到5%"],
        ),
        ("1.总体要求。2.5%的企业", ["1.总体要求。", "2.5%的企业"]),
    ],
)
def test_chinese_sentences_end_at_their_marks_and_line_ends(text: str, expected: list[str]) -> None:
    """Closing quote marks and brackets stay with the sentence they close."""
    assert sentences(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It grew 5.5% in 2025. It fell 3.2. Why? Stop!", ["It grew 5.5% in 2025.", "It fell 3.2.", "Why?", "Stop!"]),
        ("See No. 5, e.g. Art. 3 and Fig. 2. Done.", ["See No. 5, e.g. Art. 3 and Fig. 2.", "Done."]),
        ("The U.S. economy and the U.S. Congress grew. So.", ["The U.S. economy and the U.S. Congress grew.", "So."]),
        ("It was in the U.S. The plan is new.", ["It was in the U.S.", "The plan is new."]),
        ("Mr. Li met J. Smith et al. in Jan. 2025. Good.", ["Mr. Li met J. Smith et al. in Jan. 2025.", "Good."]),
        ("State of the art. We go on.", ["State of the art.", "We go on."]),
        ('He said "Go." She left.', ['He said "Go."', "She left."]),
        ("(It is so.) “Yes.” No.", ["(It is so.)", "“Yes.”", "No."]),
        ("1. First item. 2. Second item.", ["1. First item.", "2. Second item."]),
        ("Visit www.gov.cn/a?b=1!c today. Bye.", ["Visit www.gov.cn/a?b=1!c today.", "Bye."]),
        ("Wait... there is more. End", ["Wait... there is more.", "End"]),
    ],
)
def test_english_sentences_do_not_end_inside_abbreviations(text: str, expected: list[str]) -> None:
    """Nor inside numbers, initials, addresses and list marks."""
    assert sentences(text) == expected


@pytest.mark.parametrize("text", ["", " \n\t", "……", "——\n***"])
def test_a_text_without_letters_or_digits_has_no_sentence(text: str) -> None:
    """Rules and dots between paragraphs are nothing to quote."""
    assert split_sentences(text) == []
    assert split_clauses(text) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("加快发展，支持北京、上海；鼓励创新。", ["加快发展", "支持北京", "上海", "鼓励创新。"]),
        ("投资1,000万元，增长5，000元", ["投资1,000万元", "增长5，000元"]),
        ("支持北京（含天津、河北），“甲、乙”并举", ["支持北京（含天津、河北）", "“甲、乙”并举"]),
        ('We build, sell; and "lease, rent" (a, b).', ["We build", "sell", 'and "lease, rent" (a, b).']),
        ("未闭合（的括号，照样分开", ["未闭合（的括号", "照样分开"]),
        ("China’s plan, the province’s plan", ["China’s plan", "the province’s plan"]),
    ],
)
def test_a_clause_never_cuts_a_number_a_bracket_or_a_quotation(sentence: str, expected: list[str]) -> None:
    """The separators are left out; a bracket that nothing closes encloses nothing."""
    assert clauses(sentence) == expected


def check_cover(text: str) -> None:
    """Spans are in order, apart, tight, and leave out no letter or digit."""
    reached = 0
    for span in split_sentences(text):
        assert reached <= span.start < span.end <= len(text)
        assert not any(character.isalnum() for character in text[reached : span.start])
        assert text[span.start : span.end].strip() == text[span.start : span.end]
        sentence, inner = text[span.start : span.end], 0
        for clause in split_clauses(sentence):
            assert inner <= clause.start < clause.end <= len(sentence)
            assert not any(character.isalnum() for character in sentence[inner : clause.start])
            inner = clause.end
        reached = span.end
    assert not any(character.isalnum() for character in text[reached:])


def test_nothing_that_can_be_read_is_lost() -> None:
    """Over random text of marks, letters and digits."""
    rng = random.Random(3)  # noqa: S311
    for _ in range(5000):
        check_cover("".join(rng.choices("甲乙丙ab5 \n。！；.!?，、,;()（）“”\"'’《》…\u200b", k=rng.randint(0, 40))))


@pytest.mark.skipif(not LIBRARY.is_dir(), reason="the shared library of documents is not beside the repository")
def test_nothing_of_the_library_is_lost() -> None:
    """Over real documents; no sentence crosses a line."""
    for path in sorted(LIBRARY.rglob("*.txt"))[::4]:
        text = path.read_text(encoding="utf-8", errors="ignore")
        check_cover(text)
        assert not any("\n" in sentence for sentence in sentences(text))


def test_a_span_is_a_value() -> None:
    """Two of the same offsets are equal, and none can be changed."""
    assert split_sentences("好。") == [Span(0, 2)]
    with pytest.raises(AttributeError):
        split_sentences("好。")[0].start = 1  # type: ignore[misc]


def test_a_hostile_text_is_split_in_reasonable_time() -> None:
    """Endless marks, brackets and quote marks."""
    for text in ('."', '("', "（", "a. ", "。”", '"，', "（）", "[(]"):
        begun = time.perf_counter()
        split_sentences(text * 9000)
        split_clauses(text * 9000)
        assert time.perf_counter() - begun < 3
