"""`make evaluate`: the full library ingested, the development questions asked, the figures printed.

Works in a library folder of its own (`data/evaluation`), which is kept, so that a second run is quicker.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from settings import Settings
from tests.evaluation.cross_language import cross_language_figures
from tests.evaluation.figures import Figure, print_figures, write_figures
from tests.evaluation.quoting import quote_figures
from tests.evaluation.refusal import development_figures, refusal_figures
from tests.evaluation.running_app import app_figures
from vectorstore.library import Library

PROJECT = Path(__file__).parents[2]
REPORTS = PROJECT / "reports"
GOALS = {
    "evidence_recall@10": ">= 0.65",
    "quotes_verbatim": "= 1.0",
    "statements_without_citation": "= 0",
    "numbers_backed_by_quote": "= 1.0",
}


def main() -> int:
    """Run the parts that were asked for; return 1 where a goal is missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation", description=__doc__)
    parser.add_argument("--shared", type=Path, default=PROJECT.parent / "shared", help="the folder of real documents")
    parser.add_argument("--fresh", action="store_true", help="ingest again from nothing, and time it")
    parts = ("library", "questions", "quotes", "refusal", "xquad", "app")
    parser.add_argument("--parts", nargs="+", choices=parts, default=parts, help="what to measure")
    arguments = parser.parse_args()
    shared: Path = arguments.shared
    if not (shared / "library").is_dir():
        print(f"There is nothing to evaluate on: {shared / 'library'} is not there. Name its folder with --shared.")
        return 2
    data = PROJECT / "data" / "evaluation"
    if arguments.fresh:
        shutil.rmtree(data, ignore_errors=True)
    figures: list[Figure] = []
    for part, measure in {
        "library": lambda: library_figures(shared, data / "library"),
        "questions": lambda: question_figures(shared, data / "library"),
        "quotes": lambda: with_library(data / "library", quote_figures),
        "refusal": lambda: confidence_figures(shared, data),
        "xquad": lambda: xquad_figures(shared, data),
        "app": lambda: app_figures(data / "library", [q["question"] for q in _questions(shared)][::5]),
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
    _command("ingest", data, str(shared / "library"), stdout=sys.stderr)
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


def question_figures(shared: Path, data: Path) -> Iterator[Figure]:
    """Ask the development questions through the commands, and score them as the set's own tool does."""
    questions = shared / "questions" / "dev.jsonl"
    answers, search = REPORTS / "answers.jsonl", REPORTS / "search.jsonl"
    REPORTS.mkdir(exist_ok=True)
    with search.open("w", encoding="utf-8") as file:
        _command("vectorstore", data, "--questions", str(questions), "-k", "20", "--json", stdout=file)
    with answers.open("w", encoding="utf-8") as file:
        _command("bot", data, "--questions", str(questions), "--json", stdout=file)
    scored = subprocess.run(
        [sys.executable, str(shared / "tools" / "score.py"), str(questions), str(shared / "library"),
         "--answers", str(answers), "--search", str(search), "--json"],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    for name, value in json.loads(scored.stdout).items():
        if name == "search_seconds_p50_p95":
            yield Figure("search p50", round(value[0] * 1000), "ms")
            yield Figure("search p95", round(value[1] * 1000), "ms", "<= 100")
        elif name == "answer_seconds_p50_p95":
            yield Figure("answer p50", value[0], "s")
            yield Figure("answer p95", value[1], "s")
        elif isinstance(value, dict):
            yield from (Figure(f"{name}: {key}", part) for key, part in value.items())
        else:
            yield Figure(name, value, "", GOALS.get(name))


def xquad_figures(shared: Path, data: Path) -> Iterator[Figure]:
    """Search across languages."""
    settings = Settings(data=data / "xquad")
    with contextlib.closing(Library.open(settings, _say)) as library:
        yield from cross_language_figures(shared / "benchmarks" / "xquad", data / "xquad-paragraphs", library)


def with_library(data: Path, measure: Callable[[Library], Iterator[Figure]]) -> Iterator[Figure]:
    """Measure on a library, opened for that long."""
    with contextlib.closing(Library.open(Settings(data=data), _say)) as library:
        yield from measure(library)


def confidence_figures(shared: Path, data: Path) -> Iterator[Figure]:
    """Tell what has an answer from what has none."""
    settings = Settings(data=data / "refusal")
    REPORTS.mkdir(exist_ok=True)
    with contextlib.closing(Library.open(settings, _say)) as library:
        yield from refusal_figures(shared / "benchmarks", data / "refusal-passages", library, REPORTS / "refusal.jsonl")
    yield from development_figures(shared / "questions" / "dev.jsonl", REPORTS / "answers.jsonl")


def _questions(shared: Path) -> list[dict[str, str]]:
    lines = (shared / "questions" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def _command(name: str, data: Path, *arguments: str, stdout: object) -> None:
    environment = os.environ | {"REGIONWISE_DATA": str(data)}
    subprocess.run([sys.executable, "-m", name, *arguments], check=True, env=environment, stdout=stdout)  # type: ignore[call-overload]


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
