"""The industries that documents are about and questions ask for, with the words that name them (industries.csv).

The names are short ones of the classification of strategic emerging industries (战略性新兴产业分类 2018, `SEI`) and of the
national industry classification (GB/T 4754-2017, `GB`). The words that tell them were chosen for Regionwise: `title`
those that a title names an industry by, `text` those that a text on it repeats, `english` both in English, `not` the
phrases in which they mean something else. A finer industry stands for those in `within`.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_CSV = Path(__file__).with_name("industries.csv")


@dataclass(frozen=True, slots=True)
class Industry:
    """An industry: its name in two languages, the broader ones that it lies in, and the words of titles, of texts, and of something else."""

    name: str
    english_name: str
    within: tuple[str, ...]
    title: re.Pattern[str]
    text: re.Pattern[str]
    other: re.Pattern[str] | None


@lru_cache(maxsize=1)
def industries() -> tuple[Industry, ...]:
    """All the industries, the broader before the finer."""
    with _CSV.open(encoding="utf-8", newline="") as lines:
        return tuple(
            Industry(
                row["name"],
                row["english_name"],
                tuple(part for part in row["within"].split("|") if part),
                _words(row["title"], row["english"]),
                _words(row["text"] or row["title"], row["english"]),
                _words(row["not"], "") if row["not"] else None,
            )
            for row in csv.DictReader(lines)
        )


def named_industries(text: str) -> list[str]:
    """The industries that a title or a question names; a finer one stands for the broader."""
    found = []
    for industry in industries():
        plain = industry.other.sub("", text) if industry.other else text
        if industry.name in plain or industry.title.search(plain):
            found.append(industry)
    broader = {name for industry in found for name in industry.within}
    return [industry.name for industry in found if industry.name not in broader]


def is_in_industry(name: str, industry: str) -> bool:
    """Whether an industry is the other, or lies in it at any depth."""
    return name == industry or any(is_in_industry(broader, industry) for broader in _within().get(name, ()))


def industry_name(name: str, language: str) -> str:
    """What an industry is called in a language."""
    return next((one.english_name for one in industries() if one.name == name and language == "en"), name)


@lru_cache(maxsize=1)
def _within() -> dict[str, tuple[str, ...]]:
    return {industry.name: industry.within for industry in industries()}


def _words(chinese: str, english: str) -> re.Pattern[str]:
    """A pattern of Chinese words anywhere and of the beginnings of English ones, in any case."""
    return re.compile(rf"{chinese}|\b(?:{english})" if english else chinese, re.IGNORECASE)
