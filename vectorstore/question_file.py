"""Question files: one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from errors import QuestionError


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a question file, one a line; empty lines are passed over.

    Raises:
        QuestionError: the file cannot be read, or a line is no JSON object.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionError(f"The question file {path} cannot be read ({error}): give a JSONL file in UTF-8.") from None
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError:
            row = None
        if not isinstance(row, dict):
            raise QuestionError(f"Line {number} of {path} is no JSON object: write one object a line.")
        yield row
