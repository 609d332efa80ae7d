"""The industries that a document is about.

The names in `industries.csv` are short ones of the classification of strategic emerging industries (战略性新兴产业分类
2018, `SEI`) and of the national industry classification (GB/T 4754-2017, `GB`). The words that tell them were chosen
for Regionwise: `title` those that a title names an industry by, `text` those that a text on it repeats, `english` both
in English, `not` the phrases in which they mean something else. A finer industry stands for those in `within`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ingest.excerpt import Excerpt, Indication, Place
from ingest.kinds import is_listing

_CSV = Path(__file__).with_name("industries.csv")
# before 关于 stands who writes, which is not what about
_WRITER = re.compile(r"^[^《》]{2,220}?(?=关于|印发|转发)")
# what is about every industry alike
_GENERAL = re.compile(
    r"营商环境|中小企业|民营经济|外商|外资|自由贸易|自贸|开发区|国民经济|五年规划|工作报告|经济增长|稳增长|稳经济|稳住经济|专利|知识产权|行政(?:处罚|执法|规范)"
    r"|中共中央|政治局|经济工作会议|办理情况"
)
_BODY_ENGLISH = re.compile(
    r"\b(?:Ministry|Department|Bureau|Bank) of (?:the )?[A-Z]\w+(?:(?: and)? [A-Z]\w+)*|State \w+ Commission"
)
_OF_A_PROJECT = re.compile(r"(?i)^reply on .*environmental impact")
_ENVIRONMENT = "节能环保"
# a law's or a report's title names its industry, where it has one
_BY_TEXT = frozenset({"other", "notice", "interpretation", "news", "draft", "plan"})
_TEXT_CHARACTERS = 12_000
_A_FORM = 500
_LONGEST_QUOTE = 160


@dataclass(frozen=True, slots=True)
class _Industry:
    name: str
    within: tuple[str, ...]
    title: re.Pattern[str]
    text: re.Pattern[str]
    other: re.Pattern[str] | None


def industries_of(
    excerpt: Excerpt, label: Place | None, title: str, title_place: Place | None, kind: str | None
) -> tuple[Indication, ...]:
    """The industries that a label or the title names; where none does, the one that the text is on.

    Rules for every industry alike have none.
    """
    if label and (labelled := _in_title(label.text)):
        return tuple(Indication(name, label, 0.95) for name in labelled)
    named = _in_title(_BODY_ENGLISH.sub("", _WRITER.sub("", title)))
    if _OF_A_PROJECT.match(title) and len(named) > 1:
        named = [name for name in named if name != _ENVIRONMENT]
    if named:
        return tuple(Indication(name, title_place or Place(title, -1, -1), 0.85) for name in named)
    if kind not in _BY_TEXT or _GENERAL.search(title) or is_listing(title, excerpt.document.text):
        return ()
    return tuple(_in_text(excerpt.document.text))


def _in_title(title: str) -> list[str]:
    """The industries that a title names; a finer one stands for the broader."""
    found = []
    for industry in _industries():
        plain = industry.other.sub("", title) if industry.other else title
        if industry.name in plain or industry.title.search(plain):
            found.append(industry)
    broader = {name for industry in found for name in industry.within}
    return [industry.name for industry in found if industry.name not in broader]


def _in_text(text: str) -> Iterator[Indication]:
    """The one industry whose words make up most of those that a text has of any."""
    text = text[:_TEXT_CHARACTERS]
    counts: dict[str, int] = {}
    first: dict[str, re.Match[str]] = {}
    for industry in _industries():
        plain = industry.other.sub(lambda match: " " * len(match.group()), text) if industry.other else text
        for match in industry.text.finditer(plain):
            counts[industry.name] = counts.get(industry.name, 0) + 1
            first.setdefault(industry.name, match)
    if not counts:
        return
    name = max(counts, key=lambda each: counts[each])
    enough = 1 if len(text) < _A_FORM else max(2, 3 * len(text) // 1000)
    rest = sum(count for other, count in counts.items() if other != name)
    if counts[name] >= enough and counts[name] > rest:
        yield Indication(name, _line_around(text, first[name]), 0.6)


def _line_around(text: str, match: re.Match[str]) -> Place:
    """The line in which something was found, or the part of a long one that begins with it."""
    start = text.rfind("\n", 0, match.start()) + 1
    end = text.find("\n", match.end())
    end = len(text) if end < 0 else end
    if end - start > _LONGEST_QUOTE:
        start, end = match.start(), min(end, match.start() + _LONGEST_QUOTE)
    return Place(text[start:end], start, end)


@lru_cache(maxsize=1)
def _industries() -> tuple[_Industry, ...]:
    with _CSV.open(encoding="utf-8", newline="") as lines:
        return tuple(
            _Industry(
                row["name"],
                tuple(part for part in row["within"].split("|") if part),
                _words(row["title"], row["english"]),
                _words(row["text"] or row["title"], row["english"]),
                _words(row["not"], "") if row["not"] else None,
            )
            for row in csv.DictReader(lines)
        )


def _words(chinese: str, english: str) -> re.Pattern[str]:
    """A pattern of Chinese words anywhere and of the beginnings of English ones, in any case."""
    return re.compile(rf"{chinese}|\b(?:{english})" if english else chinese, re.IGNORECASE)
