"""Tables in PDF files: merged cells, shaded cells, and tables that go on behind a page break."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.lib import colors
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfgen.canvas import Canvas

from ingest.document import Block, BlockKind, SourceFile
from ingest.readers.pdf import read
from ingest.readers.pdf_lines import join_lines
from settings import Settings

LEFT, WIDTH, HEIGHT = 60.0, 90.0, 24.0
Place = tuple[str, int, int, int, int]  # text, row and column, rows and columns that it spans


def draw(canvas: Canvas, top: float, places: Sequence[Place], shaded: bool = False) -> None:
    """A ruled table below a height; `shaded` lays a white box under each text, as Word does."""
    for text, row, column, rows, columns in places:
        left, bottom = LEFT + column * WIDTH, top - (row + rows) * HEIGHT
        if shaded:
            canvas.setFillColor(colors.white)
            canvas.rect(left + 4, bottom + 5, columns * WIDTH - 8, rows * HEIGHT - 10, stroke=0, fill=1)
            canvas.setFillColor(colors.black)
        canvas.rect(left, bottom, columns * WIDTH, rows * HEIGHT)
        canvas.drawString(left + 6, bottom + rows * HEIGHT / 2 - 4, text)


def grid(*rows: str) -> list[Place]:
    """The places of a table without merged cells, its texts parted by bars."""
    return [(text, row, column, 1, 1) for row, line in enumerate(rows) for column, text in enumerate(line.split("|"))]


def rows_of(folder: Path, *pages: tuple[str, Sequence[Place]], shaded: bool = False) -> list[tuple[str, Block]]:
    """The rows that are read of pages, each with a line above its table, or none."""
    registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(folder / "a.pdf"), pagesize=(400, 600))
    for above, places in pages:
        canvas.setFont("STSong-Light", 10)
        canvas.drawString(LEFT, 560, above)
        draw(canvas, 540, places, shaded)
        canvas.showPage()
    canvas.save()
    document = read(SourceFile(folder / "a.pdf", "a.pdf"), Settings(data=folder, ocr="off"))
    return [(document.text[b.start : b.end], b) for b in document.blocks if b.kind is BlockKind.ROW]


def told(rows: list[tuple[str, Block]]) -> list[tuple[str, tuple[str, ...]]]:
    """The rows' texts and what their table says of them."""
    return [(text, block.context) for text, block in rows]


def test_merged_cells_are_told_to_their_rows(tmp_path: Path) -> None:
    """Empty cells keep their place."""
    places: list[Place] = [
        *grid("类别|条件|上限"),
        ("研发", 1, 0, 2, 1),
        ("甲", 1, 1, 1, 1),
        ("10", 1, 2, 1, 1),
        ("", 2, 1, 1, 1),
        ("20", 2, 2, 1, 1),
    ]
    names = "类别  条件  上限"
    assert told(rows_of(tmp_path, ("表1", places))) == [
        (names, ()),
        ("研发  甲  10", (names, "研发")),
        ("    20", (names, "研发")),
    ]


def test_a_white_ground_is_no_cell(tmp_path: Path) -> None:
    """Word draws one behind each text of a shaded cell."""
    rows = rows_of(tmp_path, ("表1", grid("城市|产值", "甲市|10")), shaded=True)
    assert [text for text, _ in rows] == ["城市  产值", "甲市  10"]


def test_a_table_with_open_sides_is_read_whole(tmp_path: Path) -> None:
    """As statistics are set: no line on its left and right."""
    registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(400, 600))
    canvas.setFont("STSong-Light", 10)
    for text, row, column, *_ in grid("城市|产值|增速", "甲市|10|1%", "乙市|20|2%"):
        canvas.drawString(LEFT + column * WIDTH + 6, 540 - row * HEIGHT - 16, text)
    for row in range(4):
        canvas.line(LEFT, 540 - row * HEIGHT, LEFT + 3 * WIDTH, 540 - row * HEIGHT)
    for column in (1, 2):
        canvas.line(LEFT + column * WIDTH, 540, LEFT + column * WIDTH, 540 - 3 * HEIGHT)
    canvas.save()
    document = read(SourceFile(tmp_path / "a.pdf", "a.pdf"), Settings(data=tmp_path, ocr="off"))
    assert document.text.split("\n") == ["城市  产值  增速", "甲市  10  1%", "乙市  20  2%"]
    assert {block.context for block in document.blocks[1:]} == {("城市  产值  增速",)}


