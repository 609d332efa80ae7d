"""`make evaluate`: the full library ingested, the development questions asked, the figures printed.

Works in a library folder of its own (`data/evaluation`), which is kept, so that a second run is quicker.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import shutil
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from settings import Settings
from tests.evaluation.ablation import ablation_figures
from tests.evaluation.commands import run_command
from tests.evaluation.cross_language import cross_language_figures
from tests.evaluation.figures import Figure, print_figures, write_figures
from tests.evaluation.large_library import grow
from tests.evaluation.library_questions import own_question_figures
from tests.evaluation.model_figures import model_figures
from tests.evaluation.question_scores import question_figures
from tests.evaluation.quoting import quote_figures
from tests.evaluation.refusal import refusal_figures
from tests.evaluation.running_app import app_figures
from tests.evaluation.search_scale import scale_figures
from vectorstore.library import Library

PROJECT = Path(__file__).parents[2]
REPORTS = PROJECT / "reports"


def main() -> int:
    """Run the parts that were asked for; return 1 where a goal is missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation", description=__doc__)
    parser.add_argument("--shared", type=Path, default=PROJECT.parent / "shared", help="the folder of real documents")
    parser.add_argument("--fresh", action="store_true", help="ingest again from nothing, and time it")
    parts = ("library", "questions", "own", "quotes", "refusal", "xquad", "ablation", "search", "app", "model")
    parser.add_argument("--parts", nargs="+", choices=parts, default=parts, help="what to measure")
    arguments = parser.parse_args()
    shared: Path = arguments.shared
    if not (shared / "library").is_dir():
        print(f"There is nothing to evaluate on: {shared / 'library'} is not there. Name its folder with --shared.")
        return 2
    data = PROJECT / "data" / "evaluation"
    if arguments.fresh:
        shutil.rmtree(data, ignore_errors=True)
    REPORTS.mkdir(exist_ok=True)
    figures: list[Figure] = []
    for part, measure in {
        "library": lambda: library_figures(shared, data / "library"),
        "questions": lambda: question_figures(shared, data / "library", REPORTS),
        "own": lambda: own_question_figures(shared, data / "library", REPORTS),
        "quotes": lambda: with_library(data / "library", quote_figures),
        "refusal": lambda: with_library(
            data / "refusal", lambda library: refusal_figures(shared, data / "refusal-passages", library, REPORTS)
        ),
        "xquad": lambda: with_library(
            data / "xquad",
            lambda library: cross_language_figures(shared / "benchmarks" / "xquad", data / "xquad-paragraphs", library),
        ),
        "ablation": lambda: with_library(
            data / "library",
            lambda library: ablation_figures(library, _questions(shared), shared / "tools" / "score.py"),
        ),
        "search": lambda: large_figures(data, _questions(shared)),
        "app": lambda: app_figures(data / "library", [q["question"] for q in _questions(shared)][::5]),
        "model": lambda: model_figures(shared, data / "library", REPORTS / "model.json"),
    }.items():
        if part in arguments.parts:
            print(f"measuring: {part} …", file=sys.stderr)
            figures += measure()
    print_figures(figures)
    write_figures(figures, REPORTS / "evaluate.json")
    return int(any(figure.holds is False for figure in figures))


def library_figures(shared: Path, data: Path) -> Iterator[Figure]:
    """Ingest the library; where it was not there yet, against what embedding its passages alone takes."""
    new = not data.exists()
    started = time.monotonic()
    run_command("ingest", data, str(shared / "library"), stdout=sys.stderr)
    seconds = time.monotonic() - started
    settings = Settings(data=data)
    with contextlib.closing(Library.open(settings, _say)) as library:
        status = Counter(record.status for record in library.records())
        unexplained = sum(record.status == "failed" and not record.reason for record in library.records())
        yield Figure("documents in the library", status["ready"])
        yield Figure("documents not read, each with its reason", status["failed"])
        yield Figure("documents not read without a reason", unexplained, "", "= 0")
        yield Figure("passages", library.counts()["passages"])
        if not new:
            yield Figure("ingesting again, nothing changed", round(seconds, 1), "s")
            return
        texts = [passage.embedding_text() for passage in library.catalogue.passages().values()]
        embedder = library.embedder
        started = time.monotonic()
        embedder.embed_documents(texts)
        alone = time.monotonic() - started
        yield Figure("ingesting the library", round(seconds, 1), "s")
        yield Figure("embedding the same passages alone", round(alone, 1), "s")
        yield Figure("ingesting / embedding alone", round(seconds / alone, 3), "", "<= 1.5")


def with_library(data: Path, measure: Callable[[Library], Iterator[Figure]]) -> Iterator[Figure]:
    """Measure on a library, opened for that long."""
    with contextlib.closing(Library.open(Settings(data=data), _say)) as library:
        yield from measure(library)


def large_figures(data: Path, questions: list[dict[str, Any]]) -> Iterator[Figure]:
    """Measure on a library that is grown from the real one, once."""
    with contextlib.closing(Library.open(Settings(data=data / "large"), _say)) as large:
        with contextlib.closing(Library.open(Settings(data=data / "library"), _say)) as library:
            grow(library, large)
        yield from scale_figures(large, questions)


def _questions(shared: Path) -> list[dict[str, Any]]:
    lines = (shared / "questions" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
