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
_AMENDING = re.compile(r"(?:公布|发布)?的?(?:第[一二三四五六七八九十]+次)?(?:修改|修正)")
_REVISING = re.compile(r"(?:公布|发布)?的?(?:第[一二三四五六七八九十]+次)?修订|重新公布")
_JOINT = re.compile(r"国务院[、\s]*$")
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
    for found in _DECREE.finditer(text, 0, end):
        behind = re.sub(r"[\s）)]", "", text[found.end() : found.end() + 16])
        if not _AMENDING.match(behind) and (chosen is None or _REVISING.match(behind)):
            chosen = found
    if chosen is None:
        return None
    who = _LEAD.sub("", re.sub(r"\s", "", chosen["who"]))
    number = f"{who}令第{chosen['a'] or chosen['b']}号"
    joint = _JOINT.search(text, max(0, chosen.start() - 14), chosen.start())
    issuers = (*(["国务院"] if joint else []), who.removeprefix("中华人民共和国"))
    return Decree(issuers, number, Place(chosen.group(), chosen.start(), chosen.end()))


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
        found = _NUMBER.search(line.text)
        if found is None or line.text.startswith("《"):
            continue
        if len(line.text.strip("（）() ")) - len(found.group()) <= 3:
            return _tidy(found.group()), line, 0.95
        if title and title.start <= line.start < title.end and line.text.endswith(("）", ")")):
            return _tidy(found.group()), line, 0.8
    decree = decree_of(excerpt)
    return (decree.number, decree.place, 0.95) if decree else None


def _tidy(number: str) -> str:
    return re.sub(r"\s", "", number)
