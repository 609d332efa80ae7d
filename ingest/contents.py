"""What a document is about, what it uses, what it rests on, and who may read it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.audience import audience_of
from ingest.excerpt import Excerpt, Indication, Place
from ingest.industries import industries_of
from ingest.instruments import instruments_of
from ingest.upstream import upstream_of


@dataclass(frozen=True, slots=True)
class Contents:
    """The findings of a document's text beyond what names and dates it, each where it shows."""

    industries: tuple[Indication, ...]
    instruments: tuple[Indication, ...]
    upstream: tuple[Indication, ...]
    audience: Indication | None

    def proofs(self) -> Iterator[tuple[str, Place, float]]:
        """Field, place and confidence of each finding; of a field the surest last, which a reader sees first."""
        for field, found in (
            ("industries", self.industries),
            ("instruments", self.instruments),
            ("upstream", self.upstream),
            ("audience", (self.audience,) if self.audience else ()),
        ):
            for one in sorted(found, key=lambda each: each.confidence):
                yield field, one.place, one.confidence


def contents_of(
    excerpt: Excerpt, labels: dict[str, Place], title: str, title_place: Place | None, kind: str | None
) -> Contents:
    """The contents of a document of which title and kind are known."""
    return Contents(
        industries_of(excerpt, labels.get("industry"), title, title_place, kind),
        instruments_of(excerpt, title, kind),
        upstream_of(excerpt, title),
        audience_of(excerpt),
    )
