"""`python -m vectorstore`: what it is asked, and what it prints."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import textwrap
import time
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any

from errors import LibraryEmpty, QuestionError
from vectorstore.command import Console
from vectorstore.filters import Filters
from vectorstore.library import Library
from vectorstore.passage import RetrievedPassage
from vectorstore.query import Query, understand
from vectorstore.question_file import read_lines

_WIDTH = 100
_SHOWN = 300


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Read the arguments; exits on `--help` and on wrong ones."""
    parser = argparse.ArgumentParser(
        prog="python -m vectorstore",
        description="FIND: search the library, and print the passages that fit best, with their scores.",
        epilog="`python -m vectorstore rebuild` makes the vectors again from the catalogue.",
    )
    parser.add_argument("query", nargs="?", help="what to search for; or `rebuild`")
    parser.add_argument("-k", type=int, default=0, metavar="N", help="how many passages (default: the setting top_k)")
    parser.add_argument("--questions", metavar="FILE", help="search for each line of a JSONL file instead")
    parser.add_argument("--json", action="store_true", help="print one JSON object a query")
    arguments = parser.parse_args(argv)
    if (arguments.query is None) == (arguments.questions is None):
        parser.error("give a query, or --questions FILE")
    if arguments.k < 0:
        parser.error("-k takes a number from 1")
    return arguments


def run(argv: list[str], library: Library, console: Console) -> int:
    """Run the command; return its exit code."""
    arguments = parse(argv)
    if arguments.query == "rebuild":
        return _rebuild(library, console)
    k = arguments.k or library.settings.top_k
    if not library.counts()["passages"]:
        raise LibraryEmpty("The library holds no documents yet: run `python -m ingest PATH…` first.")
    lines = read_lines(console.cwd / arguments.questions) if arguments.questions else [{"question": arguments.query}]
    for line in lines:
        if console.stop.is_set():
            break
        started = time.monotonic()
        query = query_of(line, library.settings.question_characters, library.issuers)
        hits = library.retriever.retrieve(query, k)
        seconds = time.monotonic() - started
        if arguments.json:
            print(json.dumps(to_line(line, hits, seconds), ensure_ascii=False), file=console.out, flush=True)
        else:
            print(*_readable(hits, query, seconds, library), sep="\n", file=console.out)
    return 0


def query_of(line: dict[str, Any], longest: int, issuers: Collection[str] = ()) -> Query:
    """The query of a line of a question file; `issuers` are the bodies whose documents there are.

    Raises:
        QuestionError: it has no question, or one that is empty or too long, or a filter is unknown.
    """
    text = str(line.get("question") or "").strip()
    if not text:
        raise QuestionError("The query is empty: type what you would like to find.")
    if len(text) > longest:
        raise QuestionError(f"The query has {len(text):,} characters; at most {longest:,} are accepted: shorten it.")
    as_of = dt.date.fromisoformat(line["as_of"]) if line.get("as_of") else None
    history = [(role, said) for role, said in line.get("history") or ()]
    query = understand(text, history, as_of, Filters.from_json(line.get("without")), issuers)
    only = tuple(line["only"]) if line.get("only") is not None else None
    filters = Filters.from_json(line.get("filters"))
    return replace(query, only=only, exclude=tuple(line.get("exclude") or ()), filters=filters)


def to_line(line: dict[str, Any], hits: Iterable[RetrievedPassage], seconds: float) -> dict[str, Any]:
    """The line that other programs rely on."""
    passages = [
        {
            "document": hit.passage.document,
            "page": hit.passage.page,
            "section": hit.passage.section or None,
            "text": hit.passage.text,
            "score": round(hit.score, 4),
        }
        for hit in hits
    ]
    return {"id": line.get("id"), "question": line["question"], "passages": passages, "seconds": round(seconds, 4)}


def _readable(hits: Sequence[RetrievedPassage], query: Query, seconds: float, library: Library) -> Iterable[str]:
    records = library.all_records()
    for rank, hit in enumerate(hits, 1):
        record, passage = records[hit.passage.document], hit.passage
        place = [
            record.region,
            str(record.published or record.written_on or ""),
            f"page {passage.page}" if passage.page else "",
        ]
        yield f"{rank}. {record.title}  ({hit.score:.2f})"
        yield "   " + " · ".join(part for part in (*place, passage.section, passage.document) if part)
        text = " ".join(passage.text.split())
        yield textwrap.indent(
            textwrap.fill(text[:_SHOWN] + ("…" if len(text) > _SHOWN else ""), _WIDTH // (2 if passage.language == "zh" else 1)), "   "
        )  # fmt: skip
        yield ""
    filters = [str(value) for _, values in query.inferred.items() for value in values]
    understood = f" Understood: {', '.join(filters)}." if filters else ""
    yield f"{len(hits)} passages in {seconds * 1000:.0f} ms.{understood}"


def _rebuild(library: Library, console: Console) -> int:
    started = time.monotonic()

    def show(done: int, total: int) -> None:
        left = (time.monotonic() - started) / done * (total - done)
        console.say(f"{done:,} of {total:,} vectors, about {left:.0f} s left")

    count = library.rebuild(show)
    print(f"{count:,} vectors made in {time.monotonic() - started:.0f} s.", file=console.out)
    return 0
