"""Tables: where pdfplumber sees the cells that ruled lines draw, in a PDF's own drawing or in the image of a page."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.readers.ruled_lines import Rule

_log = logging.getLogger(__name__)
PAGES = 300
_CELLS = 2000
_RULES = 600
_TOLERANCE = 3.0  # points; how far lines that meet may stand apart


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


def cells_between(rules: Sequence[Rule], scale: float, left: float, top: float) -> list[Cell]:
    """The cells of the tables that ruled lines draw in the image of a page.

    Args:
        rules: the lines, in pixels from the upper left.
        scale: pixels a point.
        left: where the image begins, in points from the page's lower left.
        top: the same, for its upper edge.
    """
    if not 3 < len(rules) <= _RULES:
        return []
    from pdfplumber import table  # slow to import

    edges = table.merge_edges([_edge(rule, scale) for rule in rules], *(_TOLERANCE,) * 4)
    boxes = table.intersections_to_cells(table.edges_to_intersections(edges, _TOLERANCE, _TOLERANCE))
    tables = [table.Table(None, cells) for cells in table.cells_to_tables(boxes)]
    return [
        Cell(cell.left + left, cell.bottom + top, cell.right + left, cell.top + top, cell.place)
        for cell in _placed(tables, 0.0)
    ]


def _edge(rule: Rule, scale: float) -> dict[str, Any]:
    """A ruled line as pdfplumber writes it."""
    start, end, place = rule.start / scale, rule.end / scale, rule.place / scale
    x0, x1, top, bottom = (place, place, start, end) if rule.vertical else (start, end, place, place)
    orientation = "v" if rule.vertical else "h"
    sizes = {"width": x1 - x0, "height": bottom - top}
    return {"x0": x0, "x1": x1, "top": top, "bottom": bottom, "orientation": orientation, **sizes}


def _cells_of(page: Any) -> list[Cell]:
    """The cells of a page's tables."""
    return list(_placed(page.find_tables(), float(page.height) + float(page.bbox[1])))


def _placed(tables: Iterable[Any], height: float) -> Iterator[Cell]:
    """The cells of tables, whose boxes are given from the upper edge; a frame of a single column is no table."""
    for number, table in enumerate(tables):
        rows = [[box for box in row.cells if box] for row in table.rows]
        if max(map(len, rows), default=0) < 2 or sum(map(len, rows)) > _CELLS:
            continue
        for row, boxes in enumerate(rows):
            for column, (left, top, right, bottom) in enumerate(boxes):
                yield Cell(left, height - bottom, right, height - top, (number, row, column))
