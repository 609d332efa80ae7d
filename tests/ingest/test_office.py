"""Office documents: old formats by way of LibreOffice, spreadsheets and slides, and what hostile ones try."""

from __future__ import annotations

import datetime as dt
import http.server
import os
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pptx
import psutil
import pytest
import xlwt
from filelock import FileLock
from pptx.util import Inches

import ingest.conversion
import ingest.reading
from errors import UnreadableForNow, UnreadableSource
from ingest.conversion import converted
from ingest.document import PolicyDocument, SourceFile
from ingest.programs import find_program
from ingest.reading import read_document
from ingest.sync import sync
from settings import Settings
from vectorstore.library import Library

PARAGRAPH = "为了促进中小企业发展，根据有关法律、法规，结合本市实际，制定本办法。"
posix = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for LibreOffice is a shell script")
FORMS = [("doc", "a.doc"), ("doc", "a.wps"), ("doc", "a"), ("rtf", "a.rtf"), ("rtf", "a.doc"), ("odt", "a.odt")]


def require_office(part: str) -> None:
    """Skip where LibreOffice, or a part of it, is not installed; on CI it must be."""
    program = find_program("", ingest.conversion._NAMES, ingest.conversion._PLACES)
    beside = Path(program).resolve().parent if program else Path()
    if not any((beside / name).exists() for name in (f"libsw{part}lo.so", f"lib{part}lo.so", f"{part}lo.dll")):
        assert not os.environ.get("CI"), f"The part {part} of LibreOffice is missing: install it."
        if program is None or sys.platform == "linux":
            pytest.skip(f"the part {part} of LibreOffice is not installed")


@pytest.fixture(scope="module")
def writer() -> None:
    """LibreOffice Writer."""
    require_office("sw")


@pytest.fixture(scope="module")
def impress() -> None:
    """LibreOffice Impress."""
    require_office("sd")


@pytest.fixture(scope="module")
def calc() -> None:
    """LibreOffice Calc."""
    require_office("sc")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for the converter's profile, which takes its time to make."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture
def settings(data: Path) -> Settings:
    """Settings with a low limit for files."""
    return Settings(data=data, embedding_model="portable", file_megabytes=20)


def read(path: Path, settings: Settings) -> PolicyDocument:
    """The document of a file."""
    return read_document(SourceFile(path, path.name), settings)


def blocks(document: PolicyDocument) -> list[tuple[str, str]]:
    """The blocks of a document as kind and text."""
    return [(str(block.kind), document.text[block.start : block.end]) for block in document.blocks]


def reason(path: Path, settings: Settings) -> str:
    """Why a file cannot be read: one sentence."""
    with pytest.raises(UnreadableSource) as caught:
        read(path, settings)
    said = str(caught.value)
    assert said.endswith(".")
    assert "\n" not in said
    return said


