"""Scans, pictures and garbled pages are recognised; what cannot be read with confidence is left out, and said so."""

from __future__ import annotations

import contextlib
import difflib
import io
import os
import random
from collections.abc import Callable, Sequence
from pathlib import Path

import docx
import numpy as np
import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfgen.canvas import Canvas

from errors import UnreadableForNow, UnreadableSource
from ingest import heartbeat
from ingest.document import PolicyDocument, SourceFile
from ingest.readers import ocr, ocr_text
from ingest.reading import read_document
from ingest.sync import sync
from settings import Settings
from vectorstore.library import Library

FONTS = sorted(Path("/usr/share/fonts").rglob("Noto*CJK*-Regular.ttc"))
pytestmark = pytest.mark.skipif(not FONTS, reason="no Chinese font to write with: install fonts-noto-cjk")

SIZE = 44  # pixels: 16 points at 200 dots an inch
PARAGRAPHS = (
    "为促进中小企业健康发展，根据有关法律、法规，结合本市实际，制定本办法。",
    "第二条 对首次认定的企业，按研发投入的10%给予补贴，每家每年最高50万元（含），自2025年3月1日起执行。",
)
WORDS = "".join(PARAGRAPHS).replace(" ", "")
GARBLED = '!"#$%&\'()*+,-./0!"#$%&\'()*+,-./0123:;<=>?@AB"!!#'
Draw = Callable[[ImageDraw.ImageDraw], None]


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings whose folder keeps what was recognised for the other tests of this file."""
    return Settings(data=tmp_path_factory.mktemp("library"))


def read(path: Path, settings: Settings) -> PolicyDocument:
    """The document of a file."""
    return read_document(SourceFile(path, path.name), settings)


def font(size: int = SIZE) -> ImageFont.FreeTypeFont:
    """A Chinese font of the machine."""
    return ImageFont.truetype(str(FONTS[0]), size, index=2)


def sheet(draw: Draw, width: int = 1300, height: int = 700) -> Image.Image:
    """A white sheet with something on it."""
    image = Image.new("RGB", (width, height), "white")
    draw(ImageDraw.Draw(image))
    return image


def written(texts: Sequence[str], width: int = 1300, height: int = 700, size: int = SIZE) -> Image.Image:
    """A sheet with paragraphs that are indented, as official papers are."""

    def draw(pen: ImageDraw.ImageDraw) -> None:
        top = 60
        for text in texts:
            line, left = "", 60 + 2 * size
            for character in [*text, ""]:
                full = left + font(size).getlength(line + character) > width - 60 and character not in "，。、；）"
                if full or not character:
                    pen.text((left, top), line, font=font(size), fill="black")
                    line, left, top = "", 60, top + round(1.7 * size)
                line += character

    return sheet(draw, width, height)


def pdf_of(path: Path, *images: Image.Image) -> Path:
    """A scan: a page an image, at 200 dots an inch."""
    images[0].save(path, "PDF", resolution=200, save_all=True, append_images=images[1:])
    return path


def dense(document: PolicyDocument) -> str:
    """The text of a document without white space."""
    return "".join(document.text.split())


def accuracy(text: str, expected: str) -> float:
    """The share of the expected characters that stand in a text in their order, less what was added."""
    pieces = difflib.SequenceMatcher(None, expected, text, autojunk=False).get_matching_blocks()
    return (2 * sum(piece.size for piece in pieces) - len(text)) / len(expected)


def rows(document: PolicyDocument) -> list[str]:
    """The rows of a document's tables."""
    return [document.text[block.start : block.end] for block in document.blocks if block.kind == "row"]


def page_texts(document: PolicyDocument) -> list[str]:
    """The text of each page."""
    return ["".join(document.text[page.start : page.end].split()) for page in document.pages]


