"""The passage, the unit that is searched and cited, and what a search returns."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Any

_CJK = re.compile(r"[\u3400-\u9fff]")
_WORDS = re.compile(r"[\u3400-\u9fff]{2}|[A-Za-z]{4}")
_SUFFIX = re.compile(r"\.\w{2,5}$")
_LETTER = re.compile(r"[A-Za-z]")


def language_of(text: str) -> str:
    """`zh` or `en`: Chinese where a Chinese character stands for at least every eighth Latin letter."""
    return "zh" if len(_CJK.findall(text)) * 8 >= max(1, len(_LETTER.findall(text))) else "en"


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of a document's text inside one section.

    `start` and `end` are character offsets in the document's stored text; `page` counts from 1, None where the format
    has no pages; `heading_path` names the sections it stands in, outermost first.
    """

    id: str
    document: str
    position: int
    text: str
    start: int
    end: int
    page: int | None
    heading_path: tuple[str, ...]
    language: str
    title: str

    def embedding_text(self) -> str:
        """What is embedded: title, headings (where they do not open the text), text.

        A title that is but a file's number says nothing, and would only blur what the text says.
        """
        title = self.title if _WORDS.search(_SUFFIX.sub("", self.title)) else ""
        lead = [part for part in (title, *self.heading_path) if part and not self.text.startswith(part)]
        return "\n".join([*dict.fromkeys(lead), self.text])

    @property
    def section(self) -> str:
        """The heading path as one line."""
        return " › ".join(self.heading_path)


@dataclass(frozen=True, slots=True)
class RetrievedPassage:
    """A passage and its score (higher is better)."""

    passage: Passage
    score: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """The span that proves a field of a document's record, with a confidence from 0 to 1."""

    field: str
    quote: str
    confidence: float
    page: int | None = None


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """What the catalogue says of a document; what is not known is None or empty, never guessed."""

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
    validity: str = "unknown"
    superseded_by: str | None = None
    url: str | None = None
    pages: tuple[dict[str, Any], ...] = ()
    evidence: tuple[Evidence, ...] = ()
    status: str = "ready"
    reason: str | None = None
    same_as: tuple[str, ...] = field(default=())

    def validity_on(self, day: dt.date) -> str:
        """The validity as it stood on a day: what was found in the text, moved by the document's own dates."""
        said_to_have_ended = self.validity == "expired" and self.in_force_until is None
        if said_to_have_ended or self.validity in {"draft", "repealed", "superseded"}:
            return self.validity
        if self.in_force_until and self.in_force_until < day:
            return "expired"
        if self.in_force_from and self.in_force_from > day:
            return "not_yet"
        if self.validity in {"expired", "not_yet"}:
            return "in_force" if self.in_force_from else "unknown"
        return self.validity

    def page_at(self, offset: int) -> int | None:
        """The page that a character of the text stands on, from 1; None where the format has no pages."""
        return next((page["page"] for page in reversed(self.pages) if page["start"] <= offset), None)

    @property
    def published(self) -> dt.date | None:
        """The day of issue; where only another date is known, none."""
        return self.issued_on
