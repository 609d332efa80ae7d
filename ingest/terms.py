"""When a document was written and issued, by what it says itself, and when it is in force."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.dates import DATE_TEXT, ENGLISH_DATE_TEXT, find_dates, first_date
from ingest.excerpt import Excerpt, Place
from ingest.force import SURE, Dated, end_of, start_of
from ingest.signatures import Signature, english_date, english_signature

_PRINTED = re.compile(rf"(?P<date>{DATE_TEXT})\s*(?:印\s*发|发布|公布)(?![的《])")
_NEWSPAPER = re.compile(rf"(?P<date>{DATE_TEXT})\s*星期[一二三四五六日].{{0,20}}(?:责编|责任编辑|编辑|版)")
_LETTERHEAD = re.compile(r"[\u4e00-\u9fff]{4,30}令\s*第\s*[\d一二三四五六七八九十百]+\s*号")
_THIS_COPY = re.compile(r"\s*[（(](?:此件|注|联系人)")
_PRINTED_ENGLISH = re.compile(rf"(?i)issued? the (?:name|seal|document) on (?P<date>{ENGLISH_DATE_TEXT})")
_ONLINE = re.compile(
    rf"^(?:发表时间|发布时间|发布日期|时间|日期)?\s*[：:]?\s*(?P<date>{DATE_TEXT})\s*\d{{1,2}}[:时]\d{{2}}"
)
_DELIVERED = re.compile(rf"(?P<date>{DATE_TEXT})\s*在[\u4e00-\u9fff\s]{{2,40}}?(?:人民代表大会|会议)")
_CLAUSE_END = re.compile(r"[；。）)]|第[一二]章|第一条")
_HEADING_END = re.compile(r"第一[章条]|目\s*录|^(?:为|根据|各)", re.MULTILINE)
_LONGEST_CLAUSE = 160


@dataclass(frozen=True, slots=True)
class Terms:
    """The dates of a document, each None where it does not tell it."""

    written: Dated | None = None
    issued: Dated | None = None
    start: Dated | None = None
    end: Dated | None = None


def terms_of(
    excerpt: Excerpt,
    labels: dict[str, Place],
    title: Place | None,
    signature: Signature | None,
    issuers: tuple[str, ...],
    about_others: bool = False,
) -> Terms:
    """The dates that a document states of itself; of a text about other documents only its labels tell them."""
    if about_others:
        return Terms(*(labelled_date(labels, field) for field in ("written", "issued", "from", "until")))
    text = excerpt.document.text
    history = list(_history(excerpt, title))
    signed = _signed(signature)
    # the date below a decree is the day of its issue
    decreed = signed if signature and (signature.by_officer or _has_decree_above(excerpt)) else None
    written = (
        labelled_date(labels, "written")
        or decreed
        or _delivered(excerpt)
        or _latest(history, "passed")
        or _latest(history, "decree")
        or signed
        or _english_signed(excerpt, issuers)
    )
    issued = (
        labelled_date(labels, "issued")
        or decreed
        or _latest(history, "decree")
        or _latest(history, "issued")
        or _printed_on(excerpt)
        or _noted(excerpt)
    )
    start = start_of(text, _latest(history, "start"), issued)
    if start is None or start.confidence < SURE:
        start = labelled_date(labels, "from") or start
    end = end_of(text, start) or labelled_date(labels, "until")
    return Terms(written, issued, start, end if end and (start is None or end.date >= start.date) else None)


def _has_decree_above(excerpt: Excerpt) -> bool:
    """Whether a decree's name and number stand on the first lines, without a date beside them."""
    return any(_LETTERHEAD.fullmatch(line.text) for line in excerpt.head[:3])


def labelled_date(labels: dict[str, Place], field: str) -> Dated | None:
    """The date that a label gives for a field: written, issued, from or until."""
    place = labels.get(field)
    date = first_date(re.sub(r"(?<=-)\s", "", place.text)) if place else None
    return Dated(date, place, 0.95) if place and date else None


