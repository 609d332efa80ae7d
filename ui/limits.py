"""What holds for every request: a largest body, and headers that keep the pages to themselves."""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.api import error_response

BODY_BYTES = 1024 * 1024
# Gradio's page runs inline scripts and compiles its templates; nothing may come from, or go to, another host.
PAGE_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline';"
    " img-src 'self' data: blob:; font-src 'self' data:; media-src 'self' blob:; worker-src 'self' blob:;"
    " connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'"
)


class LimitsMiddleware:
    """Refuses bodies that are too large and adds the headers; plain ASGI, so that streams stay streams."""

    def __init__(self, app: ASGIApp, body_bytes: int = BODY_BYTES) -> None:
        self.app = app
        self.body_bytes = body_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        length = Headers(scope=scope).get("content-length", "0")
        received = int(length) if length.isdigit() and int(length) > self.body_bytes else 0
        begun = False

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            # To the app the rest never comes; what it then says is replaced below.
            return message if received <= self.body_bytes else {"type": "http.disconnect"}

        async def with_headers(message: Message) -> None:
            nonlocal begun
            if received > self.body_bytes and not begun:
                return
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(scope=message)
                headers.setdefault("X-Content-Type-Options", "nosniff")
                headers.setdefault("Content-Security-Policy", PAGE_POLICY)
                headers.setdefault("Referrer-Policy", "same-origin")
            await send(message)

        if received <= self.body_bytes:
            await self.app(scope, counted, with_headers)
        if received > self.body_bytes and not begun:
            message = f"The request is larger than {self.body_bytes:,} bytes: please send less."
            await error_response(413, "BodyTooLarge", message)(scope, receive, send)
