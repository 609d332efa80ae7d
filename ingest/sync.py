"""Makes the library equal to its sources: what is new is added, what changed is replaced, what is gone is removed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from errors import UnreadableSource
from ingest.document import SourceFile
from ingest.fingerprint import is_untouched, state_of
from ingest.metadata import describe
from ingest.reading import read_document
from ingest.sources import find_sources
from ingest.splitter import split_into_passages
from vectorstore.catalogue import SourceState
from vectorstore.library import Library
from vectorstore.passage import Passage, language_of
from vectorstore.record import DocumentRecord

# Passages are embedded together, sorted by length: a larger batch wastes less, a smaller one is kept sooner.
_TOGETHER = 512
_WAIT_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a run did, as names of documents; `failed` pairs each with its reason."""

    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    failed: tuple[tuple[str, str], ...] = ()
    stopped: bool = False


@dataclass
class _Run:
    """A run as it goes on."""

    library: Library
    known: dict[str, SourceState]
    progress: Callable[[int], None]
    done: dict[str, list[str]] = field(default_factory=lambda: {"added": [], "updated": [], "unchanged": []})
    failed: list[tuple[str, str]] = field(default_factory=list)
    waiting: list[tuple[DocumentRecord, str, list[Passage], SourceState]] = field(default_factory=list)

    def read(self, source: SourceFile, root: str) -> None:
        """Read one source; it waits until enough passages are there to embed together."""
        before = self.known.get(source.document)
        try:
            if before and is_untouched(source, root, before):
                return self.keep(source.document)
            state = state_of(source, root)
            if before and before.root != root and _stands(before, source.document) and before.digest != state.digest:
                raise UnreadableSource(
                    f"another document of this name came from {before.root}: rename one of the two files"
                )
            if before and before.digest == state.digest:
                self.library.catalogue.touch(source.document, state)
                return self.keep(source.document)
        except OSError as error:
            self.failed.append((source.document, f"cannot be read ({error.strerror or error})"))
            return self.progress(1)
        except UnreadableSource as error:
            self.failed.append((source.document, str(error)))
            return self.progress(1)
        self.waiting.append(self._parse(source, state))
        if sum(len(passages) for _, _, passages, _ in self.waiting) >= _TOGETHER:
            self.write()
        return None

    def keep(self, document: str) -> None:
        """Nothing to do: the document is as the library has it, or still cannot be read."""
        record = self.library.record(document)
        if record and record.status == "failed":
            self.failed.append((document, record.reason or ""))
        else:
            self.done["unchanged"].append(document)
        self.progress(1)

    def _parse(self, source: SourceFile, state: SourceState) -> tuple[DocumentRecord, str, list[Passage], SourceState]:
        try:
            document = read_document(source, self.library.settings)
            record = describe(document)
            passages = split_into_passages(document, record.title, self.library.settings.passage_characters)
            return record, document.text, passages, state
        except UnreadableSource as error:
            title = Path(source.document).name
            failed = DocumentRecord(
                source.document, title, language_of(title), url=source.url, status="failed", reason=str(error)
            )
            return failed, "", [], state

    def write(self) -> None:
        """Embed what waits, and put it into the library document by document."""
        texts = [passage.embedding_text() for _, _, passages, _ in self.waiting for passage in passages]
        vectors = self.library.embedder.embed_documents(texts) if texts else np.empty((0, 0), np.float32)
        start = 0
        for record, text, passages, state in self.waiting:
            self.library.replace(record, text, passages, vectors[start : start + len(passages)], state)
            start += len(passages)
            if record.status == "failed":
                self.failed.append((record.document, record.reason or ""))
            else:
                self.done["updated" if record.document in self.known else "added"].append(record.document)
            self.progress(1)
        self.waiting.clear()


def sync(
    paths: Sequence[Path],
    library: Library,
    progress: Callable[[int, int], None] = lambda done, total: None,
    stop: threading.Event | None = None,
) -> SyncReport:
    """Read files and folders into the library.

    Args:
        paths: files and folders; a folder's documents that are gone from it are removed from the library.
        library: where they go.
        progress: gets (sources done, sources in all).
        stop: when set, the run ends after the document at hand; what is done is kept.

    A run waits while another fills the same library.

    Raises:
        SourceNotFound: a path does not exist, or holds no file.
        LibraryError: the library cannot be written to.
    """
    while not library.filling.acquire(timeout=_WAIT_SECONDS):
        if stop is not None and stop.is_set():
            return SyncReport(stopped=True)
    try:
        return _sync(paths, library, progress, stop)
    finally:
        library.filling.release()


def _sync(
    paths: Sequence[Path], library: Library, progress: Callable[[int, int], None], stop: threading.Event | None
) -> SyncReport:
    sources = [(source, str(_root(source))) for source in find_sources(paths)]
    known = library.states()
    done = 0

    def advance(count: int) -> None:
        nonlocal done
        done += count
        progress(done, len(sources))

    run = _Run(library, known, advance)
    stopped = False
    for source, root in sources:
        if stop is not None and stop.is_set():
            stopped = True
            break
        run.read(source, root)
    run.write()
    removed = [] if stopped else _gone(paths, sources, known)
    if removed:
        library.remove(removed)
    library.mend()
    return SyncReport(
        tuple(run.done["added"]), tuple(run.done["updated"]), tuple(run.done["unchanged"]), tuple(removed),
        tuple(run.failed), stopped,
    )  # fmt: skip


def _root(source: SourceFile) -> Path:
    """The folder that a source's document is named below."""
    return source.path.resolve().parents[source.document.count("/")]


def _stands(state: SourceState, document: str) -> bool:
    """Whether the file that a document came from is still there."""
    return (Path(state.root) / document).is_file()


def _gone(paths: Sequence[Path], sources: Sequence[tuple[SourceFile, str]], known: dict[str, SourceState]) -> list[str]:
    """The documents that came from these folders and are not there any more."""
    folders = {str(path.resolve()) for path in paths if path.is_dir()}
    found = {source.document for source, _ in sources}
    return [name for name, state in known.items() if state.root in folders and name not in found]
