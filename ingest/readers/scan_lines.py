"""The lines that OCR found on a page become characters in reading order: columns one by one, tables by their rows."""

from __future__ import annotations

import itertools
import re
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.readers.pdf_lines import GAP, Character
from ingest.readers.pdf_tables import ALIGNED, Cell
from ingest.readers.reading_order import Piece, holds, regions_of

_TABLE_ROWS = 2
_HAN = re.compile(r"[\u3400-\u9fff]")


def even_sizes(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with sizes that differ by little made one."""
    sized = sorted((piece.size, id(piece), len(piece.text)) for piece in pieces)
    even: dict[int, float] = {}
    while sized:
        common = statistics.median_low(size for size, _, letters in sized for _ in range(letters))
        even |= {key: common for size, key, _ in sized if 0.9 * common <= size <= 1.11 * common}
        sized = [entry for entry in sized if entry[1] not in even]
    return [
        replace(piece, bottom=piece.middle - even[id(piece)] / 2, top=piece.middle + even[id(piece)] / 2)
        for piece in pieces
    ]


def characters_of(pieces: Sequence[Piece], ruled: Sequence[Cell]) -> tuple[list[Character], list[Cell]]:
    """The characters of a page in reading order, and the cells of its tables: the ruled, and those only aligned."""
    characters: list[Character] = []
    cells = list(ruled)
    for rows in regions_of(pieces, ruled):
        cells += _aligned_cells(rows, ALIGNED + len(cells), ruled)
        for row in rows:
            characters += _characters_of_row(row)
    return characters, cells


def _aligned_cells(rows: Sequence[Sequence[Piece]], number: int, ruled: Sequence[Cell]) -> Iterator[Cell]:
    """The cells of tables without ruled lines: rows of several parts that stand below each other."""
    run: list[Sequence[Piece]] = []
    for row in [*rows, []]:
        if len(row) > 1 and _is_parted(row, ruled) and (not run or _is_aligned(run[-1], row)):
            run.append(row)
            continue
        if len(run) >= _TABLE_ROWS:
            for index, line in enumerate(run):
                for column, piece in enumerate(line):
                    place = (number, index, column)
                    yield Cell(piece.left - 0.5, piece.bottom, piece.right + 0.5, piece.top, place)
            number += 1
        run = [row] if len(row) > 1 and _is_parted(row, ruled) else []


def _is_parted(row: Sequence[Piece], ruled: Sequence[Cell]) -> bool:
    """Whether wide gaps part a line, and it stands in no ruled table."""
    inside = any(holds(cell, (row[0].left + row[0].right) / 2, row[0].middle) for cell in ruled)
    gaps = (after.left - before.right for before, after in itertools.pairwise(row))
    return not inside and all(gap > 0.9 * row[0].size for gap in gaps) and all(piece.text != GAP for piece in row)


def _is_aligned(above: Sequence[Piece], below: Sequence[Piece]) -> bool:
    """Whether at least two parts of a line stand below parts of another."""
    reach = 1.2 * below[0].size
    return (
        sum(
            any(
                abs(one.left - other.left) < reach
                or abs(one.right - other.right) < reach
                or abs(one.left + one.right - other.left - other.right) < 2 * reach
                for other in above
            )
            for one in below
        )
        > 1
    )


def _characters_of_row(row: Sequence[Piece]) -> Iterator[Character]:
    """The characters of a line, a blank between its parts; what was left out stands on a line of its own."""
    last: Piece | None = None
    for piece in row:
        if piece.text == GAP:
            yield "\n", None
        elif last and last.text != GAP:
            yield " ", (last.right, max(last.right + 0.1, piece.left), last.bottom, last.top)
        yield from _characters_of_piece(piece)
        if piece.text == GAP:
            yield "\n", None
        last = piece
    yield "\n", None


def _characters_of_piece(piece: Piece) -> Iterator[Character]:
    """The characters of a piece with their boxes, which together span it."""
    half = piece.size / 2
    for index, (character, centre) in enumerate(zip(piece.text, piece.centres, strict=True)):
        reach = half if _HAN.match(character) else half / 2
        left = piece.left if index == 0 else max(piece.left, centre - reach)
        right = piece.right if index == len(piece.text) - 1 else min(piece.right, centre + reach)
        yield character, (min(left, right), max(left, right), piece.bottom, piece.top)
