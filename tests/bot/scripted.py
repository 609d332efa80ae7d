"""A language model that writes what a test says."""

from __future__ import annotations

from collections.abc import Iterator

from bot.answer import Answer
from bot.chain import make_chain
from bot.language_model import Write
from bot.model_lines import Piece
from bot.model_writer import ModelWriter
from bot.prompt import Prompt
from vectorstore.library import Library


def key_of(prompt: Prompt, words: str) -> str:
    """The key under which a prompt holds the first passage with these words."""
    return next(keyed.key for keyed in prompt.passages if words in keyed.text)


def saying(text: str, words: str = "") -> Write:
    """A model that writes a text in one piece; {n} is the key of the passage with these words."""

    def write(prompt: Prompt) -> Iterator[Piece]:
        yield Piece(text.replace("{n}", key_of(prompt, words)))

    return write


def answers(library: Library, question: str, write: Write) -> list[Answer]:
    """The growing snapshots of an answer that a model writes."""
    return list(make_chain(library, ModelWriter(library, write, "fake-model")).stream(question))
