"""What is in an archive, entry by entry, whatever kind of archive it is; nothing is written anywhere."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import stat
import subprocess
import sys
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from errors import UnreadableForNow, UnreadableSource
from ingest.packages import SIGN as ZIP_SIGN
from ingest.packages import check_directory
from ingest.programs import find_program, running

DAMAGED = "The archive is damaged, or packed in a way that is not read: fetch it again, or unpack it."
LOCKED = "The file is locked with a password in its archive: unpack it, and give it without one."
LINK = "In its archive this is a link to another file: links are not followed, give the file itself."
_COMPRESSED: dict[bytes, Callable[[IO[bytes]], Any]] = {
    b"\x1f\x8b": gzip.open,
    b"BZh": bz2.open,
    b"\xfd7zXZ": lzma.open,
}
_FOREIGN = {b"Rar!": "RAR", b"7z\xbc\xaf\x27\x1c": "7z"}
_NAMES = ("bsdtar",)
_PLACES = ("/usr/bin/bsdtar", r"C:\Windows\System32\tar.exe")
_SECONDS = 10.0
_HEADER_BYTES = 2 * 2**20
# What the content of a damaged archive raises, besides an OSError that names no file.
FAULTS = (tarfile.TarError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, ValueError)


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in an archive: its name, the size that the archive says it has, and its content or why there is none.

    The content can be read until the next entry is taken; to pass one over in a stream costs as much as to read it.
    """

    name: str
    size: int
    content: IO[bytes] | None = None
    reason: str | None = None
    is_stream: bool = False


def kind_of_archive(head: bytes) -> str | None:
    """What the first 512 bytes of a file say: ZIP (an Office document, too), tar, RAR, 7z, or None."""
    if head.startswith((ZIP_SIGN, b"PK\x05\x06")):
        return "ZIP"
    if head.startswith(tuple(_COMPRESSED)) or head[257:262] == b"ustar":
        return "tar"
    return next((kind for sign, kind in _FOREIGN.items() if head.startswith(sign)), None)


def entries_of(path: Path, program: str) -> Iterator[Entry]:
    """The files in an archive, folders left out.

    Args:
        path: the archive.
        program: the setting that says where bsdtar is, which RAR and 7z need.

    Raises:
        UnreadableForNow: bsdtar is needed, and is not installed.
        UnreadableSource: the archive is damaged, or of no known kind.
    """
    with path.open("rb") as file:
        kind = kind_of_archive(file.read(512))
    try:
        if kind == "ZIP":
            yield from _zip_entries(path)
        elif kind == "tar":
            yield from _tar_entries(path)
        elif kind:
            yield from _foreign_entries(path, kind, program)
        else:
            raise UnreadableSource(DAMAGED)
    except FAULTS:
        raise UnreadableSource(DAMAGED) from None
    except OSError as error:
        if error.filename:
            raise
        raise UnreadableSource(DAMAGED) from None


def _zip_entries(path: Path) -> Iterator[Entry]:
    check_directory(path)
    with zipfile.ZipFile(path) as archive:
        infos = [info for info in archive.infolist() if not info.is_dir()]
        for info, name in zip(infos, _zip_names(infos), strict=True):
            if info.flag_bits & 0x1:
                yield Entry(name, 0, reason=LOCKED)
            elif stat.S_ISLNK(info.external_attr >> 16):
                yield Entry(name, 0, reason=LINK)
            else:
                yield _zip_entry(archive, info, name)


