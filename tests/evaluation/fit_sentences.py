"""The weights of a sentence's marks (bot/features.py), fitted: a conditional logit over what is found for a question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.evidence import concerns
from bot.extracts import READ, Extract, find_extracts
from bot.features import NAMES, WEIGHTS
from bot.meaning import by_meaning
from bot.question import Question
from bot.terms import terms_of
from tests.evaluation.figures import Figure
from tests.evaluation.folds import FOLDS, fold_of
from vectorstore.command_line import query_of
from vectorstore.comparison import parts_of
from vectorstore.kinds import QueryKind
from vectorstore.library import Library
from vectorstore.query import Query

_L2 = 0.01
_STEPS = 25
_NEARLY = 0.6  # of what the best sentence holds: as right as that
_CONVERGED = 1e-9


@dataclass(frozen=True, slots=True)
class Choice:
    """The sentences found for one question.

    `marks` has the shape (sentences, marks); `rightness`, shape (sentences,), is each right sentence's share of all that
    is right, and sums to 1.
    """

    question_id: str
    marks: NDArray[np.float64]
    rightness: NDArray[np.float64]


def choices_of(library: Library, questions: Sequence[dict[str, Any]], scorer: ModuleType) -> tuple[list[Choice], int]:
    """The choices where a right sentence was found, and how many there are where none was.

    `scorer` is the question set's own tool. A comparison is one choice a region; lists are made another way.
    """
    choices: list[Choice] = []
    missed = 0
    for line in questions:
        for query in _queries(line, library) if line["answerable"] else ():
            extracts = _sentences(query, Question.from_line(line), library)
            right = np.array([_rightness(line, extract, scorer) for extract in extracts])
            if not right.any():
                missed += 1
                continue
            right = np.where(right > _NEARLY * right.max(), right, 0.0)
            marks = np.array([extract.features.values() for extract in extracts])
            choices.append(Choice(line["id"], marks, right / right.sum()))
    return choices, missed


def _queries(line: dict[str, Any], library: Library) -> Sequence[Query]:
    query = query_of(line, library.settings.question_characters)
    return {QueryKind.LIST: (), QueryKind.FACT: (query,), QueryKind.COMPARE: parts_of(query)}[query.kind]


def _sentences(query: Query, question: Question, library: Library) -> list[Extract]:
    """What the product chooses from for a query."""
    records = library.all_records()
    terms, hits = terms_of(query, library.catalogue.keywords.weights), library.retriever.retrieve(query, READ)
    found = by_meaning(
        query.text, find_extracts(query, terms, hits, records, library.targets, question.as_of), library.embedder
    )
    return [e for e in found if not query.regions or any(concerns(e, records, region) for region in query.regions)]


def _rightness(line: dict[str, Any], extract: Extract, scorer: ModuleType) -> float:
    """How much of what must be said a sentence of a gold document says; a little where it is but part of the evidence."""
    document, text = extract.passage.document, extract.text
    evidence = [piece for piece in line["evidence"] if document in scorer.homes(line, piece)]
    if not evidence:
        return 0.0
    folded = scorer.fold(text)
    said = sum(any(scorer.says(folded, way) for way in ways) for ways in line["must_include"])
    quotes = [piece["quote"] for piece in evidence if "quote" in piece]
    quoted = any(scorer.covers(quote, text) or scorer.covers(text, quote) for quote in quotes)
    return said + 0.5 * quoted if said else 0.3 * quoted


def fit(choices: Sequence[Choice]) -> NDArray[np.float64]:
    """The weights, shape (marks,), under which the right sentences are likeliest; by Newton's method."""
    weights = np.zeros(len(NAMES))
    for _ in range(_STEPS):
        slope, curve = _L2 * weights, _L2 * np.eye(len(NAMES))
        for choice in choices:
            chances = np.exp(_log_chances(choice, weights))
            mean = chances @ choice.marks
            slope += (mean - choice.rightness @ choice.marks) / len(choices)
            spread = choice.marks.T @ (choice.marks * chances[:, None]) - np.outer(mean, mean)
            curve += spread / len(choices)
        step = np.linalg.solve(curve, slope)
        if np.abs(step).max() < _CONVERGED:
            break
        # A whole step may go past the best weights, and the next ones further and further.
        here = loss(choices, weights)
        while loss(choices, weights - step) > here and np.abs(step).max() >= _CONVERGED:
            step /= 2
        weights = weights - step
    return weights


def loss(choices: Sequence[Choice], weights: NDArray[np.float64]) -> float:
    """How unlikely the right sentences are, a penalty for large weights counted in; what `fit` makes least."""
    unlikely = [-float(choice.rightness @ _log_chances(choice, weights)) for choice in choices]
    return float(np.mean(unlikely)) + _L2 / 2 * float(weights @ weights)


def _log_chances(choice: Choice, weights: NDArray[np.float64]) -> NDArray[np.float64]:
    logits = choice.marks @ weights
    logits -= logits.max()
    return logits - np.log(np.exp(logits).sum())


def first_right(choices: Sequence[Choice], weights: NDArray[np.float64]) -> list[bool]:
    """Whether the first sentence is right, choice by choice."""
    return [bool(choice.rightness[np.argmax(choice.marks @ weights)] > 0) for choice in choices]


def sentence_figures(
    library: Library, questions: Sequence[dict[str, Any]], scorer: ModuleType
) -> tuple[dict[str, float], list[Figure]]:
    """The weights, fitted on all choices, and how often the first sentence is right on those that were left out."""
    choices, missed = choices_of(library, questions, scorer)
    left_out: list[bool] = []
    for fold in range(FOLDS):
        rest = [choice for choice in choices if fold_of(choice.question_id) != fold]
        asked = [choice for choice in choices if fold_of(choice.question_id) == fold]
        left_out += first_right(asked, fit(rest)) if rest else []
    weights, in_code = fit(choices), np.array(list(WEIGHTS.values()))
    figures = [
        Figure("questions with a right sentence", len(choices)),
        Figure("questions without one", missed),
        Figure("sentences a question", round(float(np.mean([len(choice.marks) for choice in choices])), 1)),
        Figure("first sentence right, weights in the code", _share(first_right(choices, in_code))),
        Figure("first sentence right, fitted on the same", _share(first_right(choices, weights))),
        Figure("first sentence right, cross-validated", _share(left_out)),
    ]
    return dict(zip(NAMES, weights.tolist(), strict=True)), figures


def _share(right: Sequence[bool]) -> float:
    return round(sum(right) / len(right), 4)
