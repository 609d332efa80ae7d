"""The bodies that issue documents, as questions and records name them: in full, for short, in either language.

A body is told by its field (issuers.csv: 发展和改革, 发改, Development and Reform, NDRC), the region it is of, and whether
it is only the office of one. `ends` in the table is what follows the field in Chinese; `-` where it is the whole name.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from vectorstore.record import DocumentRecord
from vectorstore.regions import COUNTRY, RegionMention, find_regions
from vectorstore.tokens import fold

_CSV = Path(__file__).with_name("issuers.csv")
_ENDS = "部|总局|总署|管理委员会|委员会|委|厅|局|署"
_UNITS = "Ministry|Department|Bureau|Commission|Administration|Office|Committee|Agency|Cent(?:er|re)"
_NATION = "国家|全国|中华人民共和国|中国"
_CENTRAL = re.compile(
    rf"^(?:{_NATION})|国务院|[部署]$|总[局署]$|中央|人民银行|央行|证监会|\b(?:Ministry|National|State|China)\b|^[A-Z]+$"
)
_OFFICE = re.compile(r"办公[厅室]$|\bGeneral Office\b")
# Everywhere there is one: without its region the name tells nothing.
_EVERYWHERE = frozenset(("人民政府", "人民代表大会", "党委"))
_OF_PLACE = re.compile(r"(?: (?:Municipal|Provincial|City|Province|Autonomous Region)|['’]s)* ?$")
_TO_PLACE = re.compile(r" (?:of|in) (?:the )?$")
# Behind or before a body, that it is its document which is meant.
_TEXT = "办法|通知|规定|意见|方案|政策|文件|条例|措施|细则|公告|规划|指南|计划|通告|批复|决定|报告"
_TEXT_ENGLISH = (
    "measures|notices?|polic(?:y|ies)|circulars?|opinions|plans?|regulations?|guidelines?|rules|decrees?|documents?"
    "|announcements?|reports?"
)
_GIVES_OUT = re.compile(
    rf"(?:等?[\u4e00-\u9fff]{{0,3}}部门)?(?:联合)?(?:发布|印发|出台|制定|颁布|下发|公布|发的|发了)|的?[^，。？?的什哪怎申]{{0,6}}(?:{_TEXT})"
    rf"|(?:['’]s)?\s+(?:\w+\s+){{0,3}}?(?:{_TEXT_ENGLISH})\b|\s+(?:issued|published|released)\b",
    re.IGNORECASE,
)
_GIVEN_OUT_BY = re.compile(
    rf"(?:(?:issued|published|released|made|{_TEXT_ENGLISH}) (?:by|of|from) (?:the )?|由)$", re.I
)
_BEFORE = 40
_SHORT = 3


@dataclass(frozen=True, slots=True)
class Body:
    """A body: its field, the code of its region (None where the name does not say), and whether it is but an office."""

    field: str
    region: str | None
    office: bool = False

    def is_meant_by(self, asked: Body) -> bool:
        """Whether it is meant where another is named: the same or its office, in the same place where that is said."""
        alike = self.field == asked.field and (self.office or not asked.office)
        return alike and asked.region in (None, self.region)


@dataclass(frozen=True, slots=True)
class IssuerMention:
    """A body that a text names at [start, end); `gives_out` says that it is a document of its own which is meant."""

    text: str
    start: int
    end: int
    gives_out: bool = False


def find_issuers(text: str, known: Collection[str] = ()) -> list[IssuerMention]:
    """The bodies that a text names, in order: those of the `known` names, and those that the table tells."""
    taken: list[tuple[int, int]] = []
    for name in sorted((name for name in known if len(name) > _SHORT and name in text), key=len, reverse=True):
        _take(taken, text.index(name), text.index(name) + len(name))
    for body, start, end in _find_bodies(text):
        if body.region or body.field not in _EVERYWHERE:
            _take(taken, start, end)
    return [
        IssuerMention(
            text[start:end],
            start,
            end,
            bool(_GIVES_OUT.match(text, end) or _GIVEN_OUT_BY.search(text[max(0, start - _BEFORE) : start])),
        )
        for start, end in sorted(taken)
    ]


def is_issued_by(record: DocumentRecord, name: str) -> bool:
    """Whether a body of this name, in full or for short and in either language, issued a document."""
    asked, wanted = bodies_of(name), fold(name)
    for issuer in record.issuers:
        # What names no place is the country's, or of the place that its document is of: 市商务局.
        home = record.region_code if issuer[0] in "省市区县州盟旗" else COUNTRY
        own = [body if body.region else replace(body, region=home) for body in bodies_of(issuer)]
        if wanted in fold(issuer) or any(body.is_meant_by(other) for body in own for other in asked):
            return True
    return False


@lru_cache(maxsize=1 << 12)
def bodies_of(name: str) -> tuple[Body, ...]:
    """The bodies that a name means."""
    return tuple(body for body, _, _ in _find_bodies(name))


def _find_bodies(text: str) -> Iterator[tuple[Body, int, int]]:
    """The bodies of the table that a text names, in order, each with its place, its region's name among it."""
    found = [(match, field) for field, pattern in _patterns() for match in pattern.finditer(text)]
    places = find_regions(text) if found else []
    reached = 0
    for match, field in sorted(found, key=lambda hit: (hit[0].start(), -hit[0].end())):
        if match.start() < reached:
            continue
        reached = match.end()
        place = _place_of(match, places, text)
        start, end = min(match.start(), place.start if place else len(text)), max(reached, place.end if place else 0)
        region = place.region.code if place else COUNTRY if _CENTRAL.search(match.group()) else None
        yield Body(field, region, _OFFICE.search(match.group()) is not None), start, end


def _place_of(match: re.Match[str], places: list[RegionMention], text: str) -> RegionMention | None:
    """The region named right before a body (北京市商务局, Beijing Municipal …), or in English right behind it."""
    for place in places:
        if place.region.code == COUNTRY or place.group:
            continue
        before = place.end <= match.start() and _OF_PLACE.fullmatch(text, place.end, match.start())
        if before or (match.end() < place.start and _TO_PLACE.fullmatch(text, match.end(), place.start)):
            return place
    return None


def _take(taken: list[tuple[int, int]], start: int, end: int) -> None:
    """Take a place, where none of it is taken."""
    if all(end <= other or start >= until for other, until in taken):
        taken.append((start, end))


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each field with the pattern of the bodies of it."""
    with _CSV.open(encoding="utf-8", newline="") as lines:
        return tuple((row["name"], _pattern(row)) for row in csv.DictReader(lines))


def _pattern(row: dict[str, str]) -> re.Pattern[str]:
    chinese, english = f"(?:{row['chinese']})", f"(?:{row['english']})"
    if row["ends"] != "-":
        chinese += rf"(?:{row['ends'] or _ENDS})(?![门分队长员托派任屈部面限名])"
        named = rf"(?:{_UNITS}) (?:of|for) (?:the )?{english}|(?:National |State )?{english} (?:{_UNITS})"
        english = rf"(?i:{named})"
    acronym = rf"|\b(?:{row['acronym']})\b" if row["acronym"] else ""
    return re.compile(
        rf"(?:{_NATION})?{chinese}(?:办公[厅室])?|\b(?i:General Office of (?:the )?)?(?:{english})\b{acronym}"
    )
