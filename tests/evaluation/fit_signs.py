"""The weights of the signs that a question is answered (bot/signs.py), fitted: a logistic regression."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from bot.evidence import ENOUGH, judge
from bot.found import Asked, Found
from bot.meaning import extracts_of
from bot.question import Question
from bot.signs import WEIGHTS, Signs, signs_of
from bot.terms import terms_of
from tests.evaluation.figures import Figure
from tests.evaluation.folds import FOLDS, fold_of
from tests.evaluation.target_questions import target_questions
from vectorstore.command_line import query_of
from vectorstore.kinds import QueryKind
from vectorstore.library import Library

_INVERSE_L2 = 0.1
# Where a row comes from, and how much it counts.
_ASKED, _LEFT_OUT, _TARGETS = "asked", "left out", "targets"
_COUNTS = {_ASKED: 1.0, _LEFT_OUT: 0.8, _TARGETS: 0.3}


@dataclass(frozen=True, slots=True)
class Case:
    """A question that the library answers, or does not; `signs` is None where a constraint decides alone."""

    question_id: str
    origin: str
    answerable: bool
    signs: Signs | None


def cases_of(library: Library, questions: Sequence[dict[str, Any]], scorer: ModuleType) -> Iterator[Case]:
    """The questions as they are, the same with their documents left out, and questions for targets of work reports."""
    for line in questions:
        yield from _case(line, _ASKED, line["answerable"], library)
        # What rests on a wrong premise is answered by saying so, from whichever document.
        if line["answerable"] and line["type"] != "false_premise":
            gold = set().union(*(scorer.homes(line, piece) for piece in line["evidence"]))
            gold |= _same_as(gold, library)
            yield from _case(line | {"exclude": sorted(gold)}, _LEFT_OUT, False, library)
    day = max(str(line["as_of"]) for line in questions)
    for line in target_questions(library, day):
        yield from _case(line, _TARGETS, line["answerable"], library)


def _same_as(documents: set[str], library: Library) -> set[str]:
    """The other sources of these documents."""
    records = library.all_records().items()
    return {name for name, record in records if record.searched_as in documents or documents & set(record.same_as)}


def _case(line: dict[str, Any], origin: str, answerable: bool, library: Library) -> Iterator[Case]:
    """What the product finds for a question, as far as it judges it by its signs: not for lists and comparisons."""
    query = query_of(line, library.settings.question_characters)
    if query.kind is not QueryKind.FACT:
        return
    question, records, targets = Question.from_line(line), library.all_records(), library.targets
    terms = tuple(terms_of(query, library.catalogue.keywords.weights))
    hits = tuple(library.retriever.retrieve(query, library.settings.top_k))
    found = Found(Asked(question, query, terms), hits, records)
    judgement = judge(found, extracts_of(found, library), targets)
    kept = judgement.extracts
    yield Case(line["id"], origin, answerable, signs_of(query, terms, hits, kept[0], targets) if kept else None)


def fit(cases: Sequence[Case]) -> LogisticRegression:
    """A regression on cases that have signs."""
    model = LogisticRegression(C=_INVERSE_L2, max_iter=3000)
    counts = [_COUNTS[case.origin] for case in cases]
    return model.fit(_marks(cases), [case.answerable for case in cases], sample_weight=counts)


def _marks(cases: Sequence[Case]) -> NDArray[np.float64]:
    """The signs in the order of the weights, shape (cases, signs)."""
    return np.array([[getattr(case.signs, name) for name in WEIGHTS] for case in cases])


def sign_figures(
    library: Library, questions: Sequence[dict[str, Any]], scorer: ModuleType
) -> tuple[dict[str, float], list[Figure]]:
    """The weights, fitted on all cases, their base among them, and how well they tell cases that were left out."""
    cases = list(cases_of(library, questions, scorer))
    told = [case for case in cases if case.signs]
    left_out = np.zeros(len(told))
    fold = np.array([fold_of(case.question_id) for case in told])
    for number in range(FOLDS):
        rest, asked = np.flatnonzero(fold != number), np.flatnonzero(fold == number)
        if len(asked):
            left_out[asked] = fit([told[i] for i in rest]).predict_proba(_marks([told[i] for i in asked]))[:, 1]
    in_code = np.array([case.signs.probability for case in told if case.signs])
    model = fit(told)
    weights = {"base": float(model.intercept_[0])} | dict(zip(WEIGHTS, model.coef_[0].tolist(), strict=True))
    figures = [
        Figure("cases", len(cases)),
        Figure("cases that a constraint decides, answerable", sum(c.answerable and not c.signs for c in cases)),
        Figure("cases that a constraint decides, unanswerable", sum(not c.answerable and not c.signs for c in cases)),
        *_separation("weights in the code", told, in_code),
        *_separation("cross-validated", told, left_out),
    ]
    return weights, figures


def _separation(name: str, cases: Sequence[Case], probabilities: NDArray[np.float64]) -> Iterator[Figure]:
    """How well probabilities, shape (cases,), part what is answerable from what is not."""
    answerable = np.array([case.answerable for case in cases])
    origin = np.array([case.origin for case in cases])
    yield Figure(f"AUROC, {name}", _area(answerable, probabilities))
    for one in (_ASKED, _TARGETS):
        of_it = origin == one
        yield Figure(f"AUROC of {one}, {name}", _area(answerable[of_it], probabilities[of_it]))
    for one in _COUNTS:
        of_it = origin == one
        if one != _LEFT_OUT:
            refused = probabilities[of_it & answerable] < ENOUGH
            yield Figure(f"{one}, answerable but refused, {name}", round(float(refused.mean()), 4))
        refused = probabilities[of_it & ~answerable] < ENOUGH
        yield Figure(f"{one}, unanswerable and refused, {name}", round(float(refused.mean()), 4))


def _area(answerable: NDArray[np.bool_], probabilities: NDArray[np.float64]) -> float:
    return round(float(roc_auc_score(answerable, probabilities)), 4)
