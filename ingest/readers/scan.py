"""A page as an image: OCR reads it, what it is not sure of is left out, and the rest becomes the lines of a page."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ingest.assembly import CELL_GAP, row
from ingest.readers import ocr, ocr_cache
from ingest.readers.ink import Ink, ink_of
from ingest.readers.ocr import Image, RecognisedLine
from ingest.readers.ocr_text import mended, spaced, with_whole_signs
from ingest.readers.pdf_lines import GAP, TextLine, lines_of_page
from ingest.readers.pdf_tables import Cell, cells_between, is_only_aligned
from ingest.readers.pictures import turned
from ingest.readers.reading_order import Piece
from ingest.readers.ruled_lines import find_rules
from ingest.readers.scan_lines import characters_of, even_sizes
from ingest.readers.seals import without_seals
from settings import Settings

DOTS = 200  # an inch: more is slower and no better, much less loses small type
POINTS = 72.0  # an inch
# What noise is read as scores below 0.75, mirrored text mostly below 0.92 and 0.8 on average, a clean scan 0.97 to 1.
_SURE_LINE, _SURE_SIGNS, _SURE_PAGE = 0.85, 0.9, 0.93
_SIGNS = 3
_SLANTED = 6.0  # degrees; no line of a page stands so to the others
_WORDS = 20
_SKEWED = 0.15  # degrees; from here on ruled lines break up
_FAINT = 0.35  # of the contrast of most of the page; what has less is a watermark


@dataclass(frozen=True, slots=True)
class Scan:
    """How the image of a page was read: its verdict (ocr, unreadable, or image where it shows no words), its lines."""

    verdict: str
    lines: list[TextLine]

    @property
    def text(self) -> str:
        """What was read."""
        return "\n".join(line.text for line in self.lines if line.text != GAP)


@dataclass(frozen=True, slots=True)
class Frame:
    """Where an image lies on its page: pixels a point, and its left and upper edge in points from the lower left."""

    scale: float
    left: float
    top: float


def advice_without_ocr(settings: Settings) -> str | None:
    """Why no image is read and what to do, the end of a reason; None where OCR is at hand."""
    if settings.ocr == "off":
        return "OCR is switched off: set REGIONWISE_OCR to auto, or give a version with text"
    try:
        ocr.version()
    except ImportError:
        return "OCR is not installed on this machine (rapidocr): install the requirements, or give a version with text"
    return None


def read_scan(
    image: Image, number: int, settings: Settings, frame: Frame | None = None, cells: Sequence[Cell] = ()
) -> Scan:
    """Read the image of a page.

    Args:
        image: its pixels as height, width and the colours blue, green, red; it may be turned by right angles.
        number: the page's, from 1.
        settings: where the library is, and how many processes share the cores.
        frame: where it lies on the page; at 200 dots an inch, where the file does not tell.
        cells: its tables' cells, where the file tells them.

    Raises:
        UnreadableForNow: OCR does not start on this machine.
    """
    frame = frame or Frame(DOTS / POINTS, 0.0, 0.0)
    image = without_seals(image, frame.scale)
    turns, lines = _upright(image, settings)
    verdict = _verdict(lines)
    if verdict != "ocr":
        return Scan(verdict, [])
    if turns:
        image, frame, cells = np.rot90(image, turns), Frame(frame.scale, 0.0, 0.0), ()
    skew = statistics.median(_angle(line) for line in lines for _ in line.text)
    inks = [ink_of(image, line) for line in lines]
    faint = _FAINT * statistics.median(ink.contrast for ink, line in zip(inks, lines, strict=True) for _ in line.text)
    pieces = [
        _piece(line, ink, skew, image, frame)
        for line, ink in zip(lines, inks, strict=True)
        if _belongs(line, skew) and ink.contrast >= faint
    ]
    pieces = even_sizes(pieces)
    characters, cells = characters_of(pieces, cells or _ruled_cells(image, skew, frame))
    return Scan(verdict, [_tidied(line) for line in lines_of_page(characters, number, cells)])


def _upright(image: Image, settings: Settings) -> tuple[int, list[RecognisedLine]]:
    """The quarter turns, against the clock, that set an image upright, and the lines it then has."""
    lines = ocr_cache.recognise(image, settings)
    if not lines or _is_upright(lines):
        return 0, lines
    tall = sum(map(_length, lines)) * 0.5 < sum(_length(line) for line in lines if line.height > line.width)
    best = (_worth(lines), 0, lines)
    for turns in (1, 3) if tall else (2,):
        other = ocr_cache.recognise(np.ascontiguousarray(np.rot90(image, turns)), settings)
        best = max(best, (_worth(other), turns, other), key=lambda reading: reading[0])
        if _is_upright(other):
            break
    return best[1], best[2]


def _length(line: RecognisedLine) -> float:
    """How many wide characters a line has room for."""
    short, long = sorted((max(1.0, line.width), max(1.0, line.height)))
    return long / short


def _is_upright(lines: Sequence[RecognisedLine]) -> bool:
    """Whether most of the room that lines take is filled with what OCR is sure of, and lies level."""
    return _worth(lines) > 0.5 * sum(map(_length, lines))


def _worth(lines: Sequence[RecognisedLine]) -> float:
    return sum(
        len(line.text) if line.width >= line.height else 0.1 * len(line.text)
        for line in lines
        if line.score > _SURE_LINE
    )


def _is_sure(line: RecognisedLine) -> bool:
    return line.score >= (_SURE_LINE if len(line.text) > _SIGNS else _SURE_SIGNS)


def _verdict(lines: Sequence[RecognisedLine]) -> str:
    """Whether a page can be trusted: most of it is surely read, and what is sure is so by a margin."""
    sure = [line for line in lines if _is_sure(line)]
    room = sum(max(_length(line), len(line.text)) for line in lines)
    letters = sum(len(line.text) for line in sure)
    score = sum(line.score * len(line.text) for line in sure) / max(1, letters)
    if score >= _SURE_PAGE and sum(max(_length(line), len(line.text)) for line in sure) > 0.5 * room:
        return "ocr"
    return "unreadable" if room >= _WORDS else "image"


def _angle(line: RecognisedLine) -> float:
    """How a line slants, in degrees: more than 0 where it falls to the right."""
    (left, start), (right, end) = line.corners[:2]
    return math.degrees(math.atan2(end - start, right - left))


def _belongs(line: RecognisedLine, skew: float) -> bool:
    """Whether something is a line of the page, sure or not: no seal's writing in the round, no speck."""
    if _is_sure(line):
        return abs(_angle(line) - skew) < _SLANTED or len(line.text) == 1
    return line.width > 1.5 * line.height