def _history(excerpt: Excerpt, title: Place | None) -> Iterator[tuple[str, Dated]]:
    """What the heading of a law or decree tells: each date with passed, decree, issued or start."""
    lines = [line for line in excerpt.opening[:24] if not title or line.start >= title.end]
    if not lines:
        return
    text = excerpt.document.text
    begin, end = lines[0].start, lines[-1].end
    stop = _HEADING_END.search(text, begin, end)
    heading = text[begin : stop.start() if stop else end]
    dates = list(find_dates(heading))
    following = [start for _, start, _ in dates[1:]] + [len(heading)]
    for (date, at, past), until in zip(dates, following, strict=False):
        raw = _THIS_COPY.split(heading[past:until], maxsplit=1)[0]
        cut = _CLAUSE_END.search(raw)
        raw = (raw[: cut.end()] if cut else raw).rstrip()
        sort = _sort_of(re.sub(r"\s", "", raw))
        if sort:
            yield sort, Dated(date, Place(heading[at : past + len(raw)], begin + at, begin + past + len(raw)), 0.95)


def _sort_of(clause: str) -> str | None:
    """What the clause behind a date says happened on it; a higher body's approval is not the body's own act."""
    if len(clause) > _LONGEST_CLAUSE:
        return None
    if re.match(r"(?:起|之日起)?(?:施行|实施|执行)", clause):
        return "start"
    if "令" in clause and re.search(r"公布|发布|修订|修改|修正|令$|号$", clause):
        return "decree"
    if "现予" in clause or ("批准" in clause and "通过" not in clause):
        return None
    if re.search(r"通过|修订|修正|修改", clause):
        return "passed"
    return "issued" if re.search(r"(?:公布|发布|印发)(?!的)", clause) else None


def _latest(history: list[tuple[str, Dated]], sort: str) -> Dated | None:
    found = [dated for kind, dated in history if kind == sort]
    return max(found, key=lambda dated: dated.date) if found else None


def _delivered(excerpt: Excerpt) -> Dated | None:
    """The day a report was given to a congress."""
    if not any("报告" in line.text for line in excerpt.head[:25]):
        return None
    return _dated(_DELIVERED.search(excerpt.document.text, 0, 1500), 0.95)


def _signed(signature: Signature | None) -> Dated | None:
    date = first_date(signature.date.text) if signature else None
    return Dated(date, signature.date, 0.95 if signature.issuers else 0.85) if signature and date else None


def _english_signed(excerpt: Excerpt, issuers: tuple[str, ...]) -> Dated | None:
    """The date behind the bodies that sign an English document."""
    if re.search(r"[\u4e00-\u9fff]{20}", excerpt.document.text[:2000]):
        return None
    issuer = issuers[0] if issuers else ""
    return _dated(english_signature(excerpt, issuer), 0.85) or _dated(english_date(excerpt, issuer), 0.6)


def _printed_on(excerpt: Excerpt) -> Dated | None:
    """The day a document was put online or printed, as the lines below its title or its foot say."""
    for line in excerpt.opening[:25]:
        if (found := _ONLINE.search(line.text)) and (date := first_date(found["date"])):
            return Dated(date, line, 0.85)
    for line in excerpt.head[:8]:
        if (found := _NEWSPAPER.search(line.text)) and (date := first_date(found["date"])):
            return Dated(date, line, 0.85)
    for line in (*excerpt.tail, *excerpt.head):
        found = _PRINTED.search(line.text) if len(line.text) < 90 else None
        found = found or _PRINTED_ENGLISH.search(line.text)
        if found and (date := first_date(found["date"])):
            return Dated(date, Place(found.group(), line.start + found.start(), line.start + found.end()))
    return None


def _noted(excerpt: Excerpt) -> Dated | None:
    """The date that the list of sources gives; it stands in no text."""
    note = excerpt.document.source.note or ""
    date = first_date(note) if note.startswith("published") else None
    return Dated(date, Place(note, -1, -1), 0.8) if date else None


def _dated(found: re.Match[str] | None, confidence: float) -> Dated | None:
    date = first_date(found["date"]) if found else None
    return Dated(date, Place(found.group(), found.start(), found.end()), confidence) if found and date else None
