"""The documents whose validity a question asks for: those of the library, and those that one of them repeals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from bot.found import Found
from vectorstore.described import Described, described, years_in
from vectorstore.naming import Naming
from vectorstore.record import DocumentRecord
from vectorstore.regions import COUNTRY, is_of, within
from vectorstore.repeals import Repeal, repeals_of
from vectorstore.scope import own_region
from vectorstore.versions import names_of, same_title
from vectorstore.wish import wish_of

_MOST = 3


@dataclass(frozen=True, slots=True)
class Standing:
    """A document that a question names or describes: the library's own `record`, or a `repeal` of one it lacks."""

    record: DocumentRecord | None = None
    repeal: Repeal | None = None


def standings(found: Found) -> list[Standing]:
    """The documents whose validity a question asks for, those in force first; none where it names none."""
    query, as_of = found.asked.query, found.asked.question.as_of
    if not wish_of(query.text).validity:
        return []
    records = [record for record in found.records.values() if not record.searched_as and _is_asked_of(record, found)]
    repeals = [repeal for record in records for repeal in repeals_of(record)]
    naming = Naming.of(query.text)
    named = [record for record in records if naming.names(record.title, record.document_number)]
    ended = [repeal for repeal in repeals if naming.names(repeal.title, repeal.number)]
    if not named and not ended:
        named, ended = _described(found, records, repeals)
    years = set(query.years)
    named.sort(key=lambda r: (not years & _written(r), r.validity_on(as_of) != "in_force", r.document))
    successors = {record.superseded_by for record in named}
    lacking = [
        Standing(repeal=repeal)
        for repeal in _each_once(ended)
        if repeal.by not in successors and _is_another(repeal, found.records[repeal.by], years)
    ]
    return [*lacking, *(Standing(record) for record in named)][:_MOST]


def _is_asked_of(record: DocumentRecord, found: Found) -> bool:
    """Whether a document may be searched, and is of a place that is asked about, or of what holds a zone."""
    own = own_region(record)
    zones = [region for region in found.asked.query.regions if region.is_zone]  # which issue nothing themselves
    holds = own is not None and own.code != COUNTRY and any(within(zone, own) for zone in zones)
    return found.may_search(record.document) and (holds or _is_of_place(record, found))


def _is_of_place(record: DocumentRecord, found: Found) -> bool:
    """Whether a document is of a place that is asked about, where one is."""
    regions = found.asked.query.regions
    return not regions or any(is_of(own_region(record), region) for region in regions)


def _described(
    found: Found, records: Sequence[DocumentRecord], repeals: Sequence[Repeal]
) -> tuple[list[DocumentRecord], list[Repeal]]:
    """The documents, and the repealed ones, that a question describes by their topic, kind, place and year."""
    documents = [
        Described(record.title, own_region(record), _written(record)) for record in records
    ] + [
        Described(repeal.title, own_region(found.records[repeal.by]), years_in(repeal.title, repeal.number))
        for repeal in repeals
    ]  # fmt: skip
    places = described(found.asked.query, documents)
    here = [records[place] for place in places if place < len(records)]
    return here, [repeals[place - len(records)] for place in places if place >= len(records)]


def _is_another(repeal: Repeal, by: DocumentRecord, years: Set[int]) -> bool:
    """Whether the title that a document repeals is not its own too; an earlier text of that is meant by its year."""
    return same_title(repeal.title) not in names_of(by.title) or bool(years & years_in(repeal.title, repeal.number))


def _written(record: DocumentRecord) -> frozenset[int]:
    """The years that a document's text is of, by its title, number and dates."""
    days = (record.written_on, record.issued_on)
    return years_in(record.title, record.document_number) | {day.year for day in days if day}


def _each_once(repeals: Sequence[Repeal]) -> Iterator[Repeal]:
    """Of the repeals by one document in one sentence, the first."""
    yield from {(repeal.by, repeal.quote): repeal for repeal in reversed(repeals)}.values()
