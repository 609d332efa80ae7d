"""Archives: the files in them are documents of their own; what is in one is remembered until it changes."""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import astuple
from functools import lru_cache
from pathlib import Path
from typing import Any

from errors import UnreadableForNow, UnreadableSource
from ingest.document import SourceFile
from ingest.names import storable
from ingest.unpacking import Member, Unpacked, unpack
from settings import Settings

_LISTING_VERSION = 1


def members_of(path: Path, settings: Settings) -> list[Member]:
    """The files in an archive; one that has not changed since they were last asked for is not opened.

    Raises:
        UnreadableForNow: a program that is needed is not installed.
        UnreadableSource: the archive is damaged, locked, empty, or over a limit.
    """
    listing = _listing(path, settings)
    known = _known(path, settings)
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        said: dict[str, Any] = json.loads(listing.read_text(encoding="utf-8"))
        if said["known"] == known:
            members, reason = [Member(*member) for member in said["members"]], said["reason"]
            return _members_or_reason(members, reason)
    try:
        members, reason = list(_unpacked(path, settings).members.values()), None
    except UnreadableForNow:
        raise
    except UnreadableSource as error:
        members, reason = [], str(error)
    if not any(member.for_now for member in members):
        listing.parent.mkdir(parents=True, exist_ok=True)
        said = {"known": known, "reason": reason, "members": [astuple(member) for member in members]}
        listing.write_text(json.dumps(said), encoding="utf-8")
    return _members_or_reason(members, reason)


@contextlib.contextmanager
def opened(source: SourceFile, settings: Settings) -> Iterator[Path]:
    """The file of a source: itself, or an unpacked copy as long as it is needed.

    Raises:
        UnreadableSource: it is not to be opened, or cannot be unpacked.
    """
    if source.refused:
        raise UnreadableSource(source.refused)
    if source.inside is None:
        yield source.path
        return
    unpacked = _unpacked(source.path, settings)
    member = unpacked.members.get(source.inside)
    if member is None:
        raise UnreadableForNow("The archive changed while it was read: read it again when nothing writes to it.")
    if member.reason:
        raise (UnreadableForNow if member.for_now else UnreadableSource)(member.reason)
    yield unpacked.files[source.inside]


def forget_lost_archives(settings: Settings) -> None:
    """Drop what is known of archives that are gone, and what a run that was killed had unpacked."""
    drop_unpacked(settings)
    for listing in (settings.data / "archives").glob("*.json"):
        with contextlib.suppress(OSError, ValueError, KeyError, IndexError, TypeError):
            if not Path(json.loads(listing.read_text(encoding="utf-8"))["known"][1]).is_file():
                listing.unlink()


def drop_unpacked(settings: Settings) -> None:
    """Delete what is unpacked, by whichever process, once nobody reads it any more."""
    _unpack_once.cache_clear()
    shutil.rmtree(settings.data / "unpacked", ignore_errors=True)


def _members_or_reason(members: list[Member], reason: str | None) -> list[Member]:
    if reason:
        raise UnreadableSource(reason)
    return members


def _listing(path: Path, settings: Settings) -> Path:
    """Where the files in an archive are written down."""
    name = hashlib.sha256(str(path.absolute()).encode("utf-8", "surrogateescape")).hexdigest()
    return settings.data / "archives" / f"{name}.json"


def _known(path: Path, settings: Settings) -> list[object]:
    """What an archive was when the files in it were written down."""
    stat = path.stat()
    place = storable(str(path.absolute()))
    return [_LISTING_VERSION, place, stat.st_size, stat.st_mtime_ns, settings.file_megabytes]


def _unpacked(path: Path, settings: Settings) -> Unpacked:
    stat = path.stat()
    unpacked = _unpack_once(path, stat.st_size, stat.st_mtime_ns, settings)
    if all(file.exists() for file in unpacked.files.values()):
        return unpacked
    _unpack_once.cache_clear()  # The run that it was unpacked for has ended and swept it away.
    return _unpack_once(path, stat.st_size, stat.st_mtime_ns, settings)


@lru_cache(maxsize=2)
def _unpack_once(path: Path, _size: int, _modified: int, settings: Settings) -> Unpacked:
    """The unpacked archive, kept while its documents are read one after the other."""
    return unpack(path, settings.data / "unpacked", settings)
