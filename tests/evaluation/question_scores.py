"""The development questions, asked through the commands and scored as the set's own tool does."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.evaluation.commands import run_command
from tests.evaluation.figures import Figure
from tests.evaluation.intervals import spread_figures

GOALS = {
    "evidence_recall@5": ">= 0.85",
    "evidence_recall@10": ">= 0.93",
    "right": ">= 0.85",
    "refused_when_unanswerable": ">= 0.95",
    "refused_when_answerable": "<= 0.05",
    "citations_in_gold_documents": ">= 0.9",
    "quotes_verbatim": "= 1.0",
    "statements_without_citation": "= 0",
    "numbers_backed_by_quote": "= 1.0",
}
RIGHT_GOALS = {"number": 0.9, "fact": 0.9, "eligibility": 0.9, "list": 0.8, "compare": 0.8}
Row = dict[str, Any]


def question_figures(shared: Path, data: Path, reports: Path) -> Iterator[Figure]:
    """Ask, score, and say how far the scores can be trusted; `reports` gets answers and passages as they were given."""
    questions = shared / "questions" / "dev.jsonl"
    answers, search = reports / "answers.jsonl", reports / "search.jsonl"
    with search.open("w", encoding="utf-8") as file:
        run_command("vectorstore", data, "--questions", str(questions), "-k", "20", "--json", stdout=file)
    with answers.open("w", encoding="utf-8") as file:
        run_command("bot", data, "--questions", str(questions), "--json", stdout=file)
    tool = shared / "tools" / "score.py"
    scored = subprocess.run(
        [sys.executable, str(tool), str(questions), str(shared / "library"),
         "--answers", str(answers), "--search", str(search), "--json"],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    for name, value in json.loads(scored.stdout).items():
        if name == "search_seconds_p50_p95":
            yield Figure("search p50", round(value[0] * 1000), "ms")
            yield Figure("search p95", round(value[1] * 1000), "ms", "<= 100")
        elif name == "answer_seconds_p50_p95":
            yield Figure("answer p50", round(value[0] * 1000), "ms")
            yield Figure("answer p95", round(value[1] * 1000), "ms", "<= 400")
        elif name == "right_by_type":
            yield from (_right_of_type(kind, share) for kind, share in value.items())
        elif isinstance(value, dict):
            yield from (Figure(f"{name}: {key}", part) for key, part in value.items())
        else:
            yield Figure(name, value, "", GOALS.get(name))
    for name, shares in question_shares(tool, questions, answers, search).items():
        yield from spread_figures(name, shares)


def question_shares(tool: Path, questions: Path, answers: Path, search: Path) -> dict[str, dict[str, float]]:
    """Name of a figure → id of a question → its share, as the set's tool judges it."""
    score = load_tool(tool)
    asked, given, found = (score.load(str(path)) for path in (questions, answers, search))
    shares: dict[str, dict[str, float]] = defaultdict(dict)
    for id_, question in asked.items():
        right = float(score.judge(question, given.get(id_))[0])
        shares["right"][id_] = right
        if question["answerable"]:
            for k in (5, 10):
                passages = found.get(id_, {"passages": []})["passages"][:k]
                shares[f"evidence_recall@{k}"][id_] = score.evidence_share(question, passages)
            shares["refused_when_answerable"][id_] = float(given[id_]["status"] != "answered")
        else:
            shares["refused_when_unanswerable"][id_] = right
    return dict(shares)


def load_tool(path: Path) -> Any:
    """The set's own scoring tool, as a module."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _right_of_type(kind: str, share: str) -> Figure:
    right, of = map(int, share.split("/"))
    goal = RIGHT_GOALS.get(kind)
    return Figure(f"right: {kind}", round(right / of, 3), f"of {of}", f">= {goal}" if goal else None)
