"""The commands while an app owns the library folder: they run here and write to the terminal that they came from.

This module alone may import `ingest`.
"""

from __future__ import annotations

import asyncio
import hmac
import io
import ipaddress
import json
import logging
import threading
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse
from pydantic import BaseModel, ConfigDict

from errors import RegionwiseError
from ui.api import error_response

if TYPE_CHECKING:
    from vectorstore.command import Console, Run
    from vectorstore.library import Library

log = logging.getLogger(__name__)

Put = Callable[[dict[str, Any]], None]


class CommandRequest(BaseModel):
    """A command as it was typed, and where."""

    model_config = ConfigDict(extra="forbid")

    command: Literal["ingest", "vectorstore", "bot"]
    argv: list[str]
    cwd: Path
    tty: bool = False


class Output(io.TextIOBase):
    """A stream of a command, passed on piece by piece as it is written."""

    def __init__(self, name: str, put: Put, tty: bool) -> None:
        self.name = name
        self._put = put
        self._tty = tty

    def write(self, text: str) -> int:
        """Pass `text` on."""
        if text:
            self._put({self.name: text})
        return len(text)

    def writable(self) -> bool:
        """A stream to write to."""
        return True

    def isatty(self) -> bool:
        """Whether the command was typed in a terminal."""
        return self._tty


def command_routes(library: Library, token: str) -> APIRouter:
    """`POST /commands`, for whoever on this machine can read the token."""
    routes = APIRouter(include_in_schema=False)

    @routes.post("/commands", response_model=None)
    async def run_command(request: Request, command: CommandRequest) -> Response:
        refused = _refusal(request, token)
        if refused:
            return refused
        return StreamingResponse(_lines(command, library), media_type="application/x-ndjson")

    return routes


def load_where_empty(library: Library, folder: Path, say: Callable[[str], None]) -> None:
    """Fill an empty library from a folder, so that a first visit finds something to ask about.

    Raises:
        SourceNotFound: the folder is not there.
    """
    if library.states():
        return
    from ingest.sync import sync

    say(f"The library is empty: loading {folder} (once) …")
    report = sync([folder], library)
    say(f"{len(report.added)} documents loaded.")


def load_command(name: str) -> Run:
    """The function behind a command; imported here, so that the app starts without what only filling needs."""
    if name == "ingest":
        from ingest.command import run
    elif name == "vectorstore":
        from vectorstore.command_line import run
    else:
        from bot.command import run
    return run


def _refusal(request: Request, token: str) -> JSONResponse | None:
    """Why a request may not run a command; None where it may."""
    given = request.headers.get("authorization", "").removeprefix("Bearer ")
    known = hmac.compare_digest(given.encode(), token.encode())
    if known and request.client and _is_loopback(request.client.host):
        return None
    return error_response(403, "Forbidden", "Commands run only from this machine, with the token of this app.")


def _is_loopback(host: str) -> bool:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return (getattr(address, "ipv4_mapped", None) or address).is_loopback


async def _lines(command: CommandRequest, library: Library) -> AsyncIterator[str]:
    """What the command writes, line by line as JSON; when the reader goes away, the command is told to stop."""
    from vectorstore.command import Console

    loop, written, stop = asyncio.get_running_loop(), asyncio.Queue[dict[str, Any]](), threading.Event()

    def put(piece: dict[str, Any]) -> None:
        try:
            loop.call_soon_threadsafe(written.put_nowait, piece)
        except RuntimeError:  # The server has ended.
            stop.set()

    out, err = Output("out", put, command.tty), Output("err", put, command.tty)
    console = Console(out=out, err=err, cwd=command.cwd, tty=command.tty, stop=stop)  # type: ignore[arg-type]
    # Not a daemon: a command that is told to stop ends cleanly before the process does.
    threading.Thread(target=_run, args=(command, library, console, put), name=f"command {command.command}").start()
    try:
        while True:
            piece = await written.get()
            yield json.dumps(piece, ensure_ascii=False) + "\n"
            if "exit" in piece:
                return
    finally:
        stop.set()


def _run(command: CommandRequest, library: Library, console: Console, put: Put) -> None:
    """Run a command to its end; whatever happens, an exit status is the last thing said."""
    code = 1
    try:
        code = load_command(command.command)(command.argv, library, console)
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    except RegionwiseError as error:
        code = error.exit_code
        console.err.write(f"{error}\n")
    except Exception:
        log.exception("The command %s failed unexpectedly.", command.command)
        console.err.write("The command failed unexpectedly; the log of the app has the details.\n")
    finally:
        put({"exit": code})
