"""What OCR has read is kept below the library's folder: a run that was stopped goes on, and a second one costs little."""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import os
import threading
import zlib
from pathlib import Path

from ingest.readers import ocr
from ingest.readers.fragments import rejoined
from ingest.readers.ocr import Image, RecognisedLine
from settings import Settings

_log = logging.getLogger(__name__)
_MOST_THREADS = 4


def recognise(image: Image, settings: Settings) -> list[RecognisedLine]:
    """The lines of an image, from the cache where the same image was read before by the same version.

    The cache is a file of about two kilobytes a page below `ocr` in the library's folder; it may be deleted at any time.

    Args:
        image: its pixels as height, width and the colours blue, green, red.
        settings: where the library is, and how many processes share the cores.

    Raises:
        UnreadableForNow: OCR does not start on this machine.
    """
    name = _name_of(image)
    file = settings.data / "ocr" / name[:2] / name
    lines = _kept(file)
    if lines is None:
        threads = _threads(settings)
        lines = rejoined(image, ocr.recognise(image, threads), threads)
        _keep(file, lines)
    return lines


def _threads(settings: Settings) -> int:
    """The part of the cores that is for one of the processes that read; more threads than cores wait for each other for most of their time."""
    cores = os.cpu_count() or 1
    return max(1, min(_MOST_THREADS, cores // (settings.readers or cores)))


def _name_of(image: Image) -> str:
    digest = hashlib.blake2b(f"{ocr.version()} {image.shape}".encode(), digest_size=20)
    digest.update(image.tobytes())
    return digest.hexdigest()


def _kept(file: Path) -> list[RecognisedLine] | None:
    """What a file of the cache holds, None where it is missing or broken."""
    try:
        rows = json.loads(zlib.decompress(file.read_bytes()))
        return [
            RecognisedLine(text, score, ((a, b), (c, d), (e, f), (g, h)), tuple(centres))
            for text, score, ((a, b), (c, d), (e, f), (g, h)), centres in rows
        ]
    except (OSError, ValueError, TypeError, zlib.error):
        return None


def _keep(file: Path, lines: list[RecognisedLine]) -> None:
    """Write a file of the cache as a whole; a disk that is full or read-only costs no more than the time saved."""
    rows = [(line.text, line.score, line.corners, line.centres) for line in lines]
    temporary = file.with_name(f"{file.name}.{os.getpid()}.{threading.get_ident()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(zlib.compress(json.dumps(rows, ensure_ascii=False).encode()))
        temporary.replace(file)
    except OSError:
        _log.debug("What OCR read was not kept in %s", file, exc_info=True)
        with contextlib.suppress(OSError):
            temporary.unlink()
