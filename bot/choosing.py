"""Which extracts make an answer: the best one, what it leads in, and what else says something of its own."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.extracts import Extract, spans_of
from bot.neighbours import ITEM, LEADS_IN, is_row
from bot.sentences import Span
from vectorstore.passage import Passage
from vectorstore.tokens import fold

_FURTHER = 1.6  # how far below the best, in the score of a logit, a further statement may fall
_STATEMENTS = 3
_ITEMS = 8  # statements of a list that a sentence leads in
_CHARACTERS = {"zh": 520, "en": 1100}


def choose(extracts: Sequence[Extract], whole: Callable[[Passage], Passage] = lambda passage: passage) -> list[Extract]:
    """The best extracts that say different things and together stay short; a list stands whole behind what leads it in.

    `whole` gives a passage with the neighbours that its list goes on in.
    """
    best = extracts[0]
    room = _CHARACTERS[best.passage.language]
    chosen: list[Extract] = []
    taken = 0
    for extract in extracts:
        if taken == _STATEMENTS or (chosen and extract.score < best.score - _FURTHER):
            break
        if any(say_the_same(extract.text, other.text) for other in chosen):
            continue
        parts = _with_list(extract, room, whole)
        parts = [part for part in parts if not any(say_the_same(part.text, other.text) for other in chosen)]
        size = sum(len(part.text) for part in parts)
        if chosen and size > room:
            continue
        chosen += parts
        room -= size
        taken += 1
    return chosen


def _with_list(extract: Extract, room: int, whole: Callable[[Passage], Passage]) -> list[Extract]:
    """An extract, with the list that it leads in, or that it is an item of, as far as there is room."""
    passage = whole(extract.passage) if _may_go_on(extract) else extract.passage
    lines = [_extract_of(passage, span) for span in spans_of(passage)]
    at = next((at for at, line in enumerate(lines) if line.start <= extract.start < line.end), None)
    if at is None:
        return [extract]
    if passage is not extract.passage:
        # The rest of a torn sentence, and the names of a table's columns, may stand beside.
        kept = lines[at] if lines[at].start == extract.start and lines[at].end > extract.end else extract
        extract = replace(extract, passage=passage, end=kept.end, text=kept.text)
    first = at
    if ITEM.match(extract.text):
        while first > 0 and ITEM.match(lines[first].text):
            first -= 1
    # What holds the figure that is asked for needs no list behind it.
    if not LEADS_IN.search(lines[first].text.rstrip()) or (first == at and extract.features.figure > 0):
        return [extract]
    items = list(itertools.takewhile(lambda line: ITEM.match(line.text), lines[first + 1 :])) or lines[first + 1 :]
    block = [lines[first], *items[:_ITEMS]]
    if sum(len(line.text) for line in block) <= room:
        return block
    return [lines[first], extract] if first != at and len(lines[first].text) + len(extract.text) <= room else [extract]


def _may_go_on(extract: Extract) -> bool:
    """Whether more of a list, a table or a sentence may stand beside the passage of an extract."""
    text = extract.text.rstrip()
    leads_in = LEADS_IN.search(text) is not None and extract.features.figure <= 0
    return leads_in or ITEM.match(text) is not None or is_row(text) or extract.end >= extract.passage.end


def _extract_of(passage: Passage, span: Span) -> Extract:
    start, end = passage.start + span.start, passage.start + span.end
    return Extract(passage, start, end, passage.text[span.start : span.end])


def say_the_same(one: str, other: str) -> bool:
    """Whether two sentences say the same: most pairs of characters are shared."""
    pairs, others = ({text[i : i + 2] for i in range(len(text) - 1)} for text in (fold(one), fold(other)))
    return len(pairs & others) > 0.8 * min(len(pairs), len(others)) if pairs and others else one == other