def hanging_program(folder: Path) -> Path:
    """A stand-in for LibreOffice that starts a process and never ends."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\nsleep 600 &\necho $! >{folder}/child\nwait\n")
    program.chmod(0o700)
    return program


def is_gone(process: str) -> bool:
    """Whether a process has ended, though nobody may have asked how."""
    try:
        return psutil.Process(int(process)).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def wait_for(condition: Callable[[], bool]) -> None:
    """Wait until something holds; a test that waits in vain is ended."""
    for _ in range(600):
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError("waited in vain")


def word_file(path: Path) -> Path:
    """A Word file with a heading, two paragraphs and a table."""
    file = docx.Document()
    file.add_heading("某市办法", 1)
    file.add_paragraph(PARAGRAPH)
    table = file.add_table(2, 2)
    for cell, text in zip([*table.rows[0].cells, *table.rows[1].cells], ("城市", "上限", "甲市", "3万元"), strict=True):
        cell.text = text
    file.add_paragraph("附则。")
    file.save(str(path))
    return path


def slides(path: Path) -> Path:
    """Two slides: one with everything, one that is empty."""
    show = pptx.Presentation()
    slide = show.slides.add_slide(show.slide_layouts[5])
    slide.shapes.title.text = "政策解读"
    table = slide.shapes.add_table(2, 2, Inches(1), Inches(5), Inches(5), Inches(1)).table
    for row, texts in enumerate((("城市", "上限"), ("甲市", "3万元"))):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    slide.shapes.add_textbox(Inches(1), Inches(3), Inches(5), Inches(1)).text_frame.text = f"{PARAGRAPH}\n第二段"
    right = slide.shapes.add_textbox(Inches(5), Inches(2), Inches(2), Inches(1))
    left = slide.shapes.add_textbox(Inches(1), Inches(2), Inches(2), Inches(1))
    right.text_frame.text, left.text_frame.text = "右边", "左边"
    slide.notes_slide.notes_text_frame.text = "适用于全市"
    show.slides.add_slide(show.slide_layouts[6])
    show.save(str(path))
    return path


def repacked(path: Path, **changes: tuple[str, str]) -> Path:
    """A package in which parts, named by their last word, had one text replaced by another."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            for part, (old, new) in changes.items():
                if name.endswith((f"{part}.xml", f"[{part}].xml")):
                    assert old.encode() in content
                    content = content.replace(old.encode(), new.encode())
            package.writestr(name, content)
    return path


