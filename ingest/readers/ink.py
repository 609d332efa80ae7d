"""The ink of a line in an image: its type size and its contrast, closer than OCR draws its boxes."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

import numpy as np

from ingest.readers.ocr import Image, RecognisedLine

# How much of the type size the ink of a line is high: of Chinese, of letters with and without descenders, of the rest.
_HEIGHTS = ((re.compile(r"[\u3400-\u9fff]"), 0.92), (re.compile(r"[gjpqy,()（）]"), 0.95), (re.compile(r""), 0.73))


@dataclass(frozen=True, slots=True)
class Ink:
    """The type size of a line in pixels, and how far its ink stands off the ground, in 255 shades."""

    size: float
    contrast: float


def ink_of(image: Image, line: RecognisedLine) -> Ink:
    """The ink of a line.

    Args:
        image: its pixels as height, width and the colours blue, green, red.
        line: one that was recognised in it.
    """
    xs, ys = zip(*line.corners, strict=True)
    part = image[max(0, int(min(ys))) : int(max(ys)) + 1, max(0, int(min(xs))) : int(max(xs)) + 1].min(axis=2)
    if part.size == 0:
        return Ink(max(1.0, line.height), 0.0)
    dark, ground, light = (float(level) for level in np.percentile(part, (2, 50, 98)))
    contrast = max(ground - dark, light - ground)
    is_ink = np.abs(part.astype(np.int16) - ground) > max(8.0, 0.45 * contrast)
    rows = np.flatnonzero(is_ink.sum(axis=1) > max(1, 0.01 * part.shape[1]))
    if rows.size == 0:
        return Ink(max(1.0, line.height), contrast)
    slant = abs(xs[1] - xs[0]) * abs(math.tan(math.atan2(ys[1] - ys[0], xs[1] - xs[0] or 1.0)))
    height = float(rows[-1] - rows[0] + 1) - slant
    share = next(share for pattern, share in _HEIGHTS if pattern.search(line.text))
    return Ink(min(max(height, 0.4 * line.height) / share, 1.2 * line.height), contrast)
