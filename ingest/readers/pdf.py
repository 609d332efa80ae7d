"""PDF: each page by its text layer where that is what the page shows, else by OCR."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from errors import UnreadableForNow, UnreadableSource
from ingest.assembly import PageReading, assemble
from ingest.document import PolicyDocument, SourceFile
from ingest.readers.pdf_drawing import Drawing
from ingest.readers.pdf_file import PdfFile
from ingest.readers.pdf_lines import TextLine, lines_of_page
from ingest.readers.pdf_paragraphs import paragraphs_of, without_running_lines
from ingest.readers.pdf_tables import Cell, cells_between
from ingest.readers.scan import Scan, advice_without_ocr, read_scan
from ingest.readers.text_layer import SPARSE, Trust, are_alike, trust_in
from settings import Settings

_STAMP = 200  # characters; a page's picture that holds more has a layer of its own
_EVEN = 16  # of 255 shades; a page with less between its lightest and darkest is blank
_PROVEN = 2  # pages of one file whose doubtful layer was what the page shows; the others are then believed


class _Layer(StrEnum):
    """What a page's text layer is, before OCR has looked."""

    TEXT = "text"
    DOUBTFUL = "doubtful"  # its text is odd, or it lies unseen under a picture of the page
    STAMP = "stamp"  # a few words on a picture that covers the page
    GARBLED = "garbled"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class _PdfPage:
    """A page as the file has it."""

    number: int
    layer: _Layer
    text: str
    lines: list[TextLine]
    cells: list[Cell]
    drawing: Drawing

    @property
    def is_picture(self) -> bool:
        """Whether pictures or drawn outlines stand where text would."""
        return self.drawing.pictures > (0.4 if self.text.strip() else 0.02) or self.drawing.paths > 100


def read(source: SourceFile, settings: Settings) -> PolicyDocument:
    """The document of a PDF: paragraphs and tables with exact pages.

    Raises:
        UnreadableForNow: no page can be read as long as OCR is not at hand.
        UnreadableSource: it is locked or damaged, or no page can be read.
    """
    with PdfFile(source.path) as pdf:
        read_pages = list(_Reader(pdf, settings).pages(_pages_of(pdf)))
    readings = [reading for reading, _ in read_pages]
    if not any(reading.verdict in ("text", "ocr") for reading in readings):
        raise _refusal(readings, settings)
    lines = paragraphs_of(without_running_lines([lines for _, lines in read_pages]))
    return assemble(source, lines, None, readings)


def _pages_of(pdf: PdfFile) -> list[_PdfPage | None]:
    """The pages as the file has them, None for a broken one."""
    pages: list[_PdfPage | None] = []
    for number in range(1, pdf.pages + 1):
        drawing = pdf.drawing(number)
        if drawing is None:
            pages.append(None)
            continue
        text, characters = pdf.text(number)
        around = cells_between(drawing.rules)
        lines = _from_the_top(lines_of_page(characters, number, around))
        page = _PdfPage(number, _Layer.TEXT, text, lines, around, drawing)
        pages.append(replace(page, layer=_layer_of(page)))
    return pages


def _from_the_top(lines: list[TextLine]) -> list[TextLine]:
    """The lines of a page; where its maker wrote it from the bottom up, from the top down."""
    upwards = len(lines) > 2 and all(above.bottom > line.top for line, above in itertools.pairwise(lines))
    return lines[::-1] if upwards else lines


def _layer_of(page: _PdfPage) -> _Layer:
    size = len(page.text.strip())
    if size == 0 or (size < SPARSE and page.is_picture):
        return _Layer.MISSING
    trust = trust_in(page.text)
    if trust is Trust.GARBLED:
        return _Layer.GARBLED
    if trust is Trust.DOUBTFUL or page.drawing.hides_text:
        return _Layer.DOUBTFUL
    return _Layer.STAMP if size < _STAMP and page.drawing.pictures > 0.5 else _Layer.TEXT


class _Reader:
    """Decides for each page of a file how it is read."""

    def __init__(self, pdf: PdfFile, settings: Settings) -> None:
        self._pdf = pdf
        self._settings = settings
        self._has_ocr = advice_without_ocr(settings) is None
        self._proven = 0

    def pages(self, pages: Iterable[_PdfPage | None]) -> Iterator[tuple[PageReading, list[TextLine]]]:
        """The pages' verdicts and, where they are readable, their lines."""
        for number, page in enumerate(pages, start=1):
            if page is None:
                yield PageReading(number, "missing", "unreadable"), []
                continue
            layer, verdict, lines = self._read(page)
            yield PageReading(number, layer, verdict), lines

    def _read(self, page: _PdfPage) -> tuple[str, str, list[TextLine]]:
        """A page's layer, verdict and lines."""
        is_known = page.layer is _Layer.DOUBTFUL and self._proven >= _PROVEN
        if page.layer is _Layer.TEXT or is_known or not self._has_ocr:
            return _as_it_is(page)
        scan = self._scan(page)
        if page.layer is _Layer.MISSING:
            verdict = "empty" if scan.verdict == "image" and not page.is_picture else scan.verdict
            return "missing", verdict, scan.lines
        if page.layer is _Layer.STAMP:
            if len(scan.text) > 1.5 * len(page.text):
                return "missing", scan.verdict, scan.lines
            return _as_it_is(replace(page, layer=_Layer.TEXT))
        if scan.verdict == "ocr" and are_alike(page.text, scan.text):
            self._proven += 1
            return _as_it_is(replace(page, layer=_Layer.TEXT))
        return "garbled", "ocr" if scan.verdict == "ocr" else "unreadable", scan.lines

    def _scan(self, page: _PdfPage) -> Scan:
        """A page as OCR reads it."""
        image, frame = self._pdf.image(page.number, page.drawing.dots)
        if int(np.ptp(image[::3, ::3])) < _EVEN:
            return Scan("empty", [])
        return read_scan(image, page.number, self._settings, frame, page.cells)


def _as_it_is(page: _PdfPage) -> tuple[str, str, list[TextLine]]:
    """A page's layer, verdict and lines where only the file is asked."""
    if page.layer is _Layer.MISSING:
        return "missing", "unreadable" if page.is_picture else "empty", []
    if page.layer is _Layer.GARBLED:
        return "garbled", "unreadable", []
    return "text", "text", page.lines


def _refusal(readings: list[PageReading], settings: Settings) -> UnreadableSource:
    """Why no page could be read."""
    layers = {reading.layer for reading in readings if reading.verdict == "unreadable"}
    if not layers:
        only_pictures = any(reading.verdict == "image" for reading in readings)
        what = (
            "holds only pictures without words: give a version with text"
            if only_pictures
            else "has only empty pages: fetch it again"
        )
        return UnreadableSource(f"The PDF {what}.")
    is_garbled = "garbled" in layers
    what = "'s text layer is garbled (a broken font map)" if is_garbled else " is a scan without a text layer"
    if advice := advice_without_ocr(settings):
        return UnreadableForNow(f"The PDF{what}, and {advice}.")
    advice = "OCR cannot read it with confidence: give a sharper scan or a version with text"
    return UnreadableSource(f"The PDF{what}, and {advice}.")
