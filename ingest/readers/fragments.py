"""Large type, as that of a heading in red, is often found in fragments: they are read again as one line."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence

import numpy as np

from ingest.readers import ocr
from ingest.readers.ocr import Image, RecognisedLine

_LARGE = 1.5  # times the type of most of the page
_SURE = 0.9


def rejoined(image: Image, lines: Sequence[RecognisedLine], threads: int) -> list[RecognisedLine]:
    """The lines of an image, those in large type whole.

    Args:
        image: its pixels as height, width and the colours blue, green, red.
        lines: as they were found.
        threads: how many the engine computes with.

    Raises:
        UnreadableForNow: OCR does not start on this machine.
    """
    if not lines:
        return []
    body = statistics.median(line.height for line in lines for _ in line.text)
    kept = [line for line in lines if not _is_large(line, body)]
    for chain in _chains([line for line in lines if _is_large(line, body)]):
        kept += [_whole(image, chain, threads)] if len(chain) > 1 else chain
    return kept


def _is_large(line: RecognisedLine, body: float) -> bool:
    return line.height > _LARGE * body and line.width > 0.5 * line.height


def _chains(lines: Sequence[RecognisedLine]) -> Iterator[list[RecognisedLine]]:
    """The lines grouped by what stands side by side."""
    waiting = sorted(lines, key=lambda line: _box(line)[0])
    while waiting:
        chain = [waiting.pop(0)]
        for line in list(waiting):
            if _continues(chain[-1], line):
                waiting.remove(line)
                chain.append(line)
        yield chain


def _continues(before: RecognisedLine, after: RecognisedLine) -> bool:
    left, right = _box(before), _box(after)
    height = max(left[3] - left[1], right[3] - right[1])
    level = abs(left[1] + left[3] - right[1] - right[3]) < 0.7 * height
    return level and -height < right[0] - left[2] < 0.8 * height


def _box(line: RecognisedLine) -> tuple[float, float, float, float]:
    """The left, upper, right and lower edge."""
    xs, ys = zip(*line.corners, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _whole(image: Image, chain: Sequence[RecognisedLine], threads: int) -> RecognisedLine:
    """The line that fragments make; where it cannot be read as one it has no score, since a fragment misleads."""
    lefts, tops, rights, bottoms = zip(*map(_box, chain), strict=True)
    left, top, right, bottom = min(lefts), min(tops), max(rights), max(bottoms)
    part = np.ascontiguousarray(image[int(top) : int(bottom) + 1, int(left) : int(right) + 1])
    text, score = ocr.recognise_line(part, threads)
    if score < _SURE or len(text) < max(len(line.text) for line in chain):
        score = 0.0
    centres = tuple(round((index + 0.5) / len(text), 3) for index in range(len(text)))
    return RecognisedLine(text, score, ((left, top), (right, top), (right, bottom), (left, bottom)), centres)
