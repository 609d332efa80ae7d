"""Tables in a PDF: where pdfplumber sees the cells that ruling lines draw."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_log = logging.getLogger(__name__)
PAGES = 300
_CELLS = 2000


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's box in points from the page's lower left, and its place: table, row and column."""

    left: float
    bottom: float
    right: float
    top: float
    place: tuple[int, int, int]


def find_cells(path: Path, numbers: Iterable[int]) -> dict[int, list[Cell]]:
    """The cells of the ruled tables on some pages, by page number from 1."""
    wanted = list(numbers)[:PAGES]
    if not wanted:
        return {}
    import pdfplumber  # slow to import

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    found: dict[int, list[Cell]] = {}
    try:
        with pdfplumber.open(path, pages=wanted) as pdf:
            for page in pdf.pages:
                cells = _cells_of(page)
                if cells:
                    found[page.page_number] = cells
                page.close()
    except Exception:  # pdfminer stumbles over broken files in many ways; the text is read without it
        _log.debug("No tables read from %s", path, exc_info=True)
    return found


def _cells_of(page: object) -> list[Cell]:
    """The cells of a page's tables; a frame of a single column is no table."""
    cells = []
    height = float(page.height) + float(page.bbox[1])  # type: ignore[attr-defined]
    for number, table in enumerate(page.find_tables()):  # type: ignore[attr-defined]
        rows = [[box for box in row.cells if box] for row in table.rows]
        if max(map(len, rows), default=0) < 2 or sum(map(len, rows)) > _CELLS:
            continue
        for row, boxes in enumerate(rows):
            for column, (left, top, right, bottom) in enumerate(boxes):
                cells.append(Cell(left, height - bottom, right, height - top, (number, row, column)))
    return cells
