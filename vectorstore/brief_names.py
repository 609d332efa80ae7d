"""Places as a follow-up names them: 澄迈呢？, 龙江的呢, 沪呢 — short names that count only beside the place before.

A division goes by its name without its rank; `spoken_names.csv` has the customary names of provinces and large cities
besides. Such a name may be an everyday word, or shared: the place that was spoken of before tells which is meant.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from vectorstore.region_table import COUNTRY, EVERYDAY, region_table, short_name
from vectorstore.regions import LETTERS, Region, ancestors, region_of

_CSV = Path(__file__).with_name("spoken_names.csv")
_OPENS = re.compile(
    r"\s*(?:(?:那么?|还有|以及|另外|再看看?|换成|换做|要是|如果|若是|至于|对于|和|与|跟)(?:是|说|看)?[，,]?\s*)*(?:在|是)?"
)
_JOINS = re.compile(r"\s*(?:[、，,]|和|与|跟|及|以及|还有)\s*")
_ENDS = re.compile(r"(?:那边|这边|那里)?(?:的|呢|是|有|又|怎么|如何|多少|几|今年|去年|明年|20\d\d|[？?，,。\s]|$)")
_RANKS = "省市区县州盟旗"
_SHORTEST = 2
_LEVELS = ("provincial", "municipal", "county")


def with_full_names(text: str, spoken_of: Sequence[Region]) -> str:
    """A follow-up with the full names of the places that it begins with, as far as it names them briefly."""
    at = _opening(text)
    found: list[tuple[int, int, Region]] = []
    while named := _name_at(text, at, spoken_of):
        found.append(named)
        joined = _JOINS.match(text, named[1])
        if not joined:
            break
        at = joined.end()
    # a word that merely looks like a place goes on: 大同小异, 安居工程
    if not found or not (_ENDS.match(text, found[-1][1])):
        return text
    for start, end, region in reversed(found):
        text = f"{text[:start]}{_in_full(region)}{text[end:]}"
    return text


def _in_full(region: Region) -> str:
    """A region's name, behind that of what holds it where several are called so."""
    if region_of(region.name) or region.parent is None:
        return region.name
    return f"{region_table().regions[region.parent].name}{region.name}"


def _opening(text: str) -> int:
    opening = _OPENS.match(text)
    return opening.end() if opening else 0


def _name_at(text: str, at: int, spoken_of: Sequence[Region]) -> tuple[int, int, Region] | None:
    """The longest brief name at a place of a text, with its region; None where it is none of a place that is meant."""
    names = _names()
    for length in range(min(max(map(len, names)), len(text) - at), 0, -1):
        codes = names.get(text[at : at + length], ())
        region = _meant(text[at : at + length], codes, spoken_of)
        if region and (text[at + length : at + length + 1] or " ") not in _RANKS:
            return at, at + length, region
    return None


def _meant(name: str, codes: Sequence[str], spoken_of: Sequence[Region]) -> Region | None:
    """The region of those that share a name: beside the one before, else of its level, else the only one.

    A county, and a name that is an everyday word, is meant only beside the one before.
    """
    regions = [region_table().regions[code] for code in codes]
    levels, above = {region.level for region in spoken_of}, {code for r in spoken_of for code in _provinces(r)}
    near = [region for region in regions if _provinces(region) & above and region not in spoken_of]
    far = [] if name in EVERYDAY else [region for region in regions if region.level != "county"]
    for group in (near, far):
        if group:
            level = next((level for level in _LEVELS if any(r.level == level in levels for r in group)), None)
            level = level or next(level for level in _LEVELS if any(r.level == level for r in group))
            chosen = [region for region in group if region.level == level]
            return chosen[0] if len(chosen) == 1 else None
    return None


def _provinces(region: Region) -> set[str]:
    """The codes of the province that holds a region, or of itself."""
    return {above.code for above in (region, *ancestors(region)) if above.level == "provincial"}


@lru_cache(maxsize=1)
def _names() -> dict[str, tuple[str, ...]]:
    """The codes that each brief name may mean."""
    names: defaultdict[str, list[str]] = defaultdict(list)
    for name, code in _pairs():
        if code not in names[name]:
            names[name].append(code)
    return {name: tuple(codes) for name, codes in names.items()}


def _pairs() -> Iterator[tuple[str, str]]:
    with _CSV.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield from ((name, row["code"]) for name in row["names"].split("|"))
    yield from LETTERS.items()
    for code, region in region_table().regions.items():
        short = short_name(region.name)
        if not region.is_abroad and not region.is_zone and code != COUNTRY and len(short) >= _SHORTEST:
            yield short, code
