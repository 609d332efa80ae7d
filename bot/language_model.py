"""The language model of the settings, behind one function: a prompt goes in, pieces of text come out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from errors import LanguageModelUnavailable
from settings import Settings

Write = Callable[[str], Iterator[str]]


def open_language_model(settings: Settings) -> Write:
    """A function that streams the model's reply to a prompt.

    Raises:
        LanguageModelUnavailable: the model's provider is not known or its package is not installed; while streaming,
            the model cannot be reached.
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

    def write(prompt: str) -> Iterator[str]:
        try:
            for piece in model.stream(prompt):
                yield str(piece.text)
        except Exception as error:  # Each provider raises its own kinds for a server that does not answer.
            raise LanguageModelUnavailable(
                f"The language model {settings.language_model} did not answer ({_first_line(error)})."
            ) from error

    return write


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]