def _zip_entry(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> Entry:
    try:
        return Entry(name, info.file_size, archive.open(info))
    except NotImplementedError:
        return Entry(name, 0, reason="The file is packed in a way that is not read: unpack it, and give it itself.")


def _zip_names(infos: list[zipfile.ZipInfo]) -> list[str]:
    """The names of the entries; where none is said, Chinese ZIP files are mostly in the encoding of Chinese Windows."""
    raw = [_raw_name(info) for info in infos]
    bare = b"\n".join(name for name in raw if isinstance(name, bytes))
    encoding = next(name for name in ("utf-8", "gb18030", "cp437") if _decodes(bare, name))
    names = [name if isinstance(name, str) else name.decode(encoding) for name in raw]
    return [name.replace("\\", "/") for name in names]


def _raw_name(info: zipfile.ZipInfo) -> str | bytes:
    """The name in bytes where its encoding is not known, else as text."""
    if info.flag_bits & 0x800:
        return info.orig_filename
    try:
        raw = info.orig_filename.encode("cp437")
    except UnicodeEncodeError:  # zipfile knows it from a field of its own
        return info.orig_filename
    extra = info.extra
    while len(extra) >= 4:
        kind, length = int.from_bytes(extra[:2], "little"), int.from_bytes(extra[2:4], "little")
        if kind == 0x7075 and extra[5:9] == zlib.crc32(raw).to_bytes(4, "little"):
            return extra[9 : 4 + length].decode("utf-8", "replace")
        extra = extra[4 + length :]
    return raw


def _decodes(raw: bytes, encoding: str) -> bool:
    try:
        raw.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


class _Bounded(io.RawIOBase):
    """A stream of which only so much may be read before the allowance is renewed.

    A tar archive's header can say that the name behind it is gigabytes long, and tarfile would hold it in memory.
    """

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.allowance = _HEADER_BYTES

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        block = self._stream.read(size)
        self.allowance -= len(block)
        if self.allowance < 0:
            raise tarfile.ReadError("a header is too long")
        return block


def _tar_entries(path: Path) -> Iterator[Entry]:
    with path.open("rb") as file:
        head = file.read(8)
        file.seek(0)
        opener = next((opener for sign, opener in _COMPRESSED.items() if head.startswith(sign)), None)
        if opener is None:
            yield from _stream_entries(file)
        else:
            with opener(file) as stream:
                yield from _stream_entries(stream)


def _stream_entries(stream: IO[bytes]) -> Iterator[Entry]:
    """The files of a tar archive that is read from its beginning to its end."""
    bounded = _Bounded(stream)
    with tarfile.open(fileobj=bounded, mode="r|", encoding="utf-8", errors="surrogateescape") as archive:
        for info in archive:
            raw = info.name.encode("utf-8", "surrogateescape")
            name = raw.decode(next(name for name in ("utf-8", "gb18030", "latin-1") if _decodes(raw, name)))
            if info.issym() or info.islnk():
                yield Entry(name, 0, reason=LINK)
            elif info.isreg():
                bounded.allowance = info.size + _HEADER_BYTES
                yield Entry(name, info.size, archive.extractfile(info), is_stream=True)
            bounded.allowance = max(bounded.allowance, _HEADER_BYTES)


def _foreign_entries(path: Path, kind: str, program: str) -> Iterator[Entry]:
    """The files of an archive that bsdtar can read: it is asked for the same as a tar archive, name by name exact."""
    found = find_program(program, _NAMES, _PLACES)
    if found is None:
        raise UnreadableForNow(
            f"Reading a {kind} archive needs bsdtar, which is not installed: install it (Debian: libarchive-tools), or"
            " unpack the archive."
        )
    environment = (
        {} if sys.platform == "win32" else {"LC_ALL": "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"}
    )
    with path.open("rb") as file, tempfile.TemporaryFile() as errors:
        command = [found, "-cf", "-", "--format=pax", "@-"]
        with running(command, stdin=file, stdout=subprocess.PIPE, stderr=errors, environment=environment) as process:
            assert process.stdout is not None  # noqa: S101 (said above)
            try:
                yield from _stream_entries(process.stdout)
                process.stdout.read(2**16)  # what fills the last block
                ended = process.wait(_SECONDS)
            except (tarfile.TarError, subprocess.TimeoutExpired):
                ended = None
        errors.seek(0)
        said = errors.read(10_000).lower()
    if b"ncrypt" in said or b"passphrase" in said:
        raise UnreadableSource("The archive is locked with a password: unpack it, and give the files in it.")
    if ended != 0:
        raise UnreadableSource(DAMAGED)
