"""What people call things in talk, and what policy documents call them (colloquial.csv): 养老院 is 养老机构 there."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from vectorstore.glossary import ConceptMention, find_concepts

_TABLE = Path(__file__).with_name("colloquial.csv")
_SEARCHED = 2  # official names that a search adds for one word; more would blur what else is asked


@dataclass(frozen=True, slots=True)
class Colloquialism:
    """An everyday word in a text at [start, end), and the official names of what it means, the likeliest first."""

    said: str
    official: tuple[str, ...]
    start: int
    end: int


def find_colloquialisms(text: str) -> list[Colloquialism]:
    """The everyday words of a text in either language: in order, the longest first, none inside another.

    What is part of a concept of the glossary, or cuts one in two, is none: 小企业 in 中小企业, 顶多 in 封顶多少.
    """
    names, pattern = _names()
    found = [
        Colloquialism(match[0], names[match[0].lower()], match.start(), match.end()) for match in pattern.finditer(text)
    ]
    concepts = find_concepts(text) if found else []
    return [word for word in found if all(_is_beside(word, concept) for concept in concepts)]


def with_official_words(text: str) -> str:
    """A text with the official names of its everyday words behind it, for searching."""
    names = [name for word in find_colloquialisms(text) for name in word.official[:_SEARCHED]]
    return " ".join([text, *dict.fromkeys(names)])


def _is_beside(word: Colloquialism, concept: ConceptMention) -> bool:
    """Whether a word has no letter in common with a concept, or all of its letters and more."""
    apart = concept.end <= word.start or word.end <= concept.start
    longer = concept.end - concept.start < word.end - word.start
    return apart or (longer and word.start <= concept.start and concept.end <= word.end)


@lru_cache(maxsize=1)
def _names() -> tuple[dict[str, tuple[str, ...]], re.Pattern[str]]:
    with _TABLE.open(encoding="utf-8", newline="") as file:
        rows = [(row["said"].split(";"), tuple(row["official"].split(";"))) for row in csv.DictReader(file)]
    names = {form.lower(): official for said, official in rows for form in said}
    longest_first = sorted(names, key=lambda form: (-len(form), form))
    forms = (rf"\b{re.escape(form)}\b" if form.isascii() else re.escape(form) for form in longest_first)
    return names, re.compile("|".join(forms), re.IGNORECASE)
