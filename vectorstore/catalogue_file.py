"""The file of the catalogue: how SQLite is set up, and what its faults mean to a person."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from errors import LibraryNotWritable

FILE_NAME = "catalogue.sqlite"
_MAPPED = f"mmap_size={1 << 31}"


def open_engine(folder: Path) -> sa.Engine:
    """The engine of the catalogue in a library folder."""
    engine = sa.create_engine(sa.URL.create("sqlite", database=str(folder / FILE_NAME)))
    sa.event.listen(engine, "connect", _configure)
    return engine


def _configure(connection: Any, _record: Any) -> None:
    """Write-ahead logging lets readers go on while a document is written; foreign keys are off by default.

    A question reads passages all over the file, which is mapped into memory: with SQLite's own cache of 2 MB that took
    seven times as long in a library of 100,000 passages.
    """
    cursor = connection.cursor()
    pragmas = ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "busy_timeout=10000", _MAPPED)
    for pragma in pragmas:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


@contextlib.contextmanager
def as_library_fault() -> Iterator[None]:
    """A full disk or a read-only folder, said in one sentence."""
    try:
        yield
    except sa.exc.OperationalError as error:
        raise LibraryNotWritable(
            f"The library cannot be written to ({error.orig}): free some space or make its folder writable, then run"
            " the command again; what was reported as done is kept."
        ) from None
