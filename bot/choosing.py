"""Which extracts make an answer: the best one, what it leads in, and what else says something of its own."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from bot.extracts import Extract, spans_of
from bot.sentences import Span
from vectorstore.passage import Passage
from vectorstore.tokens import fold

_FURTHER = 1.6  # how far below the best, in the score of a logit, a further statement may fall
_STATEMENTS = 3
_ITEMS = 8  # statements of a list that a sentence leads in
_CHARACTERS = {"zh": 520, "en": 1100}
_ITEM = re.compile(r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|[①-⑳]|[（(][a-z][）)]|[-•·])")
_LEADS_IN = re.compile(r"(?:[：:]|如下|下列|以下)[^。；;.]{0,12}$")


def choose(extracts: Sequence[Extract]) -> list[Extract]:
    """The best extracts that say different things and together stay short; a list stands whole behind what leads it in."""
    best = extracts[0]
    room = _CHARACTERS[best.passage.language]
    chosen: list[Extract] = []
    taken = 0
    for extract in extracts:
        if taken == _STATEMENTS or (chosen and extract.score < best.score - _FURTHER):
            break
        if any(say_the_same(extract.text, other.text) for other in chosen):
            continue
        parts = _with_list(extract, room)
        parts = [part for part in parts if not any(say_the_same(part.text, other.text) for other in chosen)]
        size = sum(len(part.text) for part in parts)
        if chosen and size > room:
            continue
        chosen += parts
        room -= size
        taken += 1
    return chosen


def _with_list(extract: Extract, room: int) -> list[Extract]:
    """An extract, with the list that it leads in, or that it is an item of, as far as there is room."""
    lines = [_extract_of(extract.passage, span) for span in spans_of(extract.passage)]
    at = next((at for at, line in enumerate(lines) if line.start <= extract.start < line.end), None)
    if at is None:
        return [extract]
    first = at
    if _ITEM.match(extract.text):
        while first > 0 and _ITEM.match(lines[first].text):
            first -= 1
    # What holds the figure that is asked for needs no list behind it.
    if not _LEADS_IN.search(lines[first].text.rstrip()) or (first == at and extract.features.figure > 0):
        return [extract]
    items = list(itertools.takewhile(lambda line: _ITEM.match(line.text), lines[first + 1 :])) or lines[first + 1 :]
    block = [lines[first], *items[:_ITEMS]]
    if sum(len(line.text) for line in block) <= room:
        return block
    return [lines[first], extract] if first != at and len(lines[first].text) + len(extract.text) <= room else [extract]


def _extract_of(passage: Passage, span: Span) -> Extract:
    start, end = passage.start + span.start, passage.start + span.end
    return Extract(passage, start, end, passage.text[span.start : span.end])


def say_the_same(one: str, other: str) -> bool:
    """Whether two sentences say the same: most pairs of characters are shared."""
    pairs, others = ({text[i : i + 2] for i in range(len(text) - 1)} for text in (fold(one), fold(other)))
    return len(pairs & others) > 0.8 * min(len(pairs), len(others)) if pairs and others else one == other
