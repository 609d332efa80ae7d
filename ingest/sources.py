"""The files to read: paths and folders become sources, and sidecar tables say where they come from."""

from __future__ import annotations

import csv
import hashlib
import itertools
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from errors import SourceClash, SourceNotFound, UnreadableSource
from ingest.archives import forget_lost_archives, members_of
from ingest.document import SourceFile
from ingest.names import is_junk, storable
from ingest.unpacking import SEPARATOR, is_archive
from settings import Settings
from vectorstore.edits import EDITABLE

SIDECAR = "SOURCES.csv"
# What stands for the folder where a document comes from an address.
WEB = "web"
_SIDECAR_BYTES = 64 * 2**20
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


@dataclass(slots=True)
class _Sidecars:
    """What the sidecar tables below a folder say: the row of each document, and which files are such tables."""

    rows: dict[str, dict[str, str]] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)


def is_address(path: str) -> bool:
    """Whether what a person gave is a web address, and no path."""
    return _ADDRESS.match(path) is not None


def find_sources(
    paths: Sequence[Path], settings: Settings, fetched: Sequence[SourceFile] = ()
) -> tuple[SourceFile, ...]:
    """Every file to read, sorted by document; folders are searched to the bottom, hidden files and locks left out.

    The files in an archive are documents of their own; an archive that cannot be opened is one itself. What must not be
    followed or cannot be looked into is a source that is refused.

    Args:
        paths: files and folders.
        settings: limits, and the folder in which is kept what is in an archive.
        fetched: the sources of addresses, which stand beside those of the paths.

    Raises:
        SourceNotFound: a path does not exist, or holds no file.
        SourceClash: two files would become the same document.
    """
    forget_lost_archives(settings)
    found: dict[str, SourceFile] = {}
    for file in itertools.chain(*map(_sources_of, paths), fetched):
        for source in _with_members(file, settings):
            other = found.setdefault(source.document, source)
            if os.path.realpath(other.path) != os.path.realpath(source.path):
                raise SourceClash(
                    f"{other.path} and {source.path} would both be the document {source.document}: "
                    "name the folder above both, or rename one."
                )
    if not found:
        raise SourceNotFound(f"{', '.join(map(str, paths)) or 'Nothing'} holds no files to read: name a document.")
    return tuple(found[document] for document in sorted(found))


def still_stands(root: str, document: str) -> bool:
    """Whether the file that a document came from, or the archive that it was in, is still there."""
    if root == WEB:
        return True
    ends = [found.start() for found in re.finditer(f"{SEPARATOR}|$", document)]
    return any(Path(root, document[:end]).is_file() for end in ends)


def _with_members(source: SourceFile, settings: Settings) -> Iterator[SourceFile]:
    """The source, or the files in it where it is an archive that can be opened."""
    try:
        members = members_of(source.path, settings) if not source.refused and is_archive(source.path) else []
    except (UnreadableSource, OSError):  # reading it gives the reason
        members = []
    for member in members:
        document = f"{source.document}{SEPARATOR}{member.inside}"
        yield replace(source, document=document, inside=member.inside, digest=member.digest)
    if not members:
        yield source


def _sources_of(path: Path) -> list[SourceFile]:
    """The sources of one path that was given."""
    try:
        if path.is_file():
            root = str(path.absolute().parent.resolve())
            return [] if path.name == SIDECAR else [SourceFile(path, storable(path.name), root=root)]
        if not path.is_dir():
            raise SourceNotFound(f"There is no file or folder {path}: check the path.")
        os.scandir(path).close()
        refused: dict[str, str] = {}
        files = list(_files_below(path, refused))
        sidecars = _read_sidecars(path, files)
    except OSError as error:
        place = error.filename or path
        raise SourceNotFound(f"{place} cannot be opened ({error.strerror}): check its permissions.") from None
    root = str(path.resolve())
    sources = {}
    for name in [name for name in files if name not in sidecars.files] + list(refused):
        source = _source(path, name, sidecars, root, refused.get(name))
        while source.document in sources:  # two names that differ only in what cannot be stored
            source = replace(source, document=f"{source.document}?")
        sources[source.document] = source
    if not sources:
        raise SourceNotFound(f"{path} holds no files to read: name a folder with documents in it.")
    return list(sources.values())


def _source(folder: Path, name: str, sidecars: _Sidecars, root: str, refused: str | None) -> SourceFile:
    """The file as a source, with what a sidecar says of it."""
    row = sidecars.rows.get(name, {})
    url, origin, note = ((row.get(column) or "").strip() or None for column in ("url", "source", "note"))
    corrections = tuple((field, row[field].strip()) for field in EDITABLE if (row.get(field) or "").strip())
    digest = hashlib.sha256(refused.encode()).hexdigest() if refused else None
    return SourceFile(
        folder / name, storable(name), url, origin, note, corrections, root, digest=digest, refused=refused
    )


def _files_below(folder: Path, refused: dict[str, str]) -> Iterator[str]:
    """The files below a folder by name; what is not followed or cannot be opened is put down with its reason."""
    root = os.path.realpath(folder)
    seen = {root}
    waiting = [""]
    while waiting:
        below = waiting.pop()
        try:
            with os.scandir(folder / below) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            refused[f"{below}/"] = (
                f"The folder cannot be opened ({error.strerror}): check its permissions and its depth."
            )
            continue
        for entry in entries:
            name = f"{below}/{entry.name}" if below else entry.name
            if is_junk(entry.name):
                continue
            target = os.path.realpath(entry.path)
            if entry.is_symlink() and (reason := _reason_of_link(Path(entry.path), target, root)):
                refused[name] = reason
            elif entry.is_dir():
                if target not in seen:
                    seen.add(target)
                    waiting.append(name)
            elif entry.is_file():
                yield name


def _reason_of_link(link: Path, target: str, root: str) -> str | None:
    """Why a link is not followed; None where it leads to something in the folder."""
    if target != root and not target.startswith(root + os.sep):
        return "The link leads out of the folder and is not followed: put the file itself there."
    return None if link.exists() else "The link leads to nothing: put the file itself there."


def _read_sidecars(folder: Path, files: list[str]) -> _Sidecars:
    """Every SOURCES.csv, and every table in the folder's root whose `path` column names files beside it."""
    known = set(files)
    sidecars = _Sidecars()
    for name in files:
        below, _, last = name.rpartition("/")
        if last != SIDECAR and (below or not last.lower().endswith(".csv")):
            continue
        rows = _rows(folder / name)
        prefix = f"{below}/" if below else ""
        named = {prefix + _portable(row["path"]): row for row in rows if row.get("path")}
        if last == SIDECAR or known & set(named):
            sidecars.files.add(name)
            sidecars.rows |= named
    return sidecars


def _rows(path: Path) -> list[dict[str, str]]:
    """The rows of a table; none where it is no readable CSV with a `path` column."""
    if path.stat().st_size > _SIDECAR_BYTES:
        return []
    content = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            lines = content.decode(encoding).splitlines()
        except UnicodeDecodeError:
            continue
        try:
            reader = csv.DictReader(lines)
            return list(reader) if "path" in (reader.fieldnames or []) else []
        except csv.Error:
            return []
    return []


def _portable(path: str) -> str:
    return path.strip().replace("\\", "/").removeprefix("./")
