"""The lines of a web page, in order, with how much of each is links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import lxml.html
from lxml import etree

from errors import UnreadableSource
from ingest.assembly import clean
from ingest.document import BlockKind
from ingest.lines import Line
from ingest.tables import BAND_CHARACTERS, TableCell, lines_of_table

Element: TypeAlias = lxml.html.HtmlElement

_SKIPPED = re.compile(
    "script|style|head|template|noscript|svg|math|iframe|object|select|button|textarea|input|nav|footer|aside"
)
_BLOCK = re.compile(
    "p|div|h[1-6]|li|ul|ol|dl|dt|dd|table|thead|tbody|tfoot|tr|td|th|caption|br|hr|section|article|header|main|nav|footer"
    "|aside|blockquote|pre|center|form|fieldset|figure|figcaption|address|details|summary|body|ucapcontent|ucaptitle"
)
_LAYOUT_CHARACTERS = 800
_COLUMNS = 200


@dataclass(slots=True)
class Item:
    """A line of the page and how much of it is links."""

    line: Line
    linked: int = 0

    @property
    def is_links(self) -> bool:
        """Whether the line is there to lead elsewhere."""
        return self.linked > 0.5 * len(self.line.text)


@dataclass(slots=True)
class _Walk:
    """The page's lines so far, and the one that is being written."""

    items: list[Item] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    linked: int = 0
    links: int = 0
    ranks: list[int] = field(default_factory=list)
    rows: dict[Element, Line] = field(default_factory=dict)

    def write(self, text: str | None) -> None:
        if text:
            self.parts.append(text)
            if self.links:
                self.linked += len(clean(text))

    def close(self) -> None:
        text = clean("".join(self.parts))
        if text:
            rank = self.ranks[-1] if self.ranks else 0
            kind = BlockKind.HEADING if rank else BlockKind.PARAGRAPH
            self.items.append(Item(Line(text, kind, rank), self.linked))
        self.parts.clear()
        self.linked = 0


def parse(text: str) -> Element:
    """The page as a tree."""
    try:
        parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=False, remove_comments=True, remove_pis=True)
        return lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        raise UnreadableSource("The page is empty or damaged: fetch it again.") from None


def items_of(tree: Element) -> list[Item]:
    """Every line of the page, in order."""
    walk = _Walk()
    waiting: list[tuple[Element, bool]] = [(tree, False)]
    while waiting:
        element, leaving = waiting.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        if leaving:
            _leave(walk, tag)
            walk.write(element.tail)
            continue
        if not tag or _SKIPPED.fullmatch(tag):
            if _BLOCK.fullmatch(tag):
                walk.close()
            walk.write(element.tail)
            continue
        if tag == "table":
            walk.rows |= _rows_of(element)
        if element in walk.rows:
            walk.close()
            linked = sum(len(clean(link.text_content())) for link in element.iter("a"))
            walk.items.append(Item(walk.rows.pop(element), linked))
            walk.write(element.tail)
            continue
        if _BLOCK.fullmatch(tag):
            walk.close()
        if re.fullmatch("h[1-6]", tag):
            walk.ranks.append(int(tag[1]))
        walk.links += tag == "a"
        walk.write(element.text)
        waiting.append((element, True))
        waiting.extend((child, False) for child in reversed(element))
    walk.close()
    return walk.items


def _leave(walk: _Walk, tag: str) -> None:
    if _BLOCK.fullmatch(tag):
        walk.close()
    if re.fullmatch("h[1-6]", tag) and walk.ranks:
        walk.ranks.pop()
    walk.links -= tag == "a"


def _rows_of(table: Element) -> dict[Element, Line]:
    """The lines of a table's rows of data; none for those by which it only lays out the page."""
    parts = table.iterchildren("tr", "thead", "tbody", "tfoot")
    rows = [tr for part in parts for tr in ([part] if part.tag == "tr" else part.iterchildren("tr"))]
    cells: list[TableCell] = []
    taken: dict[int, int] = {}  # for each column, the rows from here on that a cell from above still takes
    for number, tr in enumerate(rows):
        places = list(tr.iterchildren("td", "th"))
        lays_out = next(tr.iter("table", "script", "form", "h1", "h2", "h3"), None) is not None
        in_head = tr.getparent().tag == "thead" or all(place.tag == "th" for place in places)
        own: list[TableCell] = []
        column = 0
        for place in places[:_COLUMNS]:
            while taken.get(column, 0) > 0:
                column += 1
            span, columns = _span(place, "rowspan", len(rows) - number), _span(place, "colspan", _COLUMNS)
            text = "" if lays_out else clean(" ".join(_texts(place)))
            own.append(TableCell(text, number, column, span, columns, in_head))
            taken |= dict.fromkeys(range(column, column + columns), span)
            column += columns
        taken = {column: left - 1 for column, left in taken.items() if left > 1}
        if _is_data(own, bool(cells)):
            cells += own
    return {rows[number]: line for number, line in lines_of_table(cells)}


def _span(place: Element, name: str, most: int) -> int:
    """How many rows or columns a cell says it spans."""
    said = re.match(r"\s*(\d{1,4})", place.get(name, ""))
    return min(max(1, int(said.group(1)) if said else 1), max(1, most))


def _is_data(cells: Sequence[TableCell], has_data_above: bool) -> bool:
    """Whether a row holds data, and does not only lay out the page."""
    texts = [cell.text for cell in cells if cell.text]
    if len(texts) < 2:
        return bool(texts) and has_data_above and len(texts[0]) <= BAND_CHARACTERS
    return max(map(len, texts)) <= _LAYOUT_CHARACTERS


def _texts(element: Element) -> Iterator[str]:
    """The runs of text in a cell; between its blocks goes a blank, within them nothing."""
    run: list[str] = []
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if not isinstance(node.tag, str):
            continue
        if _BLOCK.fullmatch(node.tag):
            yield "".join(run)
            run.clear()
        if event == "start" and node.tag not in {"script", "style"}:
            run.append(node.text or "")
        elif event == "end" and node is not element:
            run.append(node.tail or "")
    yield "".join(run)
