"""Red seals: on official papers they lie over the signature and its date, and hide both from OCR."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from ingest.readers.ocr import Image

_GRID = 6.0  # points; the red of one seal is connected at this grain
_LEAST, _MOST = 60.0, 420.0  # points; a seal is 38 to 45 mm wide, and several stand side by side
_TALLEST = 200.0
_FILLED = 0.45  # of its box: what has more is a coloured ground


def without_seals(image: Image, scale: float) -> Image:
    """The image with the red of seals white, and what is printed under them left.

    Args:
        image: its pixels as height, width and the colours blue, green, red.
        scale: pixels a point.
    """
    blue, green, red = (image[..., colour].astype(np.int16) for colour in range(3))
    redness = red - np.maximum(blue, green)
    is_red = redness > 40
    if not is_red.any():
        return image
    step = max(1, round(_GRID * scale))
    mended = image.copy()
    for top, bottom, left, right in _blobs(is_red, step):
        box = np.s_[top:bottom, left:right]
        width, height = (right - left) / scale, (bottom - top) / scale
        is_dark = (red[box] < 110) & ~is_red[box]
        is_square = max(width, height) < 1.45 * min(width, height)
        if (
            _LEAST <= width <= _MOST
            and _LEAST <= height <= _TALLEST
            and is_red[box].mean() < _FILLED
            and (is_square or is_dark.mean() > 0.003)
        ):
            is_fringe = (redness[box] > 12) & (image[box].min(axis=2) > 170)
            mended[box][is_red[box] | is_fringe] = 255
    return mended


def _blobs(mask: NDArray[np.bool_], step: int) -> Iterator[tuple[int, int, int, int]]:
    """The boxes (top, bottom, left, right) of the connected parts of a mask, at the grain of so many pixels."""
    height, width = (size // step * step for size in mask.shape)
    cells = mask[:height, :width].reshape(height // step, step, width // step, step).mean(axis=(1, 3)) > 0.03
    open_cells = set(map(tuple, np.argwhere(cells).tolist()))
    while open_cells:
        waiting = [open_cells.pop()]
        part = []
        while waiting:
            row, column = waiting.pop()
            part.append((row, column))
            near = {(row + dy, column + dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1)} & open_cells
            open_cells -= near
            waiting.extend(near)
        rows, columns = zip(*part, strict=True)
        yield min(rows) * step, (max(rows) + 1) * step, min(columns) * step, (max(columns) + 1) * step
