"""The parts of a document that tell what it is: its first and last lines, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ingest.document import PolicyDocument
from vectorstore.record import Evidence

HEAD_LINES = 60
HEAD_CHARACTERS = 6000
TAIL_CHARACTERS = 3000
LONG = 120
_TITLE_LINES = 4
_OPENS_TEXT = re.compile(r"第一[章条]|各位代表|第\s*一\s*章|(?:为|根据|依据|按照)[^，。]{4,}|出台背景")
# a law's or decree's own history, however long: （2002年4月11日北京市人民政府第93号令公布 根据…修改）
_HISTORY = re.compile(
    r"[（(]?\s*(?:根据)?\s*\d{4}\s*年[^。]{0,1500}?(?:通过|令|公布|发布|修订|修正|修改|批准)[^。]{0,800}$"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A run of a document's text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Indication:
    """Something that a document is about or makes use of, where that shows, and how sure it is."""

    name: str
    place: Place
    confidence: float


@dataclass(frozen=True)
class Excerpt:
    """A document seen for its metadata."""

    document: PolicyDocument

    @cached_property
    def head(self) -> tuple[Place, ...]:
        """The first lines of the document."""
        return tuple(_lines(self.document.text, 0, HEAD_CHARACTERS))[:HEAD_LINES]

    @cached_property
    def tail(self) -> tuple[Place, ...]:
        """The last lines that are not among the first."""
        begin = self.head[-1].end + 1 if self.head else 0
        text = self.document.text
        cut = text.rfind("\n", 0, max(0, len(text) - TAIL_CHARACTERS)) + 1
        return tuple(_lines(text, max(begin, cut), len(text)))

    @cached_property
    def opening(self) -> tuple[Place, ...]:
        """The lines before the text proper: up to the first long line, or the first article."""
        for index, line in enumerate(self.head):
            if _HISTORY.match(line.text):
                continue
            if _OPENS_TEXT.match(line.text):
                return self.head[:index]
            # many bodies make a title long
            a_title = index < _TITLE_LINES and "。" not in line.text and "《" in line.text
            if len(line.text) > LONG and not a_title:
                return self.head[:index]
        return self.head

    def page_at(self, offset: int) -> int | None:
        """The page on which an offset lies."""
        return next((page.number for page in self.document.pages if page.start <= offset < page.end), None)

    def evidence(self, field: str, start: int, end: int, confidence: float) -> Evidence:
        """The proof that a run of the document's text gives for a field."""
        quote = self.document.text[start:end]
        return Evidence(field, quote.strip(), confidence, self.page_at(start + len(quote) - len(quote.lstrip())))


def _lines(text: str, start: int, end: int) -> Iterator[Place]:
    """The lines that begin in a range and hold something, whole, without the white space around them."""
    while start < min(end, len(text)):
        stop = text.find("\n", start)
        stop = len(text) if stop < 0 else stop
        line = text[start:stop]
        bare = line.strip()
        if bare:
            at = start + len(line) - len(line.lstrip())
            yield Place(bare, at, at + len(bare))
        start = stop + 1
