"""A PDF file as pypdfium2 reads it: its characters with their places, a page as an image."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw

from errors import UnreadableSource
from ingest.readers.ocr import Image
from ingest.readers.pdf_drawing import Drawing, drawing_of
from ingest.readers.pdf_lines import Character
from ingest.readers.scan import DOTS, POINTS, Frame

PAGES = 3000
_PDFIUM = threading.Lock()  # pdfium may be used by one thread at a time
_FINEST = 300 / POINTS
_LEAST_SIDE, _SHORT_SIDE, _MOST_SIDE, _LONG_SIDE = 1000, 1654, 3400, 12_000  # pixels; the second is of A4


class PdfFile:
    """An open PDF; several may be open, pdfium works on one at a time."""

    def __init__(self, path: Path) -> None:
        """Open a file.

        Raises:
            UnreadableSource: it is locked, damaged, empty or too long.
        """
        with _PDFIUM:
            try:
                self._pdf = pdfium.PdfDocument(path)
            except pdfium.PdfiumError as error:
                if raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD or "assword" in str(error):
                    raise UnreadableSource("The PDF is protected with a password: save a copy without one.") from None
                raise UnreadableSource("The PDF is damaged and cannot be opened: fetch it again.") from None
            self.pages = len(self._pdf)
        if not 0 < self.pages <= PAGES:
            self.__exit__(None, None, None)
            raise UnreadableSource(
                f"The PDF has {self.pages} pages and at most {PAGES} are read: split it."
                if self.pages
                else "The PDF has no pages: fetch it again."
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with _PDFIUM:
            self._pdf.close()

    def drawing(self, number: int) -> Drawing | None:
        """What is drawn on a page, None where the page is broken."""
        with _PDFIUM:
            try:
                page = self._pdf[number - 1]
            except pdfium.PdfiumError:
                return None
            found = drawing_of(page)
            page.close()
            return found

    def text(self, number: int) -> tuple[str, list[Character]]:
        """The text of a page, and its characters with their boxes in points from the lower left."""
        with _PDFIUM:
            try:
                page = self._pdf[number - 1]
                textpage = page.get_textpage()
            except pdfium.PdfiumError:
                return "", []
            text, characters = textpage.get_text_range(), list(_characters(textpage))
            textpage.close()
            page.close()
            return text, characters

    def image(self, number: int, dots: float) -> tuple[Image, Frame]:
        """A page as an image, as it stands on the screen, and where that lies on the page.

        Args:
            number: the page's, from 1.
            dots: the resolution of the picture that the page is, 0 where it is none.
        """
        with _PDFIUM:
            page = self._pdf[number - 1]
            width, height = page.get_size()
            scale = _scale(width, height, dots)
            bitmap = page.render(scale=scale)
            image = np.array(bitmap.to_numpy()[:, :, :3], np.uint8)
            left, _, _, top = page.get_cropbox()
            bitmap.close()
            page.close()
        return image, Frame(scale, left, top)


def _scale(width: float, height: float, dots: float) -> float:
    """Pixels a point: as OCR likes it, no more than the page's own picture has, within what memory allows."""
    short, long = sorted((max(width, 1.0), max(height, 1.0)))
    wanted = min(_FINEST, max(DOTS / POINTS, _SHORT_SIDE / short))
    if dots:
        wanted = min(wanted, max(dots, _LEAST_SIDE / short))
    return min(wanted, _MOST_SIDE / short, _LONG_SIDE / long)


def _characters(textpage: pdfium.PdfTextPage) -> Iterator[Character]:
    """Each character with its box (left, right, bottom, top); none for blanks and line ends that pdfium adds."""
    handle = textpage.raw
    rectangle = raw.FS_RECTF()
    pointer = ctypes.byref(rectangle)
    high = 0
    for index in range(textpage.count_chars()):
        code = raw.FPDFText_GetUnicode(handle, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if high and 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
        high = 0
        if code == 0 or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
            continue
        character = chr(code)
        if (
            character in "\r\n"
            or not raw.FPDFText_GetLooseCharBox(handle, index, pointer)
            or (rectangle.right - rectangle.left <= 0 and character == " ")
        ):
            yield character, None
        else:
            yield character, (rectangle.left, rectangle.right, rectangle.bottom, rectangle.top)
