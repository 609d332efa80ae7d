"""Fields of documents as a person set them: they stand over what reading finds, whatever is read again."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from errors import EditError
from vectorstore.catalogue_file import as_library_fault
from vectorstore.catalogue_tables import EditRow
from vectorstore.record import KINDS, LEVELS, VALIDITIES, DocumentRecord, Evidence
from vectorstore.regions import region_of

_CHOICES = {"level": LEVELS, "kind": KINDS, "validity": VALIDITIES, "audience": ("public", "internal")}
_DATES = ("written_on", "issued_on", "in_force_from", "in_force_until", "applications_from", "applications_until")
_LISTS = ("issuers", "industries", "upstream")
EDITABLE = ("title", "document_number", "region", "superseded_by", *_CHOICES, *_DATES, *_LISTS)


@dataclass(frozen=True, slots=True)
class Edit:
    """A field as a person set it: `value` is text, a list of texts, or None for "not known"."""

    field: str
    value: str | list[str] | None
    editor: str
    edited_at: dt.datetime | None = None


class Edits:
    """Reads and writes what persons set."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def put(self, document: str, field: str, value: str | list[str] | None, editor: str) -> None:
        """Set a field of a document; an earlier edit of it is replaced."""
        now = dt.datetime.now(dt.UTC).replace(tzinfo=None)
        with as_library_fault(), Session(self._engine) as session, session.begin():
            session.merge(EditRow(document=document, field=field, value=value, editor=editor, edited_at=now))

    def drop(self, document: str, field: str) -> None:
        """Forget an edit, so that what reading found stands again."""
        with as_library_fault(), Session(self._engine) as session, session.begin():
            session.execute(sa.delete(EditRow).where(EditRow.document == document, EditRow.field == field))

    def all(self) -> dict[str, list[Edit]]:
        """Document → its edits."""
        found: defaultdict[str, list[Edit]] = defaultdict(list)
        with Session(self._engine) as session:
            for row in session.scalars(sa.select(EditRow).order_by(EditRow.document, EditRow.field)):
                found[row.document].append(Edit(row.field, row.value, row.editor, row.edited_at))
        return dict(found)


def parse_value(field: str, text: str) -> str | list[str] | None:
    """What a person typed for a field, checked; empty text means "not known", a list is parted by semicolons.

    Raises:
        EditError: the field cannot be edited, or the value does not fit it.
    """
    text = text.strip()
    if field not in EDITABLE:
        raise EditError(f"There is no field {field} to edit: choose one of {', '.join(sorted(EDITABLE))}.")
    if field in _LISTS:
        return [part.strip() for part in text.replace("；", ";").split(";") if part.strip()]
    if field in {"title", "validity", "audience"} and not text:
        raise EditError(f"The field {field} cannot be empty.")
    if not text:
        return None
    if field in _CHOICES and text not in _CHOICES[field]:
        raise EditError(f"{field} cannot be {text!r}: choose one of {', '.join(_CHOICES[field])}.")
    if field in _DATES:
        try:
            return dt.date.fromisoformat(text).isoformat()
        except ValueError:
            raise EditError(f"{field} cannot be {text!r}: write the date as 2026-01-31.") from None
    if field == "region" and region_of(text) is None:
        raise EditError(
            f"No region is called {text!r}: give its official name or its code (GB/T 2260, abroad ISO 3166)."
        )
    return text


def edited(record: DocumentRecord, edits: Sequence[Edit]) -> DocumentRecord:
    """A record with what persons set; the evidence of such a field says who set it, and when."""
    values: dict[str, Any] = {}
    proofs = [proof for proof in record.evidence if proof.field not in {edit.field for edit in edits}]
    for edit in edits:
        values |= _values(edit.field, edit.value)
        day = f" on {edit.edited_at:%Y-%m-%d}" if edit.edited_at else ""
        proofs.append(Evidence(edit.field, f"set by {edit.editor}{day}", 1.0))
    return replace(record, **values, evidence=tuple(proofs)) if edits else record


def _values(field: str, value: str | list[str] | None) -> dict[str, Any]:
    """The values of a record that an edit sets."""
    if isinstance(value, list):
        return {field: tuple(value)}
    if field in _DATES:
        return {field: dt.date.fromisoformat(value) if value else None}
    if field != "region":
        return {field: value}
    region = region_of(value) if value else None
    return {
        "region": region.name if region else None,
        "region_code": region.division_code if region else None,
        "level": region.level if region else None,
    }
