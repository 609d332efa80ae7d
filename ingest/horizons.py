"""The time that each part of a document speaks of: what was reached, or what is to be reached and by which year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ingest.document import Block, BlockKind, PolicyDocument
from vectorstore.commitments import Review
from vectorstore.record import DocumentRecord

_HEADING_CHARACTERS = 60
_OPENING_CHARACTERS = 90
_FIVE_YEARS = 5
_ANNEX = 8
_NOT_A_HEADING = 99


class Tense(StrEnum):
    """What a part of a document speaks of; an aside explains words, and wants nothing."""

    PAST = "past"
    FUTURE = "future"
    NEUTRAL = "neutral"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class Horizon:
    """The tense of a part of a document, and the year by which it wants something reached (None where it says none)."""

    tense: Tense = Tense.NEUTRAL
    year: int | None = None


_DIGITS = "一二三四五六七八九"
_PLAN = re.compile(r"[“\"](?P<short>[一二三四五六七八九十]{1,3})五[”\"]|第(?P<long>[一二三四五六七八九十]{1,3})个五年")
_PLAN_FIRST = re.compile(r"\W{0,3}(?P<short>[一二三四五六七八九十]{1,3})五[”\"](?:时期|期间|以来)")
_YEAR = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?=\s?年)")
_TERM = re.compile(
    r"(?:19|20)\d\d\s?年?\s?[-—－–~～至到]{1,2}\s?(?P<end>(?:19|20)\d\d)"
    r"|(?P<year>(?:19|20)\d\d)\s?年(?=[^，。]{0,20}(?:计划|要点|任务|方案|行动|安排|清单|若干措施|实事))"
)
_LOOKS_BACK = re.compile(r"回顾|成就|工作总结|主要成绩|完成情况|发展现状|发展基础|工作成效|取得的?(?:进展|成效)")
_LOOKS_AHEAD = re.compile(
    r"目标|任务|工作安排|工作重点|工作部署|工作打算|重点工作|重点举措|主要工作|主要考虑|要求|安排|举措|实事|说明|规划"
)
_AIM = re.compile(r"目标|主要指标|预期指标|[Tt]argets?\b|[Gg]oals?\b|[Oo]bjectives?\b")
_SETS_AIMS = re.compile(r"(?:目标|指标)[^。，；]{0,6}[：:]$")
_NO_AIM = re.compile(r"目标(?:管理|责任|考核|任务分工)|对象|[？?]$")
_ASIDE = re.compile(r"名\s*词\s*(?:解\s*释|注\s*释|说\s*明|术\s*语)|^注\s*释|术语|有关用语")
_FOLLOWS = re.compile(r"相关(?:报道|附件|链接|阅读|文件)")
_REVIEW = re.compile(r"过去的?[一五]年|过去的(?:19|20)\d\d年|^[^。]{0,8}[一五]年来|回顾|回望|五年间|收官之年")
_THIS_YEAR = re.compile(
    r"^[^。；]{0,30}?(?:今年|(?:19|20)\d\d年(?:是|政府工作|经济社会|要|我们要))|^[^。]{0,60}今年[^。]{0,20}目标"
)


def end_of_plan(ordinal: str) -> int:
    """The last year of a five-year plan, by the numeral that counts it: 2030 for the 十五 of “十五五” (the third ended in 1970)."""
    tens, ten, units = ordinal.rpartition("十")
    number = _DIGITS.find(units) + 1 if units else 0
    return 1955 + _FIVE_YEARS * (number + (10 * (_DIGITS.find(tens) + 1 if tens else 1) if ten else 0))


def _end_of(plan: re.Match[str]) -> int:
    return end_of_plan(plan["short"] or plan["long"])


def year_of(record: DocumentRecord) -> int | None:
    """The year that a document speaks from: of its date, else of its title; a five-year plan is written as the last one ends."""
    for date in (record.written_on, record.issued_on, record.in_force_from):
        if date:
            return date.year
    found = _YEAR.search(record.title)
    if found:
        return int(found["year"])
    plan = _PLAN.search(record.title)
    return _end_of(plan) - _FIVE_YEARS if plan else None


def periods_of(text: str) -> list[int]:
    """The years and the last years of the five-year plans that a text names, in order."""
    plans = [(found.start(), _end_of(found)) for found in _PLAN.finditer(text)]
    years = [(found.start(), int(found["year"])) for found in _YEAR.finditer(text)]
    return [year for _, year in sorted(plans + years)]


def horizons_of(document: PolicyDocument, record: DocumentRecord) -> list[Horizon]:
    """The horizon of each block of a document, in order."""
    walk = _Walk(
        document.text, year_of(record), record.kind == "report" or "工作报告" in record.title, term_of(record.title)
    )
    return [walk.step(block) for block in document.blocks]


def reviews_of(document: PolicyDocument, record: DocumentRecord) -> Iterator[Review]:
    """The stretches of a document that tell what was reached, in order."""
    start: int | None = None
    end = 0
    for block, horizon in zip(document.blocks, horizons_of(document, record), strict=True):
        if horizon.tense is Tense.PAST:
            start, end = block.start if start is None else start, block.end
        elif start is not None:
            yield Review(start, end)
            start = None
    if start is not None:
        yield Review(start, end)


def term_of(title: str) -> int | None:
    """The last year of the term that a title names: (2023—2025年), “十五五”, 2026年工作要点."""
    found = _TERM.search(title)
    if found:
        return int(found["end"] or found["year"])
    plan = _PLAN.search(title)
    return _end_of(plan) if plan else None


class _Walk:
    """A walk through a document's blocks that keeps what time the last heading or turn of phrase has set."""

    def __init__(self, text: str, written: int | None, is_report: bool, term: int | None) -> None:
        self._text = text
        self._written = written
        self._is_report = is_report
        self._base = self._now = Horizon(year=term)
        self._mixed = True
        self._aim_rank: int | None = None
        self._rank = _NOT_A_HEADING
        self._held: Horizon | None = None

    def step(self, block: Block) -> Horizon:
        """The horizon of the next block."""
        text = self._text[block.start : block.end]
        if self._held:
            self._now, self._held = self._held, None
        rank = block.rank or _NOT_A_HEADING
        if block.kind is BlockKind.HEADING and self._aim_rank is not None and rank <= self._aim_rank:
            self._now, self._aim_rank = self._base, None
        if block.kind is BlockKind.HEADING or (block.kind is BlockKind.PARAGRAPH and _is_short(text)):
            self._open(text, rank, block.kind is BlockKind.HEADING, 2 * block.start > len(self._text))
        elif block.kind is BlockKind.PARAGRAPH and self._now.tense is Tense.NEUTRAL and _SETS_AIMS.search(text):
            ahead = self._ahead(text)
            self._now, self._aim_rank = (
                Horizon(Tense.FUTURE, ahead[-1] if ahead else self._now.year),
                _NOT_A_HEADING - 1,
            )
        elif block.kind is BlockKind.PARAGRAPH and self._is_report and self._now.tense is not Tense.ASIDE:
            self._turn(text[:_OPENING_CHARACTERS])
        return self._now

    def _ahead(self, text: str) -> list[int]:
        """The years to come that a text names."""
        return [year for year in periods_of(text) if self._written is None or year >= self._written]

    def _open(self, text: str, rank: int, is_heading: bool, is_late: bool) -> None:
        """A heading sets the time of what follows, where it names one or speaks of results or aims."""
        if _ASIDE.search(text) or (_FOLLOWS.match(text) and is_late):
            self._now = Horizon(Tense.ASIDE)
            return
        if self._now.tense is Tense.ASIDE and rank != _ANNEX and not text.endswith("实事"):
            return
        if self._now.tense is Tense.ASIDE:
            self._now = self._base
        ahead = self._ahead(text)
        if _LOOKS_BACK.search(text) and (is_heading or self._is_report) and rank <= self._rank:
            self._now, self._mixed = Horizon(Tense.PAST), bool(ahead and _LOOKS_AHEAD.search(text))
        elif ahead and _LOOKS_AHEAD.search(text) and (self._is_report or is_heading):
            self._now, self._mixed, self._rank = Horizon(Tense.FUTURE, ahead[0]), len(ahead) > 1, rank
            self._base = self._now if self._is_report else self._base
        elif is_heading and _AIM.search(text) and not _NO_AIM.search(text) and self._now.tense is not Tense.PAST:
            self._now, self._aim_rank = Horizon(Tense.FUTURE, self._now.year), rank if not self._is_report else None
        elif is_heading and self._now.tense is Tense.PAST and not self._is_report:
            self._now = self._base

    def _turn(self, opening: str) -> None:
        """A paragraph of a report turns from results to aims, or from the years to come to this one, by how it begins."""
        plans = [year for year in map(_end_of, _PLAN.finditer(opening)) if year > (self._written or 0)]
        if _REVIEW.search(opening) and (self._mixed or self._now.tense is not Tense.FUTURE):
            self._now = Horizon(Tense.PAST)
        elif (
            self._now.tense is Tense.FUTURE
            and (gone := _PLAN_FIRST.match(opening))
            and end_of_plan(gone["short"]) < (self._written or 0)
        ):
            self._held, self._now = self._now, Horizon(Tense.PAST)
        elif _THIS_YEAR.search(opening) and (self._mixed or self._now.tense is Tense.FUTURE):
            self._now = Horizon(Tense.FUTURE, self._written)
        elif plans and self._mixed and self._now.tense is not Tense.FUTURE:
            self._now = Horizon(Tense.FUTURE, max(plans))


def _is_short(text: str) -> bool:
    return len(text) <= _HEADING_CHARACTERS and re.search(r"[。；，]", text) is None
