"""A stream that must come in time: as a whole, and from one piece to the next."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Iterator
from typing import TypeVar

from errors import LanguageModelUnavailable

_T = TypeVar("_T")


def in_time(pieces: Iterator[_T], seconds: float, pause: float, message: str) -> Iterator[_T]:
    """The pieces as they come; the first may take all the time, those after it a pause each.

    Reads in a thread of its own, since nothing else ends a read that hangs; the thread ends with the piece it waits for.

    Raises:
        LanguageModelUnavailable: the time is over; and what reading raises.
    """
    arrived: queue.Queue[tuple[str, _T | BaseException | None]] = queue.Queue(maxsize=100)
    stopped = threading.Event()

    def read() -> None:
        try:
            for piece in pieces:
                if stopped.is_set():
                    return
                _put(arrived, ("piece", piece), stopped)
            _put(arrived, ("end", None), stopped)
        except BaseException as error:  # Whatever it is, the reader of the stream is the one to hear of it.
            _put(arrived, ("error", error), stopped)

    end, wait = time.monotonic() + seconds, seconds
    threading.Thread(target=read, name="language model", daemon=True).start()
    try:
        while True:
            try:
                kind, piece = arrived.get(timeout=max(0.0, min(wait, end - time.monotonic())))
            except queue.Empty:
                raise LanguageModelUnavailable(message, "slow") from None
            if kind == "end":
                return
            if isinstance(piece, BaseException):
                raise piece
            if time.monotonic() > end:
                raise LanguageModelUnavailable(message, "slow")
            yield piece  # type: ignore[misc]
            wait = pause
    finally:
        stopped.set()


def _put(arrived: queue.Queue[_T], item: _T, stopped: threading.Event) -> None:
    """Hand an item over, unless nobody waits for it any more."""
    while not stopped.is_set():
        try:
            arrived.put(item, timeout=0.1)
        except queue.Full:
            continue
        return
