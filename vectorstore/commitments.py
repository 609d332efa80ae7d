"""What a document commits to in figures: targets to be reached, support that is given; and where it only looks back."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Target:
    """A quantified target, as the document puts it; what it does not say is None.

    `value` and `unit` are as printed; `year` is that of the target (the section's where the sentence names none);
    `region` is the official name of the place it holds for. `start` and `end` are character offsets of `quote` in the
    document's text, `page` counts from 1.
    """

    indicator: str
    value: str
    quote: str
    start: int
    end: int
    comparator: str | None = None
    unit: str | None = None
    baseline: str | None = None
    year: int | None = None
    scope: str | None = None
    region: str | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Support:
    """A support measure with a figure: who gets it, for what, at what rate, up to which cap, for how long.

    `start` and `end` are character offsets of `quote` in the document's text, `page` counts from 1.
    """

    quote: str
    start: int
    end: int
    who: str | None = None
    what: str | None = None
    rate: str | None = None
    cap: str | None = None
    period: str | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """A stretch of a document that tells what was reached: what stands there is no target.

    `start` and `end` are character offsets in the document's text.
    """

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Commitments:
    """The targets and the support of one document, and where it looks back, in reading order."""

    targets: tuple[Target, ...] = ()
    support: tuple[Support, ...] = ()
    reviews: tuple[Review, ...] = ()

    def looks_back(self, start: int, end: int) -> bool:
        """Whether a run of the document stands in a review, and holds no target."""
        back = any(review.start <= start < review.end for review in self.reviews)
        return back and not any(start <= target.start < end for target in self.targets)