class TestConversion:
    """DOC, WPS, RTF and OpenDocument."""

    @pytest.mark.parametrize(("kind", "name"), FORMS)
    @pytest.mark.usefixtures("writer")
    def test_an_older_text_is_read_as_its_docx_would_be(
        self, tmp_path: Path, settings: Settings, kind: str, name: str
    ) -> None:
        """Whatever its name says; the document is that of the file itself."""
        path = tmp_path / name
        with converted(word_file(tmp_path / "original.docx"), "docx", kind, settings) as copy:
            path.write_bytes(copy.read_bytes())
        document = read(path, settings)
        assert document.source.path == path
        assert blocks(document) == [
            ("heading", "某市办法"),
            ("paragraph", PARAGRAPH),
            ("row", "城市  上限"),
            ("row", "甲市  3万元"),
            ("paragraph", "附则。"),
        ]

    @pytest.mark.parametrize("kind", ["ppt", "odp"])
    @pytest.mark.usefixtures("impress")
    def test_older_slides_are_read_as_their_pptx_would_be(self, tmp_path: Path, settings: Settings, kind: str) -> None:
        """With pages, tables and notes."""
        path = tmp_path / f"a.{kind}"
        with converted(slides(tmp_path / "a.pptx"), "pptx", kind, settings) as copy:
            path.write_bytes(copy.read_bytes())
        assert read(path, settings).text == read(tmp_path / "a.pptx", settings).text

    @pytest.mark.usefixtures("calc")
    def test_an_opendocument_sheet_is_read(self, tmp_path: Path, settings: Settings) -> None:
        """As its XLSX would be."""
        workbook(tmp_path / "a.xlsx")
        with converted(tmp_path / "a.xlsx", "xlsx", "ods", settings) as copy:
            (tmp_path / "a.ods").write_bytes(copy.read_bytes())
        assert read(tmp_path / "a.ods", settings).text == read(tmp_path / "a.xlsx", settings).text

    @pytest.mark.usefixtures("writer")
    def test_a_word_file_with_macros_is_read_without_them(self, tmp_path: Path, settings: Settings) -> None:
        """It is converted first, which drops them."""
        word_file(tmp_path / "a.docm")
        main = ("wordprocessingml.document.main+xml", "ms-word.document.macroEnabled.main+xml")
        macros = ("application/vnd.openxmlformats-officedocument." + main[0], "application/vnd." + main[1])
        repacked(tmp_path / "a.docm", Content_Types=macros)
        assert PARAGRAPH in read(tmp_path / "a.docm", settings).text

    @pytest.mark.usefixtures("writer")
    def test_nothing_that_a_file_links_to_is_fetched(self, tmp_path: Path, settings: Settings) -> None:
        """A picture on a server would tell that server who reads."""
        asked: list[str] = []

        class Handler(http.server.BaseHTTPRequestHandler):
            def handle_one_request(self) -> None:
                asked.append(self.rfile.readline().decode())
                self.close_connection = True

        with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            path = linking_text(tmp_path / "a.odt", f"http://127.0.0.1:{server.server_port}/x.png")
            assert PARAGRAPH in read(path, settings).text
            server.shutdown()
        assert asked == []

    def test_without_libreoffice_the_reason_says_what_to_install(self, tmp_path: Path, settings: Settings) -> None:
        """And that only this machine is the reason."""
        (tmp_path / "a.rtf").write_text("{\\rtf1 text}")
        with pytest.raises(UnreadableForNow, match="install it"):
            read(tmp_path / "a.rtf", settings.model_copy(update={"office_converter": "/nowhere/soffice"}))

    @pytest.mark.usefixtures("writer")
    def test_what_could_not_be_read_for_now_is_read_by_the_next_run(self, tmp_path: Path, settings: Settings) -> None:
        """Though the file has not changed."""
        folder = tmp_path / "in"
        folder.mkdir()
        (folder / "a.rtf").write_text("{\\rtf1\\ansi Rare earth processing is to grow by 5% by 2027.\\par}")
        for converter, failed in (("/nowhere/soffice", 1), ("", 0)):
            library = Library.open(settings.model_copy(update={"office_converter": converter}), lambda _: None)
            assert len(sync([folder], library).failed) == failed
            library.close()

    @posix
    def test_a_converter_that_does_not_end_is_ended_with_its_children(self, tmp_path: Path, settings: Settings) -> None:
        """And says so."""
        (tmp_path / "a.rtf").write_text("{\\rtf1 text}")
        hanging = {"office_converter": str(hanging_program(tmp_path)), "reading_seconds": 1.0}
        assert "did not convert" in reason(tmp_path / "a.rtf", settings.model_copy(update=hanging))
        assert is_gone((tmp_path / "child").read_text())

    @posix
    def test_a_converter_does_not_outlive_the_reader_that_started_it(self, tmp_path: Path) -> None:
        """A reader that takes too long is killed, and can end nothing any more."""
        (tmp_path / "a.rtf").write_text("{\\rtf1 text}")
        script = (
            "import sys; from pathlib import Path; from settings import Settings; from ingest.conversion import converted\n"
            f"given = Settings(data=Path({str(tmp_path)!r}), office_converter={str(hanging_program(tmp_path))!r})\n"
            f"with converted(Path({str(tmp_path / 'a.rtf')!r}), 'rtf', 'docx', given): pass"
        )
        with subprocess.Popen([sys.executable, "-c", script], cwd=Path(__file__).parents[2]) as reader:
            wait_for(lambda: (tmp_path / "child").exists() and (tmp_path / "child").read_text().endswith("\n"))
            reader.kill()
        wait_for(lambda: is_gone((tmp_path / "child").read_text()))

    @posix
    def test_a_converter_that_is_busy_for_too_long_is_asked_again_by_the_next_run(
        self, tmp_path: Path, settings: Settings
    ) -> None:
        """Another reader has it."""
        (tmp_path / "a.rtf").write_text("{\\rtf1 text}")
        busy = settings.model_copy(update={"reading_seconds": 1.0, "data": tmp_path})
        (tmp_path / "converter").mkdir()
        program = hanging_program(tmp_path)
        with (
            FileLock(tmp_path / "converter" / "lock"),
            pytest.raises(UnreadableForNow, match="busy"),
        ):
            read(tmp_path / "a.rtf", busy.model_copy(update={"office_converter": str(program)}))

    @pytest.mark.usefixtures("writer")
    def test_a_broken_text_gives_a_reason(self, tmp_path: Path, settings: Settings) -> None:
        """Cut off, or with nothing in it."""
        (tmp_path / "a.rtf").write_text("{\\rtf1\\ansi {\\b")
        assert "cannot convert the file from RTF" in reason(tmp_path / "a.rtf", settings)

    @pytest.mark.usefixtures("writer")
    def test_a_locked_word_file_gives_a_reason(self, tmp_path: Path, settings: Settings) -> None:
        """Its first block says that the rest is encrypted."""
        with converted(word_file(tmp_path / "a.docx"), "docx", "doc", settings) as copy:
            content = bytearray(copy.read_bytes())
        start = next(at for at in range(512, len(content), 512) if content[at : at + 2] == b"\xec\xa5")
        content[start + 11] |= 1
        (tmp_path / "a.doc").write_bytes(content)
        assert "password" in reason(tmp_path / "a.doc", settings)

    def test_a_locked_opendocument_text_gives_a_reason(self, tmp_path: Path, settings: Settings) -> None:
        """Its list of parts says that they are encrypted."""
        with zipfile.ZipFile(tmp_path / "a.odt", "w") as package:
            package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
            package.writestr("META-INF/manifest.xml", "<manifest><encryption-data/></manifest>")
        assert "password" in reason(tmp_path / "a.odt", settings)

    @pytest.mark.usefixtures("writer")
    def test_every_old_text_of_the_library_comes_in(self, shared: Path, settings: Settings) -> None:
        """DOC and WPS."""
        paths = sorted(path for path in (shared / "library").rglob("*") if path.suffix in {".doc", ".wps"})
        assert len(paths) > 15
        for path in paths:
            assert len(read(path, settings).text) > 100, path.name


