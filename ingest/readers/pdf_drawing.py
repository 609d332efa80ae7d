"""What is drawn on a page of a PDF: its pictures, and the straight lines that may rule tables."""

from __future__ import annotations

import ctypes
import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ingest.readers.ruled_lines import Rule

_OBJECTS = 20_000  # a page with more is a drawing
_POINTS = 40_000  # the same, of its outlines
_DEPTH = 3
_INVISIBLE = 3
_THIN = 2.0  # points; a box that is thinner is drawn for a line
_LEAST = 1.0  # points; what is shorter rules nothing
_STRAIGHT = 0.05  # points
_WHITE = 250  # of 255
_FEW = 4  # lines that make a table, if it is one

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn on a page.

    `pictures` is the share of the page that pictures cover, `paths` how many lines and outlines there are. `rules` are
    the straight lines of an upright page, in points from its lower left, downwards negative as those of an image.
    `hides_text` says that a picture of the page lies over its text. `dots` is the resolution of a picture that is the
    page, in pixels a point, 0 where there is none.
    """

    pictures: float = 0.0
    paths: int = 0
    rules: tuple[Rule, ...] = ()
    hides_text: bool = False
    dots: float = 0.0


def drawing_of(page: pdfium.PdfPage) -> Drawing:
    """What is drawn on an open page."""
    width, height = page.get_size()
    area, paths, shown, hidden, dots = 0.0, 0, 0, 0, 0.0
    lines = _Lines()
    for count, item in enumerate(page.get_objects(max_depth=_DEPTH)):
        if item.type == raw.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = item.get_bounds()
            size = max(0.0, right - left) * max(0.0, top - bottom)
            area += size
            if size > 0.7 * width * height:
                shown, hidden = 0, hidden + shown  # it lies over what was written before
                dots = max(dots, item.get_px_size()[0] / max(1.0, right - left))
        elif item.type == raw.FPDF_PAGEOBJ_PATH:
            paths += 1
            lines.add(item)
        elif item.type == raw.FPDF_PAGEOBJ_TEXT:
            is_invisible = raw.FPDFTextObj_GetTextRenderMode(item.raw) == _INVISIBLE
            hidden, shown = hidden + is_invisible, shown + (not is_invisible)
        if count > _OBJECTS:
            break
    rules = tuple(lines.rules()) if page.get_rotation() == 0 else ()
    is_covered = area > 0.5 * width * height and hidden > shown
    return Drawing(area / max(1.0, width * height), paths, rules, is_covered, dots)


class _Lines:
    """Collects the straight lines of a page's paths."""

    def __init__(self) -> None:
        self._drawn: list[Rule] = []
        self._grounds: list[Rule] = []  # the edges of coloured boxes
        self._thin = 0
        self._points = 0

    def add(self, path: pdfium.PdfObject) -> None:
        """Take the lines of a path that can be seen."""
        self._points += max(0, raw.FPDFPath_CountSegments(path.raw))
        is_filled, is_stroked = _painting(path)
        if self._points > _POINTS or not (is_filled or is_stroked):
            return
        for points in _outlines(path):
            box = _box(points)
            if box is None:
                self._drawn += _straight(points)
                self._thin += len(points) == 2
            elif min(box[2] - box[0], box[3] - box[1]) <= _THIN:
                self._drawn += _middle(*box)
                self._thin += 1
            elif is_stroked:
                self._drawn += _straight(points)
            elif not _is_white(path):
                self._grounds += _straight(points)

    def rules(self) -> Iterator[Rule]:
        """The lines; the edges of coloured boxes only where no lines are there to rule a table."""
        yield from self._drawn
        if self._thin < _FEW:
            yield from self._grounds


def _painting(path: pdfium.PdfObject) -> tuple[bool, bool]:
    """Whether a path is filled, and whether its outline is drawn."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(path.raw, ctypes.byref(fill), ctypes.byref(stroke)):
        return False, False
    return fill.value != raw.FPDF_FILLMODE_NONE, bool(stroke.value)


def _is_white(path: pdfium.PdfObject) -> bool:
    """Whether a path is filled with white, or with nothing that is seen: the ground behind a text."""
    colour = [ctypes.c_uint() for _ in range(4)]
    if not raw.FPDFPageObj_GetFillColor(path.raw, *map(ctypes.byref, colour)):
        return False
    *levels, alpha = (level.value for level in colour)
    return alpha == 0 or min(levels) >= _WHITE


def _outlines(path: pdfium.PdfObject) -> Iterator[list[Point]]:
    """The points of each part of a path, in page coordinates; those of a curve are left out."""
    matrix = _matrix(path)
    x, y = ctypes.c_float(), ctypes.c_float()
    places = ctypes.byref(x), ctypes.byref(y)
    points: list[Point] = []
    for index in range(raw.FPDFPath_CountSegments(path.raw)):
        segment = raw.FPDFPath_GetPathSegment(path.raw, index)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        raw.FPDFPathSegment_GetPoint(segment, *places)
        if kind == raw.FPDF_SEGMENT_BEZIERTO:
            if len(points) > 1:
                yield points
            points = []
        points.append(matrix.on_point(x.value, y.value))
        if raw.FPDFPathSegment_GetClose(segment) and len(points) > 2 and points[-1] != points[0]:
            points.append(points[0])
    if points:
        yield points


def _matrix(item: pdfium.PdfObject) -> pdfium.PdfMatrix:
    """What brings the points of a path to their place on the page, through the forms that hold it."""
    matrix, container = item.get_matrix(), item.container
    while container is not None:
        matrix, container = matrix.multiply(container.get_matrix()), container.container
    return matrix


def _box(points: list[Point]) -> tuple[float, float, float, float] | None:
    """The left, bottom, right and top of an outline that is an upright box."""
    corners = points[:-1] if len(points) == 5 and points[0] == points[-1] else points
    if len(corners) != 4 or sum(1 for _ in _straight([*corners, corners[0]], least=0.0)) != 4:
        return None
    xs, ys = zip(*corners, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _straight(points: list[Point], least: float = _LEAST) -> Iterator[Rule]:
    """The level and the upright lines of an outline, from a length on."""
    for (x, y), (to_x, to_y) in itertools.pairwise(points):
        if abs(y - to_y) <= _STRAIGHT and abs(x - to_x) >= least:
            yield Rule(min(x, to_x), max(x, to_x), -y)
        elif abs(x - to_x) <= _STRAIGHT and abs(y - to_y) >= least:
            yield Rule(-max(y, to_y), -min(y, to_y), x, vertical=True)


def _middle(left: float, bottom: float, right: float, top: float) -> Iterator[Rule]:
    """The line that a thin box is drawn for."""
    if right - left >= top - bottom:
        y = (bottom + top) / 2
        return _straight([(left, y), (right, y)])
    x = (left + right) / 2
    return _straight([(x, bottom), (x, top)])
