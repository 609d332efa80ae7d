"""The bot: questions in, answers with verified citations out."""

from __future__ import annotations

from collections.abc import Iterator

from bot.answer import Answer
from bot.chain import make_chain
from bot.examples import Examples
from bot.question import Question
from vectorstore.library import Library


class PolicyBot:
    """Answers questions from a library, with the language model of its settings or without one."""

    def __init__(self, library: Library) -> None:
        writer = None
        if library.settings.language_model:
            from bot.model_writer import ModelWriter

            writer = ModelWriter.from_settings(library)
        self.chain = make_chain(library, writer)
        # Examples are the same with a language model, and must not cost its calls.
        self._examples = Examples(library, make_chain(library).invoke)

    def answer(self, question: Question) -> Answer:
        """The answer.

        Raises:
            QuestionError: the question is empty or too long.
            LibraryError: the library cannot be used.
        """
        return self.chain.invoke(question)

    def stream(self, question: Question) -> Iterator[Answer]:
        """The answer as growing snapshots; the last is the whole."""
        return self.chain.stream(question)

    def examples(self, language: str) -> list[str]:
        """Questions to start from, such as this library answers; none while they are not known yet."""
        return self._examples.get(language)

    def find_examples(self) -> None:
        """Find the questions to start from, where the documents have changed since they were found."""
        self._examples.find()
