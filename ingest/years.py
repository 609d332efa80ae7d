"""The year by which a sentence wants something reached: the one it names, else the one before it names, else the section's."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.clauses import Setting, Span
from ingest.horizons import Horizon, Tense, end_of_plan

_NAMED = re.compile(
    r"(?<!\d)(?:(?:19|20)\d\d\s?年?\s?[-—－–~～至到]{1,2}\s?)?(?P<year>(?:19|20)\d\d)\s?年(?!代|版)|[“\"](?P<plan>[一二三四五六七八九十]{1,3})五[”\"](?!规划|开局|良好)"
    r"|(?P<this>今年|年内|全年(?!龄)|本年度?|年底前|[一二三四上下][季半][度年])|\b(?:[Bb]y|[Ff]rom 20\d\d to) (?:the (?:end|year) of )?(?P<by>20\d\d)\b|\b[Ii]n (?P<in>20\d\d)\b|\b(?P<now>this year)\b"
    r"|(?P<open>(?:未来|今后|用|利用|经过)?[一二两三四五六七八九十\d]{1,2}(?:[-—~至到]\d+)?年(?:内|左右|时间)|未来[二两三四]年|(?<=[，。；])[两二三四234]年(?=[\u4e00-\u9fff]{0,2}(?:安排|投入|新增|培育|建成|完成|实施))|每年|连续[一二三四五六七八九十\d]+年|\b(?:every|each|per) year\b|\bannually\b)"
)
_DATED = re.compile(r"\s?\d{1,2}\s?月")
_ATTRIBUTE = re.compile(r"的|度?版|批复|度")
_COMPARED = re.compile(r"(?:[比较以与自从]|截至)$")
_COMPARES = re.compile(r"(?:度|全年)?(?:相比|基础|以来|水平|为基|批复|\d{1,2}月\d{1,2}日)")
_REACHED_BY = re.compile(r"[到至]$|\b[Bb]y\b")


@dataclass(frozen=True, slots=True)
class Deadline:
    """The year of a figure (None where none is said), whether its sentence names it, and whether it has gone by."""

    year: int | None
    named: bool = False
    gone: bool = False


class Years:
    """The years that the sentences of a document name, as they follow each other."""

    def __init__(self, written: int | None) -> None:
        self._written = written
        self._running: int | None = None

    def reset(self) -> None:
        """A new section begins: what the last one named holds no more."""
        self._running = None

    def turn(self, text: str, sentence: Span) -> None:
        """A sentence ends: the year to come that it says something is to be reached by holds for the next."""
        for named in _NAMED.finditer(text, *sentence):
            year = self._read(named)
            by = _REACHED_BY.search(text[max(0, named.start() - 1) : named.start()]) or named["by"]
            if year and by and (self._written is None or year >= self._written):
                self._running = year

    def deadline_of(self, setting: Setting, horizon: Horizon, until: int | None = None) -> Deadline:
        """The deadline of a figure in a part of the document, by what stands before it, or before `until`."""
        found = Deadline(self._running or horizon.year, self._running is not None)
        if horizon.tense is Tense.FUTURE and horizon.year:
            found = Deadline(horizon.year)
        text, start = setting.text, setting.sentence[0]
        for named in _NAMED.finditer(text, start, until or setting.figure.start):
            if _COMPARED.search(text[max(start, named.start() - 2) : named.start()]) or _COMPARES.match(
                text, named.end()
            ):
                continue
            if named["open"]:
                found = Deadline(None)
                continue
            year = self._read(named)
            if (
                year is None
                or self._written is None
                or year > self._written
                or (year == self._written and not named["plan"])
            ):
                found = Deadline(year, named=not _DATED.match(text, named.end()))
            elif named["year"] or horizon.tense is not Tense.FUTURE:
                found = found if _ATTRIBUTE.match(text, named.end()) else Deadline(year, gone=True)
        return found

    def _read(self, named: re.Match[str]) -> int | None:
        if named["plan"]:
            return end_of_plan(named["plan"])
        if year := named["year"] or named["by"] or named["in"]:
            return int(year)
        return self._written if named["this"] or named["now"] else None