def linking_text(path: Path, address: str) -> Path:
    """An OpenDocument text with a picture that stands elsewhere."""
    spaces = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for short, name in (("office", "office"), ("text", "text"), ("draw", "drawing"), ("svg", "svg-compatible"))
    )
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry'
            ' manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/><manifest:file-entry'
            ' manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>',
        )
        package.writestr(
            "content.xml",
            f'<office:document-content{spaces} xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2">'
            f"<office:body><office:text><text:p>{PARAGRAPH}</text:p><text:p>"
            '<draw:frame svg:width="2cm" svg:height="2cm" text:anchor-type="as-char">'
            f'<draw:image xlink:href="{address}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>'
            "</draw:frame></text:p></office:text></office:body></office:document-content>",
        )
    return path


def workbook(path: Path) -> Path:
    """A sheet with a category that spans rows, shares in percent and a date."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "奖励标准"
    for row in (
        ["类别", "比例", "日期"],
        ["企业", 0.07, dt.date(2024, 5, 6)],
        [None, 0.3, None],
        [],
        ["个人", 0.125, None],
    ):
        sheet.append(row)
    for row in (2, 3, 5):
        sheet.cell(row, 2).number_format = "0.00%"
    sheet.merge_cells("A2:A4")
    book.save(path)
    return path


class TestSpreadsheets:
    """XLSX and XLS."""

    ROWS = (
        ("heading", "奖励标准"),
        ("row", "类别  比例  日期"),
        ("row", "企业  7.00%  2024-05-06"),
        ("row", "企业  30.00%"),
        ("row", "个人  12.50%"),
    )

    def test_every_row_of_a_workbook_can_be_understood_alone(self, tmp_path: Path, settings: Settings) -> None:
        """What spans rows is repeated, numbers are as their format shows them, the sheet's name stands above."""
        assert tuple(blocks(read(workbook(tmp_path / "a.xlsx"), settings))) == self.ROWS

    def test_an_old_workbook_gives_the_same(self, tmp_path: Path, settings: Settings) -> None:
        """XLS, and WPS's ET, which is the same under another name."""
        book = xlwt.Workbook()
        sheet = book.add_sheet("奖励标准")
        for column, text in enumerate(("类别", "比例", "日期")):
            sheet.write(0, column, text)
        sheet.write_merge(1, 3, 0, 0, "企业")
        sheet.write(4, 0, "个人")
        for row, share in ((1, 0.07), (2, 0.3), (4, 0.125)):
            sheet.write(row, 1, share, xlwt.easyxf(num_format_str="0.00%"))
        sheet.write(1, 2, dt.date(2024, 5, 6), xlwt.easyxf(num_format_str="YYYY-MM-DD"))
        for name in ("a.xls", "a.et"):
            book.save(str(tmp_path / name))
            assert tuple(blocks(read(tmp_path / name, settings))) == self.ROWS

    def test_a_locked_old_workbook_gives_a_reason(self, tmp_path: Path, settings: Settings) -> None:
        """Its first records say so."""
        book = xlwt.Workbook()
        book.add_sheet("a").write(0, 0, "x")
        book.save(str(tmp_path / "a.xls"))
        content = (tmp_path / "a.xls").read_bytes()
        (tmp_path / "a.xls").write_bytes(content.replace(b"\xe1\x00\x02\x00", b"\x2f\x00\x02\x00", 1))
        assert "password" in reason(tmp_path / "a.xls", settings)

    def test_the_name_of_an_only_sheet_is_left_out_where_it_says_nothing(
        self, tmp_path: Path, settings: Settings
    ) -> None:
        """A default name, or one that the caption repeats."""
        for name in ("Sheet1", "工作表2", "目录"):
            book = openpyxl.Workbook()
            book.active.title = name
            book.active.append(["某市目录"])
            book.active.append(["项目", "金额"])
            book.save(tmp_path / "a.xlsx")
            assert read(tmp_path / "a.xlsx", settings).text == "某市目录\n项目  金额"

    def test_a_locked_workbook_gives_a_reason(self, shared: Path, settings: Settings) -> None:
        """A real one."""
        assert "password" in reason(shared / "fixtures" / "password_protected.xlsx", settings)


