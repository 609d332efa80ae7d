"""A passage with the neighbours that its list, its table or its last sentence goes on in."""

from __future__ import annotations

import re
from dataclasses import replace

from vectorstore.catalogue import Catalogue
from vectorstore.passage import Passage

ITEM = re.compile(r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|[①-⑳]|[（(][a-z][）)]|[-•·])")
LEADS_IN = re.compile(r"(?:[：:]|如下|下列|以下)[^。；;.）)]{0,12}$")
_CELLS = re.compile(r"\S(?: {2,}|\t)\S")
_ENDED = re.compile(r"[。！？；：.!?;:”’」』）)\]】》\"]\s*$")
_REACH = 2  # passages either way
_LONGEST = 1800  # characters of a passage with its neighbours


def whole_passage(passage: Passage, catalogue: Catalogue) -> Passage:
    """The passage, or where it begins or ends amid something of its section, the run of the text that has more of it.

    Of a long list or table that is the nearest part. What is new stands in the same document: offsets stay true.
    """
    if not (_may_go_on(passage) or _may_have_begun(passage)):
        return passage
    around = catalogue.passages_around(passage, _REACH)
    first = last = next((at for at, other in enumerate(around) if other.id == passage.id), None)
    if first is None or last is None:
        return passage
    while last + 1 < len(around) and _goes_on(around[last], around[last + 1]):
        if around[last + 1].end - around[first].start > _LONGEST:
            break
        last += 1
    while first > 0 and _goes_on(around[first - 1], around[first]):
        if around[last].end - around[first - 1].start > _LONGEST:
            break
        first -= 1
    if first == last:
        return passage
    start, end = around[first].start, around[last].end
    text = catalogue.text(passage.document) or ""
    return replace(passage, text=text[start:end], start=start, end=end)


def is_row(line: str) -> bool:
    """Whether a line has the cells of a table's row."""
    return _CELLS.search(line) is not None


def _goes_on(one: Passage, other: Passage) -> bool:
    """Whether a list, a table or a sentence of a passage goes on in the next of its section."""
    ending, beginning = _last_line(one), _first_line(other)
    if other.heading_path[: len(one.heading_path)] != one.heading_path:
        return False
    if LEADS_IN.search(ending):
        return ITEM.match(beginning) is not None or one.heading_path == other.heading_path
    if one.heading_path != other.heading_path:
        return False
    if ITEM.match(beginning):
        return any(ITEM.match(line) for line in one.text.split("\n"))
    return (is_row(ending) and is_row(beginning)) or _is_torn(ending)


def _may_go_on(passage: Passage) -> bool:
    ending = _last_line(passage)
    in_list = any(ITEM.match(line) for line in passage.text.split("\n"))
    return in_list or LEADS_IN.search(ending) is not None or is_row(ending) or _is_torn(ending)


def _may_have_begun(passage: Passage) -> bool:
    beginning = _first_line(passage)
    return ITEM.match(beginning) is not None or is_row(beginning)


def _is_torn(line: str) -> bool:
    """Whether a line ends amid a sentence; a short one is a heading or a cell."""
    return len(line) > 30 and _ENDED.search(line) is None


def _first_line(passage: Passage) -> str:
    return passage.text.lstrip().split("\n", 1)[0]


def _last_line(passage: Passage) -> str:
    return passage.text.rstrip().rsplit("\n", 1)[-1]
