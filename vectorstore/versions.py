"""Which documents of a library are older versions of others, which are repealed by them, and what drafts became."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from vectorstore.record import DocumentRecord
from vectorstore.repeals import QUOTED_TITLE

# A newer one of these takes the place of an older one of the same title; plans and notices stand side by side.
_REPLACED = frozenset({"law", "regulation", "measures"})
_NO_FINAL_TEXT = frozenset({"draft", "interpretation", "news"})
_MARKS = re.compile(
    r"[（(][^（()）]*(?:年|修订|修正|修改|版|\d{4}|征求意见稿|草案|送审稿|试行|暂行|draft|trial)[^（()）]*[）)]|[\s《》〈〉“”\"'·]",
    re.IGNORECASE,
)
_WRAPPED = re.compile(r"^(?:.{0,60}?(?:关于)?(?:印发|发布|公布|转发))(.+?)的?(?:通知|公告|通告)$")
_CONSULTED = re.compile(
    r"^.{0,40}?(?:征求|征集)(?:对|关于)?(.+?)(?:公开)?(?:征求)?意见(?:建议)?的?(?:通知|公告|通告|函)$"
)
# what is shorter names nothing: 关于印发方案的通知
_A_NAME = 6
# titles within a title: of what a notice issues, or asks comments on; a decision to amend only names what it amends
_CARRIES = re.compile(r"印发|发布|公布|转发|征求|征集|(?i:\bprinting\b|\bissu|\breleas|\bpromulgat|\bsolicit)")
_INNER = re.compile(r"《((?:[^《》]|〈[^〉]*〉)+)》|[\"“]([^\"“”]{12,})[\"”]")


def with_successors(records: Sequence[DocumentRecord]) -> list[DocumentRecord]:
    """The records, with what the library's other documents say of their validity.

    Worked out from the records each time they are read, so that it holds whatever is added or removed. Another source
    of the same document is no version of it.
    """
    apart = [record for record in records if not record.duplicate_of]
    superseded, repealed, final = link_versions(apart), repealed_by(apart), final_texts(apart)
    by_document = {record.document: record for record in records}
    known = []
    for record in records:
        successor = superseded.get(record.document) or repealed.get(record.document)
        if record.validity == "draft":
            record = replace(record, superseded_by=final.get(record.document))
        elif successor and record.validity in {"repealed", "superseded"}:
            held = "in_force" if record.in_force_from else "unknown"
            record = replace(
                record, superseded_by=successor, ended_on=_ends(record, by_document[successor]), validity_before=held
            )
        elif successor:
            validity = "superseded" if record.document in superseded else "repealed"
            record = _ended(record, validity, by_document[successor])
        known.append(record)
    return known


def link_versions(records: Iterable[DocumentRecord]) -> dict[str, str]:
    """The document that takes the place of another, by document.

    A law, regulation or measures gives way to the newest of the same title and region; a document that says what
    supersedes it, to that, where the library has it.
    """
    known = _known(records)
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
    """The document that says it repeals another, by the document that is repealed.

    Where it gives the other's number, only a document of that number is meant.
    """
    known = _known(records)
    by_name, by_number = _by_name(known), {_bare(r.document_number): r for r in known if r.document_number}
    links: dict[str, str] = {}
    for record in known:
        titles = dict(_repeals(record))
        for title, number in titles.items():
            numbered = by_number.get(_bare(number)) if number else None
            for target in [numbered] if numbered else by_name.get(same_title(title), []):
                other_number = number and target.document_number and _bare(number) != _bare(target.document_number)
                # another copy of the same text repeals the same
                copy = title in dict(_repeals(target))
                if target is not record and not other_number and not copy and dt.date.min < _day(target) < _day(record):
                    links[target.document] = record.document
    return links


def final_texts(records: Iterable[DocumentRecord]) -> dict[str, str]:
    """The document that a draft became, by the draft: of the same name and region, and not older."""
    known = _known(records)
    by_name = _by_name([record for record in known if record.kind not in _NO_FINAL_TEXT])
    links: dict[str, str] = {}
    for draft in known:
        if draft.validity == "draft":
            named = [record for name in names_of(draft.title) for record in by_name.get(name, [])]
            later = [r for r in named if r.region_code == draft.region_code and _day(r) >= _day(draft)]
            if later:
                links[draft.document] = _newest(later).document
    return links


def names_of(title: str) -> set[str]:
    """The names a document goes by: its whole title, and what a notice issues or asks comments on."""
    names = {same_title(title)}
    if _CARRIES.search(title):
        names |= {same_title(one or other) for one, other in _INNER.findall(title)}
    return names - {""}


def same_title(title: str) -> str:
    """A title as versions share it: without year marks, brackets, blanks, a notice around it, the country's full name."""
    text = _MARKS.sub("", unicodedata.normalize("NFKC", title))
    inner = _CONSULTED.sub(r"\1", _WRAPPED.sub(r"\1", text))
    text = inner if len(inner) >= _A_NAME else text
    return text.removeprefix("中华人民共和国").lower()


def _known(records: Iterable[DocumentRecord]) -> list[DocumentRecord]:
    return [record for record in records if record.status != "failed"]


def _by_name(records: Iterable[DocumentRecord]) -> dict[str, list[DocumentRecord]]:
    named: defaultdict[str, list[DocumentRecord]] = defaultdict(list)
    for record in records:
        for name in names_of(record.title):
            named[name].append(record)
    return named


def _repeals(record: DocumentRecord) -> Iterator[tuple[str, str]]:
    """The titles that a document repeals, each with its number where it is given."""
    for proof in record.evidence:
        if proof.field == "repeals":
            yield from QUOTED_TITLE.findall(proof.quote)


def _ended(record: DocumentRecord, validity: str, successor: DocumentRecord) -> DocumentRecord:
    """A record as another document ends it, with what shows that: the sentence that repeals it, or the newer date."""
    shows = ("repeals",) if validity == "repealed" else ("written_on", "issued_on", "in_force_from", "title")
    told = [
        proof
        for field in shows
        for proof in successor.evidence
        if proof.field == field
        and (field != "repeals" or any(_means(record, *quoted) for quoted in QUOTED_TITLE.findall(proof.quote)))
    ]
    kept = [proof for proof in record.evidence if proof.field not in ("validity", "superseded_by")]
    proofs = [replace(proof, field=field) for proof in told[:1] for field in ("validity", "superseded_by")]
    return replace(
        record,
        validity=validity,
        superseded_by=successor.document,
        ended_on=_ends(record, successor),
        validity_before=record.validity,
        evidence=(*kept, *proofs),
    )


def _means(record: DocumentRecord, title: str, number: str) -> bool:
    """Whether a title and number, as another document cites them, are a record's."""
    numbers = {_bare(number), _bare(record.document_number or "")}
    return (len(numbers) == 1 and numbers != {""}) or same_title(title) in names_of(record.title)


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


def _ends(record: DocumentRecord, successor: DocumentRecord) -> dt.date | None:
    """The first day that a document no longer holds, once another has taken its place.

    A text that was amended still says from when it first held: then the newer one counts from its own day.
    """
    first = successor.in_force_from
    return first if first and first > _day(record) else successor.issued_on or successor.written_on or first


def _day(record: DocumentRecord) -> dt.date:
    """The latest day that a version is known to be of."""
    days = [day for day in (record.written_on, record.issued_on, record.in_force_from) if day]
    return max(days, default=dt.date.min)
