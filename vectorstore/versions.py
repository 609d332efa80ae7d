"""Which documents of a library are older versions of others, and which are repealed by them."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from vectorstore.record import DocumentRecord

# A newer one of these takes the place of an older one of the same title; plans and notices stand side by side.
_REPLACED = frozenset({"law", "regulation", "measures"})
_MARKS = re.compile(r"[（(][^（()）]*(?:年|修订|修正|修改|版|\d{4})[^（()）]*[）)]|[\s《》〈〉“”\"'·]")
_QUOTED = re.compile(r"《([^》]{4,150})》")


def with_successors(records: Sequence[DocumentRecord]) -> list[DocumentRecord]:
    """The records, with what the library's other documents say of their validity.

    Worked out from the records each time they are read, so that it holds whatever is added or removed.
    """
    superseded, repealed = link_versions(records), repealed_by(records)
    known = []
    for record in records:
        successor = superseded.get(record.document) or repealed.get(record.document)
        if successor and record.validity not in {"draft", "repealed"}:
            validity = "superseded" if record.document in superseded else "repealed"
            record = replace(record, validity=validity, superseded_by=successor)
        known.append(record)
    return known


def link_versions(records: Iterable[DocumentRecord]) -> dict[str, str]:
    """The document that takes the place of another, by document.

    A law, regulation or measures gives way to the newest of the same title and region; a document that says what
    supersedes it, to that, where the library has it.
    """
    known = [record for record in records if record.status != "failed"]
    by_title: defaultdict[str, list[DocumentRecord]] = defaultdict(list)
    for record in known:
        by_title[same_title(record.title)].append(record)
    links: dict[str, str] = {}
    for versions in by_title.values():
        links |= _older(versions)
    for record in known:
        if record.superseded_by:
            others = [other for other in by_title[same_title(record.superseded_by)] if other is not record]
            exact = [other for other in others if _bare(other.title) == _bare(record.superseded_by)]
            if others:
                links[record.document] = _newest(exact or others).document
    return links


def repealed_by(records: Iterable[DocumentRecord]) -> dict[str, str]:
    """The document that says it repeals another, by the document that is repealed."""
    known = [record for record in records if record.status != "failed"]
    by_title: defaultdict[str, list[DocumentRecord]] = defaultdict(list)
    for record in known:
        by_title[same_title(record.title)].append(record)
    links: dict[str, str] = {}
    for record in known:
        day = _day(record)
        for proof in record.evidence:
            if proof.field != "repeals":
                continue
            for title in _QUOTED.findall(proof.quote):
                for target in by_title.get(same_title(title), []):
                    if target.document != record.document and _day(target) < day:
                        links[target.document] = record.document
    return links


def same_title(title: str) -> str:
    """A title as versions share it: without year marks, brackets, blanks and the country's full name."""
    text = _MARKS.sub("", unicodedata.normalize("NFKC", title))
    text = re.sub(r"^(?:.{0,30}?关于(?:印发|发布|公布))(.+)的(?:通知|公告)$", r"\1", text)
    return text.removeprefix("中华人民共和国").lower()


def _older(versions: list[DocumentRecord]) -> dict[str, str]:
    """The older versions among documents of one title, each with the newest of its region."""
    dated = [record for record in versions if record.kind in _REPLACED and _day(record) > dt.date.min]
    links = {}
    for record in dated:
        newest = max((other for other in dated if other.region_code == record.region_code), key=_day)
        if _day(newest) > _day(record):
            links[record.document] = newest.document
    return links


def _newest(versions: list[DocumentRecord]) -> DocumentRecord:
    return max(versions, key=_day)


def _bare(title: str) -> str:
    return re.sub(r"\W", "", unicodedata.normalize("NFKC", title)).lower()


def _day(record: DocumentRecord) -> dt.date:
    """The latest day that a version is known to be of."""
    days = [day for day in (record.written_on, record.issued_on, record.in_force_from) if day]
    return max(days, default=dt.date.min)
