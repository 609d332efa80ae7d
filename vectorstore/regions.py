"""The regions that a text names, and how they lie in one another."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from vectorstore.english_regions import find_english, told_beside
from vectorstore.region_table import COUNTRY, Region, RegionTable, Surface, region_table

__all__ = [
    "COUNTRY",
    "Region",
    "RegionMention",
    "ancestors",
    "find_regions",
    "group_members",
    "is_of",
    "region_of",
    "within",
]

_TENS = {1: "京津冀晋蒙", 2: "辽", 3: "沪苏浙皖闽赣鲁", 4: "豫鄂湘粤桂琼", 5: "渝川黔滇", 6: "陕"}
LETTERS = {letter: f"{ten}{unit}0000" for ten, row in _TENS.items() for unit, letter in enumerate(row, ten != 5)}
_LETTER_RUN = re.compile(f"[{''.join(LETTERS)}]{{2,}}")
_OTHER_WORD = re.compile(
    r"(?:工业|理工|科技|师范|医科|农业|财经|交通|电子科技|邮电|航空航天|外国语|中医药|工商|海洋|科学技术)?大学"
    r"|银行|日报|晚报|卫视|[东西南北中]?路(?![径线演由网])|时间|话(?!题)"
)
_AFTER_DISTRICT = re.compile(r"域|块|位|间|别")
_AFTER_CITY = re.compile(r"场(?!监管)|值")
_AFTER_COUNTY = re.compile(r"域")
_NOT_ALONE = frozenset(
    ("城区", "郊区", "矿区", "新城区", "东区", "西区", "南区", "北区", "市中区", "城中区", "中原区", "海南区")
)


@dataclass(frozen=True, slots=True)
class RegionMention:
    """A region named in a text; a group such as 长三角 gives one mention for each member, at the same place."""

    region: Region
    start: int
    end: int
    text: str
    group: str | None = None


def region_of(name_or_code: str) -> Region | None:
    """The region of a code or of a name that means just one region."""
    table = region_table()
    key = name_or_code.strip()
    if key.isdigit() and len(key) in (2, 4):
        key = key.ljust(6, "0")
    if key in table.regions:
        return table.regions[key]
    codes = _names().get(key.replace("’", "'").lower(), ())
    return table.regions[codes[0]] if len(codes) == 1 else None


def group_members(name: str) -> tuple[Region, ...]:
    """The regions of a group such as 长三角; none where it is not a group."""
    table = region_table()
    return tuple(table.regions[code] for code in table.groups.get(name, ()))


def ancestors(region: Region) -> tuple[Region, ...]:
    """The regions that hold a region, nearest first, the country last."""
    regions, found = region_table().regions, []
    while region.parent is not None:
        region = regions[region.parent]
        found.append(region)
    return tuple(found)


def within(region: Region, ancestor: Region) -> bool:
    """Whether a region is the other or lies in it."""
    return region.code == ancestor.code or any(higher.code == ancestor.code for higher in ancestors(region))


def is_of(own: Region | None, region: Region) -> bool:
    """Whether what is of one region answers for another: for itself or what holds it; for the country only its own."""
    return own is not None and (own.code == COUNTRY if region.code == COUNTRY else within(own, region))


def find_regions(text: str) -> list[RegionMention]:
    """The regions a text names, in reading order, longest name first.

    A name that several regions share counts only where the text names what holds one of them.
    """
    table = region_table()
    found: list[tuple[Surface, int, int]] = []
    runs = {run.start(): run for run in _LETTER_RUN.finditer(text)}
    _find_chinese(text, table, runs, found)
    _find_letters(runs.values(), found)
    find_english(text, table, found)
    found.sort(key=lambda hit: hit[1])
    named = {surface.codes[0] for surface, _, _ in found if len(surface.codes) == 1 or surface.group}
    mentions = []
    for surface, start, end in found:
        if surface.pinyin:
            codes = told_beside(surface, text, start, end, found, table)
        else:
            codes = surface.codes if surface.group else _told_by(surface, named - set(surface.codes), table)
        if surface.codes == (COUNTRY,) and _names_a_part(text, end):
            continue
        for code in codes:
            group = surface.text if surface.group else None
            mentions.append(RegionMention(table.regions[code], start, end, text[start:end], group))
    return mentions


@lru_cache(maxsize=1)
def _first_letters() -> re.Pattern[str]:
    """Where a Chinese name may begin; the second letter is asked for as well, which halves the places to look at."""
    first, second = ("".join(sorted({key[place] for key in region_table().chinese})) for place in (0, 1))
    return re.compile(f"[{re.escape(first)}](?=[{re.escape(second)}])")


@lru_cache(maxsize=1)
def _names() -> dict[str, tuple[str, ...]]:
    """The codes each written name may mean, in lower case; groups left out."""
    table = region_table()
    surfaces = [s for index in (table.chinese, table.english) for same in index.values() for s in same if not s.group]
    return {surface.text.lower(): surface.codes for surface in surfaces}


def _find_chinese(
    text: str, table: RegionTable, runs: dict[int, re.Match[str]], found: list[tuple[Surface, int, int]]
) -> None:
    at = 0
    for match in _first_letters().finditer(text):
        start = match.start()
        if start < at:
            continue
        for surface in table.chinese.get(text[start : start + 2], ()):
            longer_run = surface.group and start in runs and runs[start].end() > start + len(surface.text)
            if text.startswith(surface.text, start) and not longer_run and _stands(surface, text, start, found, table):
                at = start + len(surface.text)
                found.append((surface, start, at))
                break


def _stands(surface: Surface, text: str, start: int, found: list[tuple[Surface, int, int]], table: RegionTable) -> bool:
    """Whether a name at this place is a region's name and no part of another word."""
    end = start + len(surface.text)
    beside = bool(found) and found[-1][2] == start
    held = beside and _holds(found[-1][0], surface, table)
    if beside and not held and _is_local(surface, table) and not found[-1][0].group:
        return False
    if (surface.weak or surface.text in _NOT_ALONE) and not held:
        return False
    if surface.not_before and surface.not_before.match(text, end):
        return False
    if surface.not_after and not held and surface.not_after.search(text, max(0, start - 4), start):
        return False
    last = surface.text[-1]
    if last in "区市县" and len(surface.text) > 2:
        return not {"区": _AFTER_DISTRICT, "市": _AFTER_CITY, "县": _AFTER_COUNTY}[last].match(text, end)
    return len(surface.text) > 3 or surface.group or not _OTHER_WORD.match(text, end)


