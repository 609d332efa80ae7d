"""The files to read: paths and folders become sources, and sidecar tables say where they come from."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from errors import SourceClash, SourceNotFound
from ingest.document import SourceFile
from vectorstore.edits import EDITABLE

SIDECAR = "SOURCES.csv"
_SIDECAR_BYTES = 64 * 2**20


@dataclass(slots=True)
class _Sidecars:
    """What the sidecar tables below a folder say: the row of each document, and which files are such tables."""

    rows: dict[str, dict[str, str]] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)


def find_sources(paths: Sequence[Path]) -> tuple[SourceFile, ...]:
    """Every file to read, sorted by document; folders are searched to the bottom, hidden files and locks left out.

    Raises:
        SourceNotFound: a path does not exist, or holds no file.
        SourceClash: two files would become the same document.
    """
    found: dict[str, SourceFile] = {}
    for path in paths:
        for source in _sources_of(path):
            other = found.setdefault(source.document, source)
            if os.path.realpath(other.path) != os.path.realpath(source.path):
                raise SourceClash(
                    f"{other.path} and {source.path} would both be the document {source.document}: "
                    "name the folder above both, or rename one."
                )
    if not found:
        raise SourceNotFound(f"{', '.join(map(str, paths)) or 'Nothing'} holds no files to read: name a document.")
    return tuple(found[document] for document in sorted(found))


def _sources_of(path: Path) -> list[SourceFile]:
    """The sources of one path that was given."""
    try:
        if path.is_file():
            return [] if path.name == SIDECAR else [SourceFile(path, _encodable(path.name))]
        if not path.is_dir():
            raise SourceNotFound(f"There is no file or folder {path}: check the path.")
        files = list(_files_below(path))
        sidecars = _read_sidecars(path, files)
    except OSError as error:
        place = error.filename or path
        raise SourceNotFound(f"{place} cannot be opened ({error.strerror}): check its permissions.") from None
    sources = [_source(path, name, sidecars) for name in files if name not in sidecars.files]
    if not sources:
        raise SourceNotFound(f"{path} holds no files to read: name a folder with documents in it.")
    return sources


def _source(folder: Path, name: str, sidecars: _Sidecars) -> SourceFile:
    """The file as a source, with what a sidecar says of it."""
    row = sidecars.rows.get(name, {})
    url, origin, note = ((row.get(column) or "").strip() or None for column in ("url", "source", "note"))
    corrections = tuple((field, row[field].strip()) for field in EDITABLE if (row.get(field) or "").strip())
    return SourceFile(folder / name, _encodable(name), url, origin, note, corrections)


def _files_below(folder: Path) -> Iterator[str]:
    """The files below a folder by name; a link that leads out of the folder, or round, is not followed."""
    root = os.path.realpath(folder)
    seen = {root}
    waiting = [""]
    while waiting:
        below = waiting.pop()
        with os.scandir(folder / below) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                name = f"{below}/{entry.name}" if below else entry.name
                if entry.name.startswith((".", "~$")) or entry.name in {"Thumbs.db", "desktop.ini", "__MACOSX"}:
                    continue
                target = os.path.realpath(entry.path)
                if entry.is_symlink() and not (target.startswith(root + os.sep) and Path(entry.path).exists()):
                    continue
                if entry.is_dir() and target not in seen:
                    seen.add(target)
                    waiting.append(name)
                elif entry.is_file():
                    yield name


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


def _encodable(name: str) -> str:
    """The name in characters that can be stored; a byte that is no text becomes a question mark."""
    return name.encode("utf-8", "replace").decode("utf-8")