class TestScan:
    """A scanned PDF."""

    def test_a_clean_scan_is_read_word_for_word(self, tmp_path: Path, settings: Settings) -> None:
        """Its lines become the paragraphs and headings they were."""
        document = read(pdf_of(tmp_path / "a.pdf", written(PARAGRAPHS)), settings)
        assert accuracy(dense(document), WORDS) >= 0.995
        assert [document.text[block.start : block.end] for block in document.blocks][:2] == [PARAGRAPHS[0], "第二条"]
        assert [(page.number, page.layer, page.verdict) for page in document.pages] == [(1, "missing", "ocr")]

    @pytest.mark.parametrize("degrees", [90, 180, 270])
    def test_a_turned_scan_is_read_like_an_upright_one(self, tmp_path: Path, settings: Settings, degrees: int) -> None:
        """By each right angle."""
        scan = pdf_of(tmp_path / "a.pdf", written(PARAGRAPHS).rotate(degrees, expand=True))
        assert accuracy(dense(read(scan, settings)), WORDS) >= 0.98

    def test_a_skewed_and_noisy_scan_is_read(self, tmp_path: Path, settings: Settings) -> None:
        """Its paragraphs are still told by their indents."""
        skewed = np.asarray(written(PARAGRAPHS).rotate(1.2, fillcolor="white", resample=Image.Resampling.BICUBIC))
        grain = np.random.default_rng(1).normal(0, 25, (*skewed.shape[:2], 1))
        noisy = Image.fromarray(np.clip(skewed * 0.75 + 45 + grain, 0, 255).astype(np.uint8))
        document = read(pdf_of(tmp_path / "a.pdf", noisy), settings)
        assert accuracy(dense(document), WORDS) >= 0.98
        assert document.text.startswith(PARAGRAPHS[0])

    def test_a_seal_hides_neither_issuer_nor_date(self, tmp_path: Path, settings: Settings) -> None:
        """Red ink over black is taken away; a heading in red stays."""

        def paper(pen: ImageDraw.ImageDraw) -> None:
            pen.text((200, 60), "某市人民政府文件", font=font(100), fill=(220, 30, 30))
            pen.text((60, 220), "各区人民政府，市政府各委、办、局，各有关单位、各企业：", font=font(), fill="black")
            pen.text((700, 380), "某市人民政府", font=font(), fill="black")
            pen.text((690, 460), "2025年3月12日", font=font(), fill="black")

        def seal(pen: ImageDraw.ImageDraw) -> None:
            pen.ellipse((680, 290, 990, 600), outline=(220, 40, 40), width=10)
            for index, character in enumerate("某市人民政府"):
                pen.text((700 + 45 * index, 310 + 12 * abs(index - 2)), character, font=font(50), fill=(220, 40, 40))

        page = ImageChops.multiply(sheet(paper), sheet(seal))
        lines = read(pdf_of(tmp_path / "a.pdf", page), settings).text.split("\n")
        assert [lines[0], *lines[-2:]] == ["某市人民政府文件", "某市人民政府", "2025年3月12日"]

    def test_a_watermark_is_left_out(self, tmp_path: Path, settings: Settings) -> None:
        """What is much fainter than the rest of the page."""
        page = written(PARAGRAPHS)
        ImageDraw.Draw(page).text((500, 560), "内部资料", font=font(70), fill=(225, 225, 225))
        assert "内部" not in read(pdf_of(tmp_path / "a.pdf", page), settings).text

    def test_a_ruled_table_is_read_row_by_row(self, tmp_path: Path, settings: Settings) -> None:
        """A cell of two lines is one; its cells stand apart as in any other table."""

        def draw(pen: ImageDraw.ImageDraw) -> None:
            for y in (100, 200, 340, 440):
                pen.line((80, y, 1200, y), fill="black", width=3)
            for x in (80, 420, 760, 1200):
                pen.line((x, 100, x, 440), fill="black", width=3)
            for x, y, text in (
                (100, 125, "城市"), (440, 125, "补贴比例"), (780, 125, "每年上限"),
                (100, 240, "甲市"), (440, 215, "研发投入"), (440, 275, "的10%"), (780, 240, "50万元"),
                (100, 365, "乙市"), (440, 365, "15%"), (780, 365, "120万元"),
            ):  # fmt: skip
                pen.text((x, y), text, font=font(), fill="black")

        document = read(pdf_of(tmp_path / "a.pdf", sheet(draw)), settings)
        assert rows(document) == ["城市  补贴比例  每年上限", "甲市  研发投入的10%  50万元", "乙市  15%  120万元"]

    def test_a_table_without_lines_is_read_row_by_row(self, tmp_path: Path, settings: Settings) -> None:
        """Told by what stands below each other."""

        def draw(pen: ImageDraw.ImageDraw) -> None:
            cells = (("指标", "2024年", "2025年"), ("生产总值增长", "5.2%", "5.5%"), ("规上工业增加值", "6.1%", "6.5%"))
            for index, row in enumerate(cells):
                for x, text in zip((80, 600, 950), row, strict=True):
                    pen.text((x, 100 + 90 * index), text, font=font(), fill="black")

        document = read(pdf_of(tmp_path / "a.pdf", sheet(draw)), settings)
        assert rows(document) == ["指标  2024年  2025年", "生产总值增长  5.2%  5.5%", "规上工业增加值  6.1%  6.5%"]

    def test_columns_are_read_one_after_the_other(self, tmp_path: Path, settings: Settings) -> None:
        """Each with its paragraphs, below the title that stands over both."""
        left, right = (
            written(["甲" + PARAGRAPHS[1]] * 2, 640, 760, 32),
            written(["乙" + PARAGRAPHS[0]] * 3, 640, 760, 32),
        )
        page = sheet(lambda pen: pen.text((480, 40), "某市产业简报", font=font(60), fill="black"), 1280, 900)
        page.paste(left, (0, 140))
        page.paste(right, (640, 140))
        text = dense(read(pdf_of(tmp_path / "a.pdf", page), settings))
        assert text.startswith("某市产业简报甲第二条")
        assert text.index("执行。乙为促进") > text.rindex("甲第二条")


