"""A passage that a search found, and how the parts of its score count."""

from __future__ import annotations

from dataclasses import dataclass, field

from vectorstore.industries import is_in_industry
from vectorstore.issuers import is_issued_by
from vectorstore.passage import Passage
from vectorstore.query import Query
from vectorstore.record import DocumentRecord


@dataclass(frozen=True, slots=True)
class Weights:
    """How the parts of a score count, in standard deviations of the dense similarity within a language."""

    keyword: float = 8.0
    keyword_power: float = 2.0
    translated: float = 5.0
    other_language: float = 1.5
    region: float = 3.0
    other_region: float = -1.0
    year: float = 1.5
    figure: float = 2.0
    target: float = 3.0
    scope: float = 0.0
    named: float = 8.0
    issuer: float = 1.0
    gives_out: float = 4.0
    industry: float = 0.5
    instrument: float = 0.3


# What a list is of must be spoken of; that much the words tell better than the meaning.
LIST_WEIGHTS = Weights(keyword=15.0, keyword_power=1.0, translated=12.0, scope=6.0)


@dataclass(frozen=True, slots=True)
class Subjects:
    """What a question names that a document's record has; `gives_out` is an issuer of whose documents one is meant."""

    issuer: bool = False
    gives_out: bool = False
    industry: bool = False
    instrument: bool = False

    @classmethod
    def of(cls, record: DocumentRecord, query: Query) -> Subjects:
        """Those that a query and a record share."""
        return cls(
            any(is_issued_by(record, name) for name in query.issuers),
            any(is_issued_by(record, name) for name in query.gives_out),
            any(is_in_industry(own, name) for name in query.industries for own in record.industries),
            any(own.subtype in query.instruments for own in record.instruments),
        )

    def score(self, weights: Weights) -> float:
        """What they add to a score."""
        issuer = weights.issuer * self.issuer + weights.gives_out * self.gives_out
        return issuer + weights.industry * self.industry + weights.instrument * self.instrument


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that one of the searches found, with the parts of its score.

    `dense` is the similarity in standard deviations above the language's mean; `keyword` the share of the query's
    telling words (by weight) that BM25 finds, in the passage's own language or, `translated`, through the glossary.
    `figure` and `target` say that a clause of it has a figure, or a target, of what a question for one asks about;
    `scope` that its document is of the kind a list is of, `named` that the question names its document,
    `subjects` what else of it the question names.
    """

    passage: Passage
    dense: float
    keyword: float
    translated: bool
    region: int  # 1: of a region that the question names; -1: of another one; 0: of none, or of the country
    year: bool
    figure: bool = False
    target: bool = False
    scope: bool = False
    named: bool = False
    subjects: Subjects = field(default_factory=Subjects)

    def score(self, weights: Weights) -> float:
        """The fused score; higher is better."""
        # A power above 1 keeps passages that share only everyday words with a question from winning over meaning.
        own = weights.keyword * self.keyword**weights.keyword_power
        # Hardly a word of a question stands in another language; what it lacks there is made up for.
        words = weights.translated * self.keyword + weights.other_language if self.translated else own
        place = {1: weights.region, 0: 0.0, -1: weights.other_region}[self.region]
        shape = weights.figure * self.figure + weights.target * self.target + weights.scope * self.scope
        shape += weights.named * self.named
        return self.dense + words + place + weights.year * self.year + shape + self.subjects.score(weights)
