"""Picture files as pixels: Pillow opens them, upright and within bounds."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow
from PIL import ImageOps, ImageSequence, UnidentifiedImageError

from errors import UnreadableSource
from ingest.readers.ocr import Image

FRAMES = 500
MEGAPIXELS = 100
_SHORT_SIDE = 3400  # pixels; a page of A2 at 200 dots an inch
_LEAST_PIXELS = 8


def frames_of(source: Path | bytes) -> Iterator[Image]:
    """The frames of a picture, each turned as its maker says, its transparent parts white.

    Of an animation comes the first frame, of a TIFF every page. A frame is pixels as height, width and the colours
    blue, green, red.

    Raises:
        UnreadableSource: it is broken, of an unknown kind, or larger than can be read safely.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of large pictures and odd metadata; the size is checked here
            with Pillow.open(io.BytesIO(source) if isinstance(source, bytes) else source) as picture:
                paged = picture.format == "TIFF"
                if paged and getattr(picture, "n_frames", 1) > FRAMES:
                    raise UnreadableSource(f"The picture has more than {FRAMES} pages: split it.")
                for frame in ImageSequence.Iterator(picture):
                    yield _pixels(frame)
                    if not paged:
                        break
    except (UnidentifiedImageError, Pillow.DecompressionBombError, OSError, SyntaxError, ValueError, EOFError) as error:
        if isinstance(error, Pillow.DecompressionBombError):
            raise UnreadableSource(_too_large()) from None
        raise UnreadableSource("The picture is damaged, or of a kind that is not read: save it as PNG.") from None


def _pixels(frame: Pillow.Image) -> Image:
    width, height = frame.size
    if width * height > MEGAPIXELS * 1_000_000:
        raise UnreadableSource(_too_large())
    if min(width, height) > 2 * _SHORT_SIDE:
        frame.draft("RGB", (width // 2, height // 2))
    upright = ImageOps.exif_transpose(frame)
    if "A" in upright.getbands() or "transparency" in upright.info:
        layered = upright.convert("RGBA")
        upright = Pillow.new("RGBA", layered.size, "white")
        upright.alpha_composite(layered)
    elif upright.mode.startswith(("I", "F")):
        upright = _eight_bits(upright)
    colours = upright.convert("RGB")
    share = _SHORT_SIDE / min(colours.size)
    if share < 1:
        colours = colours.resize((round(colours.width * share), round(colours.height * share)), reducing_gap=2)
    if min(colours.size) < _LEAST_PIXELS:
        return np.full((_LEAST_PIXELS, _LEAST_PIXELS, 3), 255, np.uint8)
    return np.ascontiguousarray(np.asarray(colours)[:, :, ::-1])


def _eight_bits(picture: Pillow.Image) -> Pillow.Image:
    """A picture of 16 or 32 bits a pixel with its own range spread over eight."""
    values = np.asarray(picture, np.float64)
    low, high = float(values.min()), float(values.max())
    return Pillow.fromarray(((values - low) * (255 / max(high - low, 1e-9))).astype(np.uint8))


def _too_large() -> str:
    return f"The picture has more than {MEGAPIXELS} million pixels: scale it down, or cut it into several."


def turned(gray: NDArray[np.uint8], degrees: float) -> NDArray[np.uint8]:
    """A grey image turned about its middle against the clock, its new corners white."""
    return np.asarray(Pillow.fromarray(gray).rotate(degrees, fillcolor=255))
