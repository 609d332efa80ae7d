"""The rows of tables on PDF pages become lines; a table that goes on behind a page break is one table."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.assembly import CELL_GAP
from ingest.document import BlockKind
from ingest.lines import Line
from ingest.readers.pdf_lines import TextLine
from ingest.readers.pdf_tables import is_only_aligned
from ingest.tables import TableCell, lines_of_table

_MEETING = 3.0  # points; how far the columns of one table may differ between its pages
_REPEATED_ROWS = 4


@dataclass(frozen=True, slots=True)
class _Part:
    """What one page (or one column of it) holds of a table: its rows, and the edges of its columns in points."""

    rows: list[TextLine]
    edges: list[float]

    def place(self, edge: float) -> int:
        """The column that begins at an edge."""
        return min(range(len(self.edges)), key=lambda index: abs(self.edges[index] - edge))


def lines_of_rows(rows: Sequence[TextLine]) -> Iterator[Line]:
    """The lines of rows between which stands no other text.

    Header rows that a table repeats on each page are told once. A row that a page break cuts stays two: made whole, it
    would not be word for word what the pages say.
    """
    parts: list[_Part] = []
    for _, group in itertools.groupby(rows, lambda row: (row.page, row.cells[0].place[0] if row.cells else None)):
        part = _part(list(group))
        if parts and not _goes_on(parts[0], part):
            yield from _lines(parts)
            parts = []
        parts.append(part)
    if parts:
        yield from _lines(parts)


def _part(rows: list[TextLine]) -> _Part:
    cells = [cell for row in rows for cell in row.cells if not is_only_aligned(row.cells)]
    edges: list[float] = []
    for edge in sorted({edge for cell in cells for edge in (cell.left, cell.right)}):
        if not edges or edge - edges[-1] > _MEETING:
            edges.append(edge)
    return _Part(sorted(rows, key=lambda row: row.cells[0].place[1]) if cells else rows, edges)


def _goes_on(first: _Part, part: _Part) -> bool:
    """Whether a part has the columns of a table's first part."""
    if not first.edges or len(part.edges) < 2:
        return False
    shift = part.edges[0] - first.edges[0]
    ends = abs(part.edges[-1] - first.edges[-1] - shift) <= _MEETING
    return ends and all(abs(first.edges[first.place(edge - shift)] + shift - edge) <= _MEETING for edge in part.edges)


def _lines(parts: Sequence[_Part]) -> Iterator[Line]:
    """The lines of a table in its parts."""
    first = parts[0]
    if not first.edges:
        yield from (Line(row.text, BlockKind.ROW, page=row.page) for row in first.rows)
        return
    table: list[list[TableCell]] = []
    for part in parts:
        rows = part.rows if part is first else part.rows[_repeated(first, part) :]
        for index, row in enumerate(rows):
            cells = list(_cells(row, first, part.edges[0] - first.edges[0], len(table)))
            if part is not first and index == 0:
                _extend_groups(table, cells)
            table.append(cells)
    for _, line in lines_of_table([cell for cells in table for cell in cells]):
        yield line


def _cells(row: TextLine, first: _Part, shift: float, number: int) -> Iterator[TableCell]:
    """The cells of a row, in the columns of the table's first part."""
    texts = row.text.split(CELL_GAP)
    for cell in row.cells:
        own = cell.place[2]
        column = first.place(cell.left - shift)
        columns = max(1, first.place(cell.right - shift) - column)
        yield TableCell(texts[own] if own < len(texts) else "", number, column, cell.rows, columns, page=row.page)


def _repeated(first: _Part, part: _Part) -> int:
    """How many rows at the beginning of a part repeat rows at the beginning of the table."""
    best = 0
    for start in range(min(_REPEATED_ROWS, len(first.rows))):
        pairs = zip(first.rows[start : start + _REPEATED_ROWS], part.rows, strict=False)
        best = max(best, len(list(itertools.takewhile(lambda pair: pair[0].text == pair[1].text, pairs))))
    return best


def _extend_groups(table: list[list[TableCell]], cells: Sequence[TableCell]) -> None:
    """Let the merged cells of a table reach over the empty cells below them that begin its next part."""
    number = len(table)
    for cell in cells:
        for row, places in enumerate(table):
            for place, above in enumerate(places):
                reaches = above.column == cell.column and above.row + above.rows == number
                if reaches and not cell.text and above.text and (above.rows > 1 or cell.rows > 1):
                    table[row][place] = replace(above, rows=above.rows + cell.rows)
