"""Slow work in threads of its own, so that the server keeps answering whatever else is asked."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable, Generator, Iterator
from contextlib import suppress
from typing import TypeVar, cast

import anyio
from anyio.to_thread import run_sync

T = TypeVar("T")

ANSWERS_AT_ONCE = 20
SECONDS_BETWEEN_SNAPSHOTS = 0.05


def answer_limiter() -> anyio.CapacityLimiter:
    """How many answers the API works on at once; the others wait without holding a thread."""
    return anyio.CapacityLimiter(ANSWERS_AT_ONCE)


async def in_thread(function: Callable[[], T], limiter: anyio.CapacityLimiter) -> T:
    """What `function` returns."""
    return await run_sync(function, limiter=limiter)


async def each_in_thread(items: Iterator[T], limiter: anyio.CapacityLimiter) -> AsyncIterator[T]:
    """The items, each fetched in a thread; when the reader goes away, nothing waits for the item on its way."""
    end = object()
    try:
        while True:
            item = await run_sync(next, items, end, limiter=limiter, abandon_on_cancel=True)
            if item is end:
                return
            yield cast("T", item)
    finally:
        with suppress(ValueError):  # It is still at work in its thread: it is closed when that lets go of it.
            if isinstance(items, Generator):
                items.close()


def paced(items: Iterator[T], seconds: float = SECONDS_BETWEEN_SNAPSHOTS) -> Generator[T]:
    """The items, without those that follow so fast that nobody could read them; the last one always comes."""
    shown = float("-inf")
    waiting: list[T] = []
    for item in items:
        if time.monotonic() - shown >= seconds:
            shown, waiting = time.monotonic(), []
            yield item
        else:
            waiting = [item]
    yield from waiting
