"""Pictures as documents: a frame of the file is a page, and OCR reads it."""

from __future__ import annotations

from errors import UnreadableForNow, UnreadableSource
from ingest.assembly import PageReading, assemble
from ingest.document import PolicyDocument, SourceFile
from ingest.readers.pdf_paragraphs import paragraphs_of, without_running_lines
from ingest.readers.pictures import frames_of
from ingest.readers.scan import advice_without_ocr, read_scan
from settings import Settings


def read(source: SourceFile, settings: Settings) -> PolicyDocument:
    """The document of a picture: PNG, JPEG, BMP, WebP, the first frame of a GIF, every page of a TIFF.

    Raises:
        UnreadableForNow: OCR is not at hand.
        UnreadableSource: it is broken or too large, or no page can be read.
    """
    advice = advice_without_ocr(settings)
    if advice:
        raise UnreadableForNow(f"The file is a picture, and {advice}.")
    scans = [read_scan(image, number, settings) for number, image in enumerate(frames_of(source.path), start=1)]
    verdicts = [scan.verdict for scan in scans]
    if "ocr" not in verdicts:
        if "unreadable" in verdicts:
            raise UnreadableSource(
                "OCR cannot read the picture with confidence: give a sharper one, or a version with text."
            )
        raise UnreadableSource("The picture shows no words: give a version with text.")
    lines = paragraphs_of(without_running_lines([scan.lines for scan in scans]))
    readings = [PageReading(number, "missing", verdict) for number, verdict in enumerate(verdicts, start=1)]
    return assemble(source, lines, None, readings)
