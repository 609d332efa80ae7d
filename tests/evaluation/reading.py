"""`make evaluate-reading`: what is read of the full library and of generated documents, against labels made by hand.

Works in a library folder of its own (`data/evaluation/reading`), without vectors but for a part.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from ingest.report import document_lines
from ingest.sync import SyncReport, sync
from settings import Settings
from tests.evaluation.figures import Figure, print_figures, write_figures
from tests.evaluation.generated import generated_figures
from tests.evaluation.reading_scores import commitment_figures, field_figures
from vectorstore.library import Library

PROJECT = Path(__file__).parents[2]
_PART = 1500


def main() -> int:
    """Run the parts that were asked for; return 1 where a goal is missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation.reading", description=__doc__)
    parser.add_argument("--shared", type=Path, default=PROJECT.parent / "shared", help="the folder of real documents")
    parser.add_argument("--fresh", action="store_true", help="read again from nothing")
    parts = ("library", "generated", "speed")
    parser.add_argument("--parts", nargs="+", choices=parts, default=parts, help="what to measure")
    parser.add_argument("--halves", nargs="+", choices=("dev", "test"), default=("dev", "test"), help="which labels")
    arguments = parser.parse_args()
    shared: Path = arguments.shared
    if not (shared / "library").is_dir():
        print(f"There is nothing to evaluate on: {shared / 'library'} is not there. Name its folder with --shared.")
        return 2
    data = PROJECT / "data" / "evaluation" / "reading"
    if arguments.fresh:
        shutil.rmtree(data, ignore_errors=True)
    figures: list[Figure] = []
    with contextlib.closing(Library.open(Settings(data=data), _say)) as library:
        if "library" in arguments.parts:
            figures += library_figures(shared, library, arguments.halves)
        if "generated" in arguments.parts:
            with tempfile.TemporaryDirectory() as folder:
                figures += generated_figures(Path(folder))
        if "speed" in arguments.parts:
            figures += speed_figures(shared, library)
    print_figures(figures)
    write_figures(figures, PROJECT / "reports" / "evaluate-reading.json")
    return int(any(figure.holds is False for figure in figures))


def library_figures(shared: Path, library: Library, halves: tuple[str, ...]) -> Iterator[Figure]:
    """Every document as text or with its reason, and the labelled ones against their labels."""
    _read(library, shared / "library")
    with (
        tempfile.TemporaryDirectory() as folder,
        contextlib.closing(Library.open(Settings(data=Path(folder)), _say)) as other,
    ):
        _read(other, shared / "fixtures")
        silent = [
            r.document for each in (library, other) for r in each.records() if not _has_text_or_reason(each, r.document)
        ]
    yield Figure("files of the library and the fixtures, neither text nor a reason", len(silent), "", "= 0")
    records = library.records()
    yield Figure("documents read", sum(record.status != "failed" for record in records))
    yield Figure("documents not read, each with its reason", sum(record.status == "failed" for record in records))
    yield Figure(
        "sources that are another source of the same document", sum(map(bool, (r.duplicate_of for r in records)))
    )
    verdicts = [page["verdict"] for record in records for page in record.pages]
    for verdict in ("text", "ocr", "unreadable", "image", "empty"):
        yield Figure(f"pages with the verdict {verdict}", verdicts.count(verdict))
    found = _found(library)
    texts = {name: library.text(name) or "" for name in found}
    for half in halves:
        yield from field_figures(half, found)
        yield from commitment_figures(half, found, texts)


def speed_figures(shared: Path, library: Library) -> Iterator[Figure]:
    """How fast pages are read, what the vectors cost, and how soon a second run and a deletion are done."""
    started = time.monotonic()
    _read(library, shared / "library")
    yield Figure("a second run over the unchanged library", round(time.monotonic() - started, 2), "s", "<= 5")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pages = _copy_text_layers(library, shared / "library", folder / "documents")
        with contextlib.closing(Library.open(Settings(data=folder / "library"), _say)) as part:
            _read(part, shared / "fixtures" / "README.md")  # The processes that read are started beforehand.
            started = time.monotonic()
            _read(part, folder / "documents")
            seconds = time.monotonic() - started
            yield Figure(
                "text-layer pages read and searchable by keyword", round(pages / seconds, 1), "a second", ">= 50"
            )
            yield from _vector_figures(part)


def _vector_figures(library: Library) -> Iterator[Figure]:
    passages = list(islice(library.catalogue.passages().values(), _PART))
    keep = {passage.document for passage in passages}
    library.remove([record.document for record in library.records() if record.document not in keep])
    texts = [passage.embedding_text() for passage in library.catalogue.passages().values()]
    library.embedder.embed_documents(texts[:64])
    started = time.monotonic()
    library.mend()
    with_index = time.monotonic() - started
    started = time.monotonic()
    library.embedder.embed_documents(texts)
    alone = time.monotonic() - started
    yield Figure("making vectors / the embedder alone", round(with_index / alone, 3), "", "<= 1.1")
    largest = max(library.records(), key=lambda record: len(library.text(record.document) or "")).document
    started = time.monotonic()
    library.remove([largest])
    yield Figure("deleting a document", round(time.monotonic() - started, 3), "s", "<= 1")


def _copy_text_layers(library: Library, root: Path, folder: Path) -> int:
    """Copy the PDFs whose every page has a good text layer; return how many pages they have."""
    pages = 0
    for record in library.records():
        if (
            record.document.endswith(".pdf")
            and record.pages
            and all(page["verdict"] == "text" for page in record.pages)
        ):
            target = folder / record.document
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(root / record.document, target)
            pages += len(record.pages)
    return pages


def _read(library: Library, path: Path) -> SyncReport:
    """Read into a library, and leave the vectors out."""
    stop = threading.Event()

    def show(stage: str, done: int, total: int) -> None:
        if done == total or done % 50 == 0:
            _say(f"{stage}: {done:,} of {total:,}")
        if (stage, done) == ("read", total):
            stop.set()

    return sync([path], library, show, stop)


def _has_text_or_reason(library: Library, document: str) -> bool:
    record = library.known_record(document)
    return bool(record.reason) if record.status == "failed" else bool((library.text(document) or "").strip())


def _found(library: Library) -> dict[str, dict[str, Any]]:
    """What the report says, by document; every source of a document is that document."""
    found = {}
    for line in document_lines(library, "json"):
        values = json.loads(line)
        for name in (values["document"], *values["same_as"]):
            found[name] = values
    return found


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
