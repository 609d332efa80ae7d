"""Requests to servers that may be hostile: only to public addresses, in bounded time, and of bounded size."""

from __future__ import annotations

import contextlib
import errno
import ipaddress
import socket
import ssl
import time
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import httpcore
import httpx

from errors import UnreadableSource

NAME = "Regionwise"
_HEADERS: dict[bytes | str, bytes | str] = {
    "User-Agent": f"{NAME} (keeps policy documents; fetches the pages that its user names)",
    "Accept": "*/*",
    "Accept-Encoding": "gzip",
    "Accept-Language": "zh, en;q=0.8",
}
SECONDS = 60.0
_STEP_SECONDS = 20.0
_BLOCK = 2**16
_PACKED = {"gzip", "x-gzip", "deflate"}
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
# Not global either, though not every version of Python knows it.
_LOCAL = tuple(map(ipaddress.ip_network, ("192.0.0.0/24", "64:ff9b:1::/48", "100::/64")))
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS}


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server replied: its status and headers (names in small letters), and its content to be read block by block."""

    status: int
    headers: dict[str, str]
    blocks: Iterator[bytes]


def is_allowed(address: str, *, private: bool = False) -> bool:
    """Whether an IP address may be connected to: a public one, or (where that is allowed) a private or loopback one.

    An IPv4 address that is wrapped in an IPv6 one is judged as what it is.
    """
    ip = ipaddress.ip_address(address.split("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        wrapped = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in _TRANSLATED:
            wrapped = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if wrapped is not None:
            return is_allowed(str(wrapped), private=private)
    if ip.is_multicast or ip.is_link_local or ip.is_unspecified:
        return False
    if ip.is_global and not ip.is_reserved and not any(ip in network for network in _LOCAL):
        return True
    return private and (ip.is_loopback or not ip.is_reserved)


@contextlib.contextmanager
def request(url: httpx.URL, deadline: float, *, private: bool) -> Iterator[Reply]:
    """A GET request that ends before the deadline (of `time.monotonic`), without redirects and without proxies.

    Raises:
        UnreadableSource: the address is not allowed, the server cannot be reached, does not reply in HTTP, or too slowly;
            raised while the content is read, too.
    """
    target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
    steps = dict.fromkeys(("connect", "read", "write", "pool"), _STEP_SECONDS)
    backend = _CheckedBackend(deadline, private=private)
    with _as_reasons(url.host):
        pool = httpcore.ConnectionPool(ssl_context=httpx.create_ssl_context(trust_env=False), network_backend=backend)
        with pool, pool.stream("GET", target, headers=_HEADERS, extensions={"timeout": steps}) as response:
            said = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
            yield Reply(response.status, said, _unpacked(response.iter_stream(), said.get("content-encoding", "")))


def _unpacked(blocks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """The content as it was before it was packed for the way, in small blocks however well it was packed."""
    encoding = encoding.strip().lower()
    if encoding in {"", "identity"}:
        yield from blocks
        return
    if encoding not in _PACKED:
        raise UnreadableSource(f"The server sent the page packed as {encoding[:20]!r}, which was not asked for.")
    unpacking = zlib.decompressobj(47)
    for packed in blocks:
        yield unpacking.decompress(packed, _BLOCK)
        while unpacking.unconsumed_tail:
            yield unpacking.decompress(unpacking.unconsumed_tail, _BLOCK)
    if not unpacking.eof:
        raise zlib.error("the end is missing")


@contextlib.contextmanager
def _as_reasons(host: str) -> Iterator[None]:
    """Turn what the network raises into reasons."""
    try:
        yield
    except (httpcore.TimeoutException, TimeoutError):
        raise UnreadableSource(f"{host} did not send the page within {SECONDS:.0f} seconds: try again later.") from None
    except (httpcore.ConnectError, httpcore.ReadError, httpcore.WriteError, OSError, UnicodeError) as error:
        if isinstance(error, OSError) and error.errno in _NO_ROOM:  # of the disk that the page is written to
            raise
        if "certificate" in str(error).lower():
            raise UnreadableSource(f"The certificate of {host} is not valid: check the address.") from None
        raise UnreadableSource(f"{host} cannot be reached: check the address and the network.") from None
    except (httpcore.ProtocolError, httpcore.UnsupportedProtocol, zlib.error):
        raise UnreadableSource(f"{host} broke off, or sent what is no web page: try again later.") from None


class _CheckedBackend(httpcore.NetworkBackend):
    """Connects to the address that was checked, never to what the name is resolved to a second time."""

    def __init__(self, deadline: float, *, private: bool) -> None:
        self._deadline = deadline
        self._private = private
        self._backend = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Resolve the name once; all its addresses must be allowed."""
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        addresses = list(dict.fromkeys(str(address[4][0]) for address in found))
        if not all(is_allowed(address, private=self._private) for address in addresses):
            can_be = all(is_allowed(address, private=True) for address in addresses)
            raise UnreadableSource(
                f"{host} is no public server, and is not fetched from: "
                + ("set fetch_private_addresses to allow it." if can_be else "save the page from a browser.")
            )
        failed: Exception = httpcore.ConnectError("no address")
        for address in addresses:
            try:
                left = _cut(timeout, self._deadline)
                stream = self._backend.connect_tcp(address, port, left, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
            else:
                return _TimedStream(stream, self._deadline)
        raise failed


class _TimedStream(httpcore.NetworkStream):
    """A connection on which no step outlasts the time that is left for the whole."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """The next bytes."""
        return self._stream.read(max_bytes, _cut(timeout, self._deadline))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send bytes."""
        self._stream.write(buffer, _cut(timeout, self._deadline))

    def close(self) -> None:
        """End the connection."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """The same, encrypted; the certificate is checked against the name."""
        secure = self._stream.start_tls(ssl_context, server_hostname, _cut(timeout, self._deadline))
        return _TimedStream(secure, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        """What is known of the connection."""
        return self._stream.get_extra_info(info)


def _cut(timeout: float | None, deadline: float) -> float:
    """How long a step may take: as long as it may at most, and as is left."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the time for the whole is over")
    return left if timeout is None else min(timeout, left)
