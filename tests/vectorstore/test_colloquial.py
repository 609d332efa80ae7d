"""Everyday words, and the official names by which documents know the same."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from vectorstore import colloquial
from vectorstore.colloquial import find_colloquialisms, with_official_words
from vectorstore.glossary import find_concepts


@pytest.mark.parametrize(
    ("text", "official"),
    [
        ("把房子送人要交什么税", "赠与"),
        ("附近有养老院吗", "养老机构"),
        ("摆摊要办证吗", "流动摊贩"),
        ("生娃有钱拿吗", "生育"),
        ("老板不发工资怎么办", "拖欠工资"),
        ("Is there money for a nursing home?", "elderly care institution"),
        ("I was laid off", "unemployment"),
    ],
)
def test_everyday_words_have_official_names(text: str, official: str) -> None:
    """In both languages; a search looks for these too."""
    assert official in {name for word in find_colloquialisms(text) for name in word.official}
    assert official in with_official_words(text)


@pytest.mark.parametrize("text", ["中小企业有多少家", "奖励封顶多少", "科研人员的奖励", "the bossy newshop"])
def test_a_part_of_another_word_is_none(text: str) -> None:
    """小企业 in 中小企业, 顶多 in 封顶多少, shop in another word."""
    assert find_colloquialisms(text) == []


def test_a_text_without_everyday_words_stays_as_it_is() -> None:
    """Nothing is added to a search that needs nothing."""
    assert with_official_words("浙江省集成电路产业政策") == "浙江省集成电路产业政策"


def test_every_everyday_word_stands_once_and_is_no_official_name() -> None:
    """A word of two rows would have one of them without effect; a concept's own name would never be found."""
    with Path(colloquial.__file__).with_name("colloquial.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["said"].split(";"), row["official"].split(";")) for row in csv.DictReader(file)]
    said = Counter(form for forms, _ in rows for form in forms)
    assert [form for form, count in said.items() if count > 1] == []
    assert [form for forms, official in rows for form in forms if form in official] == []
    whole = [form for form in said for m in find_concepts(form) if (m.start, m.end) == (0, len(form))]
    assert whole == []
    assert all(len(form) > 1 for form in said)
