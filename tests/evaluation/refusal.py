"""Refusal: questions asked of their own passages only, some of which do not answer them.

The passages of all sets are documents of one library; each question is asked with `only` its own.
"""

from __future__ import annotations

import datetime as dt
import json
import math
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from bot.answer import AnswerStatus
from bot.policy_bot import PolicyBot
from bot.question import Question
from ingest.sync import sync
from tests.evaluation.figures import Figure
from tests.evaluation.refusal_sets import refusal_sets
from vectorstore.library import Library

# "Today" of every question, so that the figures do not change with the day.
_AS_OF = dt.date(2026, 11, 22)
_FALSE_REFUSALS = 0.1


def refusal_figures(shared: Path, folder: Path, library: Library, reports: Path) -> Iterator[Figure]:
    """How well confidence tells what is answered by the passages from what is not, set by set.

    `folder` gets the passages, and `reports` every answer, for whoever looks for what went wrong; the answers to the
    development questions are those that the part `questions` left there.
    """
    sets = refusal_sets(shared / "benchmarks")
    for name, trials in sets.items():
        for document, text in {d: t for trial in trials for d, t in trial.passages.items()}.items():
            path = folder / name / document
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists():
                path.write_text(text, encoding="utf-8")
    sync([folder], library)
    bot = PolicyBot(library)
    with (reports / "refusal.jsonl").open("w", encoding="utf-8") as file:
        for name, trials in sets.items():
            rows = []
            for trial in trials:
                only = tuple(f"{name}/{document}" for document in trial.passages)
                answer = bot.answer(Question(trial.question, as_of=_AS_OF, only=only))
                rows.append((trial.answerable, answer.status is AnswerStatus.ANSWERED, answer.confidence))
                line = {"set": name, "answerable": trial.answerable, "only": only} | answer.to_json(None)
                print(json.dumps(line, ensure_ascii=False), file=file)
            yield from confidence_figures(name, rows, ">= 0.75")
    yield from _development_figures(shared / "questions" / "dev.jsonl", reports / "answers.jsonl")


def _development_figures(questions: Path, answers: Path) -> Iterator[Figure]:
    """The same of the development questions, from the answers that the part `questions` wrote."""
    if not answers.exists():
        yield Figure("AUROC of confidence, development questions (the part `questions` has not run)", None)
        return
    lines = [path.read_text(encoding="utf-8").splitlines() for path in (questions, answers)]
    asked, given = ({row["id"]: row for row in map(json.loads, filter(str.strip, part))} for part in lines)
    rows = [
        (asked[id_]["answerable"], answer["status"] == "answered", answer["confidence"])
        for id_, answer in given.items()
        if id_ in asked
    ]
    yield from confidence_figures("development questions", rows, ">= 0.9")


def confidence_figures(name: str, rows: Sequence[tuple[bool, bool, float]], goal: str) -> Iterator[Figure]:
    """The figures of rows (has an answer, was answered, confidence)."""
    able = np.array([confidence for answerable, _, confidence in rows if answerable])
    unable = np.array([confidence for answerable, _, confidence in rows if not answerable])
    yield Figure(f"AUROC of confidence, {name}", round(auroc(able, unable), 3), "", goal)
    at_most = f"at most {_FALSE_REFUSALS:.0%} false refusals"
    yield Figure(f"unanswerable refused at {at_most}, {name}", round(refused_at(able, unable, _FALSE_REFUSALS), 3))
    for has_answer, what in ((False, "unanswerable"), (True, "answerable")):
        refused = [not answered for answerable, answered, _ in rows if answerable is has_answer]
        yield Figure(f"{what} refused as the product decides, {name}", round(sum(refused) / len(refused), 3))


def auroc(above: np.ndarray, below: np.ndarray) -> float:
    """The chance that one of the first is larger than one of the second, a tie counting half."""
    differences = above[:, None] - below[None, :]
    return float((differences > 0).mean() + (differences == 0).mean() / 2)


def refused_at(answerable: np.ndarray, unanswerable: np.ndarray, false_refusals: float) -> float:
    """The share of the unanswerable below the highest bar that refuses at most such a share of the answerable."""
    bar = np.sort(answerable)[math.floor(false_refusals * len(answerable))]
    return float((unanswerable < bar).mean())
