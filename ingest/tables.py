"""The rows of a table become lines that know the names of their columns and the merged cells that reach over them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.assembly import CELL_GAP, clean, row
from ingest.document import BlockKind
from ingest.lines import Line

_HEADER_ROWS = 4
_GROUPS = 4
BAND_CHARACTERS = 120  # a cell over the whole width that holds more is a text of its own, and names no group
_FIGURE = re.compile(r"[-+±<>≤≥]?[¥$€]?\d[\d,.]*\s?[%％‰]?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_UNIT = re.compile(
    r"[（(]?\s*(?:计量|金额|数量|货币)?\s*单\s*位\s*[：:]\s*[十百千万亿]*\s*(?:元|美元|欧元|人|家|个|户|亩|吨|公里|千米|米|平方|立方|公顷"
    r"|辆|台|套|件|项|次|艘|架|所|处|座|条|只|头|张|床|千瓦|兆瓦|度|升|克|公斤|千克|小时|天|年|月|标准煤|[％%‰])"
    r"|[（(]?\s*(?i:units?)(?:\s*[：:]\s*\S|\s+of\s+measure)"
)
_UNIT_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell: its text, its first row and column from 0, how many of each it spans, and the page that it stands on.

    `is_header` says that the format itself calls it a name of its column.
    """

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    is_header: bool = False
    page: int = 0


def is_unit_line(text: str) -> bool:
    """Whether a line tells the unit of a table's figures (单位：亿元)."""
    return len(text) <= _UNIT_CHARACTERS and _UNIT.match(text) is not None


def lines_of_table(cells: Sequence[TableCell]) -> Iterator[tuple[int, Line]]:
    """The rows of a table that hold text, in order, each as its number and its line.

    A line holds its cells at their places, so that the text between two gaps is that of a column; a merged cell stands
    at its first place. What fills rows alone above the columns' names (a caption, a unit) is a paragraph. Every row
    below the names has them in its context, and then the merged cells that it shares with other rows.
    """
    rows: dict[int, list[TableCell]] = {}
    for cell in sorted(cells, key=lambda cell: (cell.row, cell.column)):
        rows.setdefault(cell.row, []).append(cell)
    filled = [number for number, places in rows.items() if _texts(places)]
    width = max((cell.column + cell.columns for cell in cells if clean(cell.text)), default=0)
    above = _rows_above([rows[number] for number in filled], width)
    for number in filled[:above]:
        yield number, Line(row(filter(None, _texts(rows[number]))), page=_page(rows[number]))
    header = filled[above : above + _header_rows([rows[number] for number in filled[above:]], width)]
    names = _names([cell for number in header for cell in rows[number]], width)
    groups: list[TableCell] = []
    for number in filled[above:]:
        own = rows[number]
        context: tuple[str, ...] = ()
        if number not in header:
            groups = [cell for cell in groups if cell.row + cell.rows > number or _is_band([cell], width)]
            if _is_band(own, width):
                groups = [cell for cell in groups if not _is_band([cell], width)]
            groups += [cell for cell in own if (cell.rows > 1 or _is_band(own, width)) and clean(cell.text)]
            context = tuple(filter(None, (names, *(clean(cell.text) for cell in groups[-_GROUPS:]))))
        yield number, Line(_text(own), BlockKind.ROW, page=_page(own), context=context)


def _texts(cells: Sequence[TableCell]) -> list[str]:
    """The texts of a row's cells, where they have any."""
    return [text for text in (clean(cell.text) for cell in cells) if text]


def _text(cells: Sequence[TableCell]) -> str:
    """A row's cells at their places."""
    places = [""] * (cells[-1].column + 1)
    for cell in cells:
        places[cell.column] = cell.text
    return row(places)


def _page(cells: Sequence[TableCell]) -> int:
    return min((cell.page for cell in cells if cell.text), default=0)


def _is_band(cells: Sequence[TableCell], width: int) -> bool:
    """Whether a row is one cell over the whole width of several columns."""
    return width > 1 and len(cells) == 1 and cells[0].columns == width and len(cells[0].text) <= BAND_CHARACTERS


def _rows_above(rows: Sequence[Sequence[TableCell]], width: int) -> int:
    """How many rows stand above the names of the columns: one text alone, or labels and a unit with gaps between."""
    for count, cells in enumerate(rows):
        texts = _texts(cells)
        told = any(map(is_unit_line, texts)) and all(re.search("[：:]", text) for text in texts)
        alone = len(texts) == len(cells) == 1
        if not alone and not (told and len(texts) < width):
            return count
    return 0


def _header_rows(rows: Sequence[Sequence[TableCell]], width: int) -> int:
    """How many rows name the columns.

    Those that the format calls so; else the first, with those below it that part its merged cells into columns.
    """
    marked = next((count for count, cells in enumerate(rows) if not all(cell.is_header for cell in cells)), len(rows))
    if 0 < marked <= _HEADER_ROWS:
        return marked
    if len(rows) < 2 or width < 2 or _is_of_figures(rows[0]):
        return 0
    if len(_texts(rows[0])) < 2 and not _parts(rows[0], rows[1]):
        return 0
    count = 1
    while count < min(_HEADER_ROWS, len(rows) - 1) and _parts(rows[count - 1], rows[count]):
        count += 1
    return count


def _parts(above: Sequence[TableCell], below: Sequence[TableCell]) -> bool:
    """Whether a row parts the merged cells of the row above into columns, and goes on below no other name."""
    merged = [cell for cell in above if cell.columns > 1]
    parted = all(sum(_covers(group, cell) for cell in below) > 1 for group in merged)
    single = [cell for cell in above if cell.columns == 1 and clean(cell.text)]
    renamed = any(
        _covers(name, cell) and clean(cell.text) not in ("", clean(name.text)) for name in single for cell in below
    )
    return bool(merged) and parted and not renamed and not _is_of_figures(below)


def _covers(group: TableCell, cell: TableCell) -> bool:
    return group.column <= cell.column < group.column + group.columns


def _is_of_figures(cells: Sequence[TableCell]) -> bool:
    """Whether a row holds mostly figures, as no row of names does; years may be names."""
    texts = _texts(cells)
    figures = [text for text in texts if _FIGURE.fullmatch(text) and not _YEAR.fullmatch(text)]
    return 2 * len(figures) > len(texts)


def _names(header: Sequence[TableCell], width: int) -> str:
    """The name of each column, at its place: what stands above it from the top down."""
    names: list[list[str]] = [[] for _ in range(width)]
    for cell in header:
        text = clean(cell.text)
        for column in range(cell.column, min(width, cell.column + cell.columns)):
            if text and text not in names[column]:
                names[column].append(text)
    return CELL_GAP.join(" ".join(parts) for parts in names).rstrip()
