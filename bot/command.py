"""`python -m bot`: what it is asked, and what it prints."""

from __future__ import annotations

import argparse
import json
import textwrap
from collections.abc import Iterator, Sequence

from bot.answer import Answer, AnswerStatus
from bot.policy_bot import PolicyBot
from bot.question import Question
from errors import LibraryEmpty
from vectorstore.command import Console
from vectorstore.library import Library
from vectorstore.question_file import read_lines

_WIDTH = 100


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Read the arguments; exits on `--help` and on wrong ones."""
    parser = argparse.ArgumentParser(
        prog="python -m bot",
        description="ANSWER: a question is answered from the library, with a verbatim quote behind every statement.",
    )
    parser.add_argument("question", nargs="?", help="what you would like to know")
    parser.add_argument("--questions", metavar="FILE", help="answer each line of a JSONL file instead")
    parser.add_argument("--json", action="store_true", help="print one JSON object a question")
    arguments = parser.parse_args(argv)
    if (arguments.question is None) == (arguments.questions is None):
        parser.error("give a question, or --questions FILE")
    return arguments


def run(argv: list[str], library: Library, console: Console) -> int:
    """Run the command; return its exit code."""
    arguments = parse(argv)
    lines = read_lines(console.cwd / arguments.questions) if arguments.questions else [{"question": arguments.question}]
    bot: PolicyBot | None = None
    for line in lines:
        if console.stop.is_set():
            break
        question = Question.from_line(line).checked(library.settings.question_characters)
        if not library.counts()["passages"]:
            raise LibraryEmpty("The library holds no documents yet: run `python -m ingest PATH…` first.")
        bot = bot or PolicyBot(library)
        answer = bot.answer(question)
        if arguments.json:
            print(json.dumps(answer.to_json(line.get("id")), ensure_ascii=False), file=console.out, flush=True)
        else:
            print(*readable(answer), sep="\n", file=console.out)
    return 0


def readable(answer: Answer) -> Iterator[str]:
    """An answer as lines for a terminal."""
    for note in answer.opening_notes:
        yield _wrapped(note.text)
    for statement in answer.statements:
        yield from (_wrapped(frame.text) for frame in answer.frames_of(statement))
        yield _wrapped(statement.text + " " + "".join(f"[{n}]" for n in statement.citations))
    if answer.table:
        for row in answer.table.rows:
            yield from (_wrapped(frame.text) for cell in row.cells for frame in answer.frames_of(cell))
            yield _wrapped(
                ": ".join(cell.text for cell in row.cells) + " " + "".join(f"[{n}]" for n in row.cells[-1].citations)
            )
    for note in answer.closing_notes:
        yield _wrapped(("· " if answer.status is AnswerStatus.ANSWERED else "") + note.text)
    if answer.nearest:
        yield from ("", *(f"  {near.title}  ({near.document})" for near in answer.nearest))
    if answer.suggestions:
        yield from ("", *(f"  ? {question}" for question in answer.suggestions))
    if answer.citations:
        yield ""
    for citation in answer.citations:
        place = [citation.title, citation.issuer, citation.document_number, citation.region]
        place += [str(citation.published or ""), f"page {citation.page}" if citation.page else ""]
        place += ["" if citation.validity == "unknown" else citation.validity, citation.document]
        yield f"[{citation.number}] " + " · ".join(part for part in place if part)
    yield ""
    yield f"{answer.status.value}, confidence {answer.confidence:.2f}, {answer.answered_by}, {answer.seconds:.1f} s"


def _wrapped(text: str) -> str:
    wide = sum(character >= "\u2e80" for character in text) > len(text) / 3
    return textwrap.fill(text, _WIDTH // (2 if wide else 1))
