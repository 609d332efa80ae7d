"""Records as rows of the catalogue, and back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from vectorstore.catalogue_tables import DocumentRow, EvidenceRow
from vectorstore.duplicates import sketch_of
from vectorstore.entry import Entry
from vectorstore.record import DocumentRecord, Evidence, Instrument

_SHARED = (
    "document", "title", "language", "document_number", "region", "region_code", "level", "kind", "written_on",
    "issued_on", "in_force_from", "in_force_until", "applications_from", "applications_until", "validity", "superseded_by", "audience", "url", "status", "reason",
)  # fmt: skip
_LISTED = ("issuers", "pages", "industries", "upstream")


def row_of(entry: Entry) -> DocumentRow:
    """The row of an entry's document, without its number."""
    record, state = entry.record, entry.state
    return DocumentRow(
        **{name: getattr(record, name) for name in _SHARED},
        **{name: list(getattr(record, name)) for name in _LISTED},
        instruments=[[instrument.subtype, instrument.instrument_class] for instrument in record.instruments],
        sketch=sketch_of(entry.text),
        root=state.root,
        digest=state.digest,
        size=state.size,
        modified_ns=state.modified_ns,
        text=entry.text,
    )


def evidence_rows(document_number: int, record: DocumentRecord) -> Iterator[EvidenceRow]:
    """The rows of a record's evidence."""
    for e in record.evidence:
        yield EvidenceRow(
            document_number=document_number, field=e.field, quote=e.quote, page=e.page, confidence=e.confidence
        )


def record_of(row: DocumentRow, evidence: Sequence[Evidence]) -> DocumentRecord:
    """The record that a row holds."""
    shared: dict[str, Any] = {name: getattr(row, name) for name in _SHARED}
    listed: dict[str, Any] = {name: tuple(getattr(row, name)) for name in _LISTED}
    instruments = tuple(Instrument(*pair) for pair in row.instruments)
    return DocumentRecord(**shared, **listed, instruments=instruments, evidence=tuple(evidence))
