"""Tables: the cells that pdfplumber finds between ruled lines, those of a PDF's own drawing or of the image of a page."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ingest.readers.open_tables import missing_sides
from ingest.readers.ruled_lines import Rule

ALIGNED = 1000  # tables are numbered from here on where no lines rule them
_CELLS = 2000
_MEETING = 1.0  # points; cells whose edges are as near meet
_SHORTEST = 3.0  # points; a shorter line rules nothing
_RULES = 1000  # what has more, or more places where they meet, is a drawing
_MEETINGS = 4000
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


def cells_between(rules: Sequence[Rule], scale: float = 1.0, left: float = 0.0, top: float = 0.0) -> list[Cell]:
    """The cells of the tables that ruled lines draw on a page.

    Args:
        rules: the lines, in pixels (or points) from the upper left of the page, or of its image.
        scale: pixels a point.
        left: where the image begins, in points from the page's lower left.
        top: the same, for its upper edge.
    """
    if len(rules) <= 3:
        return []
    from pdfplumber import table  # slow to import

    edges = table.merge_edges([_edge(rule, scale) for rule in rules], *(_TOLERANCE,) * 4)
    edges = [edge for edge in edges if max(edge["width"], edge["height"]) >= _SHORTEST]
    edges += missing_sides(edges)
    if len(edges) > _RULES:
        return []
    meetings = table.edges_to_intersections(edges, _TOLERANCE, _TOLERANCE)
    if len(meetings) > _MEETINGS:
        return []
    tables = [table.Table(None, cells) for cells in table.cells_to_tables(table.intersections_to_cells(meetings))]
    return [
        replace(cell, left=cell.left + left, bottom=cell.bottom + top, right=cell.right + left, top=cell.top + top)
        for cell in _placed(tables)
    ]


def _edge(rule: Rule, scale: float) -> dict[str, Any]:
    """A ruled line as pdfplumber writes it."""
    start, end, place = rule.start / scale, rule.end / scale, rule.place / scale
    x0, x1, top, bottom = (place, place, start, end) if rule.vertical else (start, end, place, place)
    orientation = "v" if rule.vertical else "h"
    sizes = {"width": x1 - x0, "height": bottom - top}
    return {"x0": x0, "x1": x1, "top": top, "bottom": bottom, "orientation": orientation, **sizes}


def _placed(tables: Iterable[Any]) -> Iterator[Cell]:
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
                yield Cell(left, -bottom, right, -top, (number, row, column), *(max(1, n) for n in spans))
