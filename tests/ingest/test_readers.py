"""Each reader turns a file into a document, or gives one clear reason."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfgen.canvas import Canvas

from errors import UnreadableSource
from ingest.document import PolicyDocument, SourceFile
from ingest.reading import read_document
from settings import Settings

SHARED = Path(__file__).parents[3] / "shared"
MEGABYTES = 20
SECONDS = 20
PARAGRAPH = "为了促进中小企业发展，根据有关法律、法规，结合本市实际，制定本办法。"

needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared folder does not stand beside the repository")


def read(path: Path) -> PolicyDocument:
    """The document of a file, without OCR."""
    return read_document(SourceFile(path, path.name), Settings(file_megabytes=MEGABYTES, ocr="off"))


def blocks(document: PolicyDocument) -> list[tuple[str, int, str]]:
    """The blocks of a document as kind, rank and text; they must cover it exactly."""
    ends = [0, *(block.end for block in document.blocks)]
    assert all(not document.text[end : block.start].strip() for end, block in zip(ends, document.blocks, strict=False))
    assert ends[-1] == len(document.text)
    return [(str(block.kind), block.rank, document.text[block.start : block.end]) for block in document.blocks]


def written(path: Path, content: str | bytes) -> Path:
    """A file with some content."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def reason(path: Path) -> str:
    """Why a file cannot be read: one sentence."""
    with pytest.raises(UnreadableSource) as caught:
        read(path)
    said = str(caught.value)
    assert said.endswith(".")
    assert "\n" not in said
    assert 10 < len(said) < 200
    return said


class TestText:
    """Plain text and Markdown."""

    def test_a_text_file_gives_its_lines_as_blocks(self, tmp_path: Path) -> None:
        """Furniture before the title goes, white space is evened, headings are marked."""
        text = f"下载\r\n打印\r\n【字号：\r\n大\r\n】\r\n某市办法\r\n第一章　总  则\r\n　　第一条　{PARAGRAPH}\r\n\r\n零\u200b宽"
        assert blocks(read(written(tmp_path / "a.txt", text))) == [
            ("paragraph", 0, "某市办法"),
            ("heading", 20, "第一章 总 则"),
            ("heading", 40, "第一条"),
            ("paragraph", 0, PARAGRAPH),
            ("paragraph", 0, "零宽"),
        ]

    def test_markdown_gives_headings_rows_and_list_items(self, tmp_path: Path) -> None:
        """Comments, rules and signs of markup go; cells stay joined by a bar."""
        text = f"# 某市条例\n\n<!-- INFO END -->\n\n## 第一章 总则\n\n第一条 {PARAGRAPH}\n\n- 一项\n\n| 城市 | 上限 |\n|---|---|\n| 甲 | 3 |\n"
        document = read(written(tmp_path / "a.md", text))
        assert document.title == "某市条例"
        assert blocks(document) == [
            ("heading", 1, "某市条例"),
            ("heading", 2, "第一章 总则"),
            ("heading", 40, "第一条"),
            ("paragraph", 0, PARAGRAPH),
            ("paragraph", 0, "一项"),
            ("row", 0, "城市 | 上限"),
            ("row", 0, "甲 | 3"),
        ]

    @pytest.mark.parametrize(
        "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "gbk", "big5"]
    )
    def test_any_encoding_gives_the_same_text(self, tmp_path: Path, encoding: str) -> None:
        """With a mark and without."""
        text = "為了促進中小企業發展，根據有關法律，結合本市實際，制定本辦法。" if encoding == "big5" else PARAGRAPH
        assert read(written(tmp_path / "a.txt", (text * 3).encode(encoding))).text == text * 3

    def test_one_broken_byte_does_not_spoil_a_text(self, tmp_path: Path) -> None:
        """The rest is read."""
        content = (PARAGRAPH * 100).encode() + b"\xff" + PARAGRAPH.encode()
        assert read(written(tmp_path / "a.txt", content)).text.startswith(PARAGRAPH)

    def test_a_text_in_one_long_english_line_is_broken_at_the_items_it_counts(self, tmp_path: Path) -> None:
        """Numbers that do not continue the count stay where they are."""
        item = (
            "The bureaus shall in every year report on all they did under Document No. 2. They shall act in time. " * 8
        )
        text = f"Opinions are put forward: 1. {item}2. {item}(1) {item}(2) {item}3. {item}"
        starts = [text[:6] for _, _, text in blocks(read(written(tmp_path / "a.txt", text)))]
        assert starts == ["Opinio", "1. The", "2. The", "(1) Th", "(2) Th", "3. The"]