class TestSlides:
    """PPTX."""

    def test_a_table_of_a_slide_tells_its_header_and_merged_cells(self, tmp_path: Path, settings: Settings) -> None:
        """As one of any other format."""
        show = pptx.Presentation()
        table = show.slides.add_slide(show.slide_layouts[6]).shapes.add_table(4, 3, 0, 0, Inches(5), Inches(2)).table
        texts = {
            (0, 0): "地区",
            (0, 1): "产值",
            (1, 1): "2025年",
            (1, 2): "2030年",
            (2, 0): "甲市",
            (2, 1): "1",
            (3, 2): "4",
        }
        for place, text in texts.items():
            table.cell(*place).text = text
        for first, last in (((0, 0), (1, 0)), ((0, 1), (0, 2)), ((2, 0), (3, 0))):
            table.cell(*first).merge(table.cell(*last))
        show.save(str(tmp_path / "a.pptx"))
        document = read(tmp_path / "a.pptx", settings)
        names = "地区  产值 2025年  产值 2030年"
        assert [(document.text[b.start : b.end], b.context) for b in document.blocks] == [
            ("地区  产值", ()),
            ("  2025年  2030年", ()),
            ("甲市  1", (names, "甲市")),
            ("    4", (names, "甲市")),
        ]

    def test_every_slide_is_a_page_under_its_title(self, tmp_path: Path, settings: Settings) -> None:
        """From left to right and top to bottom, then the notes."""
        document = read(slides(tmp_path / "a.pptx"), settings)
        assert document.title == "政策解读"
        assert blocks(document) == [
            ("heading", "政策解读"),
            ("paragraph", "左边"),
            ("paragraph", "右边"),
            ("paragraph", PARAGRAPH),
            ("paragraph", "第二段"),
            ("row", "城市  上限"),
            ("row", "甲市  3万元"),
            ("paragraph", "适用于全市"),
        ]
        assert [(page.number, page.verdict) for page in document.pages] == [(1, "text"), (2, "empty")]

    def test_slides_without_text_give_a_reason(self, tmp_path: Path, settings: Settings) -> None:
        """As those made of pictures."""
        pptx.Presentation().save(str(tmp_path / "a.pptx"))
        assert "no text" in reason(tmp_path / "a.pptx", settings)


