"""Watching files and folders for changes; the one home of watchfiles."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

# A run begins when nothing has changed for this long, so that a file being copied is not read half.
_QUIET_MILLISECONDS = 1000


def changes(paths: Sequence[Path], stop: threading.Event) -> Iterator[None]:
    """Yields whenever something below the paths has changed and is quiet again; ends when `stop` is set."""
    from watchfiles import watch

    for _ in watch(*paths, stop_event=stop, step=_QUIET_MILLISECONDS, raise_interrupt=True):
        yield None
