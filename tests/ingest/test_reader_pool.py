"""Reading in processes of their own: what crashes or does not end costs its file alone."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import ingest.reader_pool
from ingest.document import SourceFile
from ingest.entries import read_entry
from ingest.fingerprint import state_of
from ingest.heartbeat import beat
from ingest.reader_pool import ReaderPool, Task
from settings import Settings
from vectorstore.entry import Entry, SourceState


def read_or_fall(source: SourceFile, state: SourceState, settings: Settings) -> Entry:
    """Stands in for a parser with a fault: crashes or hangs where the file's name says so."""
    if source.document.startswith("crash"):
        os.abort()
    if source.document.startswith("hang"):
        time.sleep(3600)
    if source.document.startswith("slow"):
        for _ in range(8):
            time.sleep(1)
            beat()
    return read_entry(source, state, settings)


def serve_with_faults(line: object) -> None:
    """What a reader's process runs, with the faulty parser."""
    ingest.reader_pool.read_entry = read_or_fall
    ingest.reader_pool._serve(line)  # type: ignore[arg-type]


@pytest.fixture
def pool() -> Iterator[ReaderPool]:
    """A pool of its own."""
    pool = ReaderPool()
    yield pool
    pool.close()


def tasks(folder: Path, *names: str) -> list[Task]:
    """Files to read."""
    made = []
    for name in names:
        (folder / name).write_text(f"# {name}\n\n到2027年，规模达到100亿元。\n", encoding="utf-8")
        source = SourceFile(folder / name, name)
        made.append((source, state_of(source, str(folder))))
    return made


def test_every_source_becomes_one_entry(pool: ReaderPool, tmp_path: Path) -> None:
    """Read side by side, in whatever order."""
    names = [f"{number}.md" for number in range(7)]
    entries = list(pool.read(tasks(tmp_path, *names), Settings(readers=2), threading.Event()))

    assert sorted(entry.record.document for entry in entries) == names
    assert all(entry.passages for entry in entries)


def test_a_crash_and_an_endless_file_cost_themselves_only(
    pool: ReaderPool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each gets its reason; the others are read."""
    monkeypatch.setattr(ingest.reader_pool, "_serve", serve_with_faults)
    wanted = tasks(tmp_path, "a.md", "crash.md", "hang.md", "b.md")
    found = {
        e.record.document: e.record
        for e in pool.read(wanted, Settings(readers=2, reading_seconds=4), threading.Event())
    }

    assert {name for name, record in found.items() if record.status != "failed"} == {"a.md", "b.md"}
    assert "crash" in (found["crash.md"].reason or "")
    assert "within 4 s" in (found["hang.md"].reason or "")


def test_a_long_reading_that_gives_signs_of_life_is_let_go_on(
    pool: ReaderPool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each starts the time anew."""
    monkeypatch.setattr(ingest.reader_pool, "_serve", serve_with_faults)
    (entry,) = pool.read(tasks(tmp_path, "slow.md"), Settings(readers=1, reading_seconds=5), threading.Event())

    assert entry.record.status != "failed"


def test_a_stopped_run_reads_no_more(pool: ReaderPool, tmp_path: Path) -> None:
    """And the pool can be used again."""
    wanted, stop = tasks(tmp_path, *(f"{number}.md" for number in range(9))), threading.Event()
    read = []
    for entry in pool.read(wanted, Settings(readers=1), stop):
        read.append(entry)
        stop.set()

    assert 1 <= len(read) < 9
    assert len(list(pool.read(wanted, Settings(readers=1), threading.Event()))) == 9