class TestPages:
    """The pages of one PDF, each by itself."""

    @pytest.fixture
    def mixed(self, tmp_path: Path) -> Path:
        """A page of text, a scan, a garbled page that shows Chinese, a picture, an empty page, and text again."""
        registerFont(UnicodeCIDFont("STSong-Light"))
        canvas = Canvas(str(tmp_path / "mixed.pdf"), pagesize=(468, 252))
        canvas.setFont("STSong-Light", 12)
        canvas.drawString(50, 200, "第一页的正文说明本办法适用于本市行政区域内的中小企业。")
        canvas.showPage()
        canvas.drawImage(ImageReader(written(PARAGRAPHS[:1])), 0, 0, 468, 252)
        canvas.showPage()
        canvas.drawImage(ImageReader(written(PARAGRAPHS[1:])), 0, 0, 468, 252)
        self.hidden(canvas, [GARBLED] * 4)
        canvas.showPage()
        shades = np.random.default_rng(2).integers(0, 255, (9, 16, 3), dtype=np.uint8)
        canvas.drawImage(
            ImageReader(Image.fromarray(shades).resize((1300, 700), Image.Resampling.BICUBIC)), 0, 0, 468, 252
        )
        canvas.showPage()
        canvas.showPage()
        canvas.setFont("STSong-Light", 12)
        canvas.drawString(50, 200, "最后一页的正文说明本办法自发布之日起施行。")
        canvas.save()
        return tmp_path / "mixed.pdf"

    @staticmethod
    def hidden(canvas: Canvas, lines: Sequence[str]) -> None:
        """Lines of text that cannot be seen."""
        text = canvas.beginText(50, 200)
        text.setTextRenderMode(3)
        for line in lines:
            text.textLine(line)
        canvas.drawText(text)

    def test_each_page_has_its_layer_its_verdict_and_its_text(self, mixed: Path, settings: Settings) -> None:
        """And its own number."""
        document = read(mixed, settings)
        assert [(page.number, page.layer, page.verdict) for page in document.pages] == [
            (1, "text", "text"),
            (2, "missing", "ocr"),
            (3, "garbled", "ocr"),
            (4, "missing", "image"),
            (5, "missing", "empty"),
            (6, "text", "text"),
        ]
        first, second, third, *none, last = page_texts(document)
        assert first == "第一页的正文说明本办法适用于本市行政区域内的中小企业。"
        assert accuracy(second + third, WORDS) >= 0.98
        assert second.startswith("为促进")
        assert third.startswith("第二条")
        assert (none, last) == (["", ""], "最后一页的正文说明本办法自发布之日起施行。")

    def test_without_ocr_the_other_pages_are_read(self, mixed: Path, settings: Settings) -> None:
        """Those that need it are unreadable."""
        document = read(mixed, settings.model_copy(update={"ocr": "off"}))
        verdicts = [page.verdict for page in document.pages]
        assert verdicts == ["text", "unreadable", "unreadable", "unreadable", "empty", "text"]
        assert "为促进" not in document.text

    def test_pages_that_waited_for_ocr_are_read_once_it_is_on(self, mixed: Path, tmp_path: Path) -> None:
        """The file has not changed; as long as OCR is off, and again after it was on, there is nothing to do."""
        settings = Settings(data=tmp_path / "library", embedding_model="portable", ocr="off")
        with contextlib.closing(Library.open(settings, lambda _: None)) as library:
            assert sync([mixed], library).added == ("mixed.pdf",)
            assert sync([mixed], library).unchanged == ("mixed.pdf",)
            os.utime(mixed, (1, 1))
            assert sync([mixed], library).unchanged == ("mixed.pdf",)
            assert "第二条" not in (library.text("mixed.pdf") or "")
        settings = settings.model_copy(update={"ocr": "auto"})
        with contextlib.closing(Library.open(settings, lambda _: None)) as library:
            assert sync([mixed], library).updated == ("mixed.pdf",)
            assert "第二条" in (library.text("mixed.pdf") or "")
            assert sync([mixed], library).unchanged == ("mixed.pdf",)

    @pytest.mark.parametrize(
        ("hidden", "layer", "verdict"),
        [
            (PARAGRAPHS[0], "text", "text"),
            ("为伲迸中小伞业健庚发辰，根裾有矢法侓、法现，结台本巾实际，刮定本力法。", "garbled", "ocr"),
        ],
    )
    def test_a_hidden_layer_is_kept_where_it_is_what_the_page_shows(
        self, tmp_path: Path, settings: Settings, hidden: str, layer: str, verdict: str
    ) -> None:
        """A poor one, as older OCR leaves it, is read again."""
        registerFont(UnicodeCIDFont("STSong-Light"))
        canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(468, 252))
        canvas.setFont("STSong-Light", 12)
        self.hidden(canvas, [hidden])
        canvas.drawImage(ImageReader(written(PARAGRAPHS[:1])), 0, 0, 468, 252)
        canvas.save()
        document = read(tmp_path / "a.pdf", settings)
        assert [(page.layer, page.verdict) for page in document.pages] == [(layer, verdict)]
        assert document.text == PARAGRAPHS[0]

    def test_a_stamp_on_a_scan_does_not_hide_it(self, tmp_path: Path, settings: Settings) -> None:
        """A few words of text on a picture of the page."""
        canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(468, 252))
        canvas.drawImage(ImageReader(written(PARAGRAPHS)), 0, 0, 468, 252)
        canvas.setFont("Helvetica", 8)
        canvas.drawString(120, 10, "Downloaded from the archive, page 1 of 1")
        canvas.save()
        document = read(tmp_path / "a.pdf", settings)
        assert [(page.layer, page.verdict) for page in document.pages] == [("missing", "ocr")]
        assert WORDS[:30] in dense(document)


