"""The lines of a PDF page with their places, tables' rows among them."""

from __future__ import annotations

import re
import statistics
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ingest.assembly import clean, row
from ingest.readers.pdf_tables import Cell

Box = tuple[float, float, float, float]
Character = tuple[str, Box | None]

_SPACED_OUT = re.compile(r"(?:[\u3400-\u9fff] ){3,}[\u3400-\u9fff]")
_NUMBER_END = re.compile(r"\d[\d.,]*$")
_NUMBER_START = re.compile(r"\d[\d.,]*(?<![.,])[%％‰]?|[%％‰]")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?[%％‰]?")
_HYPHENS = {"\x02", "\ufffe"}
GAP = "\ufffc"  # the text of a line that was left out


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of a page: its text, its box in points from the lower left, and its type size.

    `after_gap` says that something was left out before it, so that it cannot continue the line before word for word.
    The text of a row has its cells at their places; `cells` are their boxes.
    """

    text: str
    page: int
    left: float
    bottom: float
    right: float
    top: float
    size: float
    is_row: bool = False
    after_gap: bool = False
    cells: tuple[Cell, ...] = ()


@dataclass(slots=True)
class _Run:
    """Characters that belong together and the box around them."""

    parts: list[str] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)

    def line(self, page: int, text: str) -> TextLine:
        lefts, rights, bottoms, tops = zip(*self.boxes, strict=True) if self.boxes else ((0.0,),) * 4
        size = statistics.median(top - bottom for top, bottom in zip(tops, bottoms, strict=True))
        return TextLine(text, page, min(lefts), min(bottoms), max(rights), max(tops), size)


def lines_of_page(characters: Sequence[Character], number: int, cells: Sequence[Cell]) -> list[TextLine]:
    """The lines of a page in its own order; the characters of a table are gathered into one line a row."""
    cells = _cells_with_whole_lines(characters, cells)
    lines: list[TextLine] = []
    rows: dict[tuple[int, int], dict[int, _Run]] = {}
    run = _Run()
    for character, box in characters:
        place = _place(box, cells) if box and cells else None
        if place:
            if place[:2] not in rows:
                _close(run, number, lines)
                run = _Run()
                rows[place[:2]] = {}
                lines.append(TextLine("", number, *_corner(box), 0.0, is_row=True, cells=_row_of(place, cells)))
            cell = rows[place[:2]].setdefault(place[2], _Run())
            _write(cell, character, box)
        elif character in "\r\n":
            _close(run, number, lines)
            run = _Run()
            for last in _open_cells(rows):
                last.parts.append("\n")
        else:
            run.parts.append(character)
            if box:
                run.boxes.append(box)
    _close(run, number, lines)
    filled = iter(rows.values())
    return [_row_line(next(filled), line) if line.is_row else line for line in lines]


def _row_of(place: tuple[int, int, int], cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """The cells of the row that a place is in."""
    return tuple(cell for cell in cells if cell.place[:2] == place[:2])


def _cells_with_whole_lines(characters: Sequence[Character], cells: Sequence[Cell]) -> list[Cell]:
    """The cells of true rows: boxes that cut through lines of text belong to a drawing."""
    inside: Counter[tuple[int, int]] = Counter()
    torn: Counter[tuple[int, int]] = Counter()
    places: set[tuple[int, int] | None] = set()
    for character, box in [*characters, ("\n", None)] if cells else []:
        if character in "\r\n":
            rows = {place for place in places if place}
            inside.update(rows)
            torn.update(rows if None in places else ())
            places = set()
        elif box and not character.isspace():
            place = _place(box, cells)
            places.add(place[:2] if place else None)
    return [cell for cell in cells if torn[cell.place[:2]] <= 0.2 * inside[cell.place[:2]]]


def _open_cells(rows: dict[tuple[int, int], dict[int, _Run]]) -> Iterator[_Run]:
    """The cells that the next line end may stand in."""
    for cells in list(rows.values())[-1:]:
        yield from cells.values()


def _write(cell: _Run, character: str, box: Box | None) -> None:
    """Add a character to a cell, behind a line end where it stands lower than the one before."""
    if box and cell.boxes and cell.parts[-1:] != ["\n"] and box[3] < cell.boxes[-1][2] + 0.5:
        cell.parts.append("\n")
    cell.parts.append(character)
    if box:
        cell.boxes.append(box)


def _row_line(runs: dict[int, _Run], line: TextLine) -> TextLine:
    """A table's row: its cells at their places, each on one line."""
    texts = [""] * (max(runs) + 1)
    for column, run in runs.items():
        texts[column] = join_lines(_tidy("".join(run.parts)).split("\n"))
    around = _Run(boxes=[box for run in runs.values() for box in run.boxes])
    return replace(around.line(line.page, row(texts)), is_row=True, cells=line.cells)


def _corner(box: Box | None) -> Box:
    return (box[0], box[2], box[1], box[3]) if box else (0.0, 0.0, 0.0, 0.0)


def _place(box: Box, cells: Sequence[Cell]) -> tuple[int, int, int] | None:
    """The cell that a character's middle lies in."""
    x, y = (box[0] + box[1]) / 2, (box[2] + box[3]) / 2
    for cell in cells:
        if cell.left <= x <= cell.right and cell.bottom <= y <= cell.top:
            return cell.place
    return None


def _tidy(text: str) -> str:
    """Hyphens that pdfium marks as hyphens again."""
    for mark in _HYPHENS:
        text = text.replace(mark, "-")
    return text


def _close(run: _Run, number: int, lines: list[TextLine]) -> None:
    text = clean(_tidy("".join(run.parts)))
    if text:
        lines.append(run.line(number, _SPACED_OUT.sub(lambda m: m.group().replace(" ", ""), text)))


def join_lines(texts: Sequence[str]) -> str:
    """Lines as one: a blank between them only where both sides are no Chinese."""
    joined = ""
    for text in map(clean, texts):
        if text:
            joined += glue(joined, text) + text
    return joined


def glue(before: str, after: str) -> str:
    """What goes between two lines that belong together."""
    if not before or not after or _is_wide(before[:-9:-1]) or _is_wide(after) or _is_cut_number(before, after):
        return ""
    return "" if before[-1] == "-" and before[-2:-1].isalpha() and after[0].islower() else " "


def _is_cut_number(before: str, after: str) -> bool:
    """Whether a line end cuts a number: before its percent sign, in its thousands, or amid Chinese, which has no blanks."""
    head, tail = _NUMBER_END.search(before), _NUMBER_START.match(after)
    if not head or not tail:
        return False
    if tail.group()[0] in "%％‰" or head.group()[-1] in ".,":
        return True
    opens = _is_wide(before[max(0, head.start() - 8) : head.start()][::-1])
    closes = tail.group()[-1] in "%％‰" or _is_wide(after[tail.end() :])
    joined = _GROUPED.fullmatch(head.group() + tail.group()) and not _GROUPED.fullmatch(head.group())
    return (opens and closes) or bool(joined)


def _is_wide(text: str) -> bool:
    """Whether a text begins with a Chinese character or sign; the signs that English has too count by what follows."""
    return unicodedata.east_asian_width(text.lstrip("“”‘’—…·")[:1] or "a") in "WF"
