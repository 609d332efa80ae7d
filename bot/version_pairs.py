"""Which two versions of one document a question asks to be held against each other."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from bot.evidence import judge
from bot.found import Found
from bot.meaning import extracts_of
from vectorstore.library import Library
from vectorstore.naming import named_documents
from vectorstore.record import DocumentRecord
from vectorstore.regions import is_of
from vectorstore.scope import own_region

_DRAFT = re.compile(r"征求意见稿|草案|\bdraft\b", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_PROVEN = 0.9  # the confidence of what the catalogue proves
_READ = 10


@dataclass(frozen=True, slots=True)
class VersionPair:
    """An older and a newer version of one document; whether the question names it, and how surely it asks about it."""

    old: DocumentRecord
    new: DocumentRecord
    named: bool
    confidence: float

    def called(self, record: DocumentRecord) -> str:
        """A version by its day, where it is known; else by its document."""
        day = _day(record)
        return day.isoformat() if day > dt.date.min else record.document


def pair_asked_about(found: Found, library: Library) -> VersionPair | None:
    """The versions that a question asks about; None where it names none, or what was found is no version of anything.

    Of several versions the two newest are meant, or those of the years that the question names.
    """
    query, records = found.asked.query, found.records
    families = _families(found)
    if not families:
        return None
    named = named_documents(query.text, records.values())
    for document in sorted(named & set(families)):
        if two := _two_of(families[document], query.years):
            return VersionPair(*two, True, _PROVEN)
    near = next((hit.passage.document for hit in found.hits[:_READ] if hit.passage.document in families), None)
    two = _two_of(families[near], query.years) if near else None
    if two is None or near is None:
        return None
    judgement = judge(found, extracts_of(found, library), library.targets)
    about = {record.document for record in families[near]}
    if not judgement.enough or judgement.binding or judgement.extracts[0].passage.document not in about:
        return None
    return VersionPair(*two, False, judgement.confidence)


def _families(found: Found) -> dict[str, list[DocumentRecord]]:
    """Document → the versions that it is one of, oldest first; only what the question lets be searched, of its region."""
    query = found.asked.query
    with_drafts = _DRAFT.search(query.text) is not None
    groups: defaultdict[str, list[DocumentRecord]] = defaultdict(list)
    for record in found.records.values():
        newer = record.superseded_by
        if newer in found.records and record.validity != "repealed" and (record.validity != "draft" or with_drafts):
            groups[newer].append(record)
    families: dict[str, list[DocumentRecord]] = {}
    for newest, older in groups.items():
        versions = [r for r in (*older, found.records[newest]) if _may_be_compared(r, found)]
        if len(versions) > 1 and with_drafts == any(record.validity == "draft" for record in versions):
            versions.sort(key=lambda record: (record.validity != "draft", _day(record)))
            families |= {record.document: versions for record in versions}
    return families


def _may_be_compared(record: DocumentRecord, found: Found) -> bool:
    regions = found.asked.query.regions
    is_there = record.status != "failed" and not record.searched_as and found.may_search(record.document)
    return is_there and (not regions or any(is_of(own_region(record), region) for region in regions))


def _two_of(versions: Sequence[DocumentRecord], years: Sequence[int]) -> tuple[DocumentRecord, DocumentRecord] | None:
    """The two versions that are meant: the newest and the one before, or what the years say; None where no year fits."""
    meant = [at for at, version in enumerate(versions) if _years(version) & set(years)]
    if not years:
        return versions[-2], versions[-1]
    if not meant:
        return None
    if len(meant) > 1:
        return versions[meant[0]], versions[meant[-1]]
    return (versions[meant[0] - 1], versions[meant[0]]) if meant[0] else (versions[0], versions[-1])


def _years(record: DocumentRecord) -> set[int]:
    days = (record.written_on, record.issued_on, record.in_force_from)
    return {day.year for day in days if day} | {int(year) for year in _YEAR.findall(record.title)}


def _day(record: DocumentRecord) -> dt.date:
    """The latest day that a version is known to be of."""
    days = (record.written_on, record.issued_on, record.in_force_from)
    return max((day for day in days if day), default=dt.date.min)