def _piece(line: RecognisedLine, ink: Ink, skew: float, image: Image, frame: Frame) -> Piece:
    """A line with its place on the page set straight; one that is not sure is a gap."""
    height, width = image.shape[:2]
    sine, cosine = math.sin(math.radians(-skew)), math.cos(math.radians(-skew))
    straight = []
    for x, y in line.corners:
        across, down = x - width / 2, y - height / 2
        straight.append((across * cosine - down * sine + width / 2, across * sine + down * cosine + height / 2))
    xs = [frame.left + x / frame.scale for x, _ in straight]
    middle = frame.top - statistics.mean(y for _, y in straight) / frame.scale
    left, right = (xs[0] + xs[3]) / 2, (xs[1] + xs[2]) / 2
    half = ink.size / frame.scale / 2
    text, centres = (mended(line.text), line.centres) if _is_sure(line) else (GAP, (0.5,))
    text, centres = spaced(text, [left + centre * (right - left) for centre in centres])
    return Piece(text, left, middle - half, right, middle + half, centres)


def _ruled_cells(image: Image, skew: float, frame: Frame) -> list[Cell]:
    gray = image[:, :, 1]
    rules = find_rules(turned(gray, skew) if abs(skew) > _SKEWED else gray, frame.scale)
    return cells_between(rules, frame.scale, frame.left, frame.top)


def _tidied(line: TextLine) -> TextLine:
    """A line with whole signs, and without the marks of what was left out of its cells."""
    text = with_whole_signs(line.text)
    if not line.is_row:
        return replace(line, text=text)
    # Where no lines rule the columns, a wide gap is only wide: no cell is empty.
    texts = text.replace(GAP, "").split(CELL_GAP)
    return replace(line, text=row(filter(str.strip, texts) if is_only_aligned(line.cells) else texts))
