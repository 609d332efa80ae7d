"""Lines of text, as a reader finds them, become a document with exact offsets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.document import Block, Page, PolicyDocument, SourceFile
from ingest.headings import mark_headings
from ingest.lines import Line
from ingest.radicals import ordinary

CELL_GAP = "  "
_BLANKS = re.compile(r"[^\S\n]+")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]|[\x00-\x08\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class PageReading:
    """What a reader found of one page: its layer and its verdict, as in `Page`."""

    number: int
    layer: str = "text"
    verdict: str = "text"


def clean(text: str) -> str:
    """One line of text: invisible characters dropped, look-alikes ordinary, every run of white space a blank."""
    return _BLANKS.sub(" ", ordinary(_INVISIBLE.sub("", text)).replace("\n", " ")).strip()


def row(cells: Iterable[str]) -> str:
    """The cells of a table's row as one line; between them only white space, so that it stays verbatim.

    An empty cell keeps its place, so that what stands between two gaps is the text of a column; none is kept at the end.
    """
    return CELL_GAP.join(map(clean, cells)).rstrip()


def assemble(
    source: SourceFile, lines: Sequence[Line], title: str | None = None, pages: Sequence[PageReading] = ()
) -> PolicyDocument:
    """Make the document of a reader's lines, which must be clean; its headings are marked on the way."""
    parts: list[str] = []
    blocks: list[Block] = []
    starts: dict[int, int] = {}
    end = -1
    for line in mark_headings([line for line in lines if line.text]):
        start, end = end + 1, end + 1 + len(line.text)
        parts.append(line.text)
        blocks.append(Block(line.kind, start, end, line.rank, line.context, line.is_cut))
        starts.setdefault(line.page, start)
        for number, turn in enumerate(line.turns, start=line.page + 1):
            starts.setdefault(number, start + turn)
    text = "\n".join(parts)
    return PolicyDocument(source, text, tuple(blocks), _pages(pages, starts, len(text)), clean(title or "") or None)


def _pages(readings: Sequence[PageReading], starts: dict[int, int], length: int) -> tuple[Page, ...]:
    """The pages with their offsets; a page without text is empty and stands where the next one starts."""
    pages: list[Page] = []
    end = length
    for reading in reversed(readings):
        start = starts.get(reading.number, end)
        pages.append(Page(reading.number, start, end, reading.layer, reading.verdict))
        end = start
    return tuple(reversed(pages))


def without_furniture(lines: Sequence[Line]) -> list[Line]:
    """The lines without the buttons that stand before the text of a scraped page (下载, 打印, 【字号：…】)."""
    for index, line in enumerate(lines[:40]):
        if len(line.text) > 60:
            return [line for line in lines[:index] if not is_furniture(line.text)] + list(lines[index:])
    return [line for line in lines[:40] if not is_furniture(line.text)] + list(lines[40:])


_WORDS = (
    "下载|打印|打印本页|打印此页|全屏|收藏|字号|字体|字体大小|加大|还原|减小|放大|缩小|大|中|小|默认|超大|标准|A\\+|A-|分享|分享到|分享至"
    "|微信|微博|新浪微博|QQ空间|QQ|复制链接|关闭|关闭窗口|返回|返回顶部|首页|您的位置|当前位置|您当前的位置|你的位置|我要纠错|语音播报|扫一扫"
    "|微信扫一扫|手机扫一扫|收听本文|00:00|评价建议|放弃|发布|朗读|无障碍阅读|Print|Share|Download|Font size"
)
_FURNITURE = re.compile(
    rf"[\s【】\[\]()（）|｜>》›/·:：_×xX-]*(?:(?:{_WORDS})[\s【】\[\]()（）|｜>》›/·:：_×xX-]*)*", re.IGNORECASE
)


def is_furniture(text: str) -> bool:
    """Whether a line holds nothing but a scraped page's buttons and signs."""
    return len(text) < 40 and _FURNITURE.fullmatch(text) is not None
