"""When a document is open for applications: the first and the last day on which one may apply."""

from __future__ import annotations

import datetime as dt
import re

from ingest.dates import DATE_TEXT, ENGLISH_DATE_TEXT, first_date
from ingest.excerpt import Excerpt, Place
from ingest.force import Dated

# Reading stops here: a form or a list that follows tells other days.
_CHARACTERS = 60_000
_SENTENCE = re.compile(r"[^。；;\n]+")
_VERB = r"(?:申报|申请|报名|受理|提出申请|appl(?:y|ied|ications?)\b)"
_APPLYING = re.compile(_VERB, re.IGNORECASE)
# The day stands right after or before the word, with little between them.
_LEAD = re.compile(rf"{_VERB}[^，,。；]{{0,14}}$", re.IGNORECASE)
_TRAIL = re.compile(rf"^[^，,。；已]{{0,8}}{_VERB}", re.IGNORECASE)
# A call for comments, a term of validity, and what was done before are no call for applications.
_OTHER = re.compile(r"征求意见|意见建议|反馈|有效期|施行|实施|公示|已提交|已批准|comments|opinions", re.IGNORECASE)
_ANY = rf"(?:{DATE_TEXT}|{ENGLISH_DATE_TEXT})"
_SHORT = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*月\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*日"
_RANGE = re.compile(
    rf"(?:自|从|from\s+)?(?P<start>{_ANY})\s*(?:起)?\s*(?:至|到|[-—–－~～]+|to|until|through)\s*(?P<end>{_ANY}|{_SHORT})",
    re.IGNORECASE,
)
_LAST = re.compile(
    rf"(?P<end>{_ANY})\s*(?:[（(][^（）()]{{1,8}}[）)])?\s*(?:\d{{1,2}}[:：时点]\d{{0,2}}分?)?\s*(?:之前|以前|前|截止|止)"
    rf"|(?:截止(?:时间|日期)?|截至|不晚于|不迟于)[为是到至：:\s]{{0,3}}(?P<late>{_ANY})"
    rf"|(?:\bby|\bbefore|no later than|\bdeadline(?: is|:)?)\s+(?P<english>{ENGLISH_DATE_TEXT})",
    re.IGNORECASE,
)


def applications_of(excerpt: Excerpt) -> tuple[Dated | None, Dated | None]:
    """The first and the last day for applications; of several rounds, the whole time from the first to the last."""
    text = excerpt.document.text[:_CHARACTERS]
    starts: list[Dated] = []
    ends: list[Dated] = []
    for sentence in _SENTENCE.finditer(text):
        if not _APPLYING.search(sentence[0]) or _OTHER.search(sentence[0]):
            continue
        place = Place(sentence[0].strip(), sentence.start(), sentence.end())
        taken = []
        for found in _RANGE.finditer(sentence[0]):
            begin, end = first_date(found["start"]), _end_of(found)
            if begin and end and begin <= end and _is_near(sentence[0], found):
                starts.append(Dated(begin, place, 0.8))
                ends.append(Dated(end, place, 0.8))
                taken.append(found.span())
        for found in _LAST.finditer(sentence[0]):
            day = first_date(found["end"] or found["late"] or found["english"])
            if day and _is_near(sentence[0], found) and not any(start <= found.start() < end for start, end in taken):
                ends.append(Dated(day, place, 0.8))
    last = max(ends, key=lambda dated: dated.date, default=None)
    return min(starts, key=lambda dated: dated.date, default=None), last


def _is_near(sentence: str, found: re.Match[str]) -> bool:
    """Whether the days are said of applying, and not of what is applied for."""
    return bool(_LEAD.search(sentence[: found.start()]) or _TRAIL.search(sentence[found.end() :]))


def _end_of(found: re.Match[str]) -> dt.date | None:
    """The end of a range; where it names no year, that of its beginning."""
    whole = first_date(found["end"])
    begin = first_date(found["start"])
    return whole or (first_date(f"{begin.year}年{found['end']}") if begin else None)
