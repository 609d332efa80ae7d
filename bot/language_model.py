"""The language model of the settings, behind one function: a prompt goes in, pieces of text come out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from bot.deadline import in_time
from bot.model_lines import Annotation, Piece
from bot.prompt import Prompt
from errors import LanguageModelUnavailable
from settings import Settings

Write = Callable[[Prompt], Iterator[Piece]]
# A stream may pause for as long as this share of the whole time.
_PAUSE = 1 / 3
_TOO_MANY_REQUESTS = 429


def open_language_model(settings: Settings) -> Write:
    """A function that streams the model's reply to a prompt.

    Raises:
        LanguageModelUnavailable: the model's provider is not known or its package is not installed; while streaming,
            the model cannot be reached, is too slow or has no quota left.
    """
    from langchain.chat_models import init_chat_model

    address: dict[str, Any] = {"base_url": settings.language_model_url} if settings.language_model_url else {}
    try:
        model = init_chat_model(
            settings.language_model, temperature=0, timeout=settings.language_model_seconds, max_retries=1, **address
        )
    except ImportError as error:
        raise LanguageModelUnavailable(
            f"The language model {settings.language_model} needs a package that is not installed: {error}"
        ) from None
    except Exception as error:  # Each provider raises its own kinds: unknown provider, missing key, wrong value.
        raise LanguageModelUnavailable(
            f"The language model {settings.language_model} cannot be used ({_first_line(error)}):"
            " check REGIONWISE_LANGUAGE_MODEL and the provider's key."
        ) from None
    return writing_with(model, settings)


def writing_with(model: Any, settings: Settings) -> Write:
    """The same for a LangChain chat model that is there already."""
    name = settings.language_model
    # Anthropic's models cite documents that are given to them as documents.
    apart = name.partition(":")[0] == "anthropic" or name.startswith("claude")

    def write(prompt: Prompt) -> Iterator[Piece]:
        def pieces() -> Iterator[Piece]:
            try:
                yield from _pieces(model.stream([("user", _documents(prompt) if apart else prompt.text)]))
            except Exception as error:  # Each provider raises its own kinds for a server that does not answer.
                raise LanguageModelUnavailable(
                    f"The language model {name} did not answer ({_first_line(error)}).", _why(error)
                ) from error

        seconds = settings.language_model_seconds
        return in_time(pieces(), seconds, seconds * _PAUSE, f"The language model {name} took too long.")

    return write


def _documents(prompt: Prompt) -> list[dict[str, Any]]:
    """A prompt as Anthropic's content blocks: each passage a document that can be cited, its key the title."""
    blocks: list[dict[str, Any]] = [
        {
            "type": "document",
            "source": {"type": "text", "media_type": "text/plain", "data": keyed.text},
            "title": keyed.key,
            "context": keyed.head,
            "citations": {"enabled": True},
        }
        for keyed in prompt.passages
    ]
    return [*blocks, {"type": "text", "text": prompt.rules}]


def _pieces(chunks: Iterator[Any]) -> Iterator[Piece]:
    """The text of a stream of messages, with the citations in LangChain's standard form that came with it."""
    written = 0
    begins: dict[Any, int] = {}
    for chunk in chunks:
        for block in chunk.content_blocks:
            if block["type"] != "text":
                continue
            text, index = str(block.get("text") or ""), block.get("index")
            begin = begins.setdefault(index, written) if index is not None else written
            given = [a for a in block.get("annotations") or () if a.get("type") == "citation"]
            yield Piece(
                text, tuple(_annotation(a, begin if index is not None else _base(a, text, written)) for a in given)
            )
            written += len(text)


def _base(citation: dict[str, Any], text: str, written: int) -> int:
    """Where the text begins that a citation's offsets count from: its block's, or the whole where they reach beyond."""
    return written if (citation.get("end_index") or 0) <= len(text) else 0


def _annotation(citation: dict[str, Any], base: int) -> Annotation:
    extras = citation.get("extras") or {}
    start, end = citation.get("start_index"), citation.get("end_index")
    return Annotation(
        cited=citation.get("cited_text"),
        title=citation.get("title") or extras.get("document_title"),
        url=citation.get("url"),
        index=extras.get("document_index"),
        start=base + start if isinstance(start, int) else None,
        end=base + end if isinstance(end, int) else None,
    )


def _why(error: Exception) -> str:
    status = getattr(error, "status_code", None) or getattr(getattr(error, "response", None), "status_code", None)
    if status == _TOO_MANY_REQUESTS:
        return "quota"
    return "slow" if "timeout" in type(error).__name__.lower() else "unreachable"


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]
