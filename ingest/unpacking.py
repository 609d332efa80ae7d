"""Unpacking an archive, and those in it, within limits: files get names of our own, so that none lands elsewhere."""

from __future__ import annotations

import hashlib
import re
import shutil
import tempfile
import weakref
from dataclasses import dataclass
from pathlib import Path

from errors import UnreadableForNow, UnreadableSource
from ingest import packages
from ingest.archive_entries import DAMAGED, FAULTS, Entry, entries_of, kind_of_archive
from ingest.names import is_junk, storable
from settings import Settings

SEPARATOR = "!/"
_DEPTH = 2
_ENTRIES = 5000
_BYTES = 2**30
# Policy texts pack to a tenth or so; what unpacks to so many times its size, beyond what does no harm, is a bomb.
_RATIO = 250
_HARMLESS_BYTES = 64 * 2**20
_BLOCK = 2**20
_NAME_CHARACTERS = 400
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}$")
_SIDECAR = "SOURCES.csv"
# The names of documents, which are not looked into to see whether they are archives after all.
_DOCUMENTS = re.compile(
    r"\.(?:pdf|docx?|wps|xlsx?|et|pptx?|dps|html?|txt|md|csv|png|jpe?g|tiff?|od[tsp]|rtf)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: its path in it, the SHA-256 of its content, and why it is not to be read (for now)."""

    inside: str
    digest: str
    reason: str | None = None
    for_now: bool = False


class Unpacked:
    """The files of an archive in a folder of their own, which goes when nobody holds this any more."""

    def __init__(self, within: Path) -> None:
        within.mkdir(parents=True, exist_ok=True)
        self.folder = Path(tempfile.mkdtemp(dir=within))
        self.members: dict[str, Member] = {}
        self.files: dict[str, Path] = {}
        weakref.finalize(self, shutil.rmtree, self.folder, ignore_errors=True)


class _TooMuch(UnreadableSource):
    """The archive as a whole is over a limit."""


def is_archive(path: Path) -> bool:
    """Whether a file is to be unpacked: an archive by its content, and no document by its name."""
    if _DOCUMENTS.search(path.name):
        return False
    with path.open("rb") as file:
        kind = kind_of_archive(file.read(512))
    if kind != "ZIP":
        return kind is not None
    try:
        return packages.kind_of(path) == packages.ARCHIVE
    except UnreadableSource:
        return path.suffix.lower() == ".zip"


def unpack(path: Path, within: Path, settings: Settings) -> Unpacked:
    """The files of an archive, and of the archives in it, in a fresh folder.

    Raises:
        UnreadableForNow: a program that is needed is not installed.
        UnreadableSource: the archive is damaged, locked, empty, or over a limit.
    """
    size = path.stat().st_size
    if size > settings.file_megabytes * 2**20:
        raise UnreadableSource(
            f"The archive is too large ({size / 2**20:.0f} MB, at most {settings.file_megabytes} MB): split it, or raise"
            " file_megabytes."
        )
    work = _Unpacking(Unpacked(within), settings, _ENTRIES, _BYTES, max(_HARMLESS_BYTES, size * _RATIO))
    work.add_all(path, "", 1)
    if not work.unpacked.members:
        raise UnreadableSource("The archive holds no files to read: give one with documents in it.")
    return work.unpacked


@dataclass
class _Unpacking:
    """The work on one archive, with what its limits leave."""

    unpacked: Unpacked
    settings: Settings
    entries: int
    left: int
    ratio_bytes: int

    def add_all(self, path: Path, prefix: str, depth: int) -> None:
        """Unpack the files of an archive."""
        for entry in entries_of(path, self.settings.archive_reader):
            self.entries -= 1
            if self.entries < 0:
                raise _TooMuch(f"The archive holds more than {_ENTRIES:,} files: split it.")
            parts = [part for part in storable(entry.name).split("/") if part not in {"", ".", ".."}]
            if not parts or any(map(is_junk, parts)) or parts[-1] == _SIDECAR:
                continue
            name = "/".join(parts)
            self._add(
                entry, prefix + (name if len(name) <= _NAME_CHARACTERS else f"…{name[-_NAME_CHARACTERS:]}"), depth
            )

    def _add(self, entry: Entry, inside: str, depth: int) -> None:
        """Unpack a file; where it is an archive, the files in it."""
        limit = self.settings.file_megabytes
        if entry.content is None:
            return self._refuse(inside, entry.reason or DAMAGED)
        if entry.size > limit * 2**20:
            if entry.is_stream:  # it is passed over by unpacking it
                self._weigh(entry.size)
            return self._refuse(
                inside, f"The file is too large (at most {limit} MB): split it, or raise file_megabytes."
            )
        path = self.unpacked.folder / f"{_ENTRIES - self.entries:05}{''.join(_SUFFIX.findall(inside)).lower()}"
        try:
            digest = self._write(entry, path)
        except FAULTS:
            return self._refuse(inside, "The file is damaged in its archive: fetch the archive again.")
        if is_archive(path):
            return self._unpack_inner(path, inside, digest, depth)
        self.unpacked.members[inside] = Member(inside, digest)
        self.unpacked.files[inside] = path
        return None

    def _unpack_inner(self, path: Path, inside: str, digest: str, depth: int) -> None:
        """Unpack an archive in an archive; what it fails of concerns it alone, unless a limit of the whole is passed."""
        try:
            if depth == _DEPTH:
                raise UnreadableSource("The archive is packed in two others: unpack it, and give the files in it.")
            self.add_all(path, inside + SEPARATOR, depth + 1)
        except _TooMuch:
            raise
        except UnreadableSource as error:
            self.unpacked.members[inside] = Member(inside, digest, str(error), isinstance(error, UnreadableForNow))
        finally:
            path.unlink(missing_ok=True)

    def _write(self, entry: Entry, path: Path) -> str:
        """Write the content of an entry to a file; return its digest."""
        content = hashlib.sha256()
        assert entry.content is not None  # noqa: S101 (its caller has looked)
        with path.open("wb") as file:
            while block := entry.content.read(_BLOCK):
                self._weigh(len(block))
                content.update(block)
                file.write(block)
        return content.hexdigest()

    def _weigh(self, size: int) -> None:
        """Take so many bytes off what is left."""
        self.left -= size
        self.ratio_bytes -= size
        if self.left < 0:
            raise _TooMuch("The archive would unpack to more than 1 GB: unpack what is needed, and give that.")
        if self.ratio_bytes < 0:
            raise _TooMuch(f"The archive would unpack to more than {_RATIO} times its size: give the files in it.")

    def _refuse(self, inside: str, reason: str) -> None:
        self.unpacked.members[inside] = Member(inside, hashlib.sha256(reason.encode()).hexdigest(), reason)
