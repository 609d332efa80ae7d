"""Who signs a document, and the date below: 北京市人民政府 / 2023年5月21日."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.bodies import ENGLISH_BODIES, bodies_in
from ingest.dates import DATE_TEXT, ENGLISH_DATE_TEXT
from ingest.excerpt import Excerpt, Place

_LINES_ABOVE = 14
_OFFICER = re.compile(
    r"(?:代)?(?:省长|市长|州长|县长|区长|主席|部长|局长|署长|主任|总理|行长)[\s　：:]*[\u4e00-\u9fff·\s　]{2,8}"
)
_DATE_LINE = re.compile(rf"^[（(]?\s*({DATE_TEXT})\s*[）)]?$", re.MULTILINE)
_BODY_AND_DATE = re.compile(rf"^(?P<who>[^\d，。；：\n]{{4,220}}?)\s*(?P<date>{DATE_TEXT})$", re.MULTILINE)
# machine translation draws copies and signature together: "Ministry of Commerce cc on July 31, 2018: all provinces"
_ENGLISH = re.compile(rf"(?P<who>{ENGLISH_BODIES})(?:'s)?\s*,?\s*(?:cc )?(?:on )?(?P<date>{ENGLISH_DATE_TEXT})")
_ENGLISH_DATE = re.compile(
    rf"(?<!\d\d\d\d [Oo]n )(?P<date>{ENGLISH_DATE_TEXT})\s*(?:\([Tt]his [a-z]+|(?:font size)?\s*$)"
)
_AFTER_ENGLISH = re.compile(r"\s*(?:[(（:]|[Cc][Cc]\b|Attachments?|Annex|The General|Interpretation|Internal|font|$)")


@dataclass(frozen=True, slots=True)
class Signature:
    """The bodies that sign (none where a governor does, or nobody), where that stands, and the date below."""

    issuers: tuple[str, ...]
    place: Place
    date: Place
    by_officer: bool = False


def signature_of(excerpt: Excerpt) -> Signature | None:
    """The first place where bodies stand above a date that has a line of its own; else an officer, else the date."""
    text = excerpt.document.text
    officer = None
    for found in _DATE_LINE.finditer(text):
        date = Place(found.group(), found.start(), found.end())
        above = _lines_before(text, found.start())
        signed: list[Place] = []
        for line in reversed(above):
            if not bodies_in(line.text):
                break
            signed.insert(0, line)
        if signed:
            issuers = tuple(dict.fromkeys(name for line in signed for name in bodies_in(line.text)))
            start, end = signed[0].start, signed[-1].end
            return Signature(issuers, Place(text[start:end], start, end), date)
        if above and officer is None and _OFFICER.fullmatch(above[-1].text):
            officer = Signature((), above[-1], date, by_officer=True)
    return officer or _on_one_line(text) or _unsigned(excerpt)


def english_signature(excerpt: Excerpt, issuer: str = "") -> re.Match[str] | None:
    """Bodies (`who`) with a date behind them, and then what follows a signature: a bracket, copies, the end.

    Args:
        excerpt: the document.
        issuer: where given, it must be among the bodies (a forwarded report has its own signature).

    """
    text = excerpt.document.text
    last = None
    for found in _ENGLISH.finditer(text, 200):
        if issuer not in found["who"]:
            continue
        if _AFTER_ENGLISH.match(text, found.end()):
            return found
        last = found
    return last if last and last.end() > len(text) - 600 else None


def english_date(excerpt: Excerpt, issuer: str = "") -> re.Match[str] | None:
    """The day (`date`) that an English document has without a signature of its own: by its issuer, or at its end."""
    text = excerpt.document.text
    by_issuer = (found for found in _ENGLISH.finditer(text, 0, 4000) if issuer and issuer in found["who"])
    return next(by_issuer, None) or _ENGLISH_DATE.search(text, max(0, len(text) - 700))


def _on_one_line(text: str) -> Signature | None:
    """Bodies with the date behind them on one line, and those on the lines above."""
    for found in _BODY_AND_DATE.finditer(text):
        # a list's entries end with a date in figures
        joined = found.end("who") == found.start("date") and "年" not in found["date"]
        if joined or not (names := bodies_in(found["who"])):
            continue
        start = found.start("who")
        for line in reversed(_lines_before(text, found.start())):
            if not (above := bodies_in(line.text)):
                break
            names, start = above + names, line.start
        who = Place(text[start : found.end("who")], start, found.end("who"))
        return Signature(tuple(names), who, Place(found["date"], found.start("date"), found.end("date")))
    return None


def _unsigned(excerpt: Excerpt) -> Signature | None:
    """A date on a line of its own with no name above it, as on web pages that leave the seal out."""
    for line in (*excerpt.head[2:], *excerpt.tail):
        if _DATE_LINE.fullmatch(line.text) and "年" in line.text:
            return Signature((), line, line)
    return None


def _lines_before(text: str, offset: int) -> list[Place]:
    """The lines before an offset; a page's number between them does not count."""
    lines: list[Place] = []
    end = offset
    while end > 0 and len(lines) < _LINES_ABOVE:
        end = text.rfind("\n", 0, end)
        start = text.rfind("\n", 0, max(end, 0)) + 1
        line = text[start : max(end, 0)].strip()
        if line and not re.fullmatch(r"[-—–\s\d]*", line):
            at = text.index(line, start)
            lines.insert(0, Place(line, at, at + len(line)))
        end = start
    return lines
