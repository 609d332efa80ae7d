"""What the commands share: one line for a fault, and the way through the app while it owns the library folder."""

from __future__ import annotations

import contextlib
import http.client
import io
import json
import os
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from errors import LibraryInUse, RegionwiseError
from settings import Settings, read_settings
from vectorstore.ownership import Owner, read_owner

if TYPE_CHECKING:
    from vectorstore.library import Library

INTERRUPTED = 130


@dataclass
class Console:
    """Where a command writes, the folder that relative paths start from, and whether it was told to stop."""

    out: TextIO
    err: TextIO
    cwd: Path = field(default_factory=Path.cwd)
    tty: bool = False
    stop: threading.Event = field(default_factory=threading.Event)

    def say(self, sentence: str) -> None:
        """Tell the person something that is not part of the output."""
        print(sentence, file=self.err, flush=True)


Run = Callable[[list[str], "Library", Console], int]


def run_command(name: str, argv: Sequence[str], run: Run, parse: Callable[[Sequence[str]], object]) -> int:
    """Run a command on the library: through the app that owns it, else by opening it here; return the exit code.

    `parse` is called first, so that `--help` and wrong arguments need no library.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    parse(argv)
    console = Console(sys.stdout, sys.stderr, tty=sys.stderr.isatty())
    try:
        settings = read_settings()
        owner = read_owner(settings.data)
        if owner and owner.url:
            return _through_the_app(owner, name, argv, console)
        return _here(settings, argv, run, console)
    except RegionwiseError as error:
        console.say(str(error))
        return error.exit_code
    except BrokenPipeError:
        # The reader of a pipe (such as `head`) has gone: nothing is left to say, at the interpreter's exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        console.say("Stopped. What was reported as done is kept; run the command again to go on.")
        return INTERRUPTED


def _here(settings: Settings, argv: Sequence[str], run: Run, console: Console) -> int:
    from vectorstore.library import Library

    with contextlib.closing(Library.open(settings, console.say)) as library:
        return run(list(argv), library, console)


def _through_the_app(owner: Owner, name: str, argv: Sequence[str], console: Console) -> int:
    """Have the app run the command, and pass on what it writes.

    Raises:
        LibraryInUse: the app cannot be reached, or breaks off.
    """
    body = {"command": name, "argv": list(argv), "cwd": str(console.cwd), "tty": console.tty}
    request = urllib.request.Request(  # noqa: S310 (the address is the owner's own, on this machine)
        f"{owner.url}/commands",
        json.dumps(body).encode(),
        {"Authorization": f"Bearer {owner.token}", "Content-Type": "application/json"},
    )
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request) as response:
            for line in response:
                message = json.loads(line)
                if "exit" in message:
                    return int(message["exit"])
                stream, text = (console.out, message["out"]) if "out" in message else (console.err, message["err"])
                stream.write(text)
                stream.flush()
    except BrokenPipeError:
        raise  # The reader of our own output has gone, not the app.
    except (urllib.error.URLError, http.client.HTTPException, ConnectionError, ValueError, KeyError) as error:
        raise LibraryInUse(
            f"The app that owns the library (process {owner.pid}) did not answer ({error}): stop it, and try again."
        ) from None
    raise LibraryInUse(f"The app that owns the library (process {owner.pid}) broke off: start it, and try again.")