class TestHtml:
    """Web pages."""

    PAGE = f"""<!DOCTYPE html><html><head><title>某市办法_某市人民政府网</title><script>var a = "脚本";</script></head>
    <body><nav><a href="/">首页导航</a></nav><div class="menu"><ul><li><a href="/a">政务公开栏目</a></li></ul></div>
    <div class="content"><h1>某市办法</h1><p>发布日期：2024-05-06</p><p>{PARAGRAPH}<b>各区</b>人民政府应当&nbsp;执行。</p>
    <h2>补贴标准</h2><p>{PARAGRAPH * 4}</p><table><tr><th>城市</th><th>上限</th></tr><tr><td>甲市</td><td>3万元</td></tr></table>
    <p>{PARAGRAPH * 3}</p><p>某市人民政府</p></div><footer>版权所有 某市</footer></body></html>"""
    BLOCKS = (
        ("heading", 1, "某市办法"),
        ("paragraph", 0, "发布日期：2024-05-06"),
        ("paragraph", 0, f"{PARAGRAPH}各区人民政府应当 执行。"),
        ("heading", 2, "补贴标准"),
        ("paragraph", 0, PARAGRAPH * 4),
        ("row", 0, "城市  上限"),
        ("row", 0, "甲市  3万元"),
        ("paragraph", 0, PARAGRAPH * 3),
        ("paragraph", 0, "某市人民政府"),
    )

    @pytest.mark.parametrize("name", ["a.html", "a.htm", "a.txt", "a.cn", "a.pdf", "a"])
    def test_a_page_gives_its_main_text_whatever_it_is_named(self, tmp_path: Path, name: str) -> None:
        """Navigation and footer go; headings, rows and title are kept."""
        document = read(written(tmp_path / name, self.PAGE))
        assert document.title == "某市办法"
        assert tuple(blocks(document)) == self.BLOCKS

    @pytest.mark.parametrize("encoding", ["gb2312", "gb18030", "utf-16"])
    @pytest.mark.parametrize("declared", ["", '<meta charset="gb2312">', '<meta charset="utf-8">'])
    def test_a_page_is_read_in_any_encoding_declared_or_not(self, tmp_path: Path, encoding: str, declared: str) -> None:
        """Even where it declares another than it has."""
        page = self.PAGE.replace("<head>", f"<head>{declared}")
        assert tuple(blocks(read(written(tmp_path / "a.html", page.encode(encoding))))) == self.BLOCKS

    def test_a_table_of_a_page_keeps_its_columns_and_tells_its_header(self, tmp_path: Path) -> None:
        """Cells that span rows and columns, a header of two lines, a row that is one cell; what only leads on is left out."""
        table = (
            "<table><caption>表1 补贴标准</caption><tr><td rowspan=2>类别</td><td colspan=2>上限</td></tr>"
            "<tr><td>甲市</td><td>乙市</td></tr><tr><td colspan=3>一、购房</td></tr><tr><td rowspan='2'>人才</td><td>10</td>"
            "<td></td></tr><tr><td></td><td>20</td></tr></table>"
        )
        links = (
            "<h3>相关内容</h3><p><a href='/1'>某项政策的解读文章</a></p><p><a href='/2'>另一项政策的解读文章</a></p>"
        )
        page = f"<html><body><div><h1>某市办法</h1><p>{PARAGRAPH * 4}</p>{table}<p>{PARAGRAPH * 3}</p></div>{links}</body></html>"
        document = read(written(tmp_path / "a.html", page))
        rows = [(document.text[b.start : b.end], b.context) for b in document.blocks if b.kind == "row"]
        names = "类别  上限 甲市  上限 乙市"
        assert rows == [
            ("类别  上限", ()),
            ("  甲市  乙市", ()),
            ("一、购房", (names, "一、购房")),
            ("人才  10", (names, "一、购房", "人才")),
            ("    20", (names, "一、购房", "人才")),
        ]
        assert "表1 补贴标准\n类别" in document.text
        assert "相关内容" not in document.text

    def test_an_empty_shell_gives_a_reason(self, tmp_path: Path) -> None:
        """A page that only scripts would fill."""
        shell = '<!doctype html><html><head><title>政策</title></head><body><div id="app"></div><script src="/a.js"></script></body></html>'
        assert "scripts fill it in a browser" in reason(written(tmp_path / "a.html", shell))

    @pytest.mark.parametrize(
        "page",
        [
            "<html>" + "<div>" * 20_000 + PARAGRAPH,
            "<html><body>" + "<p>字" * 100_000,
            "<html><body>" + "<table><tr><td>" * 3_000 + PARAGRAPH * 9,
            "<html><body><!--" * 50_000,
        ],
        ids=["deep", "unclosed", "nested tables", "comments"],
    )
    def test_a_hostile_page_does_not_hang(self, tmp_path: Path, page: str) -> None:
        """It is read, or refused, within the limit."""
        started = time.monotonic()
        attempt(written(tmp_path / "a.html", page))
        assert time.monotonic() - started < SECONDS


