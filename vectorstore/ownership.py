"""One process owns a library folder: a lock file guards it, and says how to reach the app that owns it."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from errors import LibraryInUse, LibraryNotWritable

_WAIT_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Owner:
    """The process that owns a folder; an app has an address and a token, a command has none."""

    pid: int
    url: str | None = None
    token: str | None = None


class Ownership:
    """The lock on a library folder, held until `release` or the end of the process."""

    def __init__(self, folder: Path) -> None:
        self._owner_file = folder / "owner.json"
        self._lock = FileLock(folder / "library.lock")

    @classmethod
    def take(cls, folder: Path, wait_seconds: float = _WAIT_SECONDS) -> Ownership:
        """Make the folder where it is missing, and own it.

        Raises:
            LibraryInUse: another process owns it and did not let go in time.
            LibraryNotWritable: the folder cannot be made or written to.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True)
            ownership = cls(folder)
            ownership._lock.acquire(timeout=wait_seconds)
            ownership._write(Owner(os.getpid()))
        except Timeout:
            owner = read_owner(folder)
            who = f"process {owner.pid}" if owner else "another process"
            raise LibraryInUse(
                f"The library folder {folder} is in use by {who}: wait for it to end, or stop it, and try again."
            ) from None
        except OSError as error:
            raise LibraryNotWritable(
                f"The library folder {folder} cannot be written to ({error.strerror or error}):"
                " make it writable, free some space, or set REGIONWISE_DATA to another folder."
            ) from None
        return ownership

    def announce(self, url: str) -> str:
        """Say that the owner is an app that commands can go through; return the token they must show."""
        token = secrets.token_urlsafe(32)
        self._write(Owner(os.getpid(), url, token))
        return token

    def release(self) -> None:
        """Let go of the folder."""
        self._owner_file.unlink(missing_ok=True)
        self._lock.release()

    def _write(self, owner: Owner) -> None:
        fresh = self._owner_file.with_suffix(".new")
        fresh.touch(mode=0o600)
        fresh.write_text(json.dumps(asdict(owner)), encoding="utf-8")
        fresh.replace(self._owner_file)


def read_owner(folder: Path) -> Owner | None:
    """Who owns the folder now; None where nobody does (a file left behind by a dead process does not count)."""
    try:
        owner = Owner(**json.loads((folder / "owner.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    lock = FileLock(folder / "library.lock")
    try:
        with lock.acquire(timeout=0):
            return None
    except (Timeout, OSError):
        return owner
