"""Lines of PDF pages become paragraphs; what stands at the edge of most pages is dropped."""

from __future__ import annotations

import itertools
import math
import re
import statistics
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.headings import marker_of
from ingest.lines import Line
from ingest.readers.pdf_lines import GAP, TextLine, glue
from ingest.readers.pdf_rows import lines_of_rows
from ingest.readers.prominence import with_prominent_headings
from ingest.tables import is_unit_line

_PAGE_NUMBER = re.compile(
    r"[-—－–―·•\s]+\d{1,4}[-—－–―·•\s]*|\d{1,3}\s?[-—]|第\s*\d+\s*页.{0,12}|(?i:page)\s*\d+(?:\s*of\s*\d+)?|\d+\s*/\s*\d+"
)
_SENTENCE_END = re.compile(r"[。；！？：;!?:.][”’」』）)\"]*$")
_DATE = re.compile(
    r"[〇零○Ｏ一二三四五六七八九\d]{4}\s*年\s*[一二三四五六七八九十\d]{1,2}\s*月\s*[一二三四五六七八九十\d]{1,3}\s*日"
)
_CAPTION = re.compile(r"(?:附?表|图|Table|Figure)\s*\d")
_EDGE_LINES = 3
_HEIGHT = 6  # points; running lines stand as near to one height
_USUAL = 4  # lines; a gap that is found so often is the usual one between lines of a paragraph
_WIDER = 0.35  # ems; a gap that is wider by so much parts paragraphs


@dataclass(frozen=True, slots=True)
class _Setting:
    """How a page is set.

    `columns` are the left and right edges of the column that each line stands in, by the line's identity; `indented`
    says that paragraphs begin with an indent; `gap` is the usual one between lines, in ems.
    """

    columns: dict[int, tuple[float, float]]
    indented: bool
    gap: float


