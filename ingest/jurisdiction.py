"""The region whose body issued a document."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.bodies import is_central
from ingest.excerpt import Excerpt, Place
from ingest.issuers import Issuers
from vectorstore.regions import COUNTRY, Region, find_regions, region_of, within

_NUMBER_LETTERS = dict(zip("京津沪渝", ("110000", "120000", "310000", "500000"), strict=True))
_WHOLE_COUNTRY = re.compile(r"全国|中国|国家|中央|(?i:\bChina\b|\bnational\b)")
# the home page of a site, which is about no region's policy
_BODY_ALONE = re.compile(r"[\u4e00-\u9fff]{2,20}(?:人民政府|局|厅|委员会|中心|网站?)")
_FOLDER_OF_COUNTRY = frozenset({"国家", "中央", "全国", "china", "national", "state-council"})


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """A region, and what tells it."""

    region: Region
    place: Place | None
    confidence: float


def jurisdiction_of(
    excerpt: Excerpt,
    label: Place | None,
    issuers: Issuers,
    title: str,
    title_place: Place | None,
    number: str | None,
) -> Jurisdiction | None:
    """The region of the issuer; else of the title, the document's number, its folder, its file's name or its site."""
    if _BODY_ALONE.fullmatch(title) and not issuers.names:
        return None
    country = region_of(COUNTRY)
    if label:
        found = _finest(label.text) or (country if _WHOLE_COUNTRY.search(label.text) else None)
        return Jurisdiction(found, label, 0.95) if found else None
    for issuer in issuers.names[:1]:
        if found := _finest(issuer):
            return Jurisdiction(found, issuers.place, 0.95)
        if country and is_central(issuer):
            return Jurisdiction(country, issuers.place, 0.9)
    for issuer in issuers.names[1:]:
        if found := _finest(issuer):
            return Jurisdiction(found, issuers.place, 0.85)
    folders = re.split(r"[/!]", excerpt.document.source.document)
    if country and any(folder.lower() in _FOLDER_OF_COUNTRY for folder in folders[:-1]):
        return Jurisdiction(country, None, 0.8)
    if found := _finest(title):
        return Jurisdiction(found, title_place, 0.85)
    if number and number[0] in _NUMBER_LETTERS and (found := region_of(_NUMBER_LETTERS[number[0]])):
        return Jurisdiction(found, None, 0.8)
    for part in reversed(folders):
        if found := _finest(part):
            return Jurisdiction(found, None, 0.8)
    note = excerpt.document.source.note or ""
    if found := _finest(note.rsplit("_", 1)[-1]):
        return Jurisdiction(found, None, 0.7)
    if (site := excerpt.document.title) and (found := _finest(site)):
        return Jurisdiction(found, None, 0.7)
    if country and title.startswith("中华人民共和国"):
        return Jurisdiction(country, title_place, 0.9)
    return None


def _finest(name: str) -> Region | None:
    """The smallest of the regions that a name strings together (恩阳区 for 巴中市恩阳区人民政府).

    None where it names regions that do not lie in one another.
    """
    chosen: Region | None = None
    for mention in find_regions(name):
        region = _division(mention.region)
        if mention.group or region.level == "central":
            continue
        if chosen is None or within(region, chosen):
            chosen = region
        elif not within(chosen, region):
            return None
    return chosen


def _division(region: Region) -> Region:
    """The division a zone without a code of its own lies in."""
    while not region.code.isdigit() and region.parent and (above := region_of(region.parent)):
        region = above
    return region
