"""Made-up policy documents as PDF files, in one or two columns, and as scans of them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, Spacer, TableStyle
from reportlab.platypus import Table as Grid

from tests.evaluation.generated_policy import Part, Policy, Table

WIDTH, HEIGHT = A4
_MARGIN = 64
_GUTTER = 22
_PADDING = 13
_FONTS = {"zh": ("STSong-Light", "STSong-Light"), "en": ("Times-Roman", "Times-Bold")}
_SIZES = {"issuer": 24, "number": 12, "title": 19}


@dataclass(slots=True)
class Layout:
    """How a document is set: its columns, its page numbers, and its tables.

    A table's header may be repeated on each page, a white ground may lie under each text in it, as Word sets it, and its
    sides may be open, as those of statistics are.
    """

    columns: int = 1
    repeats_header: bool = True
    page_number: str = "- {0} -"
    shades_cells: bool = False
    opens_sides: bool = False


@dataclass(slots=True)
class Drawn:
    """What was drawn, in reading order: each text with the page it stands on, counted from 1."""

    texts: list[tuple[int, str]] = field(default_factory=list)


def write_pdf(policy: Policy, path: Path, layout: Layout) -> Drawn:
    """Write a document as a PDF with running headers and page numbers; return what stands on which page."""
    registerFont(UnicodeCIDFont("STSong-Light"))
    drawn = Drawn()
    gaps = _GUTTER * (layout.columns - 1)
    width = (WIDTH - 2 * _MARGIN - gaps) / layout.columns
    frames = [
        Frame(_MARGIN + number * (width + _GUTTER), _MARGIN + 8, width, HEIGHT - 2 * _MARGIN - 16, 0, 0, 0, 0)
        for number in range(layout.columns)
    ]
    book = BaseDocTemplate(str(path), pagesize=A4)
    book.addPageTemplates(PageTemplate("page", frames, onPage=lambda c, _: _edges(c, policy, layout)))
    book.build(list(_Setter(policy.language, width, layout, drawn).flowables(policy.parts)))
    return drawn


def write_scan(pdf: Path, path: Path, dots: int = 200) -> None:
    """Write the pages of a PDF as pictures only, so many dots an inch."""
    canvas = Canvas(str(path), pagesize=A4)
    with pdfium.PdfDocument(pdf) as document:
        for page in document:
            picture = page.render(scale=dots / 72, grayscale=True).to_pil()
            buffer = io.BytesIO()
            picture.save(buffer, "JPEG", quality=90)
            buffer.seek(0)
            canvas.drawImage(ImageReader(buffer), 0, 0, WIDTH, HEIGHT)
            canvas.showPage()
    canvas.save()


def _edges(canvas: Canvas, policy: Policy, layout: Layout) -> None:
    """The running header and the page number."""
    canvas.setFont(_FONTS[policy.language][0], 9)
    canvas.drawCentredString(WIDTH / 2, HEIGHT - 40, policy.running)
    canvas.drawCentredString(WIDTH / 2, 36, layout.page_number.format(canvas.getPageNumber()))


class _Text(Paragraph):
    """A paragraph that tells where it is drawn, in its pieces where it is broken."""

    def __init__(self, *args: Any, drawn: Drawn | None = None, shaded: bool = False, **named: Any) -> None:
        super().__init__(*args, **named)
        self.drawn = drawn
        self.shaded = shaded

    def split(self, width: float, height: float) -> list[Flowable]:
        pieces = super().split(width, height)
        for piece in pieces:
            piece.drawn, piece.shaded = self.drawn, self.shaded
        return pieces

    def draw(self) -> None:
        if self.drawn:
            words = [word for _, line in self.blPara.lines for word in line]  # a broken paragraph tells no text
            self.drawn.texts.append((self.canv.getPageNumber(), self.getPlainText(identify=1) or " ".join(words)))
            self.drawn = None  # a header that is repeated on the next page is told once
        if self.shaded:
            self.canv.setFillColor(colors.white)
            self.canv.rect(0, 0, self.width, self.height, stroke=0, fill=1)
            self.canv.setFillColor(colors.black)
        super().draw()


class _Setter:
    """Sets the parts of a document in one language and one width."""

    def __init__(self, language: str, width: float, layout: Layout, drawn: Drawn) -> None:
        self._language = language
        self._width = width
        self._layout = layout
        self._drawn = drawn
        self._size = 11 if layout.columns == 1 else 10

    def flowables(self, parts: Sequence[Part]) -> list[Flowable]:
        """What is to be set, in order."""
        made: list[Flowable] = []
        mark = ""
        for part in parts:
            if part.run_in:
                mark = part.text + "　"
            elif part.table:
                made += self._table(part.table)
            else:
                made.append(self._text(mark + part.text, **self._style(part)))
                mark = ""
        return made

    def _style(self, part: Part) -> dict[str, Any]:
        size = self._size
        if part.kind in _SIZES:
            larger = _SIZES[part.kind] * (1 if self._layout.columns == 1 else 0.7)
            return {"size": larger, "align": TA_CENTER, "bold": part.kind != "number", "after": 10}
        if part.kind == "signature":
            return {"align": TA_RIGHT, "before": 8}
        if part.kind == "heading":
            larger = {1: 1.35, 2: 1.15}.get(part.level, 1.0)
            centred = part.level == 1 and part.text.startswith(("第", "Chapter"))
            return {"size": size * larger, "bold": True, "before": 8, "align": TA_CENTER if centred else TA_JUSTIFY}
        return {"indent": 2 * size if self._language == "zh" else 0}

    def _text(
        self, text: str, size: float = 0, align: int = TA_JUSTIFY, bold: bool = False, indent: float = 0,
        before: float = 0, after: float = 5, shaded: bool = False,
    ) -> _Text:  # fmt: skip
        size = size or self._size
        style = ParagraphStyle(
            "set", fontName=_FONTS[self._language][bold], fontSize=size, leading=1.45 * size, alignment=align,
            firstLineIndent=indent, spaceBefore=before, spaceAfter=after,
            wordWrap="CJK" if self._language == "zh" else None,
        )  # fmt: skip
        return _Text(text.replace("&", "&amp;"), style, drawn=self._drawn, shaded=shaded)

    def _table(self, table: Table) -> list[Flowable]:
        """A table with its caption above and its unit line on the right."""
        size = self._size - 1.5 * self._layout.columns
        before = [self._text(table.caption, align=TA_CENTER, bold=True, before=6)]
        if table.unit:
            before.append(self._text(table.unit, size=size, align=TA_RIGHT))
        rows: list[list[Any]] = [[""] * len(table.grid[0]) for _ in table.grid]
        style: list[tuple[Any, ...]] = [
            ("INNERGRID" if self._layout.opens_sides else "GRID", (0, 0), (-1, -1), 0.6, colors.black),
            ("LINEABOVE", (0, 0), (-1, 0), 0.6, colors.black),
            ("LINEBELOW", (0, -1), (-1, -1), 0.6, colors.black),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ]
        for cell in table.cells:
            is_header = cell.row < table.header_rows
            rows[cell.row][cell.column] = self._text(
                cell.text, size, TA_CENTER if is_header else TA_JUSTIFY, is_header, after=0,
                shaded=self._layout.shades_cells,
            )  # fmt: skip
            if cell.rows > 1 or cell.columns > 1:
                last = (cell.column + cell.columns - 1, cell.row + cell.rows - 1)
                style.append(("SPAN", (cell.column, cell.row), last))
        grid = Grid(
            rows,
            _widths(table, self._width, _FONTS[self._language][1], size),
            repeatRows=table.header_rows if self._layout.repeats_header else 0,
        )
        grid.setStyle(TableStyle(style))
        return [*before, grid, Spacer(1, 8)]


def _widths(table: Table, width: float, font: str, size: float) -> list[float]:
    """The widths of the columns: room for the longest word, and the more of the rest the longer the texts."""
    least = [2.0 * size] * len(table.grid[0])
    longest = list(least)
    for cell in table.cells:
        if cell.columns == 1:
            words = [word if word.isascii() else word[:4] for word in cell.text.split()] or [""]
            most = max(stringWidth(word, font, size) for word in words) + _PADDING
            least[cell.column] = max(least[cell.column], most)
            longest[cell.column] = max(longest[cell.column], min(0.4 * width, stringWidth(cell.text, font, size)))
    rest = width - sum(least)
    return [least[n] + rest * longest[n] / sum(longest) for n in range(len(least))]
