"""The rows of a sheet become lines, whatever kind of spreadsheet they come from."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ingest.assembly import clean
from ingest.document import BlockKind
from ingest.lines import Line
from ingest.readers.number_format import formatted
from ingest.tables import TableCell, lines_of_table

ROWS = 5000
COLUMNS = 200
_EMPTY_ROWS = 500
_DEFAULT_NAME = re.compile(r"(?:Sheet|工作表|表)\s*\d*(?:\s*\(\d+\))?", re.IGNORECASE)

# First and last row, first and last column, of cells that are shown as one; all from 0.
Merge = tuple[int, int, int, int]


def sheet_lines(
    name: str, rows: Iterable[Sequence[str]], merges: Sequence[Merge] = (), *, is_only: bool = False
) -> Iterator[Line]:
    """The lines of a sheet: its name as a heading where it says something, and its rows.

    The name of an only sheet says nothing where the first line repeats it. A cell that spans several rows is repeated
    in each, so that every row can be understood alone.
    """
    lines = list(row_lines(_unmerged(rows, merges), {merge[::2]: merge[3] - merge[2] + 1 for merge in merges}))
    name = clean(name)
    if lines and not _DEFAULT_NAME.fullmatch(name) and not (is_only and name in lines[0].text):
        yield Line(name, BlockKind.HEADING, 1)
    yield from lines


def row_lines(rows: Iterable[Sequence[str]], spans: Mapping[tuple[int, int], int] | None = None) -> Iterator[Line]:
    """The rows that hold a value, up to a limit; a single value above a table, or above the next, is its caption.

    `spans` tells for a row and a column how many columns the cell there spans, where that is more than one.
    """
    count = empty = 0
    table: list[TableCell] = []
    for number, texts in enumerate([clean(cell) for cell in cells] for cells in rows):
        filled = sum(map(bool, texts))
        if not filled:
            empty += 1
            if empty > _EMPTY_ROWS:
                break
            continue
        if count >= ROWS:
            break
        if empty and filled == 1 and table:
            yield from (line for _, line in lines_of_table(table))
            table = []
        count += 1
        empty = 0
        table += _cells(number, texts, spans or {})
    yield from (line for _, line in lines_of_table(table))


def _cells(number: int, texts: Sequence[str], spans: Mapping[tuple[int, int], int]) -> Iterator[TableCell]:
    """The cells of a row, those apart that a merged one covers."""
    covered = 0
    filled = max((column + 1 for column, text in enumerate(texts) if text), default=0)
    for column, text in enumerate(texts[:filled]):
        if column >= covered:
            covered = column + spans.get((number, column), 1)
            yield TableCell(text, number, column, 1, covered - column)


def shown(value: object, number_format: str | None = None) -> str:
    """A cell's value as a person reads it; a number as its format shows it."""
    if value is None:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        plain = f"{value:.15g}" if isinstance(value, float) else str(value)
        told = formatted(value, number_format) if number_format else None
        return plain if told is None else told
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "minutes")
    return str(value)


def _unmerged(rows: Iterable[Sequence[str]], merges: Sequence[Merge]) -> Iterator[Sequence[str]]:
    """The rows with the values of cells that span several of them; a row that holds nothing else stays empty."""
    starting: dict[int, list[Merge]] = {}
    for merge in merges:
        starting.setdefault(merge[0], []).append(merge)
    open_merges: list[tuple[Merge, str]] = []
    for number, cells in enumerate(rows):
        open_merges = [(merge, value) for merge, value in open_merges if merge[1] >= number]
        if any(cells):
            filled = list(cells)
            for (_, _, column, _), value in open_merges:
                if column < len(filled):
                    filled[column] = filled[column] or value
            cells = filled
        yield cells
        open_merges += [(m, cells[m[2]]) for m in starting.get(number, ()) if m[2] < len(cells) and cells[m[2]]]