class TestDocx:
    """Word documents."""

    def test_a_word_document_gives_paragraphs_headings_and_rows_in_order(self, tmp_path: Path) -> None:
        """Merged cells are read once, and what stands behind them keeps its column."""
        file = docx.Document()
        file.add_heading("某市办法", 0)
        file.add_heading("补贴标准", 2)
        file.add_paragraph(PARAGRAPH)
        table = file.add_table(2, 3)
        for cell, text in zip(table.rows[0].cells, ("城市", "上限", "备注"), strict=True):
            cell.text = text
        table.rows[1].cells[0].merge(table.rows[1].cells[1]).text = "甲市"
        table.rows[1].cells[2].text = "3万元\n每年"
        file.add_paragraph("一、附带要求")
        file.add_paragraph(PARAGRAPH)
        file.save(str(tmp_path / "a.docx"))
        document = read(tmp_path / "a.docx")
        assert document.title == "某市办法"
        assert blocks(document) == [
            ("heading", 1, "某市办法"),
            ("heading", 2, "补贴标准"),
            ("paragraph", 0, PARAGRAPH),
            ("row", 0, "城市  上限  备注"),
            ("row", 0, "甲市    3万元 每年"),
            ("heading", 50, "一、附带要求"),
            ("paragraph", 0, PARAGRAPH),
        ]

    def test_a_table_of_a_word_document_tells_its_header_and_merged_cells(self, tmp_path: Path) -> None:
        """A header of two lines, and a cell over several rows."""
        file = docx.Document()
        file.add_paragraph(PARAGRAPH)
        table = file.add_table(4, 3)
        for place, text in {(1, 1): "2025年", (1, 2): "2030年", (2, 1): "1", (3, 1): "", (3, 2): "4"}.items():
            table.cell(*place).text = text
        table.cell(0, 0).merge(table.cell(1, 0)).text = "地区"
        table.cell(0, 1).merge(table.cell(0, 2)).text = "产值"
        table.cell(2, 0).merge(table.cell(3, 0)).text = "甲市"
        file.save(str(tmp_path / "a.docx"))
        document = read(tmp_path / "a.docx")
        names = "地区  产值 2025年  产值 2030年"
        assert [(document.text[b.start : b.end], b.context) for b in document.blocks[1:]] == [
            ("地区  产值", ()),
            ("  2025年  2030年", ()),
            ("甲市  1", (names, "甲市")),
            ("    4", (names, "甲市")),
        ]

    def test_a_word_document_without_text_gives_a_reason(self, tmp_path: Path) -> None:
        """As one made of pictures."""
        docx.Document().save(str(tmp_path / "a.docx"))
        assert "no text" in reason(tmp_path / "a.docx")


