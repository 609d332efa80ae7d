"""The public sets with questions that their passages do not answer: RGB, half of SQuAD 2.0, and CAIL 2019.

Of each a fixed sample, drawn by a hash of the question's id, so that it is always the same and not the first ones.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

# Of RGB: how many questions a set (each is asked twice), and how many passages of a kind a question.
_RGB_QUESTIONS = 100
_RGB_PASSAGES = 5
# Of SQuAD and of CAIL: how many that have an answer, and as many that have none.
_HALF = 100
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Trial:
    """A question, whether its own passages answer it, and these: the file's name below the set's folder → its text."""

    question: str
    answerable: bool
    passages: dict[str, str]


def refusal_sets(benchmarks: Path) -> dict[str, list[Trial]]:
    """Name of a set → its trials."""
    return {
        "rgb-zh": list(_rgb(benchmarks / "rgb" / "zh_refine.json")),
        "rgb-en": list(_rgb(benchmarks / "rgb" / "en_fact.json")),
        "squad2": _halves(_paragraph_questions(benchmarks / "squad2" / "dev-v2.0.json")),
        "cail": _halves(_paragraph_questions(benchmarks / "cail2019" / "dev_ground_truth.json")),
    }


def drawn(rows: Iterable[Row], count: int, name: Callable[[Row], str]) -> list[Row]:
    """The `count` rows whose names have the smallest hashes."""
    return sorted(rows, key=lambda row: hashlib.sha256(name(row).encode()).hexdigest())[:count]


def _rgb(path: Path) -> Iterator[Trial]:
    """Each question twice: with passages that answer it, and with passages on its subject that do not."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    both = [row for row in rows if row["positive"] and row["negative"]]
    for row in drawn(both, _RGB_QUESTIONS, lambda row: str(row["id"])):
        for kind in ("positive", "negative"):
            passages = enumerate(row[kind][:_RGB_PASSAGES])
            named = {f"{row['id']:03}-{kind[0]}/{number}.txt": text for number, text in passages}
            yield Trial(row["query"], kind == "positive", named)


def _paragraph_questions(path: Path) -> Iterator[tuple[str, Trial]]:
    """Id and trial of every question of a file in SQuAD's format."""
    number = 0
    for article in json.loads(path.read_text(encoding="utf-8"))["data"]:
        for paragraph in article["paragraphs"]:
            named = {f"{number:04}.txt": paragraph["context"]}
            yield from ((qa["id"], Trial(qa["question"], _has_answer(qa), named)) for qa in paragraph["qas"])
            number += 1


def _has_answer(qa: dict[str, Any]) -> bool:
    """CAIL writes the flag as a word."""
    return str(qa["is_impossible"]).lower() == "false"


def _halves(rows: Iterable[tuple[str, Trial]]) -> list[Trial]:
    """As many with an answer as without."""
    known: Sequence[tuple[str, Trial]] = list(rows)
    halves = [[row for row in known if row[1].answerable is answerable] for answerable in (True, False)]
    return [trial for half in halves for _, trial in drawn(half, _HALF, lambda row: row[0])]
