"""One FastAPI app holding the chat page, the documents, the JSON API and, with a token, the commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import FastAPI

from settings import Settings
from ui.api import add_error_handlers, api_routes
from ui.chat_page import ChatPage
from ui.jobs import command_routes
from ui.limits import LimitsMiddleware
from ui.viewer import viewer_routes

if TYPE_CHECKING:
    from bot.policy_bot import PolicyBot
    from vectorstore.library import Library


def create_app(settings: Settings, library: Library, bot: PolicyBot, command_token: str | None = None) -> FastAPI:
    """The app; commands are taken only where there is a token to know them by."""
    # The interactive API pages of FastAPI load scripts from another host.
    app = FastAPI(title="Regionwise", docs_url=None, redoc_url=None, openapi_url="/api/openapi.json")
    app.add_middleware(LimitsMiddleware)
    add_error_handlers(app)
    app.include_router(api_routes(settings, library, bot))
    app.include_router(viewer_routes(library))
    if command_token:
        app.include_router(command_routes(library, command_token))
    ChatPage(settings, library, bot).mount(app)
    return app
