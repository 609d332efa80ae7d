"""A document's number: 国发〔2018〕12号, or that of the decree that promulgated it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.excerpt import Excerpt, Place
from ingest.signatures import Signature

_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{1,16}(?:[（(][\u4e00-\u9fff]{1,4}[）)])?\s*[〔\[［【（(﹝]\s*(?:19|20)\d{2}\s*[〕\]］】）)﹞]\s*第?\s*\d{1,5}\s*号"
)
_WHO = r"[\u4e00-\u9fff]{2,20}?(?:人民政府|国务院|委员会|部|局|署|总局|银行)"
_DECREE = re.compile(
    rf"(?P<who>{_WHO})\s*(?:令\s*[（(]?\s*第\s*(?P<a>[\d一二三四五六七八九十百零〇]+)\s*号|第\s*(?P<b>\d+)\s*号\s*令)"
)
_ON_TWO_LINES = re.compile(
    r"^(?P<who>[\u4e00-\u9fff]{2,24})令\s*\n+\s*[（(]?第\s*(?P<n>\d+)\s*号[）)]?\s*$", re.MULTILINE
)
# what a congress promulgates its regulations by, and a body that has no letterhead of numbers of its own
_ANNOUNCED = re.compile(
    r"(?P<who>[\u4e00-\u9fff]{2,24}?(?:人民代表大会(?:常务委员会)?|常务委员会))公告\s*[（(]?\s*第\s*(?P<n>[\d一二三四五六七八九十百]+)\s*号\s*[）)]?\s*(?:公布|发布)"
)
_YEARLY = re.compile(r"(?:[\u4e00-\u9fff\s]{2,40})?(?:公告|通告)\s*(?:19|20)\d{2}\s*年\s*第\s*\d+\s*号")
# as machine translation leaves them: Guofa [1988] No. 72, State Letter [1998] No. 58
_ENGLISH_NUMBER = re.compile(
    r"\b(?:(?:Ministry of (?:[A-Z][a-z]+ )(?:and )?(?:[A-Z][a-z]+ ){0,4})?[A-Z][a-z]*(?:fa|han|zi|jie|gui|ban|dian)"
    r"|(?:Guo|Guo Ban|Huan) ?[A-Z][a-z]{1,3}|State (?:Council )?(?:Letter|Document)|[A-Z][a-z]+ [A-Z][a-z]+ Review)"
    r" ?\[(?:19|20)\d{2}\] ?No\. ?\d+"
)
_ENGLISH_OPENING = 900
_AMENDING = re.compile(r"(?:公布|发布)?的?(?:第[一二三四五六七八九十]+次)?(?:修改|修正)")
_REVISING = re.compile(r"(?:公布|发布)?的?(?:第[一二三四五六七八九十]+次)?修订|重新公布")
_REVISED = re.compile(r"修订通过|通过修订")
_JOINT = re.compile(r"(?:中华人民共和国)?国务院[、\s]*$")
_LEAD = re.compile(r"^(?:根据|依据|依照|经|按照|以|由|[日年月])+")
# a page that lists so many numbered documents has none itself
_OF_A_LIST = 4


@dataclass(frozen=True, slots=True)
class Decree:
    """The decree that promulgated a text, or revised it as a whole."""

    issuers: tuple[str, ...]
    number: str
    place: Place


def decree_of(excerpt: Excerpt) -> Decree | None:
    """The decree that the heading names; not those that only amended the text."""
    if not excerpt.opening:
        return None
    text = excerpt.document.text
    end = excerpt.opening[-1].end
    if two := _ON_TWO_LINES.search(text, 0, end):
        return Decree(
            (two["who"].removeprefix("中华人民共和国"),),
            f"{two['who']}令第{two['n']}号",
            Place(two.group().strip(), two.start(), two.end()),
        )
    chosen: re.Match[str] | None = None
    last = 0
    for found in _DECREE.finditer(text, 0, end):
        behind = re.sub(r"[\s）)]", "", text[found.end() : found.end() + 16])
        revises = _REVISING.match(behind) or _REVISED.search(text, last, found.start())
        if not _AMENDING.match(behind) and (chosen is None or revises):
            chosen = found
        last = found.end()
    if chosen is None:
        return None
    who = _LEAD.sub("", re.sub(r"\s", "", chosen["who"]))
    joint = _JOINT.search(text, max(0, chosen.start() - 20), chosen.start())
    start = joint.start() if joint else chosen.start()
    number = f"{joint.group().strip() if joint else ''}{who}令第{chosen['a'] or chosen['b']}号"
    issuers = (*(["国务院"] if joint else []), who.removeprefix("中华人民共和国"))
    return Decree(issuers, number, Place(text[start : chosen.end()], start, chosen.end()))


def number_of(
    excerpt: Excerpt, label: Place | None, title: Place | None, signature: Signature | None
) -> tuple[str, Place, float] | None:
    """The document's own number, where it stands, and how sure that is.

    It is labelled, or stands on a line of its own above the text, or behind the title, or is that of the decree.
    """
    if label and (found := _NUMBER.search(label.text)):
        return _tidy(found.group()), label, 0.95
    if sum(len(line.text) < 40 and _NUMBER.search(line.text) is not None for line in excerpt.head) >= _OF_A_LIST:
        return None
    end = signature.place.start if signature and signature.issuers else len(excerpt.document.text)
    for line in excerpt.opening:
        if line.start > max(end, title.end if title else 0):
            break
        if yearly := _YEARLY.fullmatch(line.text.strip("（）() ")):
            return _tidy(yearly.group()), line, 0.8
        found = _NUMBER.search(line.text)
        if found is None or line.text.startswith("《"):
            continue
        if len(line.text.strip("（）() ")) - len(found.group()) <= 3:
            return _tidy(found.group()), line, 0.95
        if title and title.start <= line.start < title.end and line.text.endswith(("）", ")")):
            return _tidy(found.group()), line, 0.8
    if decree := decree_of(excerpt):
        return decree.number, decree.place, 0.95
    if announced := _in_opening(_ANNOUNCED, excerpt):
        number = f"{_LEAD.sub('', _tidy(announced['who']))}公告第{announced['n']}号"
        return number, Place(announced.group(), announced.start(), announced.end()), 0.8
    text = excerpt.document.text
    english = _ENGLISH_NUMBER.search(text, 0, _ENGLISH_OPENING)
    if english and not text[: english.start()].rstrip().endswith(("(", '"', "“")):
        return english.group(), Place(english.group(), english.start(), english.end()), 0.8
    return None


def _in_opening(pattern: re.Pattern[str], excerpt: Excerpt) -> re.Match[str] | None:
    return pattern.search(excerpt.document.text, 0, excerpt.opening[-1].end) if excerpt.opening else None


def _tidy(number: str) -> str:
    return re.sub(r"\s", "", number)
