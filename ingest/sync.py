"""Makes the library equal to its sources: what is new is added, what changed is replaced, what is gone is removed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from errors import UnreadableSource
from ingest.archives import drop_unpacked
from ingest.document import SourceFile
from ingest.entries import has_ocr
from ingest.fingerprint import is_same_content, is_untouched, state_of, waiting_for_ocr, waits_for_ocr
from ingest.reader_pool import ReaderPool, Task
from ingest.sources import find_sources, still_stands
from vectorstore.entry import Entry, SourceState
from vectorstore.library import Library

_WAIT_SECONDS = 0.2
_READERS = ReaderPool()

# (what is being done: "read" or "embed", how much of it is done, how much there is)
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a run did, as names of documents; `failed` pairs each with its reason.

    `keyword_only` are in the library, found by their words, and wait for their vectors: the next run makes them.
    """

    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    failed: tuple[tuple[str, str], ...] = ()
    keyword_only: tuple[str, ...] = ()
    stopped: bool = False


@dataclass
class _Run:
    """A run as it goes on."""

    library: Library
    known: dict[str, SourceState]
    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)

    def look_at(self, source: SourceFile, root: str) -> Task | None:
        """The source with its present state where it has to be read; None where the library has it as it is."""
        before = self.known.get(source.document)
        try:
            waits = before is not None and waits_for_ocr(before)
            settled = not waits or not self._has_ocr
            if before and settled and is_untouched(source, root, before):
                self._keep(source.document)
                return None
            state = state_of(source, root)
            if (
                before
                and before.root != root
                and still_stands(before.root, source.document)
                and not is_same_content(before, state)
            ):
                raise UnreadableSource(
                    f"another document of this name came from {before.root}: rename one of the two files"
                )
            if before and settled and is_same_content(before, state):
                self.library.catalogue.touch(source.document, waiting_for_ocr(state) if waits else state)
                self._keep(source.document)
                return None
        except OSError as error:
            self.failed.append((source.document, f"cannot be read ({error.strerror or error})"))
            return None
        except UnreadableSource as error:
            self.failed.append((source.document, str(error)))
            return None
        return source, state

    @cached_property
    def _has_ocr(self) -> bool:
        return has_ocr(self.library.settings)

    def _keep(self, document: str) -> None:
        """Nothing to do: the document is as the library has it, or still cannot be read."""
        record = self.library.record(document)
        if record and record.status == "failed":
            self.failed.append((document, record.reason or ""))
        else:
            self.unchanged.append(document)

    def store(self, entry: Entry) -> None:
        """Put what was read into the library."""
        self.library.put(entry)
        record = entry.record
        if record.status == "failed":
            self.failed.append((record.document, record.reason or ""))
        else:
            (self.updated if record.document in self.known else self.added).append(record.document)


def sync(
    paths: Sequence[Path],
    library: Library,
    progress: Progress = lambda stage, done, total: None,
    stop: threading.Event | None = None,
    fetched: Sequence[SourceFile] = (),
) -> SyncReport:
    """Read files and folders into the library.

    Documents that are gone from a folder leave at once; the others are read side by side and found by their words as
    soon as each is read; then the vectors are made.

    Args:
        paths: files and folders; a folder's documents that are gone from it are removed from the library.
        library: where they go.
        progress: gets the stage, how many sources are read or vectors made, and how many there are.
        stop: when set, the run ends with what is at hand; what is done is kept.
        fetched: the sources of web addresses.

    A run waits while another fills the same library.

    Raises:
        SourceNotFound: a path does not exist, or holds no file.
        LibraryError: the library cannot be written to.
    """
    stop = stop or threading.Event()
    while not library.filling.acquire(timeout=_WAIT_SECONDS):
        if stop.is_set():
            return SyncReport(stopped=True)
    try:
        return _sync(paths, library, progress, stop, fetched)
    finally:
        drop_unpacked(library.settings)
        library.filling.release()


def _sync(
    paths: Sequence[Path], library: Library, progress: Progress, stop: threading.Event, fetched: Sequence[SourceFile]
) -> SyncReport:
    sources = [(source, source.root) for source in find_sources(paths, library.settings, fetched)]
    run = _Run(library, library.states())
    removed = _gone(paths, sources, run.known)
    if removed:
        library.remove(removed)
    tasks = [task for source, root in sources if (task := run.look_at(source, root))]
    done = len(sources) - len(tasks)
    progress("read", done, len(sources))
    for entry in _READERS.read(tasks, library.settings, stop):
        run.store(entry)
        done += 1
        progress("read", done, len(sources))
    library.mend(lambda made, total: progress("embed", made, total), stop)
    return SyncReport(
        tuple(sorted(run.added)), tuple(sorted(run.updated)), tuple(run.unchanged), tuple(removed),
        tuple(sorted(run.failed)),
        tuple(record.document for record in library.records() if record.status == "keyword_only"), stop.is_set(),
    )  # fmt: skip


def _gone(paths: Sequence[Path], sources: Sequence[tuple[SourceFile, str]], known: dict[str, SourceState]) -> list[str]:
    """The documents that came from these folders and are not there any more."""
    folders = {str(path.resolve()) for path in paths if path.is_dir()}
    found = {source.document for source, _ in sources}
    # What is below a folder that could not be opened is not seen, which does not say that it is gone.
    unseen = tuple(source.document for source, _ in sources if source.document.endswith("/"))
    return [
        name
        for name, state in known.items()
        if state.root in folders and name not in found and not name.startswith(unseen)
    ]
