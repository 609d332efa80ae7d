"""`python -m ui`: the web app, which owns its library folder while it runs."""

from __future__ import annotations

import argparse
import contextlib
import ipaddress
import os
import signal
import socket
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from errors import RegionwiseError, SettingsError
from settings import Settings, read_settings
from vectorstore.ownership import read_owner

if TYPE_CHECKING:
    from bot.policy_bot import PolicyBot
    from vectorstore.library import Library

SHUTDOWN_SECONDS = 5  # An open page keeps a connection: the end of the app does not wait for it.

TERMINATED = 143


def main(argv: list[str] | None = None) -> int:
    """Serve the app until it is stopped."""
    parser = argparse.ArgumentParser(prog="python -m ui", description="Serve the chat, the documents and the JSON API.")
    parser.add_argument("--host", help="the address to listen on (default: the setting REGIONWISE_HOST)")
    parser.add_argument("--samples", type=Path, metavar="FOLDER", help="what to load where the library is empty")
    parser.add_argument("--port", type=int, help="the port to listen on (default: the setting REGIONWISE_PORT)")
    arguments = parser.parse_args(argv)
    try:
        settings = read_settings()
        owner = read_owner(settings.data)
        if owner and owner.url:
            _say(f"Regionwise is running already (process {owner.pid}): open {owner.url}/ in a browser.")
            return 0
        port = settings.port if arguments.port is None else arguments.port
        serve(settings, arguments.host or settings.host, port, arguments.samples)
    except RegionwiseError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        return 130
    return 0


def serve(settings: Settings, host: str, port: int, samples: Path | None = None) -> None:
    """Open the library (with `samples` where it is empty), say where the app is, and serve it.

    Raises:
        SettingsError: nothing can listen on this address.
        LibraryError: the library folder cannot be used.
    """
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))  # The folder is let go of then, too.
    import uvicorn  # Imported here, as are the next: `--help` and a wrong setting answer at once.

    from bot.policy_bot import PolicyBot
    from ui.jobs import load_where_empty
    from ui.server import create_app
    from vectorstore.library import Library

    with contextlib.ExitStack() as stack:
        library = stack.enter_context(contextlib.closing(Library.open(settings, _say)))
        public = stack.enter_context(listen(host, port))
        if samples is not None:
            load_where_empty(library, samples, _say)
        # Commands are taken from this machine only: where the app listens on one outer address, they get their own.
        private = public if _reaches_loopback(host) else stack.enter_context(listen("127.0.0.1", 0))
        token = library.ownership.announce(f"http://127.0.0.1:{private.getsockname()[1]}")
        bot = PolicyBot(library)
        app = create_app(settings, library, bot, token)
        threading.Thread(target=_load_model, args=(library, bot), daemon=True, name="embedding model").start()
        _say(f"Regionwise is at http://{_shown(host)}:{public.getsockname()[1]}/ (Ctrl+C stops it).")
        config = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=SHUTDOWN_SECONDS)
        uvicorn.Server(config).run(sockets=list({public, private}))


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens on an address.

    Raises:
        SettingsError: the address is taken, or is not this machine's.
    """
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        raise SettingsError(
            f"The app cannot listen on {host}:{port} ({error.strerror or error}): choose another --port or --host."
        ) from None


def _reaches_loopback(host: str) -> bool:
    """Whether 127.0.0.1 leads to a socket that listens on `host`."""
    if host == "localhost":
        return True
    with contextlib.suppress(ValueError):
        address = ipaddress.ip_address(host)
        return address.version == 4 and (address.is_unspecified or str(address) == "127.0.0.1")
    return False


def _shown(host: str) -> str:
    return {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104


def _load_model(library: Library, bot: PolicyBot) -> None:
    """Load the embedding model, and find the example questions, while the page already answers."""
    try:
        library.embedder  # noqa: B018 (made on first use)
        if library.counts()["passages"]:
            bot.find_examples()
    except RegionwiseError as error:
        _say(str(error))


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
