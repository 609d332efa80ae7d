"""Processes that read sources side by side: one that crashes or does not end costs its file, and nothing else."""

from __future__ import annotations

import atexit
import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait

from ingest.document import SourceFile
from ingest.entries import failed_entry, read_entry
from ingest.heartbeat import listen
from settings import Settings
from vectorstore.entry import Entry, SourceState

Task = tuple[SourceFile, SourceState]
# A reader that nothing is asked of for so long ends, and gives its memory back.
_IDLE_SECONDS = 60.0
_LOOK_SECONDS = 1.0
_PROCESSES = multiprocessing.get_context("spawn")


@dataclass
class _Reader:
    """A process, the line to it, and what it reads at present."""

    process: multiprocessing.process.BaseProcess
    line: Connection
    task: Task | None = None
    since: float = field(default_factory=time.monotonic)


class ReaderPool:
    """Reads sources in processes of their own; they are started when needed and kept for the next run."""

    def __init__(self) -> None:
        self._readers: list[_Reader] = []
        self._reading = threading.Lock()
        atexit.register(self.close)

    def read(self, tasks: Sequence[Task], settings: Settings, stop: threading.Event) -> Iterator[Entry]:
        """The entries of sources, each as soon as it is there; when `stop` is set, the rest is not read."""
        with self._reading:
            waiting = deque(tasks)
            count = min(settings.readers or os.cpu_count() or 1, len(tasks))
            try:
                while (waiting or self._busy()) and not stop.is_set():
                    self._hand_out(waiting, count, settings)
                    yield from self._collect(settings.reading_seconds)
            finally:
                for reader in self._busy():
                    self._end(reader)

    def close(self) -> None:
        """End every process."""
        for reader in list(self._readers):
            self._end(reader)

    def _busy(self) -> list[_Reader]:
        return [reader for reader in self._readers if reader.task is not None]

    def _hand_out(self, waiting: deque[Task], count: int, settings: Settings) -> None:
        """Give each reader that is free the next source, starting as many readers as are wanted."""
        while waiting and len(self._busy()) < count:
            free = next((reader for reader in self._readers if reader.task is None), None)
            if free is not None and not free.process.is_alive():
                self._end(free)
                continue
            reader = free or self._start()
            reader.task, reader.since = waiting.popleft(), time.monotonic()
            try:
                reader.line.send((*reader.task, settings))
            except OSError:  # It ended just now, having been idle for long.
                waiting.appendleft(reader.task)
                self._end(reader)

    def _start(self) -> _Reader:
        line, far = _PROCESSES.Pipe()
        process = _PROCESSES.Process(target=_serve, args=(far,), daemon=True, name="reader")
        process.start()
        far.close()
        reader = _Reader(process, line)
        self._readers.append(reader)
        return reader

    def _collect(self, seconds: float) -> Iterator[Entry]:
        """What the readers have ready; one that has crashed, or has not been heard of for too long, is given up."""
        busy = {reader.line: reader for reader in self._busy()}
        for line in wait(list(busy), _LOOK_SECONDS):
            reader = busy[line]  # type: ignore[index]
            try:
                said = reader.line.recv()
            except (EOFError, OSError):
                yield from self._give_up(reader, "The file made its reader crash: it may be damaged; fetch it again.")
                continue
            reader.since = time.monotonic()
            if isinstance(said, Entry):
                reader.task = None
                yield said
        for reader in self._busy():
            if time.monotonic() - reader.since > seconds:
                yield from self._give_up(
                    reader,
                    f"The file could not be read within {seconds:.0f} s: split it, or raise reading_seconds.",
                )

    def _give_up(self, reader: _Reader, reason: str) -> Iterator[Entry]:
        task, reader.task = reader.task, None
        self._end(reader)
        if task:
            yield failed_entry(*task, reason)

    def _end(self, reader: _Reader) -> None:
        self._readers.remove(reader)
        reader.line.close()
        reader.process.kill()
        reader.process.join()


def _serve(line: Connection) -> None:
    """Read what is sent until nothing comes any more; an interrupt from the terminal is the main process's to handle."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    listen(lambda: line.send(None))
    while line.poll(_IDLE_SECONDS):
        try:
            source, state, settings = line.recv()
            line.send(read_entry(source, state, settings))
        except (EOFError, BrokenPipeError):
            return
