"""The order in which a page is read: columns of running text one by one, tables by their rows, else from the top down."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.readers.pdf_tables import Cell

_COLUMN_LINES = 4
_COLUMN_EMS = 8


@dataclass(frozen=True, slots=True)
class Piece:
    """A line, or a part of one, that stands upright: its text, its box in points from the page's lower left.

    `centres` are the places of its characters' middles from the page's left, in points.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    centres: tuple[float, ...]

    @property
    def size(self) -> float:
        """Its type size, about."""
        return self.top - self.bottom

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class _Unit:
    """What is read as a whole: a piece, or all pieces of a table, and the box around."""

    pieces: tuple[Piece, ...]
    left: float
    bottom: float
    right: float
    top: float
    is_table: bool = False


def regions_of(pieces: Sequence[Piece], ruled: Sequence[Cell]) -> Iterator[list[list[Piece]]]:
    """The parts of a page that are read one after the other, each as its lines; a line may have several pieces.

    Args:
        pieces: what stands on the page, in any order.
        ruled: the cells of its ruled tables, which are never taken apart.
    """
    for region in _regions(_units(pieces, ruled)):
        yield [line for row in _rows(region) for line in _lines_of(row)]


def _units(pieces: Sequence[Piece], ruled: Sequence[Cell]) -> list[_Unit]:
    """The pieces, those inside a ruled table as one unit."""
    tables: dict[int, list[Piece]] = {}
    units: list[_Unit] = []
    for piece in pieces:
        middle = (piece.left + piece.right) / 2
        place = next((cell.place[0] for cell in ruled if holds(cell, middle, piece.middle)), None)
        if place is None:
            units.append(_Unit((piece,), piece.left, piece.bottom, piece.right, piece.top))
        else:
            tables.setdefault(place, []).append(piece)
    for place, inside in tables.items():
        around = [cell for cell in ruled if cell.place[0] == place]
        left, bottom = min(cell.left for cell in around), min(cell.bottom for cell in around)
        right, top = max(cell.right for cell in around), max(cell.top for cell in around)
        units.append(_Unit(tuple(inside), left, bottom, right, top, is_table=True))
    return units


def holds(cell: Cell, x: float, y: float) -> bool:
    """Whether a point of the page lies in a cell."""
    return cell.left <= x <= cell.right and cell.bottom <= y <= cell.top


def _regions(units: list[_Unit]) -> Iterator[list[_Unit]]:
    """The units in the parts of a page that are read one after the other."""
    gutter = _gutter(units)
    if gutter is None:
        yield units
        return
    band: list[_Unit] = []
    for unit in sorted(units, key=lambda unit: -unit.top):
        if unit.left < gutter < unit.right:
            yield from _halves(band, gutter)
            yield [unit]
            band = []
        else:
            band.append(unit)
    yield from _halves(band, gutter)


def _halves(band: list[_Unit], gutter: float) -> Iterator[list[_Unit]]:
    for half in ([u for u in band if u.right <= gutter], [u for u in band if u.left >= gutter]):
        if half:
            yield from _regions(half)


def _gutter(units: Sequence[_Unit]) -> float | None:
    """Where two columns of running text part, None where there is one column; a table's columns are none."""
    best: tuple[int, float] | None = None
    for candidate in {round(unit.left - 1, 0) for unit in units}:
        lefts = [unit for unit in units if unit.right <= candidate]
        rights = [unit for unit in units if unit.left >= candidate]
        crossing = len(units) - len(lefts) - len(rights)
        if crossing <= 0.25 * len(units) and _is_column(lefts) and _is_column(rights) and _stand_beside(lefts, rights):
            best = min(best or (crossing, candidate), (crossing, candidate))
    return best[1] if best else None


def _is_column(units: Sequence[_Unit]) -> bool:
    """Whether units are lines of running text: many, long, and most of one length."""
    if len(units) < _COLUMN_LINES or any(unit.is_table for unit in units):
        return False
    size = statistics.median(unit.top - unit.bottom for unit in units)
    widths = sorted(unit.right - unit.left for unit in units)
    full = widths[-1 - len(widths) // 10]
    return full >= _COLUMN_EMS * size and sum(width > 0.85 * full for width in widths) >= 0.5 * len(widths)


def _stand_beside(lefts: Sequence[_Unit], rights: Sequence[_Unit]) -> bool:
    """Whether two columns share most of their height."""
    shared = min(max(u.top for u in lefts), max(u.top for u in rights)) - max(
        min(u.bottom for u in lefts), min(u.bottom for u in rights)
    )
    heights = [max(u.top for u in half) - min(u.bottom for u in half) for half in (lefts, rights)]
    return shared > 0.5 * min(heights)


def _rows(units: Iterable[_Unit]) -> Iterator[list[_Unit]]:
    """The units that stand on one line, from the top down and from the left; a table stands alone."""
    row: list[_Unit] = []
    for unit in sorted(units, key=lambda unit: -unit.top if unit.is_table else -(unit.top + unit.bottom) / 2):
        if row and not (unit.is_table or row[0].is_table or not _is_level(row[0], unit)):
            row.append(unit)
            continue
        if row:
            yield sorted(row, key=lambda unit: unit.left)
        row = [unit]
    if row:
        yield sorted(row, key=lambda unit: unit.left)


def _is_level(one: _Unit, other: _Unit) -> bool:
    lower = min(one.top - one.bottom, other.top - other.bottom)
    return abs(one.top + one.bottom - other.top - other.bottom) < lower


def _lines_of(row: Sequence[_Unit]) -> Iterator[list[Piece]]:
    """The lines of a row of units: one, or those inside a table."""
    if not row[0].is_table:
        yield [piece for unit in row for piece in unit.pieces]
        return
    inside = [_Unit((piece,), piece.left, piece.bottom, piece.right, piece.top) for piece in row[0].pieces]
    for line in _rows(inside):
        yield [unit.pieces[0] for unit in line]
