"""The JSON API: `POST /api/ask`, the same as a stream of snapshots, and `GET /health`."""

from __future__ import annotations

import datetime as dt
import json
import logging
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any

import anyio
from fastapi import APIRouter, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from bot.question import Question
from errors import EmbeddingModelUnavailable, LanguageModelUnavailable, LibraryError, QuestionError, RegionwiseError
from settings import Settings
from ui.threads import answer_limiter, each_in_thread, in_thread, paced
from vectorstore.filters import Filters

if TYPE_CHECKING:
    from bot.policy_bot import PolicyBot
    from vectorstore.library import Library

log = logging.getLogger(__name__)

UNEXPECTED = "Something went wrong on our side: please ask again, and tell whoever runs this server if it goes on."
_UNAVAILABLE = (LibraryError, EmbeddingModelUnavailable, LanguageModelUnavailable)


class AskRequest(BaseModel):
    """A question as other programs ask it."""

    model_config = ConfigDict(extra="forbid")

    question: str
    history: list[tuple[str, str]] = Field([], description="What was said before, as [role, text] pairs.")
    as_of: dt.date | None = Field(None, description="The day that counts as today.")
    only: list[str] | None = Field(None, description="The documents to search in.")
    exclude: list[str] = Field([], description="The documents to leave out.")
    filters: dict[str, Any] | None = Field(None, description="What the documents searched are limited to.")
    without: dict[str, Any] | None = Field(None, description="What is not to be inferred from the question's words.")

    def to_question(self, settings: Settings) -> Question:
        """The question, checked.

        Raises:
            QuestionError: it is empty or too long, or a filter is unknown.
        """
        return Question(
            text=self.question,
            history=tuple(self.history),
            as_of=self.as_of or dt.date.today(),
            only=tuple(self.only) if self.only is not None else None,
            exclude=tuple(self.exclude),
            filters=Filters.from_json(self.filters),
            without=Filters.from_json(self.without),
        ).checked(settings.question_characters)


def api_routes(settings: Settings, library: Library, bot: PolicyBot) -> APIRouter:
    """The API's routes."""
    routes = APIRouter()
    answers, health_checks = answer_limiter(), anyio.CapacityLimiter(2)

    @routes.post("/api/ask")
    async def ask(request: AskRequest) -> dict[str, Any]:
        """The whole answer."""
        question = request.to_question(settings)
        return (await in_thread(lambda: bot.answer(question), answers)).to_json()

    @routes.post("/api/ask/stream")
    async def ask_and_stream(request: AskRequest) -> StreamingResponse:
        """Growing snapshots of the answer as server-sent events; then `done`, or `error` with what went wrong."""
        question = request.to_question(settings)

        async def events() -> AsyncIterator[str]:
            try:
                async for snapshot in each_in_thread(paced(bot.stream(question)), answers):
                    yield _event("snapshot", snapshot.to_json())
                yield _event("done", {})
            except Exception as error:  # The response has begun: all that is left is to say it in the stream.
                yield _event("error", error_shape(error)[1])

        return StreamingResponse(events(), media_type="text/event-stream", headers={"Cache-Control": "no-store"})

    @routes.get("/health")
    async def health() -> dict[str, Any]:
        """How the library stands; answered even while every other thread is busy."""
        counts = await in_thread(library.counts, health_checks)
        ready = library.ready()
        return {
            "status": "ok" if ready else "loading",
            "documents": counts.get("documents", 0),
            "passages": counts.get("passages", 0),
            "ready": ready,
        }

    @routes.api_route("/api/{rest:path}", methods=["GET", "POST", "PUT", "PATCH", "DELETE"], include_in_schema=False)
    async def unknown(request: Request, rest: str) -> JSONResponse:
        """Anything else below /api: the chat page, which is mounted at the root, must not answer it."""
        return error_response(
            404, "NotFound", f"There is no {request.method} /api/{rest}: questions go to POST /api/ask."
        )

    return routes


def add_error_handlers(app: FastAPI) -> None:
    """Every error of the API has one shape: {"error": {"type", "message"}}."""

    @app.exception_handler(RequestValidationError)
    def invalid(_: Request, error: RequestValidationError) -> JSONResponse:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"] if part != "body") or "the body"
        message = f"{place}: {first['msg'].lower()}. The body is JSON with `question` and, where needed, other fields."
        return error_response(422, "InvalidRequest", message)

    @app.exception_handler(RegionwiseError)
    @app.exception_handler(Exception)
    def failed(_: Request, error: Exception) -> JSONResponse:
        code, body = error_shape(error)
        return JSONResponse(body, code)


def error_response(code: int, type: str, message: str) -> JSONResponse:  # noqa: A002 (the field's name in the format)
    """An error in the one shape."""
    return JSONResponse({"error": {"type": type, "message": message}}, code)


def error_shape(error: Exception) -> tuple[int, dict[str, Any]]:
    """The HTTP code of an error and its body; an unexpected fault says nothing of the inside."""
    if isinstance(error, RegionwiseError):
        code = 422 if isinstance(error, QuestionError) else 503 if isinstance(error, _UNAVAILABLE) else 500
        return code, {"error": {"type": type(error).__name__, "message": str(error)}}
    log.error("A request failed unexpectedly.", exc_info=error)
    return 500, {"error": {"type": "Unexpected", "message": UNEXPECTED}}


def _event(name: str, data: dict[str, Any]) -> str:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
