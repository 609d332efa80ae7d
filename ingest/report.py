"""What the library says of each document, for people and for programs."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from vectorstore.commitments import Commitments
from vectorstore.library import Library
from vectorstore.record import DocumentRecord

FORMATS = ("table", "csv", "json")
_DATES = ("written_on", "issued_on", "in_force_from", "in_force_until", "applications_from", "applications_until")
# What a reader of policies looks for first; a document without one of these is worth a look by a person.
_WANTED = ("issuers", "document_number", "region", "kind", "issued_on", "in_force_from", "industries", "instruments")
_TARGET = ("indicator", "comparator", "value", "unit", "baseline", "year", "scope", "region", "quote")
_SUPPORT = ("who", "what", "rate", "cap", "quote")
_COLUMNS = (
    "document", "title", "issuers", "document_number", "region", "region_code", "level", "kind", *_DATES, "validity",
    "superseded_by", "industries", "instruments", "targets", "support", "audience", "upstream", "same_as", "pages",
    "status", "reason", "not_found",
)  # fmt: skip


def document_lines(library: Library, form: str = "table") -> Iterator[str]:
    """The report, line by line: `table` for a person, `csv` for a spreadsheet, `json` (an object a line) for programs.

    A document that stands in several sources is told once, under the first, which names the others.
    """
    today = dt.date.today()
    commitments = library.catalogue.commitments.all()
    records = [record for record in library.records() if not record.duplicate_of]
    if form == "csv":
        yield _csv_line(_COLUMNS)
    for record in records:
        found = commitments.get(record.document, Commitments())
        if form == "table":
            yield from _paragraph(record, found, today)
            continue
        values = report_object(record, found, today, library)
        yield json.dumps(values, ensure_ascii=False) if form == "json" else _csv_line(_cells(record, values))


def report_object(record: DocumentRecord, found: Commitments, day: dt.date, library: Library) -> dict[str, Any]:
    """The object that other programs rely on; every field is always there."""
    values = asdict(record)
    for name in _DATES:
        values[name] = values[name].isoformat() if values[name] else None
    values["pages"] = [{name: page[name] for name in ("page", "layer", "verdict")} for page in record.pages]
    values["validity"] = record.validity_on(day)
    if record.superseded_by and library.record(record.superseded_by) is None:
        values["superseded_by"] = None
    values["instruments"] = [i.subtype for i in record.instruments]
    values["instrument_classes"] = {i.subtype: i.instrument_class for i in record.instruments}
    values["targets"] = [{name: getattr(target, name) for name in _TARGET} for target in found.targets]
    values["support"] = [{name: getattr(measure, name) for name in _SUPPORT} for measure in found.support]
    values["evidence"] = {
        item.field: {"quote": item.quote, "page": item.page, "confidence": item.confidence} for item in record.evidence
    }
    del values["url"], values["duplicate_of"], values["searched_as"]
    return values


def _not_found(record: DocumentRecord) -> list[str]:
    return [name for name in _WANTED if not getattr(record, name)]


def _paragraph(record: DocumentRecord, found: Commitments, day: dt.date) -> Iterator[str]:
    """A document in a few lines: what it is, what was found in it, and what was not."""
    if record.status == "failed":
        yield f"{record.document}\n    not read: {record.reason}"
        return
    date = record.issued_on or record.written_on
    facts = [
        record.title, *record.issuers, record.document_number, record.region, record.kind, str(date) if date else None,
        record.validity_on(day).replace("_", " "), *record.industries,
    ]  # fmt: skip
    notes = [f"{len(found.targets)} targets", f"{len(found.support)} support measures"]
    for verdict, words in (("ocr", "read by OCR"), ("unreadable", "unreadable"), ("image", "pictures only")):
        numbers = [str(page["page"]) for page in record.pages if page["verdict"] == verdict]
        if numbers:
            notes.append(f"pages {words}: {', '.join(numbers)}")
    if record.status == "keyword_only":
        notes.append("found by its words only so far")
    if record.same_as:
        notes.append(f"the same as {', '.join(record.same_as)}")
    if record.reason:
        notes.append(record.reason)
    if missing := _not_found(record):
        notes.append(f"not found: {', '.join(missing)}")
    yield record.document
    yield "    " + " · ".join(fact for fact in facts if fact)
    yield "    " + "; ".join(notes)


def _cells(record: DocumentRecord, values: dict[str, Any]) -> list[str]:
    """The cells of a row: lists joined by semicolons, figures as they are quoted."""
    values = values | {"not_found": [] if record.status == "failed" else _not_found(record)}
    values["pages"] = [f"{page['page']} {page['verdict']}" for page in values["pages"]]
    for name in ("targets", "support"):
        values[name] = [item["quote"] for item in values[name]]
    return ["; ".join(v) if isinstance(v := values[name], list | tuple) else str(v or "") for name in _COLUMNS]


def _csv_line(cells: Sequence[str]) -> str:
    """A line of CSV; a cell that a spreadsheet would take for a formula is made plain text."""
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(["'" + c if c.startswith(("=", "+", "-", "@")) else c for c in cells])
    return line.getvalue()
