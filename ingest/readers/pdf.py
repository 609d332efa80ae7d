"""PDF: the text with its pages, read by pypdfium2; pages without readable text are told apart."""

from __future__ import annotations

import ctypes
import re
import threading
from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from errors import UnreadableSource
from ingest.assembly import PageReading, assemble
from ingest.document import PolicyDocument, SourceFile
from ingest.readers.pdf_lines import Character, TextLine, lines_of_page
from ingest.readers.pdf_paragraphs import paragraphs_of, without_running_lines
from ingest.readers.pdf_tables import Cell, find_cells

PAGES = 3000
_PDFIUM = threading.Lock()  # pdfium may be used by one thread at a time
_SEGMENTS = 12
_OBJECTS = 5000
_SPARSE = 20
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]{2,}")
_SIGNS = re.compile(r"[!\"#$&'*+;<=>?@\\^_`{|}~\x00\x01\x03-\x08\x0e-\x1f\x7f-\x9f\ufffd\ue000-\uf8ff]")
_ODD = re.compile(r"[\u00a1-\u00ff\u0180-\u02af\u0400-\u1fff\u3400-\u4dbf\ua000-\ud7ff]")


def read(source: SourceFile) -> PolicyDocument:
    """The document of a PDF: paragraphs and tables with exact pages.

    Raises:
        UnreadableSource: it is locked or damaged, or no page has a readable text layer.
    """
    with _PDFIUM:
        return _read(source)


def _read(source: SourceFile) -> PolicyDocument:
    pdf = _open(source)
    try:
        if len(pdf) > PAGES:
            raise UnreadableSource(f"The PDF has {len(pdf)} pages and at most {PAGES} are read: split it.")
        cells = find_cells(source.path, [n for n in range(1, len(pdf) + 1) if _may_hold_table(pdf, n)])
        read_pages = [_read_page(pdf, number, cells.get(number, [])) for number in range(1, len(pdf) + 1)]
    finally:
        pdf.close()
    readings = [reading for reading, _ in read_pages]
    readable = sum(len(line.text) for _, lines in read_pages for line in lines)
    if readable <= _SPARSE * sum(reading.verdict == "unreadable" for reading in readings):
        raise UnreadableSource(_reason(readings))
    lines = paragraphs_of(without_running_lines([lines for _, lines in read_pages]))
    return assemble(source, lines, None, readings)


def _open(source: SourceFile) -> pdfium.PdfDocument:
    try:
        pdf = pdfium.PdfDocument(source.path)
    except pdfium.PdfiumError as error:
        if raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD or "assword" in str(error):
            raise UnreadableSource("The PDF is protected with a password: save a copy without one.") from None
        raise UnreadableSource("The PDF is damaged and cannot be opened: fetch it again.") from None
    if len(pdf) == 0:
        raise UnreadableSource("The PDF has no pages: fetch it again.")
    return pdf


def _may_hold_table(pdf: pdfium.PdfDocument, number: int) -> bool:
    """Whether a page has so many lines and boxes that a table may be among them."""
    try:
        page = pdf[number - 1]
    except pdfium.PdfiumError:
        return False
    segments = 0
    for count, item in enumerate(page.get_objects(max_depth=3)):
        if item.type == raw.FPDF_PAGEOBJ_PATH:
            segments += raw.FPDFPath_CountSegments(item.raw)
        if segments >= _SEGMENTS or count > _OBJECTS:
            break
    upright = page.get_rotation() == 0
    page.close()
    return segments >= _SEGMENTS and upright


def _read_page(pdf: pdfium.PdfDocument, number: int, cells: list[Cell]) -> tuple[PageReading, list[TextLine]]:
    """A page's verdict and, where it is readable, its lines."""
    try:
        page = pdf[number - 1]
        textpage = page.get_textpage()
    except pdfium.PdfiumError:
        return PageReading(number, "missing", "unreadable"), []
    lines = lines_of_page(list(_characters(textpage)), number, cells)
    text = textpage.get_text_range()
    textpage.close()
    size = len(text.strip())
    pictured = size < _SPARSE and _is_picture(page, 0.4 if size else 0.02)
    page.close()
    if pictured:
        return PageReading(number, "missing", "unreadable"), []
    if not text.strip():
        return PageReading(number, "missing", "empty"), []
    if is_garbled(text):
        return PageReading(number, "garbled", "unreadable"), []
    return PageReading(number), lines


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


def _is_picture(page: pdfium.PdfPage, share: float) -> bool:
    """Whether pictures cover such a share of a page, or drawn outlines stand where text would."""
    area = paths = 0.0
    for count, item in enumerate(page.get_objects(max_depth=3)):
        if item.type == raw.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = item.get_bounds()
            area += max(0.0, right - left) * max(0.0, top - bottom)
        paths += item.type == raw.FPDF_PAGEOBJ_PATH
        if count > _OBJECTS:
            break
    width, height = page.get_size()
    return area > share * width * height or paths > 100


def is_garbled(text: str) -> bool:
    """Whether a page's text is what a broken font map makes of it: signs and strange letters in place of words."""
    dense = re.sub(r"\s", "", text)
    size = max(1, len(dense))
    known = len(_HAN.findall(dense)) + sum(map(len, _LATIN.findall(text)))
    signs, odd = len(_SIGNS.findall(dense)), len(_ODD.findall(dense))
    return size >= _SPARSE and (signs + odd > 0.3 * size or (known < 0.4 * size and signs + odd > 0.12 * size))


def _reason(readings: list[PageReading]) -> str:
    """Why no page could be read."""
    layers = {reading.layer for reading in readings if reading.verdict != "empty"}
    if "garbled" in layers:
        return (
            "The PDF's text layer is garbled (a broken font map), so its text cannot be trusted: recognise it with OCR."
        )
    if "missing" in layers:
        return "The PDF is a scan without a text layer: recognise it with OCR, or give a version with text."
    return "The PDF's pages are empty: fetch it again."
