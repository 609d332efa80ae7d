"""Fetching as a polite guest: what robots.txt asks for is done, and requests to one server are spaced."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO, TypeVar
from urllib.robotparser import RobotFileParser

import httpx

from errors import UnreadableSource
from ingest.network import NAME, SECONDS, Reply, request

REDIRECTS = 5
PAUSE_SECONDS = 1.0
_LONGEST_PAUSE = 30.0
_ROBOTS_BYTES = 500 * 2**10
_REASONS = {
    401: "asks for a password: save it from a browser",
    403: "does not let programs read it: save it from a browser",
    404: "does not exist (404): check the address",
    410: "does not exist any more (410): check the address",
    429: "was asked for too often (429): try again later",
}

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page:
    """Where a page was found in the end, and what its server says that it is."""

    url: str
    content_type: str
    file_name: str


class Web:
    """Fetches pages one after the other."""

    def __init__(self, *, private: bool, stop: threading.Event) -> None:
        self._private = private
        self._stop = stop
        self._robots: dict[str, RobotFileParser] = {}
        self._last: dict[str, float] = {}

    def fetch(self, url: httpx.URL, file: BinaryIO, limit: int) -> Page:
        """Write a page of at most so many bytes into a file.

        Raises:
            UnreadableSource: why there is no page.
        """

        def keep(place: httpx.URL, reply: Reply) -> Page:
            if reply.status != 200:
                what = _REASONS.get(reply.status, f"cannot be had now ({reply.status}): try again later")
                raise UnreadableSource(f"The page {what}.")
            _copy(reply, file, limit)
            named = re.search(r'filename="?([^";]+)', reply.headers.get("content-disposition", ""))
            return Page(str(place), reply.headers.get("content-type", ""), named[1] if named else place.path)

        return self._follow(url, keep, self._check_robots)

    def _follow(
        self, url: httpx.URL, use: Callable[[httpx.URL, Reply], T], check: Callable[[httpx.URL], None] | None = None
    ) -> T:
        """Ask for an address, and for those that it sends on to; each of them is checked as the first."""
        left = SECONDS
        for _ in range(REDIRECTS + 1):
            check_address(url)
            if check:
                check(url)
            self._wait(url)
            started = time.monotonic()
            with request(url, started + left, private=self._private) as reply:
                location = reply.headers.get("location")
                if reply.status not in {301, 302, 303, 307, 308} or not location:
                    return use(url, reply)
            left -= time.monotonic() - started
            url = joined(url, location)
        raise UnreadableSource(f"The address sends on more than {REDIRECTS} times: check it.")

    def _check_robots(self, url: httpx.URL) -> None:
        """Refuse what a server asks programs not to read."""
        server = f"{url.scheme}://{url.netloc.decode()}"
        if server not in self._robots:
            self._robots[server] = self._follow(httpx.URL(f"{server}/robots.txt"), _rules)
        if not self._robots[server].can_fetch(NAME, str(url)):
            raise UnreadableSource(
                f"{url.host} asks programs not to read this page (robots.txt): save it from a browser."
            )

    def _wait(self, url: httpx.URL) -> None:
        """Leave a server in peace for a moment after the last request."""
        rules = self._robots.get(f"{url.scheme}://{url.netloc.decode()}")
        asked = float(rules.crawl_delay(NAME) or 0) if rules else 0.0
        pause = max(PAUSE_SECONDS, min(asked, _LONGEST_PAUSE))
        left = self._last.get(url.host, -pause) + pause - time.monotonic()
        if self._stop.wait(max(0.0, left)):
            raise UnreadableSource("The run was stopped before the page was fetched.")
        self._last[url.host] = time.monotonic()


def check_address(url: httpx.URL) -> None:
    """Refuse what is no plain web address.

    Raises:
        UnreadableSource: another protocol, no server, or a password.
    """
    if url.scheme not in {"http", "https"} or not url.host:
        raise UnreadableSource(
            f"Only http and https addresses are fetched, not {url.scheme[:20] or 'this'}: save the file."
        )
    if url.port is not None and not 0 < url.port < 2**16:
        raise UnreadableSource(f"There is no port {url.port}: check the address.")
    if url.userinfo:
        raise UnreadableSource(
            "The address holds a name or password: leave it out, and save what needs it from a browser."
        )


def joined(url: httpx.URL, location: str) -> httpx.URL:
    """The address that a server sends on to."""
    try:
        return url.join(location.encode("latin-1").decode("utf-8", "replace"))
    except (httpx.InvalidURL, ValueError):
        raise UnreadableSource("The address sends on to one that is no web address: check it.") from None


def _copy(reply: Reply, file: BinaryIO, limit: int) -> None:
    """Write the content into the file, up to the limit."""
    said = reply.headers.get("content-length", "")
    size = int(said) if said.isdigit() and len(said) < 20 else 0
    if size <= limit:
        size = 0
        for block in reply.blocks:
            size += len(block)
            if size > limit:
                break
            file.write(block)
    if size > limit:
        raise UnreadableSource(
            f"The page is too large (more than {limit >> 20} MB): raise file_megabytes, or save a part."
        )


def _rules(url: httpx.URL, reply: Reply) -> RobotFileParser:
    """What a server asks of programs; all is allowed where it has no such file, nothing where it fails to say."""
    rules = RobotFileParser()
    if reply.status >= 500 or reply.status == 429:
        raise UnreadableSource(f"{url.host} cannot say now what programs may read ({reply.status}): try again later.")
    content = bytearray()
    if reply.status == 200:
        for block in reply.blocks:
            content += block
            if len(content) > _ROBOTS_BYTES:
                break
    rules.parse(bytes(content[:_ROBOTS_BYTES]).decode("utf-8", "replace").splitlines())
    return rules
