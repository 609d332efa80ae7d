"""Web pages: the text of the page itself, without its navigation."""

from __future__ import annotations

import re

from errors import UnreadableSource
from ingest.assembly import assemble, clean, is_furniture
from ingest.document import PolicyDocument, SourceFile
from ingest.encoding import decode
from ingest.lines import Line
from ingest.radicals import ordinary
from ingest.readers.html_items import Element, Item, items_of, parse

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_PROSE_CHARACTERS = 80
_EXTRACTED_LINES = 10_000
_EXTRACTED_CHARACTERS = 2_000_000
_END = re.compile(
    r"版权所有|ICP备|公网安备|网站标识码|主办单位|承办单位|网站地图|上一篇|下一篇|上一条|下一条|相关链接|相关阅读|相关新闻|相关文章|相关附件"
    r"|相关政策|相关解读|政策解读$|推荐阅读|友情链接|责任编辑|扫一扫|打印本页|关闭窗口|您访问的链接|您即将离开|浏览器版本|技术支持|联系电话|主办[：:]|评价建议|微信公众号|All Rights Reserved"
)


def looks_like_html(text: str) -> bool:
    """Whether the beginning of a text is a web page's."""
    head = text[:3000].lower()
    tags = ("<!doctype html", "<html", "<head", "<body", "<meta ", "<table", "<div", "<ucapcontent")
    return head.lstrip().startswith("<") and any(tag in head for tag in tags)


def read(source: SourceFile) -> PolicyDocument:
    """The document of a web page: its main text with headings and tables, word for word.

    Raises:
        UnreadableSource: the page is an empty shell that only a browser's scripts would fill.
    """
    content = source.path.read_bytes()
    declared = _CHARSET.search(content[:4000])
    text = decode(content, declared.group(1).decode() if declared else None)
    tree = parse(text)
    items = items_of(tree)
    title = _title_of(tree, items)
    lines = [item.line for item in _main_part(text, items, title) if not is_furniture(item.line.text)]
    if sum(len(line.text) for line in lines) < 20 or _is_shell(lines):
        raise UnreadableSource(
            "The page holds no text of its own, scripts fill it in a browser: save it from the browser or print it to PDF."
        )
    return assemble(source, lines, title)


def _is_shell(lines: list[Line]) -> bool:
    text = " ".join(line.text for line in lines)
    return (
        len(text) < 300 and re.search(r"(?i)enable javascript|without javascript|启用\s*javascript", text) is not None
    )


def _title_of(tree: Element, items: list[Item]) -> str | None:
    """The page's own title: what its metadata says, else its <title> as far as the page repeats it."""
    for name in ("ArticleTitle", "articletitle", "og:title"):
        for found in tree.xpath("//meta[@name=$name or @property=$name]/@content", name=name):
            if clean(str(found)):
                return clean(str(found))
    full = clean(" ".join(str(part) for part in tree.xpath("//head//title[1]//text()")))
    if not full:
        return next((item.line.text for item in items if item.line.rank == 1), None)
    said = {_folded(item.line.text) for item in items}
    parts = [part for part in re.split(r"\s*[_|｜]\s*|\s+[-—–]+\s+|-{1,2}(?=[^-]{2,20}$)", full) if part]
    for part in [full, *parts]:
        if _folded(part) in said:
            return part
    return parts[0] if parts else full


def _main_part(text: str, items: list[Item], title: str | None) -> list[Item]:
    """The lines of the page's main text: those that trafilatura keeps, and what stands between and close to them."""
    if len(items) > _EXTRACTED_LINES or len(text) > _EXTRACTED_CHARACTERS:
        return [item for item in items if not item.is_links]
    kept = _kept_by_trafilatura(text)
    matched = [
        place
        for place, item in enumerate(items)
        if len(item.line.text) > 8 and not item.is_links and _folded(item.line.text) in kept
    ]
    places = [place for place in matched if not _END.search(items[place].line.text[-60:])]
    prose = sum(len(items[place].line.text) for place in places if re.search("[，。；,.]", items[place].line.text))
    if prose < _PROSE_CHARACTERS:
        return _without_main_text(items, places, title)
    first = _first_place(items, places[0], title)
    last = _last_place(items, places[-1])
    return [item for item in items[first : last + 1] if not item.is_links or _folded(item.line.text) in kept]


def _without_main_text(items: list[Item], places: list[int], title: str | None) -> list[Item]:
    """The lines of a page that is a picture or a list of links: its title, and what is no navigation."""
    long = [place for place, item in enumerate(items) if item.is_links and len(item.line.text) > 14]
    titled = [place for place, item in enumerate(items) if title and _folded(item.line.text) == _folded(title)][:1]
    return [items[place] for place in sorted({*titled, *places, *long})]


def _first_place(items: list[Item], first: int, title: str | None) -> int:
    """Where the main text begins: at its title, with what stands between, else at the lines about it."""
    if title:
        for place in range(first, max(-1, first - 40), -1):
            line = _folded(items[place].line.text)
            if line and (line == _folded(title) or (len(line) > 6 and _folded(title).startswith(line))):
                return min(place, first)
    for place in range(first - 1, max(-1, first - 12), -1):
        if items[place].is_links:
            return place + 1
    return first


def _last_place(items: list[Item], last: int) -> int:
    """Where the main text ends: behind its signature and date, before what the site adds below."""
    for place in range(last + 1, min(len(items), last + 12)):
        following = items[place + 1] if place + 1 < len(items) else None
        leads_on = items[place].line.rank > 0 and following is not None and following.is_links
        if items[place].is_links or leads_on or _END.search(items[place].line.text):
            return place - 1
    return len(items) - 1 if len(items) <= last + 12 else last


def _kept_by_trafilatura(text: str) -> str:
    """The text that trafilatura takes for the main one, white space left out."""
    import trafilatura  # slow to import

    found = trafilatura.extract(text, include_tables=True, include_comments=False, favor_recall=True, fast=False)
    return _folded((found or "").replace("|", " "))


def _folded(text: str) -> str:
    return re.sub(r"[\s|]+", "", ordinary(text))