class TestRefusal:
    """What is not read."""

    def test_a_scan_gives_its_reason_where_ocr_is_off(self, tmp_path: Path, settings: Settings) -> None:
        """And is tried again in the next run."""
        scan = pdf_of(tmp_path / "a.pdf", written(PARAGRAPHS))
        with pytest.raises(
            UnreadableForNow, match=r"without a text layer, and OCR is switched off: set REGIONWISE_OCR"
        ):
            read(scan, settings.model_copy(update={"ocr": "off"}))

    def test_a_scan_gives_its_reason_where_ocr_is_not_installed(
        self, tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """One sentence that says what to do."""

        def missing() -> str:
            raise ImportError

        monkeypatch.setattr(ocr, "version", missing)
        with pytest.raises(UnreadableForNow, match="not installed on this machine"):
            read(pdf_of(tmp_path / "a.pdf", written(PARAGRAPHS)), settings)

    @pytest.mark.parametrize("kind", ["strokes", "mirrored", "grain", "far too coarse"])
    def test_noise_is_never_text(self, tmp_path: Path, settings: Settings, kind: str) -> None:
        """Not what looks like characters, nor text that cannot be read any more."""
        with pytest.raises(UnreadableSource, match=r"with confidence|without words"):
            read(pdf_of(tmp_path / "a.pdf", noise(kind)), settings)

    def test_what_is_not_sure_is_left_out_and_joins_nothing(
        self, tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A paragraph does not run on over a line that is missing."""
        lines = ("为促进中小企业健康发展，根据有关", "法津、法现，给台本巿买际，刮定", "本办法，各区应当执行。")
        boxes = [((60.0, top), (760.0, top), (760.0, top + 50), (60.0, top + 50)) for top in (100.0, 170.0, 240.0)]
        found = [
            ocr.RecognisedLine(text, score, box, tuple((index + 0.5) / len(text) for index in range(len(text))))
            for text, score, box in zip(lines, (0.99, 0.5, 0.99), boxes, strict=True)
        ]
        monkeypatch.setattr(ocr, "recognise", lambda image, threads: found)
        fresh = settings.model_copy(update={"data": tmp_path / "fresh"})
        document = read(pdf_of(tmp_path / "a.pdf", written(PARAGRAPHS)), fresh)
        assert [document.text[block.start : block.end] for block in document.blocks] == [lines[0], lines[2]]


def noise(kind: str) -> Image.Image:
    """An image that nobody could read."""
    chance = random.Random(3)  # noqa: S311
    page = written(PARAGRAPHS)
    if kind == "mirrored":
        return page.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    if kind == "far too coarse":
        return page.resize((130, 70)).resize(page.size, Image.Resampling.BICUBIC)
    if kind == "grain":
        return Image.fromarray(np.random.default_rng(4).integers(0, 255, (700, 1300, 3), dtype=np.uint8))

    def draw(pen: ImageDraw.ImageDraw) -> None:
        for top in range(60, 620, 80):
            for left in range(60, 1200, 48):
                for _ in range(7):
                    x, y = left + chance.randint(0, 40), top + chance.randint(0, 40)
                    pen.line((x, y, left + chance.randint(0, 40), y + chance.randint(-3, 3)), fill="black", width=4)

    return sheet(draw)


class TestPictures:
    """Pictures as documents."""

    @pytest.mark.parametrize("suffix", ["png", "jpg", "bmp", "webp", "gif", "tiff"])
    def test_a_picture_is_read_as_one_page(self, tmp_path: Path, settings: Settings, suffix: str) -> None:
        """In any usual format."""
        written(PARAGRAPHS[:1]).save(tmp_path / f"a.{suffix}")
        document = read(tmp_path / f"a.{suffix}", settings)
        assert document.text == PARAGRAPHS[0]
        assert [(page.number, page.layer, page.verdict) for page in document.pages] == [(1, "missing", "ocr")]

    def test_every_page_of_a_tiff_is_a_page(self, tmp_path: Path, settings: Settings) -> None:
        """In its order."""
        first, second = written(PARAGRAPHS[:1]), written(PARAGRAPHS[1:])
        first.save(tmp_path / "a.tif", save_all=True, append_images=[second])
        texts = page_texts(read(tmp_path / "a.tif", settings))
        assert [text[:3] for text in texts] == ["为促进", "第二条"]

    def test_a_picture_is_turned_as_its_camera_says(self, tmp_path: Path, settings: Settings) -> None:
        """By its EXIF mark, transparent parts white."""
        exif = Image.Exif()
        exif[0x0112] = 6
        page = written(PARAGRAPHS[:1]).rotate(90, expand=True)
        page.save(tmp_path / "a.jpg", exif=exif, quality=95)
        assert read(tmp_path / "a.jpg", settings).text == PARAGRAPHS[0]

    def test_a_long_screenshot_is_read_in_pieces(self, tmp_path: Path, settings: Settings) -> None:
        """Cut between lines."""
        texts = [f"{number}. {PARAGRAPHS[0]}" for number in range(1, 16)]
        written(texts, 720, 3600).save(tmp_path / "a.png")
        document = read(tmp_path / "a.png", settings)
        assert accuracy(dense(document), "".join("".join(texts).split())) >= 0.98

    def test_a_picture_of_too_many_pixels_is_refused(self, tmp_path: Path, settings: Settings) -> None:
        """Before it is unpacked."""
        Image.new("1", (20_000, 20_000)).save(tmp_path / "a.png")
        with pytest.raises(UnreadableSource, match="million pixels: scale it down"):
            read(tmp_path / "a.png", settings)

    def test_a_damaged_picture_gives_its_reason(self, tmp_path: Path, settings: Settings) -> None:
        """Cut in its middle."""
        buffer = io.BytesIO()
        written(PARAGRAPHS).save(buffer, "PNG")
        (tmp_path / "a.png").write_bytes(buffer.getvalue()[:2000])
        with pytest.raises(UnreadableSource, match="damaged"):
            read(tmp_path / "a.png", settings)

    def test_the_pictures_of_a_word_document_without_text_are_read(self, tmp_path: Path, settings: Settings) -> None:
        """In its order."""
        file = docx.Document()
        for index, text in enumerate(PARAGRAPHS):
            written([text]).save(tmp_path / f"{index}.png")
            file.add_picture(str(tmp_path / f"{index}.png"))
        file.save(str(tmp_path / "a.docx"))
        assert accuracy(dense(read(tmp_path / "a.docx", settings)), WORDS) >= 0.98


class TestCache:
    """What was recognised is kept."""

    def test_a_second_reading_does_not_recognise_again(
        self, tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """It gives the same document."""
        scan = pdf_of(tmp_path / "a.pdf", written(PARAGRAPHS))
        before = read(scan, settings)

        def refuse(image: ocr.Image, threads: int) -> list[ocr.RecognisedLine]:
            raise AssertionError("recognised again")

        monkeypatch.setattr(ocr, "recognise", refuse)
        assert read(scan, settings) == before

    def test_a_broken_file_of_the_cache_is_written_anew(self, tmp_path: Path, settings: Settings) -> None:
        """As one that a crash left behind."""
        fresh = settings.model_copy(update={"data": tmp_path / "fresh"})
        scan = pdf_of(tmp_path / "a.pdf", written(PARAGRAPHS[:1]))
        before = read(scan, fresh)
        (kept,) = [path for path in (tmp_path / "fresh" / "ocr").rglob("*") if path.is_file()]
        content = kept.read_bytes()
        kept.write_bytes(content[: len(content) // 2])
        assert read(scan, fresh) == before
        assert kept.read_bytes() == content

    def test_a_folder_that_cannot_be_written_to_costs_only_the_cache(self, tmp_path: Path, settings: Settings) -> None:
        """The page is read all the same."""
        (tmp_path / "file").write_text("")
        blocked = settings.model_copy(update={"data": tmp_path / "file"})
        assert read(pdf_of(tmp_path / "a.pdf", written(PARAGRAPHS[:1])), blocked).text == PARAGRAPHS[0]


@pytest.mark.parametrize(
    ("line", "mended"),
    [
        ("实施方案(2023—2025年)》，充分", "实施方案（2023—2025年）》，充分"),
        ("(3)近5年(2020年—2024年)未举办的", "（3）近5年（2020年—2024年）未举办的"),
        ("的若干措施〉的通知》(京发改〔2023〕1112号)，", "的若干措施〉的通知》（京发改〔2023〕1112号），"),
        ("实施细则>的通知》", "实施细则〉的通知》"),
        ("实施方案（2023—2025年）>的通知", "实施方案（2023—2025年）》的通知"),
        ("京人社发[2021〕2号", "京人社发〔2021〕2号"),
        ("2020年一2024年", "2020年—2024年"),
        ("一3一", "—3—"),
        ("额度30万元;夫妻双方:", "额度30万元；夫妻双方："),
        ('编号为“A-052"。', "编号为“A-052”。"),
        ("400.64 (242.04), n=1; x < 5", "400.64 (242.04), n=1; x < 5"),
    ],
)
def test_signs_take_the_form_that_their_neighbours_call_for(line: str, mended: str) -> None:
    """One for one, and Latin text keeps its own."""
    assert ocr_text.mended(line) == mended
    assert len(line) == len(mended)


def test_a_wide_gap_between_characters_is_a_blank() -> None:
    """Letters spaced out evenly have none."""
    gap = [1, 2, 3, 5, 6, 7, 8, 9]
    assert ocr_text.spaced("第六条本办法施行", [float(place) for place in gap])[0] == "第六条 本办法施行"
    assert ocr_text.spaced("长沙县财政局", [2.0 * place for place in range(6)])[0] == "长沙县财政局"


def test_two_signs_that_are_one_become_one() -> None:
    """A permille sign, and a bracket that was seen twice."""
    assert ocr_text.with_whole_signs("税率为0.3%0，京发[2021〕]2号，80%0.5") == "税率为0.3‰，京发〔2021〕2号，80%0.5"


def test_each_page_shows_that_reading_goes_on(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that a long scan is not taken for one that hangs."""
    signs: list[None] = []
    monkeypatch.setattr(heartbeat, "_listeners", [lambda: signs.append(None)])
    scan = pdf_of(tmp_path / "a.pdf", *[written([text]) for text in PARAGRAPHS])
    read(scan, settings.model_copy(update={"data": tmp_path / "fresh"}))
    assert len(signs) == 2


@pytest.mark.parametrize(
    ("name", "layers", "quote"),
    [
        ("library/attachments/60c7c22bd3edb26b.pdf", ["garbled ocr"] * 2, "京建发〔2025〕565号"),
        ("library/attachments/c14dae12741cc632.pdf", ["missing ocr"] * 3, "保定市住房公积金管理委员会文件"),
        (
            "library/attachments/ec78fffdd1c2f024.pdf",
            ["missing ocr"] * 2,
            "佛山市人力资源和社会保障局 佛山市住房和城乡建设局\n2019年11月29日",
        ),
        ("library/attachments/0048754700378d98.docx", [], "沈阳市浑南区"),
        (
            "fixtures/pdf-with-ocr-text.pdf",
            ["garbled ocr"],
            "Desiring to keep you posted on the progress of the Foundation",
        ),
        (
            "fixtures/rotated-page-90.pdf",
            ["text text"],
            "Hello World Test Text\nSecond line of text here\nRotated page",
        ),
        ("fixtures/copy-protected.pdf", ["text text"] * 2, "LayoutParser: A Unified Toolkit"),
        ("fixtures/embedded-cmap-cidfont.pdf", ["text text"], "This text uses an embedded CMap"),
        ("fixtures/table-multi-row-column-cells.pdf", ["missing ocr"], "Blind  5  1  4  34.5%, n=1  1199 sec, n=1"),
        ("fixtures/chi_sim_image.jpeg", ["missing ocr"], "改善肌肤松弛、干燥、暗沉等现象"),
        ("fixtures/chinese-images/ocr_test.jpg", ["missing ocr"], "横向文本框"),
    ],
    ids=lambda value: Path(value).name if isinstance(value, str) else None,
)
def test_an_awkward_file_is_read(shared: Path, settings: Settings, name: str, layers: list[str], quote: str) -> None:
    """Broken font maps, scans, poor layers, turned pages and pictures."""
    document = read(shared / name, settings)
    assert quote in document.text
    assert [f"{page.layer} {page.verdict}" for page in document.pages] == layers
