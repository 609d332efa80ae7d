"""The rows of a sheet become lines, whatever kind of spreadsheet they come from."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence

from ingest.assembly import clean, row
from ingest.document import BlockKind
from ingest.lines import Line

ROWS = 5000
COLUMNS = 200
_EMPTY_ROWS = 500
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_DEFAULT_NAME = re.compile(r"(?:Sheet|工作表|表)\s*\d*(?:\s*\(\d+\))?", re.IGNORECASE)

# First and last row, and the column, of cells that are one below another and shown as one; all from 0.
Merge = tuple[int, int, int]


def sheet_lines(
    name: str, rows: Iterable[Sequence[str]], merges: Sequence[Merge] = (), *, is_only: bool = False
) -> Iterator[Line]:
    """The lines of a sheet: its name as a heading where it says something, and its rows.

    The name of an only sheet says nothing where the first line repeats it. A cell that spans several rows is repeated in each, so that every row can be understood alone.
    """
    lines = list(row_lines(_unmerged(rows, merges)))
    name = clean(name)
    if lines and not _DEFAULT_NAME.fullmatch(name) and not (is_only and name in lines[0].text):
        yield Line(name, BlockKind.HEADING, 1)
    yield from lines


def row_lines(rows: Iterable[Sequence[str]]) -> Iterator[Line]:
    """The rows that hold a value, up to a limit: one that fills a single cell above the table is its caption."""
    count = empty = 0
    header_seen = False
    for cells in rows:
        texts = [text for text in map(clean, cells) if text]
        empty = 0 if texts else empty + 1
        if empty > _EMPTY_ROWS or count >= ROWS:
            return
        if not texts:
            continue
        count += 1
        header_seen = header_seen or len(texts) > 1
        yield Line(row(texts), BlockKind.ROW if header_seen else BlockKind.PARAGRAPH)


def shown(value: object, number_format: str | None = None) -> str:
    """A cell's value as a person reads it; a share is shown in percent where its format says so."""
    if value is None:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        if number_format and "%" in _LITERAL.sub("", number_format):
            return f"{value * 100:.15g}%"
        return f"{value:.15g}" if isinstance(value, float) else str(value)
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
            for (_, _, column), value in open_merges:
                if column < len(filled):
                    filled[column] = filled[column] or value
            cells = filled
        yield cells
        open_merges += [(m, cells[m[2]]) for m in starting.get(number, ()) if m[2] < len(cells) and cells[m[2]]]
