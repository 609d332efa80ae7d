"""Headings that carry no sign: short lines in larger or bolder type than the text below them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.document import BlockKind
from ingest.headings import marker_of
from ingest.lines import Line

_LARGER = 1.1
_LONGEST = 100
_RANKS = 6
_SIGNS = 3  # headings; where so many have signs, a document is ordered by them, and fewer that stand out are its title
_SHARE = 0.2
_ENDS = re.compile(r"[。；：，、;:,?？!！][”’\"]?$|[^A-Z]\.$")
_WORD = re.compile(r"[A-Za-z]{3}|[\u3400-\u9fff]{2}")


def with_prominent_headings(lines: Sequence[Line], sizes: Sequence[float], body: float) -> list[Line]:
    """The lines with headings among them by their type's size; the larger, the higher.

    Args:
        lines: the paragraphs and rows of a document.
        sizes: the size of the type that each begins with, in points.
        body: the size of most of the text.
    """
    signs = sum(_is_signed(line) for line in lines)
    places = [place for place, line in enumerate(lines) if _stands_out(line, sizes[place], body)]
    letters = sum(len(lines[place].text) for place in places)
    if signs >= _SIGNS or len(places) < _SIGNS or letters > _SHARE * sum(len(line.text) for line in lines):
        return list(lines)
    classes = sorted({_class_of(sizes[place]) for place in places}, reverse=True)
    ranked = list(lines)
    for place in places:
        rank = classes.index(_class_of(sizes[place])) + 1
        if rank <= _RANKS:
            ranked[place] = lines[place].heading(rank)
    return ranked


def _is_signed(line: Line) -> bool:
    marker = marker_of(line.text)
    return line.kind is BlockKind.PARAGRAPH and len(line.text) <= _LONGEST and marker is not None and marker.rank <= 70


def _stands_out(line: Line, size: float, body: float) -> bool:
    """Whether a line reads like a heading and is set larger than the text."""
    is_short = len(line.text.encode()) <= _LONGEST and _ENDS.search(line.text) is None
    larger = line.kind is BlockKind.PARAGRAPH and not line.is_cut and size >= _LARGER * body
    return larger and is_short and _WORD.search(line.text) is not None


def _class_of(size: float) -> int:
    """Sizes that differ by less than half a point are one."""
    return round(2 * size)
