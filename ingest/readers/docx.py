"""Word documents (DOCX)."""

from __future__ import annotations

import re
from collections.abc import Iterator

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from errors import UnreadableForNow, UnreadableSource
from ingest.assembly import assemble, clean, row
from ingest.document import BlockKind, PolicyDocument, SourceFile
from ingest.headings import marker_of
from ingest.lines import Line
from ingest.readers.pdf_lines import TextLine
from ingest.readers.pdf_paragraphs import paragraphs_of, without_running_lines
from ingest.readers.pictures import frames_of
from ingest.readers.scan import advice_without_ocr, read_scan
from settings import Settings

_HEADING_STYLE = re.compile(r"(?:heading|标题)\s*([1-6])$", re.IGNORECASE)
_LAYOUT_CHARACTERS = 800
_LEFT_OUT = frozenset(map(qn, ("w:del", "w:moveFrom", "w:instrText", "w:pPr", "w:rPr"))) | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
}
_BREAKS = frozenset(map(qn, ("w:br", "w:cr", "w:p")))


def read(source: SourceFile, settings: Settings) -> PolicyDocument:
    """The document of a Word file: its paragraphs, headings and tables in order; where it has none, its pictures.

    Raises:
        UnreadableSource: the file holds no text, nor a picture of any that can be read.
    """
    document = docx.Document(str(source.path))
    ranks = _ranks_of_styles(document)
    lines = [line for line in _lines_below(document.element.body, ranks) if line.text]
    if not lines:
        return assemble(source, _lines_of_pictures(document, settings))
    title = next((line.text for line in lines[:5] if line.rank == 1 and marker_of(line.text) is None), None)
    return assemble(source, lines, title)


def _lines_of_pictures(document: Document, settings: Settings) -> list[Line]:
    """The lines that the pictures of a Word file show, in its order."""
    pictures = _pictures(document)
    if not pictures:
        raise UnreadableSource("The Word document holds no text: give a version with text.")
    advice = advice_without_ocr(settings)
    if advice:
        raise UnreadableForNow(f"The Word document holds only pictures, and {advice}.")
    pages: list[list[TextLine]] = []
    for picture in pictures:
        try:
            pages += [read_scan(image, 0, settings).lines for image in frames_of(picture)]
        except UnreadableForNow:
            raise
        except UnreadableSource:  # an emblem in an odd format is no reason to leave out the others
            continue
    if not any(pages):
        raise UnreadableSource(
            "The Word document holds only pictures, and OCR cannot read them with confidence: give a version with text."
        )
    return paragraphs_of(without_running_lines(pages))


def _pictures(document: Document) -> list[bytes]:
    """The pictures in a Word file's text, in its order."""
    names = [
        shown.get(qn("r:embed")) or shown.get(qn("r:id"))
        for shown in document.element.body.xpath(".//*[local-name()='blip' or local-name()='imagedata']")
    ]
    parts = [document.part.related_parts[name] for name in dict.fromkeys(names) if name in document.part.related_parts]
    return [part.blob for part in parts]


def _ranks_of_styles(document: Document) -> dict[str, int]:
    """The heading rank of each paragraph style that has one."""
    ranks = {}
    for style in document.styles.element.iter(qn("w:style")):
        name = style.find(qn("w:name"))
        level = style.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        found = _HEADING_STYLE.match(name.get(qn("w:val"), "")) if name is not None else None
        if found:
            ranks[style.get(qn("w:styleId"))] = int(found.group(1))
        elif name is not None and name.get(qn("w:val"), "").lower() == "title":
            ranks[style.get(qn("w:styleId"))] = 1
        elif level is not None and level.get(qn("w:val"), "9") in "012345":
            ranks[style.get(qn("w:styleId"))] = int(level.get(qn("w:val"))) + 1
    return ranks


def _lines_below(parent: BaseOxmlElement, ranks: dict[str, int]) -> Iterator[Line]:
    """The lines of a body or a cell; content controls are looked into, where python-docx passes them by."""
    for child in parent:
        if child.tag == qn("w:p"):
            yield from _paragraph(child, ranks)
        elif child.tag == qn("w:tbl"):
            yield from _table(child, ranks)
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml")):
            yield from _lines_below(child, ranks)


def _paragraph(paragraph: BaseOxmlElement, ranks: dict[str, int]) -> Iterator[Line]:
    """The lines of a paragraph, a heading where its style or its outline level says so."""
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    level = paragraph.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
    rank = ranks.get(style.get(qn("w:val")), 0) if style is not None else 0
    if level is not None and level.get(qn("w:val"), "9") in "012345":
        rank = int(level.get(qn("w:val"))) + 1
    texts = [text for text in map(clean, _text_of(paragraph).split("\n")) if text]
    for text in texts:
        is_heading = rank > 0 and len(texts) == 1 and len(text) <= 100 and text[-1] not in "。；"
        yield Line(text, BlockKind.HEADING, rank) if is_heading else Line(text)


def _text_of(element: BaseOxmlElement) -> str:
    """The text as Word shows it: inserted text in, deleted text, field codes and fallback drawings out."""
    parts: list[str] = []
    waiting = [element]
    while waiting:
        node = waiting.pop()
        if node.tag in _LEFT_OUT:
            continue
        if node.tag == qn("w:t"):
            parts.append(node.text or "")
        elif node.tag in _BREAKS and node is not element:
            parts.append("\n")
        elif node.tag in (qn("w:tab"), qn("w:ptab")):
            parts.append(" ")
        elif node.tag == qn("w:noBreakHyphen"):
            parts.append("-")
        waiting.extend(reversed(node))
    return "".join(parts)


def _table(table: BaseOxmlElement, ranks: dict[str, int]) -> Iterator[Line]:
    """The rows of a table; a cell that holds a whole text is laid out, and gives its paragraphs."""
    for tr in table.iter(qn("w:tr")):
        if next(tr.iterancestors(qn("w:tbl"))) is not table:
            continue
        cells = [cell for cell in tr.iter(qn("w:tc")) if next(cell.iterancestors(qn("w:tr"))) is tr]
        texts = [clean(_text_of(cell)) for cell in cells]
        filled = [text for text in texts if text]
        nested = any(next(cell.iter(qn("w:tbl")), None) is not None for cell in cells)
        if nested or (len(filled) == 1 and len(cells) == 1) or max(map(len, filled), default=0) > _LAYOUT_CHARACTERS:
            for cell in cells:
                yield from _lines_below(cell, ranks)
        else:
            yield Line(row(filled), BlockKind.ROW)
