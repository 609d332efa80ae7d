"""Watching files and folders for changes; the one home of watchfiles."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

# A run begins when nothing has changed for this long, so that a file being copied is not read half.
_QUIET_MILLISECONDS = 1000


def changes(paths: Sequence[Path], stop: threading.Event) -> Iterator[None]:
    """Yields once when it has begun to watch, then whenever something has changed and is quiet; ends with `stop`."""
    from watchfiles import watch

    begun = False
    ticks = watch(
        *paths, stop_event=stop, step=_QUIET_MILLISECONDS, rust_timeout=_QUIET_MILLISECONDS, yield_on_timeout=True,
        raise_interrupt=True,
    )  # fmt: skip
    for changed in ticks:
        if changed or not begun:
            begun = True
            yield None
