"""The industries that a document is about: those that its title names, else the one that its text is on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.excerpt import Excerpt, Indication, Place
from ingest.kinds import is_listing
from vectorstore.industries import industries, named_industries

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


def industries_of(
    excerpt: Excerpt, label: Place | None, title: str, title_place: Place | None, kind: str | None
) -> tuple[Indication, ...]:
    """The industries that a label or the title names; where none does, the one that the text is on.

    Rules for every industry alike have none.
    """
    if label and (labelled := named_industries(label.text)):
        return tuple(Indication(name, label, 0.95) for name in labelled)
    named = named_industries(_BODY_ENGLISH.sub("", _WRITER.sub("", title)))
    if _OF_A_PROJECT.match(title) and len(named) > 1:
        named = [name for name in named if name != _ENVIRONMENT]
    if named:
        return tuple(Indication(name, title_place or Place(title, -1, -1), 0.85) for name in named)
    if kind not in _BY_TEXT or _GENERAL.search(title) or is_listing(title, excerpt.document.text):
        return ()
    return tuple(_in_text(excerpt.document.text))


def _in_text(text: str) -> Iterator[Indication]:
    """The one industry whose words make up most of those that a text has of any."""
    text = text[:_TEXT_CHARACTERS]
    counts: dict[str, int] = {}
    first: dict[str, re.Match[str]] = {}
    for industry in industries():
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