def _holds(outer: Surface, inner: Surface, table: RegionTable) -> bool:
    return not outer.group and any(
        table.lies_in(code, above) for code in inner.codes for above in outer.codes if code != above
    )


def _is_local(surface: Surface, table: RegionTable) -> bool:
    """Whether a name is a county's or a zone's: right after a region that does not hold it, it is another place."""
    return all(table.regions[code].level == "county" for code in surface.codes)


def _told_by(surface: Surface, named: set[str], table: RegionTable) -> tuple[str, ...]:
    """The one region that a shared name means by what else the text names; none where that does not tell."""
    rarely = [code for code in surface.rarely if any(table.lies_in(code, above) for above in named)]
    told = [code for code in surface.codes if any(table.lies_in(code, above) for above in named)]
    if rarely and not told:
        return tuple(rarely[:1])
    if len(surface.codes) == 1:
        return surface.codes
    told = [code for code in told if not any(table.lies_in(code, above) for above in told if above != code)]
    return tuple(told) if len(told) == 1 else ()


def _find_letters(runs: Iterable[re.Match[str]], found: list[tuple[Surface, int, int]]) -> None:
    """Runs of one-character names (沪苏浙, 京津冀) outside the names already found."""
    taken = [(start, end) for _, start, end in found]
    for run in runs:
        if not any(start < run.end() and run.start() < end for start, end in taken):
            for place, letter in enumerate(run.group(), run.start()):
                found.append((Surface(letter, (LETTERS[letter],)), place, place + 1))


def _names_a_part(text: str, end: int) -> bool:
    """Whether the country is followed by a region in brackets, as in 中国（上海）自由贸易试验区."""
    return re.match(r"[（(][^）)]{2,6}[）)]", text[end : end + 8]) is not None
