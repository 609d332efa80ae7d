"""Word documents (DOCX)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from errors import UnreadableForNow, UnreadableSource
from ingest.assembly import assemble, clean
from ingest.document import BlockKind, PolicyDocument, SourceFile
from ingest.headings import ARTICLE, marker_of
from ingest.lines import Line
from ingest.readers.docx_numbering import Numbering
from ingest.readers.docx_type import TypeSizes, body_size
from ingest.readers.pdf_lines import TextLine
from ingest.readers.pdf_paragraphs import paragraphs_of, without_running_lines
from ingest.readers.pictures import frames_of
from ingest.readers.prominence import with_prominent_headings
from ingest.readers.scan import advice_without_ocr, read_scan
from ingest.tables import BAND_CHARACTERS, TableCell, lines_of_table
from settings import Settings

_HEADING_STYLE = re.compile(r"(?:heading|标题)\s*([1-6])$", re.IGNORECASE)
_LAYOUT_CHARACTERS = 800
_PHRASE_BYTES = 120
_LEFT_OUT = frozenset(map(qn, ("w:del", "w:moveFrom", "w:instrText", "w:pPr", "w:rPr"))) | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
}
_BREAKS = frozenset(map(qn, ("w:br", "w:cr", "w:p")))


@dataclass(frozen=True, slots=True)
class _Styles:
    """What a document says of its paragraphs: the heading rank of each style that has one, and their numbers."""

    ranks: dict[str, int]
    numbering: Numbering


def read(source: SourceFile, settings: Settings) -> PolicyDocument:
    """The document of a Word file: its paragraphs, headings and tables in order; where it has none, its pictures.

    Raises:
        UnreadableSource: the file holds no text, nor a picture of any that can be read.
    """
    document = docx.Document(str(source.path))
    styles = _styles_of(document)
    lines = [line for line in _lines_below(document.element.body, styles) if line.text]
    if not lines:
        return assemble(source, _lines_of_pictures(document, settings))
    if not any(line.rank for line in lines):
        lines = _with_prominent_headings(document, lines)
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


def _with_prominent_headings(document: Document, lines: list[Line]) -> list[Line]:
    """The lines with headings among them by their type, for a document whose maker used no styles."""
    types = TypeSizes(document.styles.element)
    sizes = {clean(_text_of(paragraph)): types.of(paragraph) for paragraph in document.element.body.iter(qn("w:p"))}
    sized = [sizes.get(line.text, 0.0) for line in lines]
    return with_prominent_headings(lines, sized, body_size((sizes[text], text) for text in sizes))


def _styles_of(document: Document) -> _Styles:
    parts = (link.target_part for link in document.part.rels.values() if link.reltype.endswith("/numbering"))
    numbering = getattr(next(parts, None), "element", None)
    return _Styles(_ranks_of_styles(document), Numbering(numbering, document.styles.element))


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


def _lines_below(parent: BaseOxmlElement, styles: _Styles) -> Iterator[Line]:
    """The lines of a body or a cell; content controls are looked into, where python-docx passes them by."""
    for child in parent:
        if child.tag == qn("w:p"):
            yield from _paragraph(child, styles)
        elif child.tag == qn("w:tbl"):
            yield from _table(child, styles)
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml")):
            yield from _lines_below(child, styles)


def _paragraph(paragraph: BaseOxmlElement, styles: _Styles) -> Iterator[Line]:
    """The lines of a paragraph, a heading where its style or its outline level says so."""
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    level = paragraph.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
    rank = styles.ranks.get(style.get(qn("w:val")), 0) if style is not None else 0
    if level is not None and level.get(qn("w:val"), "9") in "012345":
        rank = int(level.get(qn("w:val"))) + 1
    texts = [text for text in map(clean, _text_of(paragraph).split("\n")) if text]
    texts[:1] = [_numbered(text, styles.numbering.number_of(paragraph)) for text in texts[:1]]
    for text in texts:
        is_heading = rank > 0 and len(texts) == 1 and len(text) <= 100 and text[-1] not in "。；"
        yield Line(text, BlockKind.HEADING, rank) if is_heading else Line(text)


def _numbered(text: str, number: str) -> str:
    """A paragraph behind its number, where this makes it a heading or opens an article.

    Elsewhere the number is left out: it stands in no text of the file, and what is quoted must.
    """
    marker = marker_of(number + text) if number else None
    if marker is None:
        return text
    is_phrase = len(text.encode()) <= _PHRASE_BYTES and text[-1] not in "。；;.，,：:"
    return clean(number + text) if marker.rank <= ARTICLE or is_phrase else text


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


def _table(table: BaseOxmlElement, styles: _Styles) -> Iterator[Line]:
    """The rows of a table; a cell that holds a whole text is laid out, and gives its paragraphs."""
    lines: dict[int, list[Line]] = {}
    cells: list[TableCell] = []
    for number, tr in enumerate(tr for tr in table.iter(qn("w:tr")) if next(tr.iterancestors(qn("w:tbl"))) is table):
        places = [cell for cell in tr.iter(qn("w:tc")) if next(cell.iterancestors(qn("w:tr"))) is tr]
        texts = [clean(_text_of(place)) for place in places]
        nested = any(next(place.iter(qn("w:tbl")), None) is not None for place in places)
        longest = max(map(len, texts), default=0)
        is_frame = len(places) == 1 and (not cells or longest > BAND_CHARACTERS)
        if nested or is_frame or longest > _LAYOUT_CHARACTERS:
            lines[number] = [line for place in places for line in _lines_below(place, styles)]
        else:
            cells += _cells(tr, number, places, texts)
    for number, line in lines_of_table(_with_merged_rows(cells)):
        lines[number] = [line]
    for number in sorted(lines):
        yield from lines[number]


def _cells(
    tr: BaseOxmlElement, number: int, places: Sequence[BaseOxmlElement], texts: Sequence[str]
) -> Iterator[TableCell]:
    """The cells of a row; one that goes on the merged cell above it spans no row."""
    mark = tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}")
    is_header = mark is not None and mark.get(qn("w:val"), "1") not in ("0", "false", "off")
    column = _value(tr.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}"), 0)
    for place, text in zip(places, texts, strict=True):
        columns = max(1, _value(place.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}"), 1))
        merge = place.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
        goes_on = merge is not None and merge.get(qn("w:val"), "continue") == "continue"
        yield TableCell(text, number, column, 0 if goes_on else 1, columns, is_header)
        column += columns


def _value(element: BaseOxmlElement | None, default: int) -> int:
    """The number that an element holds."""
    said = element.get(qn("w:val"), "") if element is not None else ""
    return int(said) if said.isdecimal() else default


def _with_merged_rows(cells: Sequence[TableCell]) -> list[TableCell]:
    """The cells, with those that go on below made one."""
    merged: dict[tuple[int, int], TableCell] = {}
    last: dict[int, tuple[int, int]] = {}  # the place of the cell that stands or goes on in a column
    for cell in cells:
        above = merged.get(last.get(cell.column, (-1, -1)))
        if cell.rows == 0 and above:
            text = " ".join(filter(None, (above.text, cell.text)))
            merged[above.row, above.column] = replace(above, text=text, rows=cell.row - above.row + 1)
        else:
            merged[cell.row, cell.column] = replace(cell, rows=1)
            last[cell.column] = (cell.row, cell.column)
    return list(merged.values())
