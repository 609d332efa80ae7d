"""Web addresses become sources: a copy of each page is kept, so that reading it again needs no network."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import tempfile
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

import httpx

from errors import UnreadableSource
from ingest.document import SourceFile
from ingest.names import storable
from ingest.sources import WEB
from ingest.web import Page, Web, check_address
from settings import Settings

_PORTS = {"http": 80, "https": 443}
_SEGMENT_CHARACTERS = 80
_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/csv": ".csv",
    "application/pdf": ".pdf",
    "application/zip": ".zip",
}


@dataclass(frozen=True, slots=True)
class Fetched:
    """The sources of some addresses; `failed` pairs the documents of which only an older copy is there with the reason."""

    sources: tuple[SourceFile, ...] = ()
    failed: tuple[tuple[str, str], ...] = ()


def document_of(url: httpx.URL) -> str:
    """The name of a page's document: its server and its path, with a short sign for what it is asked.

    http and https, and a fragment, make no difference.
    """
    segments = [storable(unquote(part)).replace("/", "_") for part in url.raw_path.split(b"?")[0].decode().split("/")]
    segments = [re.sub("!$", "_", part) for part in segments if part not in {"", ".", ".."}]
    if not segments or url.path.endswith("/"):
        segments.append("index")
    if url.query:
        last = PurePosixPath(segments[-1])
        segments[-1] = f"{last.stem}~{_digest(url.query)[:10]}{last.suffix}"
    server = url.host + (f"_{url.port}" if url.port not in {None, _PORTS.get(url.scheme)} else "")
    return "/".join([server, *map(_shortened, segments)])


def fetch(
    addresses: Sequence[str],
    settings: Settings,
    *,
    refresh: bool = False,
    say: Callable[[str], None] = lambda sentence: None,
    stop: threading.Event | None = None,
) -> Fetched:
    """The sources of some addresses; a page whose copy is there already is not fetched again, unless `refresh` is set.

    An address that cannot be fetched is a source that is refused.
    """
    stop = stop or threading.Event()
    web = Web(private=settings.fetch_private_addresses, stop=stop)
    sources: dict[str, SourceFile] = {}
    failed: dict[str, str] = {}
    for address in addresses:
        if stop.is_set():
            break
        copy = _Copy.of(address, settings)
        if refresh or copy.source() is None:
            say(f"Fetching {address} …")
            reason = copy.fetch(web, settings.file_megabytes * 2**20)
            if reason and copy.source() is not None:
                failed[copy.document] = f"{reason} The older copy is kept."
            elif reason:
                sources[copy.document] = copy.refused(reason)
        if (source := copy.source()) is not None:
            sources[copy.document] = source
    return Fetched(tuple(sources.values()), tuple(failed.items()))


@dataclass(frozen=True, slots=True)
class _Copy:
    """The copy of a page, kept as a file beside a note of what it is."""

    address: str
    document: str
    folder: Path

    @classmethod
    def of(cls, address: str, settings: Settings) -> _Copy:
        """The place of an address's copy, whether or not it is there."""
        try:
            document = document_of(httpx.URL(address))
        except (httpx.InvalidURL, ValueError):
            document = _shortened(storable(address))
        return cls(address, document, settings.data / "fetched")

    @property
    def _key(self) -> str:
        return _digest(self.document.encode())[:32]

    @property
    def _note(self) -> Path:
        return self.folder / f"{self._key}-note.json"

    def source(self) -> SourceFile | None:
        """The page as a source, where its copy is there."""
        with contextlib.suppress(OSError, ValueError, KeyError):
            said = json.loads(self._note.read_text(encoding="utf-8"))
            path = self.folder / said["file"]
            if path.is_file():
                return SourceFile(path, self.document, said["url"], root=WEB)
        return None

    def refused(self, reason: str) -> SourceFile:
        """The source that there is none, with the reason; the note stands for its file."""
        if self._read_reason() != reason:
            self._write({"url": self.address, "reason": reason})
        digest = _digest(reason.encode())
        return SourceFile(self._note, self.document, self.address, root=WEB, digest=digest, refused=reason)

    def fetch(self, web: Web, limit: int) -> str | None:
        """Fetch the page; return the reason where that fails, and leave what was there."""
        self.folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self.folder, prefix="fresh-")
        fresh = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                url = httpx.URL(self.address).copy_with(fragment=None)
                check_address(url)
                page = web.fetch(url, file, limit)
            kept = self.folder / f"{self._key}{_suffix_of(page)}"
            older = [path for path in self.folder.glob(f"{self._key}.*") if path != kept]
            fresh.replace(kept)
            self._write({"url": page.url, "asked": self.address, "type": page.content_type, "file": kept.name})
            for path in older:
                path.unlink()
        except UnreadableSource as error:
            return str(error)
        except (httpx.InvalidURL, ValueError):
            return "This is no web address: check it."
        except OSError as error:
            return f"The copy of the page cannot be stored ({error.strerror or error}): free some space."
        finally:
            fresh.unlink(missing_ok=True)
        return None

    def _read_reason(self) -> str | None:
        with contextlib.suppress(OSError, ValueError):
            reason: str | None = json.loads(self._note.read_text(encoding="utf-8")).get("reason")
            return reason
        return None

    def _write(self, note: dict[str, str]) -> None:
        self._note.write_text(json.dumps(note, ensure_ascii=False), encoding="utf-8")


def _suffix_of(page: Page) -> str:
    """The suffix that helps the readers where the content alone does not say what it is."""
    kind = page.content_type.split(";")[0].strip().lower()
    named = PurePosixPath(page.file_name).suffix.lower()
    return _SUFFIXES.get(kind) or (named if re.fullmatch(r"\.[a-z0-9]{1,5}", named) else ".page")


def _shortened(segment: str) -> str:
    """A part of a name that is not too long; what is cut off is told apart by a sign."""
    if len(segment) <= _SEGMENT_CHARACTERS:
        return segment
    suffix = PurePosixPath(segment).suffix
    suffix = suffix if len(suffix) < 8 else ""
    return f"{segment[: _SEGMENT_CHARACTERS - 20]}~{_digest(segment.encode())[:10]}{suffix}"


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
