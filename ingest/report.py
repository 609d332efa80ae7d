"""What the library says of each document, for people and for programs."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from vectorstore.library import Library
from vectorstore.record import DocumentRecord

# Fields of the format that reading does not fill yet; what is not known is null or empty, never guessed.
_UNKNOWN: dict[str, Any] = {"industries": [], "instruments": [], "targets": [], "support": [], "upstream": []}
_AUDIENCE = "public"


def document_lines(library: Library, *, as_json: bool) -> Iterator[str]:
    """One line a document: a JSON object, or title, region, date and state for a person."""
    today = dt.date.today()
    for record in library.records():
        yield json.dumps(report_object(record, today, library), ensure_ascii=False) if as_json else _line(record, today)


def report_object(record: DocumentRecord, day: dt.date, library: Library) -> dict[str, Any]:
    """The object that other programs read; every field is always there."""
    values = asdict(record)
    for name in ("written_on", "issued_on", "in_force_from", "in_force_until"):
        values[name] = values[name].isoformat() if values[name] else None
    values["pages"] = [{name: page[name] for name in ("page", "layer", "verdict")} for page in record.pages]
    values["validity"] = record.validity_on(day)
    if record.superseded_by and library.record(record.superseded_by) is None:
        values["superseded_by"] = None
    values["evidence"] = {
        item.field: {"quote": item.quote, "page": item.page, "confidence": item.confidence} for item in record.evidence
    }
    del values["url"]
    return values | _UNKNOWN | {"audience": _AUDIENCE}


def _line(record: DocumentRecord, day: dt.date) -> str:
    if record.status == "failed":
        return f"{record.document}: not read: {record.reason}"
    date = record.issued_on or record.written_on
    parts = [record.title, record.region, str(date) if date else None, record.validity_on(day)]
    return f"{record.document}: " + " · ".join(part for part in parts if part and part != "unknown")
