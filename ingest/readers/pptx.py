"""Slides (PPTX): every slide a page under its title, with its tables and its notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pptx
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER
from pptx.oxml import parse_xml
from pptx.shapes.base import BaseShape
from pptx.slide import Slide

from errors import UnreadableSource
from ingest.assembly import PageReading, assemble, clean
from ingest.document import BlockKind, PolicyDocument, SourceFile
from ingest.lines import Line
from ingest.tables import TableCell, lines_of_table

_FURNITURE = {PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.HEADER}
_DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
_TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}dm"
# Shapes whose tops differ by less than this part of the slide's height stand side by side.
_BANDS = 40


def read(source: SourceFile) -> PolicyDocument:
    """The document of a slide show; the first slide's title is the document's.

    Raises:
        UnreadableSource: no slide holds text.
    """
    with source.path.open("rb") as file:
        show = pptx.Presentation(file)
    band = max(1, (show.slide_height or 0) // _BANDS)
    lines: list[Line] = []
    pages: list[PageReading] = []
    for number, slide in enumerate(show.slides, start=1):
        found = [line for line in _slide_lines(slide, number, band) if line.text]
        verdict = "text" if found else "image" if _has_picture(slide.shapes) else "empty"
        pages.append(PageReading(number, "text" if found else "missing", verdict))
        lines += found
    if not lines:
        raise UnreadableSource("The slides hold no text, only pictures: give a version with text.")
    title = next((line.text for line in lines if line.kind is BlockKind.HEADING and line.page == 1), None)
    return assemble(source, lines, title, pages)


def _slide_lines(slide: Slide, page: int, band: int) -> Iterator[Line]:
    """The title, the rest from top to bottom, and what the speaker's notes say."""
    title = slide.shapes.title
    if title is not None and title.has_text_frame:
        yield Line(clean(title.text_frame.text.replace("\v", "\n")), BlockKind.HEADING, 1, page)
    others = [shape for shape in slide.shapes if title is None or shape.shape_id != title.shape_id]
    for shape in sorted(others, key=lambda shape: ((shape.top or 0) // band, shape.left or 0)):
        yield from _shape_lines(shape, slide, page, band)
    if slide.has_notes_slide and (notes := slide.notes_slide.notes_text_frame) is not None:
        yield from _paragraphs(notes.text, page)


def _shape_lines(shape: BaseShape, slide: Slide, page: int, band: int) -> Iterator[Line]:
    """The lines of a shape; a group's are those of its shapes."""
    if shape.is_placeholder and shape.placeholder_format.type in _FURNITURE:
        return
    if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
        for part in sorted(shape.shapes, key=lambda part: ((part.top or 0) // band, part.left or 0)):
            yield from _shape_lines(part, slide, page, band)
    elif shape.has_text_frame:
        yield from _paragraphs(shape.text_frame.text, page)
    elif shape.has_table:
        cells = (
            TableCell(clean(cell.text), row, column, cell.span_height, cell.span_width, page=page)
            for row, places in enumerate(shape.table.rows)
            for column, cell in enumerate(places.cells)
            if not cell.is_spanned
        )
        yield from (line for _, line in lines_of_table(list(cells)))
    else:
        yield from _diagram_lines(shape, slide, page)


def _diagram_lines(shape: BaseShape, slide: Slide, page: int) -> Iterator[Line]:
    """The texts of a diagram (SmartArt), whose shapes stand in a part of their own."""
    for place in shape._element.iter(f"{{{_DIAGRAM}}}relIds"):
        model = parse_xml(slide.part.related_part(place.get(_RELATION)).blob)
        for point in model.iter(f"{{{_DIAGRAM}}}pt"):
            yield Line(clean("".join(text.text or "" for text in point.iter(_TEXT))), page=page)


def _paragraphs(text: str, page: int) -> Iterator[Line]:
    for paragraph in text.replace("\v", "\n").split("\n"):
        yield Line(clean(paragraph), page=page)


def _has_picture(shapes: Iterable[BaseShape]) -> bool:
    return any(shape.shape_type in (MSO_SHAPE_TYPE.PICTURE, MSO_SHAPE_TYPE.GROUP) for shape in shapes)