class TestSpreadsheet:
    """XLSX and CSV."""

    def test_a_workbook_gives_its_rows_under_its_sheets(self, tmp_path: Path) -> None:
        """The header row stands once, a caption above it is a paragraph, empty cells are left out."""
        book = openpyxl.Workbook()
        book.active.title = "奖励"
        for row in (["某市奖励目录"], [], ["项目", "金额", "说明"], ["甲", 3.5, None], ["乙", 40, "每年"]):
            book.active.append(row)
        book.create_sheet("空")
        book.create_sheet("名单").append(["企业", "年份"])
        book.save(tmp_path / "a.xlsx")
        assert blocks(read(tmp_path / "a.xlsx")) == [
            ("heading", 1, "奖励"),
            ("paragraph", 0, "某市奖励目录"),
            ("row", 0, "项目  金额  说明"),
            ("row", 0, "甲  3.5"),
            ("row", 0, "乙  40  每年"),
            ("heading", 1, "名单"),
            ("row", 0, "企业  年份"),
        ]

    def test_a_sheet_with_two_tables_tells_each_its_own_header(self, tmp_path: Path) -> None:
        """A single value behind an empty row is the next one's caption; merged names count for all their columns."""
        book = openpyxl.Workbook()
        for row in (
            ["产值目标"],
            ["地区", "产值", None],
            [None, 2025, 2030],
            ["甲市", 1250, 0.125],
            [],
            ["名单"],
            ["企业", "年份"],
            ["丁", 2025],
        ):
            book.active.append(row)
        book.active.merge_cells("A1:C1")
        book.active.merge_cells("A2:A3")
        book.active.merge_cells("B2:C2")
        book.active["B4"].number_format, book.active["C4"].number_format = "#,##0", "0.0%"
        book.save(tmp_path / "a.xlsx")
        document = read(tmp_path / "a.xlsx")
        assert [(document.text[b.start : b.end], b.context) for b in document.blocks] == [
            ("产值目标", ()),
            ("地区  产值", ()),
            ("地区  2025  2030", ()),
            ("甲市  1,250  12.5%", ("地区  产值 2025  产值 2030",)),
            ("名单", ()),
            ("企业  年份", ()),
            ("丁  2025", ("企业  年份",)),
        ]

    def test_a_workbook_is_known_by_its_content(self, tmp_path: Path) -> None:
        """Whatever its name."""
        book = openpyxl.Workbook()
        book.active.append(["项目", "金额"])
        book.save(tmp_path / "a.xlsx")
        assert read((tmp_path / "a.xlsx").rename(tmp_path / "a.txt")).text == "项目  金额"

    @pytest.mark.parametrize(("encoding", "delimiter"), [("utf-8-sig", ","), ("gb18030", ";"), ("utf-16", "\t")])
    def test_a_csv_gives_its_rows(self, tmp_path: Path, encoding: str, delimiter: str) -> None:
        """In any encoding, with any usual delimiter."""
        text = '项目,金额,说明\n甲,3,"两行\n说明"\n的,一,在\n'.replace(",", delimiter)
        document = read(written(tmp_path / "a.csv", text.encode(encoding)))
        assert [text for _, _, text in blocks(document)] == ["项目  金额  说明", "甲  3  两行 说明", "的  一  在"]

    def test_a_long_table_ends_at_the_limit(self, tmp_path: Path) -> None:
        """Five thousand rows a table."""
        document = read(written(tmp_path / "a.csv", "a,b\n" + "1,2\n" * 9000))
        assert len(document.blocks) == 5000


