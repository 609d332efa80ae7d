"""Of which place and years a document is, and whether a list question takes it in: work reports, those of provinces or cities."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from vectorstore.asked_regions import without_places
from vectorstore.record import DocumentRecord
from vectorstore.regions import Region, is_of, region_of, within
from vectorstore.tokens import fold

if TYPE_CHECKING:
    from vectorstore.query import Query

# How a question says that documents of a kind are listed, and the words of their titles. A report is where something
# is said; a regulation or a plan may also be what is spoken of, unless it is asked which ones.
_KINDS = (
    (re.compile(r"报告|report"), ("报告", "report")),
    (
        re.compile(r"哪[些几][个部项]?(?:地方性)?(?:法规|条例)|\b(?:which|what) (?:regulations|ordinances)"),
        ("条例", "regulation"),
    ),
    (re.compile(r"哪[些几][个部项]?办法|\b(?:which|what) measures"), ("办法", "measures")),
    (re.compile(r"哪[些几][个部项]?(?:规划|方案)|\b(?:which|what) plans"), ("规划", "方案", "plan")),
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# The places that are asked for, by level; a place that the question names does not count (河南省下面有哪些地级市).
_LEVELS = (
    (re.compile(r"省|provinc"), {"provincial"}),
    (
        re.compile(
            r"地级市|(?:哪[些几]|几|多少|各)个?(?:的|地级)?城?市|\b(?:which|what|how many|list)\b[^?.]{0,20}\b(?:cities|municipalities)\b"
        ),
        {"municipal", "of a city"},
    ),
    (re.compile(r"(?:哪[些几]|几|多少|各)个?(?:区县|县区|县|区)|\bcount(?:y|ies)\b"), {"county"}),
)
_PREFECTURES = re.compile(r"地级市|prefecture-level")
_CITIES_AS_PROVINCES = ("11", "12", "31", "50")


def in_scope(record: DocumentRecord, query: Query) -> bool:
    """Whether a question's "provinces", "cities" and "work reports" take a document in."""
    text, title = fold(query.text), fold(record.title)
    if not _is_of_level(record, fold(without_places(query.text))):
        return False
    asked = [said for pattern, said in _KINDS if pattern.search(text)]
    return not asked or any(word in title for said in asked for word in said)


def _is_of_level(record: DocumentRecord, text: str) -> bool:
    """Whether a document is of a place of the level that is asked for; 省市 asks for provinces."""
    asked = next((levels for words, levels in _LEVELS if words.search(text)), None)
    if asked is None or record.level in asked:
        return True
    # 城市 takes in the four that are provinces.
    is_city = (record.region_code or "").startswith(_CITIES_AS_PROVINCES)
    return "of a city" in asked and record.level == "provincial" and is_city and not _PREFECTURES.search(text)


def own_region(record: DocumentRecord) -> Region | None:
    """The region that a document is of."""
    return _region(record.region_code or "", record.region or "")


def own_years(record: DocumentRecord) -> set[int]:
    """The years that a document is of: those of its dates and of its title."""
    dated = {day.year for day in (record.issued_on, record.written_on, record.in_force_from) if day}
    return dated | {int(year) for year in _YEAR.findall(record.title)}


@functools.lru_cache(maxsize=1 << 12)
def _region(code: str, name: str) -> Region | None:
    """Kept, because every question asks it of every document, and there are few regions."""
    return region_of(code) or region_of(name)


def allowed_documents(records: Mapping[str, DocumentRecord], query: Query) -> set[str] | None:
    """The documents that may be searched; None for all."""
    return {name for name, record in records.items() if query.may_search(record)} if query.is_limited else None


def documents_of_regions(
    records: Mapping[str, DocumentRecord], regions: Sequence[Region], allowed: Iterable[str] | None
) -> set[str]:
    """The documents of these regions and of what lies in them."""
    if not regions:
        return set()
    found: set[str] = set()
    lies_in: dict[tuple[str | None, str | None], bool] = {}  # there are many documents and few regions
    for name in records if allowed is None else allowed:
        record = records[name]
        key = (record.region_code, record.region)
        if key not in lies_in:
            own = own_region(record)
            lies_in[key] = any(is_of(own, region) for region in regions)
        if lies_in[key]:
            found.add(name)
    return found


def place_of(record: DocumentRecord, regions: Sequence[Region]) -> int:
    """1 for a document of one of these regions, or of what lies in it; -1 for one of another place; else 0."""
    own = own_region(record)
    if any(is_of(own, region) for region in regions):
        return 1
    # What holds a region (its province, the country) binds it, and is not another place.
    return 0 if own is None or not regions or any(within(region, own) for region in regions) else -1
