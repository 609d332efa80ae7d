"""The sign of life of a reader whose work takes long: given with each page that is recognised."""

from __future__ import annotations

from collections.abc import Callable

_listeners: list[Callable[[], None]] = []


def listen(listener: Callable[[], None]) -> None:
    """Have `listener` called with each sign of life in this process."""
    _listeners.append(listener)


def beat() -> None:
    """Say that the work goes on."""
    for listener in _listeners:
        listener()
