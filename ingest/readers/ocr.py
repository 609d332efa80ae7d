"""Text in pictures: rapidocr, loaded once and on its own models, turns an image into lines with their places."""

from __future__ import annotations

import functools
import importlib.metadata
import importlib.util
import math
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from errors import UnreadableForNow
from ingest.heartbeat import beat

Image = NDArray[np.uint8]
Point = tuple[float, float]

_MODELS = {
    "Det": "PP-OCRv6_det_small.onnx",
    "Rec": "PP-OCRv6_rec_small.onnx",
    "Cls": "ch_ppocr_mobile_v2.0_cls_mobile.onnx",
}
_DETECTION_PIXELS = 1280  # the long side in which lines are looked for: half the time of the full image, and as exact
_TALL = 2.5  # an image taller than this many times its width is read in pieces
_LOCK = threading.Lock()


@dataclass(frozen=True, slots=True)
class RecognisedLine:
    """A line of an image: its text, a score from 0 to 1, and its corners in pixels, clockwise from its upper left.

    `centres` says where along the line the middle of each character stands, from 0 to 1.
    """

    text: str
    score: float
    corners: tuple[Point, Point, Point, Point]
    centres: tuple[float, ...]

    @property
    def width(self) -> float:
        """The length of the line, in pixels."""
        return math.dist(self.corners[0], self.corners[1])

    @property
    def height(self) -> float:
        """The height of the line, in pixels."""
        return math.dist(self.corners[0], self.corners[3])


@functools.cache
def version() -> str:
    """What made a reading: another version may read otherwise.

    Raises:
        ImportError: OCR is not installed on this machine.
    """
    _folder()
    return f"{importlib.metadata.version('rapidocr')} {_MODELS['Det']} {_MODELS['Rec']} {_DETECTION_PIXELS} 1"


def recognise(image: Image, threads: int) -> list[RecognisedLine]:
    """The lines of an image, whatever their score.

    Args:
        image: its pixels as height, width and the colours blue, green, red.
        threads: how many the engine computes with.

    Raises:
        UnreadableForNow: OCR does not start on this machine.
    """
    found: list[RecognisedLine] = []
    for top, piece in _pieces(image):
        with _LOCK:
            result = _engine(threads)(piece, use_det=True, return_word_box=True, return_single_char_box=True)
        beat()
        if result.txts is None:
            continue
        words = result.word_results if len(result.word_results) == len(result.txts) else [()] * len(result.txts)
        for text, score, corners, word in zip(result.txts, result.scores, result.boxes, words, strict=True):
            found.append(_line(text, score, corners, word, top))
    return found


def recognise_line(image: Image, threads: int) -> tuple[str, float]:
    """The text of an image that shows a single line, and its score.

    Raises:
        UnreadableForNow: OCR does not start on this machine.
    """
    with _LOCK:
        result = _engine(threads)(image, use_det=False, return_word_box=False)
    return (result.txts[0], round(float(result.scores[0]), 4)) if result.txts else ("", 0.0)


@functools.cache
def _engine(threads: int) -> Any:
    """The engine, which needs most of a second and 300 MB; its models are files of its package."""
    paths = {f"{part}.model_path": str(_folder() / name) for part, name in _MODELS.items()}
    try:
        import rapidocr  # slow to import

        return rapidocr.RapidOCR(
            params=paths
            | {
                "Global.log_level": "critical",
                "Global.text_score": 0.0,
                "Global.max_side_len": 20_000,
                "Global.use_cls": False,  # now and then it turns a good line upside down
                "Det.limit_type": "max",
                "Det.limit_side_len": _DETECTION_PIXELS,
                "Det.box_thresh": 0.3,  # of large type; noise that comes with it has a low score
                "Rec.rec_batch_num": 1,  # lines padded to one width are read slower and less well
                "EngineConfig.onnxruntime.intra_op_num_threads": threads,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            }
        )
    except Exception as error:  # what it is built on fails in its own ways where a system library is missing
        raise UnreadableForNow(
            f"OCR does not start on this machine ({type(error).__name__}): install the requirements again, or set"
            " REGIONWISE_OCR to off."
        ) from error


def _folder() -> Path:
    """Where rapidocr's models are.

    Raises:
        ImportError: it is not installed, or not as a whole.
    """
    package = importlib.util.find_spec("rapidocr")
    folder = Path(package.origin).parent / "models" if package and package.origin else Path()
    if importlib.util.find_spec("onnxruntime") is None or not all(
        (folder / name).is_file() for name in _MODELS.values()
    ):
        raise ImportError("rapidocr")
    return folder


def _pieces(image: Image) -> Iterator[tuple[int, Image]]:
    """The image, or where it is very tall the pieces of it, cut where a row of pixels is evenest; each with its top."""
    height, width = image.shape[:2]
    if height <= _TALL * width:
        yield 0, image
        return
    unevenness = np.ptp(image[:, :, 1], axis=1)
    top = 0
    while height - top > _TALL * width:
        cut = top + width + int(np.argmin(unevenness[top + width : top + 2 * width]))
        yield top, np.ascontiguousarray(image[top:cut])
        top = cut
    yield top, np.ascontiguousarray(image[top:])


def _line(text: str, score: float, corners: Any, word: Sequence[Any], top: int) -> RecognisedLine:
    first, second, third, fourth = ((float(x), float(y) + top) for x, y in corners)
    centres = _centres(text, (first, second), [[(x, y + top) for x, y in box] for _, _, box in word])
    return RecognisedLine(text, round(float(score), 4), (first, second, third, fourth), centres)


def _centres(text: str, edge: tuple[Point, Point], boxes: Sequence[Sequence[Point]]) -> tuple[float, ...]:
    """Where the characters stand along the line; rapidocr boxes every character but the blanks."""
    (x, y), (right, bottom) = edge
    length = max(1.0, math.hypot(right - x, bottom - y))
    if len(boxes) != sum(not character.isspace() for character in text):
        return tuple(round((index + 0.5) / len(text), 3) for index in range(len(text)))
    along = ((right - x) / length, (bottom - y) / length)
    centres: list[float] = []
    left = iter(boxes)
    for character in text:
        if character.isspace():
            centres.append(centres[-1] if centres else 0.0)
            continue
        box = next(left)
        middle_x, middle_y = sum(p[0] for p in box) / len(box), sum(p[1] for p in box) / len(box)
        place = ((middle_x - x) * along[0] + (middle_y - y) * along[1]) / length
        centres.append(round(min(1.0, max(0.0, place)), 3))
    return tuple(centres)
