"""What the catalogue says of a document: its record, and the spans that prove it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

LEVELS = ("central", "provincial", "municipal", "county")
KINDS = (
    "law", "regulation", "plan", "measures", "notice", "draft", "interpretation", "report", "news", "other",
)  # fmt: skip
VALIDITIES = ("in_force", "not_yet", "expired", "superseded", "repealed", "draft", "unknown")


@dataclass(frozen=True, slots=True)
class Evidence:
    """The span that proves a field of a document's record, with a confidence from 0 to 1."""

    field: str
    quote: str
    confidence: float
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Instrument:
    """A kind of policy instrument after Rothwell and Zegveld: its subtype (资金支持 …) and class.

    The class is supply, environment or demand.
    """

    subtype: str
    instrument_class: str


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """What the catalogue says of a document; what is not known is None or empty, never guessed.

    Of several sources of one document the first by name has the others in `same_as`, and they name it in
    `duplicate_of`; one is searched and cited for all, and the others name that one in `searched_as`. What another
    document ends is `validity_before` until the day before `ended_on`.
    """

    document: str
    title: str
    language: str
    issuers: tuple[str, ...] = ()
    document_number: str | None = None
    region: str | None = None
    region_code: str | None = None
    level: str | None = None
    kind: str | None = None
    written_on: dt.date | None = None
    issued_on: dt.date | None = None
    in_force_from: dt.date | None = None
    in_force_until: dt.date | None = None
    applications_from: dt.date | None = None
    applications_until: dt.date | None = None
    validity: str = "unknown"
    superseded_by: str | None = None
    url: str | None = None
    pages: tuple[dict[str, Any], ...] = ()
    evidence: tuple[Evidence, ...] = ()
    status: str = "ready"
    reason: str | None = None
    industries: tuple[str, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    upstream: tuple[str, ...] = ()
    audience: str = "public"
    same_as: tuple[str, ...] = ()
    duplicate_of: str | None = None
    searched_as: str | None = None
    ended_on: dt.date | None = None
    validity_before: str = "unknown"

    def validity_on(self, day: dt.date) -> str:
        """The validity as it stood on a day: what was found in the text, moved by the document's own dates."""
        if self.ended_on and day < self.ended_on:
            return replace(self, validity=self.validity_before, ended_on=None).validity_on(day)
        said_to_have_ended = self.validity == "expired" and not self._ends_by_its_term
        if said_to_have_ended or self.validity in {"draft", "repealed", "superseded"}:
            return self.validity
        if self.in_force_until and self.in_force_until < day:
            return "expired"
        if self.in_force_from and self.in_force_from > day:
            return "not_yet"
        if self.validity == "in_force" and max(self.written_on or day, self.issued_on or day) > day:
            return "not_yet"
        if self.validity in {"expired", "not_yet"}:
            return "in_force" if self.in_force_from else "unknown"
        return self.validity

    @property
    def _ends_by_its_term(self) -> bool:
        """Whether the term of a document that has expired is why it has; else something says that it has ended."""
        quotes = {item.field: item.quote for item in self.evidence}
        stated = quotes.get("validity", quotes.get("in_force_until"))
        return self.in_force_until is not None and stated == quotes.get("in_force_until")

    def page_at(self, offset: int) -> int | None:
        """The page that a character of the text stands on, from 1; None where the format has no pages."""
        page = self._page_of(offset)
        return page["page"] if page else None

    def is_recognised(self, offset: int) -> bool:
        """Whether the page of a character was read by OCR, so that its letters may be misread."""
        page = self._page_of(offset)
        return page is not None and page["verdict"] == "ocr"

    def pages_read_as(self, verdict: str) -> tuple[int, ...]:
        """The numbers of the pages with a verdict: text, ocr, unreadable, empty or image."""
        return tuple(page["page"] for page in self.pages if page["verdict"] == verdict)

    def _page_of(self, offset: int) -> dict[str, Any] | None:
        return next((page for page in reversed(self.pages) if page["start"] <= offset), None)

    @property
    def published(self) -> dt.date | None:
        """The day of issue; where only another date is known, none."""
        return self.issued_on
