"""The ruled lines of a page's image: long straight runs of dark pixels, from which tables are told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_LONG = 24.0  # points; no stroke of ordinary type is as long
_THICK = 4.0  # points; what is thicker is a bar or a picture
_DARK = 150
_RUNS = 20_000


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line in pixels: where it begins and ends, and how far down (or to the right, where vertical)."""

    start: float
    end: float
    place: float
    vertical: bool = False


def find_rules(gray: NDArray[np.uint8], scale: float) -> list[Rule]:
    """The horizontal and vertical ruled lines of an upright page.

    Args:
        gray: its pixels as height and width, 0 for black.
        scale: pixels a point.
    """
    dark = gray < _DARK
    least, thick = round(_LONG * scale), _THICK * scale
    across = list(_rules_of(dark, least, thick))
    down = list(_rules_of(dark.T, least, thick))
    return across + [Rule(rule.start, rule.end, rule.place, vertical=True) for rule in down]


def _rules_of(dark: NDArray[np.bool_], least: int, thick: float) -> Iterator[Rule]:
    """The lines along the second axis; runs in neighbouring rows are one line."""
    steps = np.diff(np.pad(dark, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    rows, starts = np.nonzero(steps == 1)
    ends = np.nonzero(steps == -1)[1]
    long = ends - starts >= least
    if long.sum() > _RUNS:
        return
    open_groups: list[list[tuple[int, int, int]]] = []
    for run in zip(rows[long].tolist(), starts[long].tolist(), ends[long].tolist(), strict=True):
        row, start, end = run
        closed = [group for group in open_groups if row - group[-1][0] > 2]
        for group in closed:
            open_groups.remove(group)
            yield from _rule(group, thick)
        for group in open_groups:
            if start <= max(e for _, _, e in group[-3:]) + 2 and end >= min(s for _, s, _ in group[-3:]) - 2:
                group.append(run)
                break
        else:
            open_groups.append([run])
    for group in open_groups:
        yield from _rule(group, thick)


def _rule(group: list[tuple[int, int, int]], thick: float) -> Iterator[Rule]:
    """The line that a group of runs is, where it is as thin as one."""
    rows = [row for row, _, _ in group]
    if max(rows) - min(rows) < thick:
        yield Rule(min(s for _, s, _ in group), max(e for _, _, e in group), sum(rows) / len(rows))
