"""Where a figure stands: its sentence, its clause, and its item of a list within the clause."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.figures import Figure
from ingest.units import SCALES, is_percent
from vectorstore.numerals import value_of_numeral

Span = tuple[int, int]

_SENTENCE_END = re.compile(r"[。；！？!?]+|;|\n|(?<!\bNo)(?<!\bArt)\.(?=\s|$)")
_CLAUSE_MARK = re.compile(r"[，：:]|,(?=\s|[^\d])|[（(](?=[^）)]{6,})|——")
_ITEM_END = re.compile(r"\s*(?:$|[、，；。）)]|[和及与或并]|以及|其中|任务)")
_FEW, _MANY = 20, 100
_PAIRS = {"（": "）", "(": ")", "“": "”", "《": "》", "〔": "〕", "【": "】"}


@dataclass(frozen=True, slots=True)
class Setting:
    """A figure in its surroundings; all spans are character offsets of the document's text.

    `clause` lies between commas; `before` and `after` are what stands in it on either side of the figure.
    """

    text: str
    figure: Figure
    sentence: Span
    clause: Span
    figures: tuple[Figure, ...]

    @property
    def before(self) -> str:
        """The clause up to the figure."""
        return self.text[self.clause[0] : self.figure.start]

    @property
    def after(self) -> str:
        """The clause from the figure on."""
        return self.text[self.figure.end : self.clause[1]]

    @property
    def unit(self) -> str:
        """The unit as printed; empty where there is none."""
        return self.figure.unit or ""

    @property
    def value(self) -> float:
        """The number, of a range its upper end; 0 where it is none (一半)."""
        last = self.figure.value.rpartition("-")[2].replace(",", "").replace("，", "").replace("．", ".")
        if last.replace(".", "", 1).isdecimal():
            return float(last)
        return value_of_numeral(last) or 0

    @property
    def is_large(self) -> bool:
        """Whether a number is large or round, as what is planned is, and what is counted by name is not."""
        scaled = self.unit[:1] in tuple(SCALES) and not is_percent(self.unit)
        return scaled or self.value >= _MANY or (self.value >= _FEW and self.value % 10 == 0)

    @property
    def ends_item(self) -> bool:
        """Whether the figure stands behind what it counts: 培育企业300家."""
        return self.ends_with(self.after)

    @staticmethod
    def ends_with(rest: str) -> bool:
        """Whether what follows a figure begins with the end of its item."""
        return _ITEM_END.match(rest) is not None

    @property
    def whole_clause(self) -> str:
        """The clause."""
        return self.text[slice(*self.clause)]

    @property
    def upto(self) -> str:
        """The sentence up to the end of the clause."""
        return self.text[self.sentence[0] : self.clause[1]]

    @property
    def leading(self) -> str:
        """The sentence up to the figure."""
        return self.text[self.sentence[0] : self.figure.start]

    @property
    def whole(self) -> str:
        """The sentence."""
        return self.text[slice(*self.sentence)]


def sentences_of(text: str, start: int, end: int) -> Iterator[Span]:
    """The sentences between two offsets, without the marks that end them."""
    at = start
    for mark in _SENTENCE_END.finditer(text, start, end):
        if mark.start() > at:
            yield at, mark.start()
        at = mark.end()
    if at < end:
        yield at, end


def settings_of(text: str, sentence: Span, figures: Sequence[Figure]) -> Iterator[Setting]:
    """The figures of one sentence, each in its clause; a clause ends at a comma, or at the bracket around an aside."""
    closed = _inside_pairs(text, sentence)
    marks = [mark.span() for mark in _CLAUSE_MARK.finditer(text, *sentence) if mark.start() not in closed]
    for figure in figures:
        start = max((end for _, end in marks if end <= figure.start), default=sentence[0])
        end = min((begin for begin, _ in marks if begin >= figure.end), default=sentence[1])
        inside = tuple(other for other in figures if start <= other.start < end)
        yield Setting(text, figure, sentence, _trimmed(text, start, end), inside)


def is_quoted(setting: Setting) -> bool:
    """Whether a figure stands in quotation marks or in a title."""
    for opening, closing in (("“", "”"), ("《", "》")):
        at = setting.text.rfind(opening, setting.sentence[0], setting.figure.start)
        if at >= 0 and setting.text.find(closing, at, setting.figure.start) < 0:
            return True
    return False


def _inside_pairs(text: str, span: Span) -> set[int]:
    """The offsets inside quotation marks and titles, where a comma ends no clause."""
    inside: set[int] = set()
    closing, opened = "", -1
    for at in range(*span):
        if opened < 0 and text[at] in "“《":
            closing, opened = _PAIRS[text[at]], at
        elif opened >= 0 and text[at] == closing:
            inside.update(range(opened, at))
            opened = -1
    return inside


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and (text[start].isspace() or text[start] in "”）)"):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