def without_running_lines(pages: Sequence[list[TextLine]]) -> list[list[TextLine]]:
    """The pages without page numbers and the headers and footers that stand on most of them, and without gaps."""
    seen = _times_at_one_height(pages)
    enough = max(2 if len(pages) == 2 else 3, len([lines for lines in pages if lines]) // 2)
    kept: list[list[TextLine]] = []
    after_gap = False
    for lines in pages:
        dropped = {id(line) for line in _edges(lines) if _is_running(line, seen, enough, len(pages))}
        dropped |= {id(line) for line in lines if line.text == GAP}
        kept.append([])
        for line in lines:
            if id(line) not in dropped:
                kept[-1].append(replace(line, after_gap=after_gap))
            after_gap = id(line) in dropped
    return kept


def _times_at_one_height(pages: Sequence[list[TextLine]]) -> dict[str, int]:
    """On how many pages a line of the edges stands, counted where it does so at one height."""
    heights: defaultdict[str, list[float]] = defaultdict(list)
    for lines in pages:
        for key, height in {_key(line): line.bottom for line in _edges(lines)}.items():
            heights[key].append(height)
    times = {}
    for key, found in heights.items():
        found.sort()
        times[key] = max(bisect_right(found, height + _HEIGHT) - first for first, height in enumerate(found))
    return times


def _is_running(line: TextLine, seen: dict[str, int], enough: int, pages: int) -> bool:
    if line.is_row:
        return False
    return (_PAGE_NUMBER.fullmatch(line.text) is not None or line.text == str(line.page)) or (
        pages > 1 and len(line.text) < 80 and seen[_key(line)] >= enough
    )


def _key(line: TextLine) -> str:
    return re.sub(r"\d+", "#", re.sub(r"\s", "", line.text))


def _edges(lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines nearest to the page's top and bottom."""
    ordered = sorted(lines, key=lambda line: line.top)
    return ordered[:_EDGE_LINES] + ordered[_EDGE_LINES:][-_EDGE_LINES:]


def paragraphs_of(pages: Sequence[list[TextLine]]) -> list[Line]:
    """The lines of all pages joined to paragraphs; one that goes on behind a page break stays one."""
    body = _body_size(pages)
    made: list[Line] = []
    sizes: dict[int, float] = {}
    last: TextLine | None = None
    before = _Setting({}, False, math.inf)
    rows: list[TextLine] = []
    for lines in pages:
        setting = _setting_of(lines)
        for line in lines:
            if line.is_row:
                rows.append(line)
                last = None
                continue
            made += lines_of_rows(rows)
            rows = []
            goes_on = last is not None and _goes_on(last, line, before, setting)
            if last and not line.after_gap and (goes_on or _is_same_title(last, line, body)):
                made[-1] = _joined(made[-1], line)
            else:
                if goes_on:
                    made[-1] = replace(made[-1], is_cut=True)
                sizes[len(made)] = line.size
                made.append(Line(line.text, page=line.page))
            last = line
            before = setting
    made += lines_of_rows(rows)
    return with_prominent_headings(made, [sizes.get(place, 0.0) for place in range(len(made))], body)


def _joined(line: Line, more: TextLine) -> Line:
    text = line.text + glue(line.text, more.text)
    current = line.page + len(line.turns)
    turns = line.turns + (len(text),) * (more.page - current)
    return replace(line, text=text + more.text, turns=turns)


def _goes_on(last: TextLine, line: TextLine, before: _Setting, setting: _Setting) -> bool:
    """Whether a line continues the paragraph of the one before, which stands on a page so set."""
    if is_unit_line(line.text):
        return False
    em = max(line.size, 1.0)
    left, _ = setting.columns[id(line)]
    _, right = before.columns[id(last)]
    indented = setting.indented
    if not 0.85 < last.size / em < 1.18 or last.right < right - 1.8 * em:
        return False
    ended = _SENTENCE_END.search(last.text) is not None
    if (line.left > left + 0.8 * em and indented) or (ended and not 0.9 < last.size / em < 1.1):
        return False
    if marker_of(line.text) and (ended or not indented or not 0.95 < last.size / em < 1.05):
        return False
    if line.page != last.page and _DATE.fullmatch(last.text):
        return False
    if line.page != last.page or line.top > last.top + em:
        return not ended and last.size < 1.1 * em
    return last.bottom - line.top < min(1.5, setting.gap + _WIDER) * em


def _is_same_title(last: TextLine, line: TextLine, body: float) -> bool:
    """Whether two lines in large type are one title, or two centred lines one caption."""
    if (
        line.page != last.page
        or (line.size < 1.15 * body and not _CAPTION.match(last.text))
        or not 0.97 < last.size / max(line.size, 1.0) < 1.03
    ):
        return False
    centred = abs((last.left + last.right) - (line.left + line.right)) < 4 * line.size
    below = 0 < last.top - line.top < 2.6 * line.size
    is_new = _SENTENCE_END.search(last.text) or marker_of(line.text) or is_unit_line(line.text)
    return centred and below and not is_new


def _body_size(pages: Sequence[list[TextLine]]) -> float:
    """The size of most of the type."""
    sizes: defaultdict[float, int] = defaultdict(int)
    for lines in pages:
        for line in lines:
            sizes[round(line.size, 0)] += len(line.text)
    return max(sizes, key=lambda size: sizes[size], default=1.0)


def _setting_of(lines: Sequence[TextLine]) -> _Setting:
    columns = {id(line): _column_of(line, lines) for line in lines}
    gaps = Counter(
        round((above.bottom - below.top) / max(below.size, 1.0), 1)
        for above, below in itertools.pairwise(lines)
        if not above.is_row and not below.is_row and abs(above.left - below.left) < below.size
    )
    gap, count = max(gaps.items(), key=lambda item: (item[1], -item[0]), default=(math.inf, 0))
    return _Setting(columns, _is_indented(lines, columns), gap if count >= _USUAL else math.inf)


def _column_of(line: TextLine, lines: Sequence[TextLine]) -> tuple[float, float]:
    """The left and right edge of the column that a line stands in."""
    near = [
        other
        for other in lines
        if not other.is_row
        and 0.85 < other.size / max(line.size, 1.0) < 1.18
        and min(other.right, line.right) - max(other.left, line.left) > 0.5 * min(_width(other), _width(line))
    ]
    if not near:
        return line.left, line.right
    least = 0.6 * max(map(_width, near))
    wide = [other for other in near if _width(other) >= least]
    lefts = sorted(other.left for other in wide)
    rights = sorted(other.right for other in wide)
    return lefts[len(lefts) // 10], rights[-1 - len(rights) // 10]


def _width(line: TextLine) -> float:
    return line.right - line.left


def _is_indented(lines: Sequence[TextLine], columns: dict[int, tuple[float, float]]) -> bool:
    """Whether a page's paragraphs begin with an indent."""
    indents = [
        line
        for line in lines
        if not line.is_row and 1.2 * line.size < line.left - columns[id(line)][0] < 3.5 * line.size
    ]
    return len(indents) > 0 and statistics.median(map(_width, indents)) > 0
