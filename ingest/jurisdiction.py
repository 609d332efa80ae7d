"""The region whose body issued a document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ingest.bodies import is_central, is_short
from ingest.excerpt import Excerpt, Place
from ingest.issuers import Issuers
from vectorstore.passage import language_of
from vectorstore.regions import COUNTRY, Region, find_regions, region_of, within

# the letter that a province's numbers begin with: 粤府办, 鲁科字; a city's has its own, or goes on with 市
_LETTERS = dict(
    zip(
        "京津沪渝冀晋蒙辽黑浙皖闽赣鲁豫鄂湘粤桂琼川黔滇陕甘",
        "北京 天津 上海 重庆 河北 山西 内蒙古 辽宁 黑龙江 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 广西 海南 四川 贵州 云南 陕西 甘肃".split(),
        strict=True,
    )
)
_NUMBER = re.compile(rf"(?P<letter>[{''.join(_LETTERS)}])(?!市)[\u4e00-\u9fff]{{1,9}}[〔\[（(]")
_WHOLE_COUNTRY = re.compile(r"全国|中国|国家|中央|(?i:\bChina\b|\bnational\b)")
_CENTRAL_NEWS = re.compile(
    r"中共中央|中央经济工作会议|中央政治局|国务院|全国|中国(?:证监会|人民银行|银保监会|政府|共产党)|央行|证监会|国家[\u4e00-\u9fff]{2,8}(?:局|委|部)"
)
_LOCAL = re.compile(r"[我本](?:省|市|区|县|州|自治区)")
_NEWS_OPENING = 1500
_TITLE_MARKS = 1
_LONGEST_TEXT = 20_000
_OFTEN = 2
# these words begin the names of bodies in any country
_OF_ANY_COUNTRY = re.compile(r"(?:Federal )?(?:Ministry of|Department (?:of|for)|National|State) ")
_OPENING = 1500
_TITLE_MARKS = 1
_FOLDER_OF_COUNTRY = frozenset({"国家", "中央", "全国", "china", "national", "state-council"})


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """A region, and what tells it."""

    region: Region
    place: Place | None
    confidence: float


def jurisdiction_of(
    excerpt: Excerpt,
    labels: dict[str, Place],
    issuers: Issuers,
    title: str,
    title_place: Place | None,
    number: str | None,
) -> Jurisdiction | None:
    """The region of the issuer; else of the title, the document's number, its folder, its file's name or its site.

    A place abroad counts where none of them is in China.
    """
    country = region_of(COUNTRY)
    if label := labels.get("region"):
        found = _finest(label.text) or (country if _WHOLE_COUNTRY.search(label.text) else _abroad(label.text))
        return Jurisdiction(found, label, 0.95) if found else None
    for issuer in issuers.names[:1]:
        if found := _finest(issuer) or _abroad(issuer):
            return Jurisdiction(found, issuers.place, 0.95)
        if _OF_ANY_COUNTRY.match(issuer) and (foreign := _told_abroad(excerpt, title, title_place)):
            return foreign
        if country and is_central(issuer):
            return Jurisdiction(country, issuers.place, 0.9)
    for issuer in issuers.names[1:]:
        if found := _finest(issuer):
            return Jurisdiction(found, issuers.place, 0.85)
    if (publisher := labels.get("issuer")) and (found := _finest(publisher.text)):
        return Jurisdiction(found, publisher, 0.8)
    folders = re.split(r"[/!]", excerpt.document.source.document)
    if country and any(folder.lower() in _FOLDER_OF_COUNTRY for folder in folders[:-1]):
        return Jurisdiction(country, None, 0.8)
    if found := _finest(title):
        return Jurisdiction(found, title_place, 0.85)
    if number and (letter := _NUMBER.match(number)) and (found := region_of(_LETTERS[letter["letter"]])):
        return Jurisdiction(found, None, 0.7)
    for part in reversed(folders):
        if found := _finest(part):
            return Jurisdiction(found, None, 0.8)
    note = excerpt.document.source.note or ""
    if found := _finest(note.rsplit("_", 1)[-1]):
        return Jurisdiction(found, None, 0.7)
    if (site := excerpt.document.title) and (found := _finest(site)):
        return Jurisdiction(found, None, 0.7)
    if country and (title.startswith("中华人民共和国") or re.search(r"\b(?:National|China)\b", title)):
        return Jurisdiction(country, title_place, 0.7)
    return _told_by_text(excerpt, issuers) or _told_abroad(excerpt, title, title_place)


def place_of_news(excerpt: Excerpt, title: str, title_place: Place | None) -> Jurisdiction | None:
    """The region that a report in the news is about: the country, the one in its title, the one it names most."""
    text = excerpt.document.text
    country = region_of(COUNTRY)
    if country and _CENTRAL_NEWS.search(title):
        return Jurisdiction(country, title_place, 0.8)
    if found := _finest(title):
        return Jurisdiction(found, title_place, 0.8)
    if found := _most_named(text[:_NEWS_OPENING]):
        return Jurisdiction(found, _first_named(text, found), 0.6)
    if country and _CENTRAL_NEWS.search(text, 0, _NEWS_OPENING):
        return Jurisdiction(country, title_place, 0.5)
    return None


def _told_abroad(excerpt: Excerpt, title: str, title_place: Place | None) -> Jurisdiction | None:
    """The place abroad in a title; of a text that is not Chinese and names no place in China, the one it opens with.

    A Chinese title must begin with it: others speak of what is done there.
    """
    text = excerpt.document.text[:_LONGEST_TEXT]
    chinese = language_of(text) == "zh"
    if (found := _abroad(title)) and (not chinese or find_regions(title)[0].start <= _TITLE_MARKS):
        return Jurisdiction(found, title_place, 0.8)
    if chinese or any(not mention.region.is_abroad for mention in find_regions(text)):
        return None
    if found := _abroad(text[:_OPENING]):
        return Jurisdiction(found, _first_named(text, found), 0.5)
    return None


def _told_by_text(excerpt: Excerpt, issuers: Issuers) -> Jurisdiction | None:
    """The region that a text names most which calls its own place only 我市 or is signed by 市…办公室."""
    text = excerpt.document.text
    local = next((name[0] for name in issuers.names if is_short(name)), None)
    if local is None and not _LOCAL.search(text):
        return None
    found = _most_named(text)
    ranks = {"省": ("provincial",), "市": ("municipal", "provincial"), "自": ("provincial",)}.get(local or "")
    if found is None or (ranks and found.level not in ranks):
        return None
    return Jurisdiction(found, _first_named(text, found), 0.5)


def _most_named(text: str) -> Region | None:
    """The region that a text names most, and at least twice as often as any other that does not lie in it."""
    counts: Counter[str] = Counter()
    for mention in find_regions(text[:_LONGEST_TEXT]):
        region = _division(mention.region)
        if not mention.group and not region.is_abroad and region.level != "central":
            counts[region.code] += 1
    ranked = [known for code, _ in counts.most_common(6) if (known := region_of(code))]
    if not ranked or counts[ranked[0].code] < _OFTEN:
        return None
    best, *others = ranked
    rivals = [other for other in others if not within(other, best) and not within(best, other)]
    return best if all(counts[best.code] >= 2 * counts[rival.code] for rival in rivals) else None


def _first_named(text: str, region: Region) -> Place | None:
    """Where a text first names a region."""
    for mention in find_regions(text[:_LONGEST_TEXT]):
        if _division(mention.region) == region:
            return Place(mention.text, mention.start, mention.end)
    return None


def _finest(name: str) -> Region | None:
    """The smallest of the regions that a name strings together (恩阳区 for 巴中市恩阳区人民政府).

    None where it names regions that do not lie in one another.
    """
    named = (_division(mention.region) for mention in find_regions(name) if not mention.group)
    return _strung(region for region in named if not region.is_abroad and region.level != "central")


def _abroad(name: str) -> Region | None:
    """The smallest of the places abroad that a name strings together; None where it names China, too, or its mission."""
    mentions = find_regions(name)
    if "驻" in name or any(not mention.region.is_abroad for mention in mentions):
        return None
    return _strung(mention.region for mention in mentions)


def _strung(regions: Iterable[Region]) -> Region | None:
    """The smallest of regions that lie in one another; None where they do not."""
    chosen: Region | None = None
    for region in regions:
        if chosen is None or within(region, chosen):
            chosen = region
        elif not within(chosen, region):
            return None
    return chosen


def _division(region: Region) -> Region:
    """The division a zone without a code of its own lies in."""
    while region.is_zone and region.parent and (above := region_of(region.parent)):
        region = above
    return region