class TestHostileFiles:
    """What a file may try."""

    def test_an_external_entity_is_not_read(self, tmp_path: Path, settings: Settings) -> None:
        """Nothing of another file gets into the document."""
        (tmp_path / "secret.txt").write_text("SECRET")
        entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{tmp_path}/secret.txt">]>'
        with zipfile.ZipFile(word_file(tmp_path / "a.docx")) as package:
            head = package.read("word/document.xml").split(b"<w:document")[0].decode()
        path = repacked(tmp_path / "a.docx", document=(head, head + entity))
        repacked(path, document=("某市办法", "某市&e;办法"))
        text = read(path, settings).text
        assert PARAGRAPH in text
        assert "SECRET" not in text

    @pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.pptx"])
    def test_entities_that_multiply_do_not_fill_the_memory(self, tmp_path: Path, settings: Settings, name: str) -> None:
        """They are left out, or the file is refused."""
        part = {"a.docx": "document", "a.xlsx": "sheet1", "a.pptx": "slide1"}[name]
        path = tmp_path / name
        word_file(path) if part == "document" else workbook(path) if part == "sheet1" else slides(path)
        with zipfile.ZipFile(path) as package:
            where = next(entry for entry in package.namelist() if entry.endswith(f"{part}.xml"))
            text = package.read(where).decode()
        entities = '<!ENTITY e0 "lol">' + "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
        start = text.index("<", text.index("?>")) if text.startswith("<?") else 0
        word = "<a:t>" if part == "slide1" else "<v>" if part == "sheet1" else "<w:t>"
        changed = text[:start] + f"<!DOCTYPE x [{entities}]>" + text[start:].replace(word, f"{word}&e11;", 1)
        repacked(path, **{part: (text, changed)})
        try:
            assert len(read(path, settings).text) < 10_000
        except UnreadableSource as error:
            assert "damaged" in str(error)  # noqa: PT017 (either outcome is right)

    def test_a_text_that_unpacks_to_too_much_is_refused(self, tmp_path: Path, settings: Settings) -> None:
        """Before it is parsed."""
        path = word_file(tmp_path / "a.docx")
        with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package, package.open("word/more.xml", "w") as more:
            for _ in range(129):
                more.write(bytes(2**20))
        assert "unpack to more than 128 MB" in reason(path, settings)

    def test_a_list_of_millions_of_files_is_not_read(self, tmp_path: Path, settings: Settings) -> None:
        """The end of the file says how long the list is."""
        path = word_file(tmp_path / "a.docx")
        content = bytearray(path.read_bytes())
        end = content.rindex(b"PK\x05\x06")
        content[end + 12 : end + 16] = (2**27).to_bytes(4, "little")
        path.write_bytes(content)
        assert "too many files" in reason(path, settings)

    def test_a_file_that_changes_while_it_is_read_is_read_again(
        self, tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Once; if it changes again, that is the reason."""
        path = tmp_path / "a.txt"
        path.write_text("第一版")
        really_read, changes = ingest.reading._read, iter(["第二版", "第三版", "第四版"])

        def read_and_change(source: SourceFile, settings: Settings) -> PolicyDocument:
            document = really_read(source, settings)
            for text in changes:
                path.write_text(text * 2)
                break
            return document

        monkeypatch.setattr(ingest.reading, "_read", read_and_change)
        with pytest.raises(UnreadableForNow, match="changed while it was read"):
            read(path, settings)
        assert read(path, settings).text == "第四版第四版"