class TestPdf:
    """PDF."""

    def test_a_pdf_gives_paragraphs_rows_and_pages(self, tmp_path: Path) -> None:
        """Lines are joined, running lines and page numbers dropped, the ruled table read row by row."""
        document = read(policy_pdf(tmp_path / "a.pdf"))
        assert blocks(document) == [
            ("paragraph", 0, "某市中小企业促进办法"),
            ("heading", 20, "第一章 总则"),
            ("heading", 40, "第一条"),
            ("paragraph", 0, "为了促进中小企业发展，根据有关法律、法规，结合本市实际，制定本办法，各区应当执行。"),
            ("heading", 40, "第二条"),
            ("paragraph", 0, "本市行政区域内适用。"),
            ("row", 0, "城市  上限"),
            ("row", 0, "甲市  3万元"),
            ("heading", 40, "第三条"),
            ("paragraph", 0, "本办法自发布之日起施行。"),
        ]
        assert [(page.number, page.verdict) for page in document.pages] == [(1, "text"), (2, "text"), (3, "text")]
        assert [document.text[page.start : page.end].split("\n")[0] for page in document.pages] == [
            "某市中小企业促进办法",
            "第二条",
            "第三条",
        ]

    def test_a_locked_pdf_gives_a_reason(self, tmp_path: Path) -> None:
        """It asks for a copy without a password."""
        canvas = Canvas(str(tmp_path / "a.pdf"), encrypt=StandardEncryption("secret"))
        canvas.drawString(72, 700, "Text")
        canvas.save()
        assert "password" in reason(tmp_path / "a.pdf")

    def test_a_pdf_of_drawings_gives_a_reason(self, tmp_path: Path) -> None:
        """A scan has no text layer."""
        canvas = Canvas(str(tmp_path / "a.pdf"))
        for number in range(200):
            canvas.line(0, number, 500, number)
        canvas.save()
        assert "without a text layer" in reason(tmp_path / "a.pdf")

    def test_a_garbled_text_layer_gives_a_reason(self, tmp_path: Path) -> None:
        """Signs where words should be."""
        canvas = Canvas(str(tmp_path / "a.pdf"))
        for number in range(30):
            canvas.drawString(72, 700 - 15 * number, '!"#$%&\'()*+,-./0123:;<=>?@AB"!!#')
        canvas.save()
        assert "garbled" in reason(tmp_path / "a.pdf")

    def test_a_damaged_pdf_gives_a_reason(self, tmp_path: Path) -> None:
        """Cut in the middle of its first object."""
        content = policy_pdf(tmp_path / "a.pdf").read_bytes()
        assert "damaged" in reason(written(tmp_path / "b.pdf", content[:300]))


def policy_pdf(path: Path) -> Path:
    """Three pages with a running header, page numbers and a ruled table."""
    registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(path), pagesize=(400, 600))
    pages: list[Callable[[Canvas], None]] = [
        _first_page,
        _second_page,
        lambda c: c.drawString(74, 500, "第三条 本办法自发布之日起施行。"),
    ]
    for number, draw in enumerate(pages, start=1):
        canvas.setFont("STSong-Light", 9)
        canvas.drawString(150, 580, "某市人民政府规章")
        canvas.drawString(190, 20, f"- {number} -")
        canvas.setFont("STSong-Light", 12)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return path


def _first_page(canvas: Canvas) -> None:
    canvas.setFont("STSong-Light", 20)
    canvas.drawCentredString(200, 540, "某市中小企业")
    canvas.drawCentredString(200, 512, "促进办法")
    canvas.setFont("STSong-Light", 12)
    canvas.drawCentredString(200, 470, "第一章 总则")
    canvas.drawString(74, 440, "第一条 为了促进中小企业发展，根据有关法律、")
    canvas.drawString(50, 422, "法规，结合本市实际，制定本办法，各区应当执行。")


def _second_page(canvas: Canvas) -> None:
    canvas.drawString(74, 520, "第二条 本市行政区域内适用。")
    for x, y, text in ((60, 470, "城市"), (160, 470, "上限"), (60, 440, "甲市"), (160, 440, "3万元")):
        canvas.drawString(x, y, text)
    canvas.grid([50, 150, 250], [430, 460, 490])


def attempt(path: Path) -> PolicyDocument | None:
    """The document of a file, or None after a proper reason; anything else escapes."""
    try:
        return read(path)
    except UnreadableSource:
        return None


