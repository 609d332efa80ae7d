"""`python -m ingest`: what it is asked, and what it prints."""

from __future__ import annotations

import argparse
import getpass
import json
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

from errors import SourceNotFound
from ingest.fetching import Fetched, fetch
from ingest.report import document_lines
from ingest.sources import is_address
from ingest.sync import SyncReport, sync
from ingest.watching import changes
from vectorstore.command import INTERRUPTED, Console
from vectorstore.edits import EDITABLE
from vectorstore.library import Library

_QUIET_SECONDS = 10.0
_ACTIONS = """\
other uses:
  python -m ingest report [--json | --csv]              what the library holds, and what was not found
  python -m ingest edit DOCUMENT [FIELD=VALUE | FIELD]  set a field for good, or forget what was set
  python -m ingest remove DOCUMENT ...                  take documents out
"""


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Read the arguments; exits on `--help` and on wrong ones."""
    parser = argparse.ArgumentParser(
        prog="python -m ingest",
        description="FILL: read policy documents into the library. Reading the same again changes nothing.",
        epilog=_ACTIONS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "paths", nargs="+", metavar="PATH", help="a file, a folder with everything in it, or a web address"
    )
    parser.add_argument("--refresh", action="store_true", help="fetch web addresses again, though a copy is there")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    parser.add_argument(
        "--csv", action="store_true", help="print the report of all documents as a table for a spreadsheet"
    )
    parser.add_argument("--watch", action="store_true", help="go on: read again whenever something changes")
    return parser.parse_args(argv)


def run(argv: list[str], library: Library, console: Console) -> int:
    """Run the command; return its exit code."""
    arguments = parse(argv)
    action, *rest = arguments.paths
    if action == "report" and not rest:
        for line in document_lines(library, "json" if arguments.json else "csv" if arguments.csv else "table"):
            print(line, file=console.out)
        return 0
    if action == "edit" and rest:
        return _edit(rest[0], rest[1:], library, console)
    if action == "remove" and rest:
        return _remove(rest, library, console)
    paths = [console.cwd / path for path in arguments.paths if not is_address(path)]
    addresses = [path for path in arguments.paths if is_address(path)]
    fetched = fetch(addresses, library.settings, refresh=arguments.refresh, say=console.say, stop=console.stop)
    if console.stop.is_set():
        return INTERRUPTED
    if arguments.watch and paths:
        return _follow(paths, fetched, library, console, as_json=arguments.json)
    return _fill(paths, fetched, library, console, as_json=arguments.json)


def _follow(paths: list[Path], fetched: Fetched, library: Library, console: Console, *, as_json: bool) -> int:
    """Fill now, and again whenever something changes, until told to stop."""
    for path in paths:
        if not path.exists():
            raise SourceNotFound(f"There is no file or folder {path}: check the path.")
    for number, _ in enumerate(changes(paths, console.stop)):
        try:
            _fill(paths, fetched, library, console, as_json=as_json)
        except SourceNotFound as error:  # A folder that is emptied for a moment does not end the watch.
            console.say(str(error))
        if not number:
            console.say("Watching for changes (Ctrl+C stops it).")
    return 0


def _fill(paths: list[Path], fetched: Fetched, library: Library, console: Console, *, as_json: bool) -> int:
    if library.filling.locked():
        console.say("Another run is filling the library: this one waits for it.")
    started = time.monotonic()
    with _Bar(console) as bar:
        report = sync(paths, library, bar.show, console.stop, fetched.sources)
    report = replace(report, failed=report.failed + fetched.failed)
    lines = [_as_json(report)] if as_json else _lines(report, library, time.monotonic() - started)
    print("\n".join(lines), file=console.out, flush=True)
    return INTERRUPTED if report.stopped else 0


def _edit(document: str, changes: Sequence[str], library: Library, console: Console) -> int:
    """Set fields, or forget what was set; then say what the document is now."""
    for change in changes:
        field, equals, value = change.partition("=")
        if equals:
            library.edit(document, field, value, getpass.getuser())
        else:
            library.forget_edit(document, field)
    record = library.known_record(document)
    for field in EDITABLE:
        proof = next((item for item in record.evidence if item.field == field), None)
        said = getattr(record, field)
        shown = "; ".join(said) if isinstance(said, tuple) else said
        print(f"{field}: {shown or '-'}" + (f"  ({proof.quote})" if proof else ""), file=console.out)
    return 0


def _remove(documents: Sequence[str], library: Library, console: Console) -> int:
    for document in documents:
        library.known_record(document)
    library.remove(documents)
    print(f"{len(documents):,} removed.", file=console.out)
    return 0


class _Bar:
    """A progress bar for each stage, with an estimate; where nobody watches a terminal, a line every ten seconds."""

    _UNITS: ClassVar = {"read": ("Reading  ", "documents"), "embed": ("Embedding", "passages")}

    def __init__(self, console: Console) -> None:
        self._console = console
        self._stage = ""
        self._bar: Any = None

    def __enter__(self) -> _Bar:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()

    def show(self, stage: str, done: int, total: int) -> None:
        """Move the stage's bar."""
        if stage != self._stage:
            self.__exit__()
            self._stage, self._bar = stage, self._open(stage, done)
        self._bar.total = total
        self._bar.update(done - self._bar.n)

    def _open(self, stage: str, done: int) -> Any:
        from tqdm import tqdm

        name, unit = self._UNITS[stage]
        tty = self._console.tty
        return tqdm(
            file=self._console.err, initial=done, mininterval=0.2 if tty else _QUIET_SECONDS, ascii=not tty, ncols=100,
            leave=tty, delay=0.5, bar_format=f"{name} {{percentage:3.0f}}% |{{bar}}| {{n_fmt}} of {{total_fmt}} {unit},"
            " {elapsed} so far, about {remaining} left",
        )  # fmt: skip


def _lines(report: SyncReport, library: Library, seconds: float) -> list[str]:
    counts = library.counts()
    names = ("added", "updated", "unchanged", "removed", "failed")
    lines = [", ".join(f"{len(getattr(report, name)):,} {name}" for name in names) + f" in {seconds:.0f} s."]
    if report.stopped:
        lines.append("Stopped before the end: run the command again to go on.")
    if report.keyword_only:
        lines.append(
            f"{len(report.keyword_only):,} documents are found by their words only so far: the next run makes their vectors."
        )
    if report.failed:
        lines.append("These could not be read:")
        lines += [f"  {document}: {reason}" for document, reason in report.failed]
    lines.append(f"The library holds {counts['documents']:,} documents in {counts['passages']:,} passages.")
    return lines


def _as_json(report: SyncReport) -> str:
    return json.dumps(
        {
            "added": report.added,
            "updated": report.updated,
            "unchanged": report.unchanged,
            "removed": report.removed,
            "failed": [{"document": document, "reason": reason} for document, reason in report.failed],
            "keyword_only": report.keyword_only,
            "stopped": report.stopped,
        },
        ensure_ascii=False,
    )
