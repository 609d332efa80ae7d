"""Tables whose sides are open, as those of statistics are: the sides that would close them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

_MEETING = 3.0  # points; how far lines that meet may stand apart
_WIDTH = 60.0  # points; no table is narrower
_LINES = 2000  # a page with more is a drawing

Edge = dict[str, Any]  # a straight line as pdfplumber tells it: x0, x1, top, bottom and orientation


def missing_sides(edges: Sequence[Edge]) -> list[Edge]:
    """The upright lines that are missing at the ends of a page's level lines, where other upright lines part them.

    `edges` are the page's lines, each in one piece.
    """
    upright = [edge for edge in edges if edge["orientation"] == "v"]
    level = [edge for edge in edges if edge["orientation"] == "h" and edge["x1"] - edge["x0"] >= _WIDTH]
    if not upright or len(edges) > _LINES:
        return []
    return [
        _side(x, top, bottom)
        for rules in _of_one_width(level)
        for top, bottom in _runs(rules, upright)
        for x in (rules[0]["x0"], rules[0]["x1"])
        if not any(abs(edge["x0"] - x) <= _MEETING and _reaches(edge, top, bottom) for edge in upright)
    ]


def _of_one_width(level: Sequence[Edge]) -> Iterator[list[Edge]]:
    """Level lines that begin and end at the same places, from the top down."""
    groups: list[list[Edge]] = []
    for edge in sorted(level, key=lambda edge: edge["top"]):
        for group in groups:
            if all(abs(edge[end] - group[0][end]) <= _MEETING for end in ("x0", "x1")):
                group.append(edge)
                break
        else:
            groups.append([edge])
    return (group for group in groups if len(group) > 1)


def _runs(rules: Sequence[Edge], upright: Sequence[Edge]) -> Iterator[tuple[float, float]]:
    """Where level lines follow one another with upright lines between them: from the first to the last."""
    start: float | None = None
    for above, below in zip(rules, [*rules[1:], None], strict=True):
        parted = below is not None and any(
            above["x0"] + _MEETING < edge["x0"] < above["x1"] - _MEETING and _reaches(edge, above["top"], below["top"])
            for edge in upright
        )
        if parted and start is None:
            start = above["top"]
        elif not parted and start is not None:
            yield start, above["top"]
            start = None


def _reaches(edge: Edge, top: float, bottom: float) -> bool:
    """Whether an upright line goes from one height to another."""
    return bool(edge["top"] <= top + _MEETING and edge["bottom"] >= bottom - _MEETING)


def _side(x: float, top: float, bottom: float) -> Edge:
    return {
        "object_type": "line", "orientation": "v", "x0": x, "x1": x, "top": top, "bottom": bottom,
        "width": 0.0, "height": bottom - top,
    }  # fmt: skip
