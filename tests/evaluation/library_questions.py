"""Our own questions about the library of real documents: some the weights are fitted on, some they never saw.

`evidence` names the documents, and quotes nothing of them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from vectorstore.question_file import read_lines

QUESTIONS = Path(__file__).parent / "library_questions.jsonl"


def tuned_questions() -> list[dict[str, Any]]:
    """Those that the product may be fitted on."""
    return [line for line in read_lines(QUESTIONS) if line["split"] == "tuned"]


def held_out_questions() -> list[dict[str, Any]]:
    """Those that it may not."""
    return [line for line in read_lines(QUESTIONS) if line["split"] == "held_out"]