@pytest.mark.parametrize("way", ["form", "boxes", "colours"])
def test_lines_rule_a_table_however_they_are_drawn(tmp_path: Path, way: str) -> None:
    """In a form that stands elsewhere on the page, as thin boxes, or not at all where the cells are coloured."""
    registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(400, 600))
    places = grid("城市|产值", "甲市|10", "乙市|20")
    if way == "form":
        canvas.beginForm("table")
    canvas.setFont("STSong-Light", 10)
    for text, row, column, *_ in places:
        left, bottom = LEFT + column * WIDTH, 440 - row * HEIGHT
        if way == "form":
            canvas.rect(left, bottom, WIDTH, HEIGHT)
        elif way == "boxes":
            for x, y, width, height in ((left, bottom, WIDTH, 0.5), (left, bottom, 0.5, HEIGHT)):
                canvas.rect(x, y, width, height, stroke=0, fill=1)
                canvas.rect(x + (width < 1) * WIDTH, y + (height < 1) * HEIGHT, width, height, stroke=0, fill=1)
        else:
            canvas.setFillColor(colors.lightblue if (row + column) % 2 else colors.lightgreen)
            canvas.rect(left, bottom, WIDTH, HEIGHT, stroke=0, fill=1)
            canvas.setFillColor(colors.black)
        canvas.drawString(left + 6, bottom + 8, text)
    if way == "form":
        canvas.endForm()
        canvas.translate(20, 60)
        canvas.doForm("table")
    canvas.save()
    document = read(SourceFile(tmp_path / "a.pdf", "a.pdf"), Settings(data=tmp_path, ocr="off"))
    assert document.text.split("\n") == ["城市  产值", "甲市  10", "乙市  20"]
    assert [block.context for block in document.blocks] == [(), *[("城市  产值",)] * 2]


@pytest.mark.parametrize("repeated", [True, False])
def test_a_table_goes_on_behind_a_page_break(tmp_path: Path, repeated: bool) -> None:
    """Its header is told once, whether the next page repeats it or not."""
    second = (["城市|产值"] if repeated else []) + ["丙市|30", "丁市|40"]
    rows = rows_of(tmp_path, ("表1", grid("城市|产值", "甲市|10", "乙市|20")), ("", grid(*second)))
    assert told(rows) == [
        ("城市  产值", ()),
        *((text, ("城市  产值",)) for text in ("甲市  10", "乙市  20", "丙市  30", "丁市  40")),
    ]


def test_a_merged_cell_reaches_behind_a_page_break(tmp_path: Path) -> None:
    """The next page leaves its place empty."""
    first: list[Place] = [*grid("类别|条件|上限"), ("研发", 1, 0, 1, 1), ("甲", 1, 1, 1, 1), ("10", 1, 2, 1, 1)]
    second: list[Place] = [
        ("", 0, 0, 2, 1),
        *((text, row, column, 1, 1) for text, row, column, *_ in grid("|乙|20", "|丙|30") if column),
    ]
    rows = rows_of(tmp_path, ("表1", first), ("", second))
    assert [context[1:] for _, context in told(rows)[1:]] == [("研发",)] * 3


def test_another_table_begins_anew(tmp_path: Path) -> None:
    """Where text stands between, or its columns are others."""
    one, two = grid("城市|产值", "甲市|10"), grid("地区|增速", "乙|1%")
    three = grid("项目|数量|年份", "子|1|2025")
    rows = rows_of(tmp_path, ("表1", one), ("表2", two), ("", three))
    names = ("城市  产值", "地区  增速", "项目  数量  年份")
    assert [context for _, context in told(rows)] == [(), names[:1], (), names[1:2], (), names[2:]]


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["84,96", "6"], "84,966"),
        (["37.6", "%"], "37.6%"),
        (["达到12", "00亿元"], "达到1200亿元"),
        (["计划的5", "0%-65%"], "计划的50%-65%"),
        (["2024", "2025"], "2024 2025"),
        (["in 2024", "30 firms"], "in 2024 30 firms"),
        (["“test centres”", "means"], "“test centres” means"),
        (["称为“试点”", "是指"], "称为“试点”是指"),
        (["long-", "term"], "long-term"),
    ],
)
def test_lines_are_joined_as_they_were_before_they_were_broken(lines: list[str], joined: str) -> None:
    """A blank goes between English words, none into Chinese or into a number."""
    assert join_lines(lines) == joined