def zipped(*names: str) -> bytes:
    """A ZIP archive with some files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "text")
    return buffer.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.txt", b"", r"empty \(0 bytes\)"),
        ("a.txt", b" \n\n ", "no text"),
        ("a.doc", OLE, "The DOC file is damaged"),
        ("a.wps", OLE, "The WPS file is damaged"),
        ("a.xls", OLE, "old Office format that is not read"),
        ("a.docx", OLE + bytes(32) + "EncryptedPackage".encode("utf-16-le") + bytes(96), "password"),
        ("a.zip", b"PK\x03\x04" + bytes(500), "damaged, its end may be missing"),
        ("a.docx", zipped("a.txt"), "The file is an archive, whatever its name says"),
        ("a.pptx", zipped("[Content_Types].xml"), "kind of file is not read"),
        ("a.docx", b"PK\x03\x04" + bytes(500), "damaged"),
        ("a.docx", zipped("word/document.xml"), "damaged"),
        ("a.xlsx", zipped("xl/workbook.xml"), "damaged"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(50), "is a picture, and OCR is switched off"),
        ("a.pdf", b"\x89PNG\r\n\x1a\n" + bytes(50), "is a picture, and OCR is switched off"),
        ("a.pdf", bytes(range(256)) * 40, "no PDF"),
        ("a.txt", bytes(range(256)) * 40, "binary"),
        ("a.pdf", b"%PDF-1.7\n" + bytes(500), "damaged"),
    ],
)
def test_what_cannot_be_read_gives_its_reason(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    """In one sentence that says what to do."""
    with pytest.raises(UnreadableSource, match=said):
        read(written(tmp_path / name, content))
    reason(tmp_path / name)


def test_a_file_over_the_limit_is_not_opened(tmp_path: Path) -> None:
    """The message names both sizes."""
    path = written(tmp_path / "a.txt", b"x" * (MEGABYTES * 2**20 + 1))
    assert f"at most {MEGABYTES} MB" in reason(path)


def test_a_file_that_unpacks_to_gigabytes_is_refused(tmp_path: Path) -> None:
    """Its own list of contents is enough to see that."""
    with (
        zipfile.ZipFile(tmp_path / "a.docx", "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/document.xml", "w") as entry,
    ):
        for _ in range(1025):
            entry.write(bytes(2**20))
    assert "more than 1 GB" in reason(tmp_path / "a.docx")


@needs_shared
@pytest.mark.parametrize("path", sorted((SHARED / "fixtures").rglob("*.*")), ids=lambda path: path.name)
def test_every_awkward_file_gives_text_or_a_reason_in_time(path: Path) -> None:
    """Never another exception, never a hang, never silence."""
    started = time.monotonic()
    document = attempt(path)
    assert time.monotonic() - started < SECONDS
    if document is None:
        reason(path)
    else:
        assert any(text.strip() for _, _, text in blocks(document))


@needs_shared
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("attachments/34e802e5ed1100c2.pdf", "garbled"),
        ("attachments/6658e95fb22c70c1.pdf", "garbled"),
        ("attachments/65fba671c944e28e.pdf", "without a text layer"),
        ("attachments/0048754700378d98.docx", "only pictures"),
        ("webpages/7718ad7d09330528.html", "no text of its own"),
        ("webpages/6e888e3228277a88.html", "no text of its own"),
    ],
)
def test_an_unreadable_document_of_the_library_gives_its_reason(name: str, said: str) -> None:
    """Broken font maps, scans and empty shells are told apart."""
    assert said in reason(SHARED / "library" / name)


@needs_shared
@pytest.mark.parametrize(
    ("name", "heading", "quote"),
    [
        ("attachments/6d48ef6a4f6594f0.cn", "", "常州"),
        ("attachments/58ddcf53636ea8a2.pdf", "二、申请条件", "第1年发放40%，第2年发放30%，第3年发放30%"),
        ("webpages/c3968e25d316d93b.html", "", "1海口市225030452.67"),
        ("state-council/016.html", "", "对先行区内医疗机构因临床急需进口少量药品（不含疫苗）的申请"),
        ("work-reports/2026_上海市_政府工作报告.txt", "一、2025年工作回顾", "全市生产总值达到5.67万亿元、增长5.4%"),
    ],
)
def test_a_document_of_the_library_keeps_what_is_asked_for(name: str, heading: str, quote: str) -> None:
    """White space aside, word for word."""
    document = read(SHARED / "library" / name)
    assert quote in "".join(document.text.split())
    assert heading in [text for kind, _, text in blocks(document) if kind == "heading"] or not heading
