"""Tables: where pdfplumber sees the cells that ruled lines draw, in a PDF's own drawing or in the image of a page."""

from __future__ import annotations

import logging
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ingest.readers.open_tables import missing_sides
from ingest.readers.ruled_lines import Rule

_log = logging.getLogger(__name__)
PAGES = 300
ALIGNED = 1000  # tables are numbered from here on where no lines rule them
_CELLS = 2000
_MEETING = 1.0  # points; cells whose edges are as near meet
_THIN = 2.0  # points
_WHITE = 0.98
_RULED = 4  # lines that make a table, if it is one
_RULES = 600
_TOLERANCE = 3.0  # points; how far lines that meet may stand apart


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's box in points from the page's lower left, its place (table, row and column), and how many it spans."""

    left: float
    bottom: float
    right: float
    top: float
    place: tuple[int, int, int]
    rows: int = 1
    columns: int = 1


def is_only_aligned(cells: Sequence[Cell]) -> bool:
    """Whether the cells of a row are those of a table without ruled lines."""
    return all(cell.place[0] >= ALIGNED for cell in cells)


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
    edges += missing_sides(edges)
    boxes = table.intersections_to_cells(table.edges_to_intersections(edges, _TOLERANCE, _TOLERANCE))
    tables = [table.Table(None, cells) for cells in table.cells_to_tables(boxes)]
    return [
        replace(cell, left=cell.left + left, bottom=cell.bottom + top, right=cell.right + left, top=cell.top + top)
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
    from pdfplumber import table  # slow to import

    thin = len(page.lines) + sum(map(_is_thin, page.rects))
    ruled = page.filter(lambda item: not _is_shading(item, is_ruled=thin >= _RULED))
    edges = table.merge_edges(ruled.edges, *(_TOLERANCE,) * 4)
    tables = ruled.find_tables({"explicit_vertical_lines": missing_sides(edges)})
    return list(_placed(tables, float(page.height) + float(page.bbox[1])))


def _is_shading(item: dict[str, Any], is_ruled: bool) -> bool:
    """Whether a box is but the ground behind a text: white, or of any colour where lines are there to rule the table."""
    if item["object_type"] != "rect" or item.get("stroke") or _is_thin(item):
        return False
    colour = item.get("non_stroking_color")
    levels = [float(level) for level in (colour if isinstance(colour, list | tuple) else [colour]) if level is not None]
    is_white = bool(levels) and (sum(levels) == 0 if len(levels) == 4 else min(levels) >= _WHITE)
    return is_ruled or is_white


def _is_thin(item: dict[str, Any]) -> bool:
    """Whether a box is drawn for a line."""
    return bool(min(item["width"], item["height"]) <= _THIN)


def _placed(tables: Iterable[Any], height: float) -> Iterator[Cell]:
    """The cells of tables, whose boxes are given from the upper edge; a frame of a single column is no table."""
    for number, table in enumerate(tables):
        rows = [[(column, box) for column, box in enumerate(row.cells) if box] for row in table.rows]
        boxes = [box for row in rows for _, box in row]
        if max(map(len, rows), default=0) < 2 or len(boxes) > _CELLS:
            continue
        lefts, tops = sorted({left for left, *_ in boxes}), sorted({top for _, top, *_ in boxes})
        for row, places in enumerate(rows):
            for column, (left, top, right, bottom) in places:
                spans = bisect_left(tops, bottom - _MEETING) - row, bisect_left(lefts, right - _MEETING) - column
                yield Cell(
                    left, height - bottom, right, height - top, (number, row, column), *(max(1, n) for n in spans)
                )
