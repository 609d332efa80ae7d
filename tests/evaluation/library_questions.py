"""Our own questions about the library of real documents: some the weights are fitted on, some they never saw.

`evidence` names the documents, and quotes nothing of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from tests.evaluation.commands import run_command
from tests.evaluation.figures import Figure
from tests.evaluation.intervals import interval
from tests.evaluation.question_scores import load_tool
from vectorstore.question_file import read_lines

QUESTIONS = Path(__file__).parent / "library_questions.jsonl"


def tuned_questions() -> list[dict[str, Any]]:
    """Those that the product may be fitted on."""
    return [line for line in read_lines(QUESTIONS) if line["split"] == "tuned"]


def own_question_figures(shared: Path, data: Path, reports: Path) -> Iterator[Figure]:
    """How many are answered rightly, as the development questions' tool judges it: those fitted on, those held out."""
    answers = reports / "own-answers.jsonl"
    with answers.open("w", encoding="utf-8") as file:
        run_command("bot", data, "--questions", str(QUESTIONS), "--json", stdout=file)
    score = load_tool(shared / "tools" / "score.py")
    given = score.load(str(answers))
    for split, what in (("tuned", "fitted on"), ("held_out", "held out")):
        lines = [line for line in read_lines(QUESTIONS) if line["split"] == split]
        right = {line["id"]: float(score.judge(line, given.get(line["id"]))[0]) for line in lines}
        yield Figure(f"own questions, {what}: right", _mean(right.values()))
        low, high = interval(np.array(list(right.values())))
        yield Figure(f"own questions, {what}: right, 95 % interval", f"{low:.2f}–{high:.2f}")
        for answerable, name in ((True, "answerable"), (False, "unanswerable")):
            refused = [given[line["id"]]["status"] != "answered" for line in lines if line["answerable"] is answerable]
            yield Figure(f"own questions, {what}: {name} refused", _mean(refused))


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return round(sum(found) / len(found), 4)
