"""What tells a question that the library answers from one that it does not, in numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from bot.extracts import Extract
from bot.terms import Term
from vectorstore.passage import RetrievedPassage
from vectorstore.query import Query
from vectorstore.target_index import TargetIndex
from vectorstore.tokens import fold
from vectorstore.wish import wish_of


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs for a question and the best that was found, each from about 0 to 2.

    `own`, `headed`, `passage`, `beside`, `score`, `target`, `hit` are those of the best extract (see bot/features.py); the same
    less its figure where one is asked for and it has none, or none of that kind (`figure_missed`, `unit_missed`).
    `key_near` says that the term that weighs most stands in its passage or headings; `likeness` is its passage's;
    `agreement` says that the passage nearest in meaning and the one that holds most words are of one document; `abroad`
    that it is in another language than the question. Where a figure is asked for, `indicator` and `indicator_missed` say
    whether what it measures stands in the extract; `no_target` that it is no target of this where one is asked for.
    `words` says how close it is to the question word by word (vectorstore/closeness.py); `steady` is the share of the best
    passages that are of one document, and `dated` that the question names a year.
    """

    own: float = 0.0
    headed: float = 0.0
    passage: float = 0.0
    beside: float = 0.0
    unit_missed: float = 0.0
    figure_missed: float = 0.0
    key_near: float = 0.0
    likeness: float = 0.0
    agreement: float = 0.0
    score: float = 0.0
    abroad: float = 0.0
    indicator: float = 0.0
    indicator_missed: float = 0.0
    no_target: float = 0.0
    target: float = 0.0
    words: float = 0.0
    hit: float = 0.0
    steady: float = 0.0
    dated: float = 0.0

    @property
    def probability(self) -> float:
        """How likely the extract answers the question, from 0 to 1."""
        logit = BASE + sum(weight * getattr(self, name) for name, weight in WEIGHTS.items())
        return 1 / (1 + math.exp(-logit))


# Fitted by `python -m tests.evaluation.fit` (a logistic regression): on the development questions, on the same with
# their documents left out, and on questions for targets that the work reports set or do not set; likewise on our own.
BASE = -3.15
WEIGHTS = {
    "own": 0.3, "headed": 0.5, "passage": 0.5, "beside": 0.4, "unit_missed": -0.25, "figure_missed": -0.1, "key_near": 0.35,
    "likeness": 0.6, "agreement": 0.45, "score": 0.8, "abroad": 0.35, "indicator": 0.15, "indicator_missed": -0.4,
    "no_target": -0.5, "target": 0.55, "words": 0.15, "hit": 0.35, "steady": 0.65, "dated": 0.3,
}  # fmt: skip


# Cosines of multilingual-e5 lie close together: this one stands between those of right and of wrong sentences.
_USUAL, _STEP = 0.8, 0.05
_BEST = 5  # passages


def signs_of(
    query: Query, terms: Sequence[Term], hits: Sequence[RetrievedPassage], best: Extract, targets: TargetIndex
) -> Signs:
    """The signs of a question whose best extract is this one."""
    wish, features = wish_of(query.text), best.features
    likeness = next((hit.likeness for hit in hits if hit.passage.id == best.passage.id), 0.0)
    telling = [term for term in terms if not term.is_generic]
    key = max(telling, key=lambda term: term.weight, default=None)
    measured = max((term for term in telling if term.bilingual), key=lambda term: term.weight, default=None)
    wants = wish.number or wish.target
    says = wants and measured is not None and measured.stands_in(fold(best.text))
    to_come = wish.target and not wish.past
    about = targets.about(query.text, query.years) if to_come else []
    is_target = any(
        found.document == best.passage.document and best.start <= found.target.start < best.end for found in about
    )
    near = fold(f"{best.passage.title} {best.passage.section} {best.passage.text}")
    nearest = max(hits, key=lambda hit: hit.likeness, default=None)
    fullest = max(hits, key=lambda hit: hit.words, default=None)
    close = best.closeness
    return Signs(
        own=features.own,
        headed=features.headed,
        passage=features.passage,
        beside=max(features.beside, features.beside_unit) if wish.number else features.own,
        unit_missed=float(bool(wish.units) and not features.unit),
        figure_missed=float(features.figure < 0),
        key_near=float(key is not None and key.stands_in(near)),
        likeness=min(likeness, 8.0) / 4,
        agreement=float(nearest is not None and fullest is not None and _are_one(nearest, fullest)),
        score=min(max(best.score, -4.0), 10.0) / 4,
        abroad=float(query.language != best.passage.language),
        indicator=float(says),
        indicator_missed=float(wants and measured is not None and not says),
        no_target=float(to_come and not is_target),
        target=features.target,
        words=min(max((close.words - _USUAL) / _STEP, -2.0), 2.0) if close else 0.0,
        hit=max(features.hit, -8.0) / 4,
        steady=sum(_are_one(hit, hits[0]) for hit in hits[:_BEST]) / max(1, len(hits[:_BEST])),
        dated=float(bool(query.years)),
    )


def _are_one(one: RetrievedPassage, other: RetrievedPassage) -> bool:
    """Whether two passages are of one document."""
    return one.passage.document == other.passage.document
