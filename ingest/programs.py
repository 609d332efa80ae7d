"""Programs outside Python that reading makes use of: where they are, and runs that leave nothing behind."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

_MEMORY_KILOBYTES = 4 * 2**20


def find_program(setting: str, names: Sequence[str], places: Sequence[str]) -> str | None:
    """The path of a program: what the setting says, else the first of its names on PATH, else in its usual places.

    Returns:
        None where it is not installed, or the setting names no program.
    """
    if setting:
        return shutil.which(setting)
    found = (shutil.which(name) for name in (*names, *(str(Path(place).expanduser()) for place in places)))
    return next((path for path in found if path), None)


@contextlib.contextmanager
def running(
    command: Sequence[str],
    *,
    stdin: int | IO[bytes] = subprocess.DEVNULL,
    stdout: int = subprocess.DEVNULL,
    stderr: int | IO[bytes] = subprocess.DEVNULL,
    environment: dict[str, str] | None = None,
) -> Iterator[subprocess.Popen[bytes]]:
    """A run of a program without a terminal; at the end it is killed, with every process that it started."""
    process = subprocess.Popen(  # noqa: S603 (the program is the person's own, and the arguments are ours)
        _limited(command),
        stdin=stdin,
        stdout=stdout,
        stderr=stderr,
        env=os.environ | (environment or {}),
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    try:
        yield process
    finally:
        _kill(process)
        if process.stdout:
            process.stdout.close()
        process.wait()


def _limited(command: Sequence[str]) -> list[str]:
    """The command under a limit of memory, where the system has one, and under a watch, where it has a shell.

    The watch ends the program when this process is gone, which may be killed before it can do so itself.
    """
    if sys.platform == "win32":
        return list(command)
    limit = f"ulimit -v {_MEMORY_KILOBYTES};" if sys.platform == "linux" else ""
    watch = f"(while kill -0 {os.getpid()}; do sleep 1; done; kill -9 0) </dev/null >/dev/null 2>&1 &"
    return ["/bin/sh", "-c", f'{limit} {watch} exec "$0" "$@"', *command]


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a process and its children; those that have ended already are passed over."""
    if sys.platform == "win32":
        tree = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
        subprocess.run(tree, capture_output=True, check=False)  # noqa: S603 (a part of Windows)
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
