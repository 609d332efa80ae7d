"""Citations that a provider gives beside its text map to the one citation type, after the same verification."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult

from bot.answer import Answer
from bot.language_model import writing_with
from bot.model_lines import Piece
from bot.prompt import Prompt
from settings import Settings
from tests.bot.scripted import answers, key_of
from tests.evaluation.measures import faults
from vectorstore.library import Library

SCALE = "What scale should Beijing's intelligent connected vehicle industry reach, and by when?"
WORDS = "100 billion yuan"
TRUE = "Beijing's industry should reach 100 billion yuan by 2022."
FALSE = "Beijing's industry should reach 900 billion yuan by 2022."

Block = dict[str, Any]


class _CitingModel(BaseChatModel):
    """A chat model that streams content blocks, one a chunk."""

    blocks: list[list[Block]]
    provider: str = "any"
    asked: list[BaseMessage]

    @property
    def _llm_type(self) -> str:
        return "citing"

    def _generate(self, *_: Any, **__: Any) -> ChatResult:
        return ChatResult(generations=[ChatGeneration(message=AIMessage(content=""))])

    def _stream(self, messages: list[BaseMessage], *_: Any, **__: Any) -> Iterator[ChatGenerationChunk]:
        self.asked[:] = messages
        for blocks in self.blocks:
            message = AIMessageChunk(content=list(blocks), response_metadata={"model_provider": self.provider})
            yield ChatGenerationChunk(message=message)


Cite = Callable[[Prompt, str], list[list[Block]]]


def cited(library: Library, cite: Cite, provider: str = "any", name: str = "openai:any") -> tuple[Answer, _CitingModel]:
    """The answer of a model that cites in its own way; `cite` is given the prompt and the passage with the scale."""
    model = _CitingModel(blocks=[], provider=provider, asked=[])

    def write(prompt: Prompt) -> Iterator[Piece]:
        model.blocks = cite(prompt, key_of(prompt, WORDS))
        return writing_with(model, Settings(language_model=name))(prompt)

    return answers(library, SCALE, write)[-1], model


def quote_in(prompt: Prompt) -> str:
    """The sentence of the passages that gives the scale."""
    text = next(keyed.text for keyed in prompt.passages if WORDS in keyed.text)
    return next(sentence.strip() for sentence in text.replace("\n", ". ").split(". ") if WORDS in sentence)


def standard(prompt: Prompt, key: str, **changed: Any) -> Block:
    """A citation in LangChain's standard form."""
    return {"type": "citation", "title": key, "cited_text": quote_in(prompt)} | changed


def in_one_block(prompt: Prompt, key: str) -> list[list[Block]]:
    """Text and citation together."""
    return [[{"type": "text", "text": TRUE, "annotations": [standard(prompt, key)]}]]


def after_the_text(prompt: Prompt, key: str) -> list[list[Block]]:
    """As a stream does it: the text in pieces, its citation in a piece of its own."""
    return [
        [{"type": "text", "text": TRUE[:20], "index": 0}],
        [{"type": "text", "text": TRUE[20:], "index": 0}],
        [{"type": "text", "text": "", "annotations": [standard(prompt, key)], "index": 0}],
        [{"type": "text", "text": "\n", "index": 1}],
    ]


def at_the_end(prompt: Prompt, key: str) -> list[list[Block]]:
    """With offsets in the text, after all of it."""
    placed = standard(prompt, key, start_index=0, end_index=len(TRUE))
    return [
        [{"type": "text", "text": f"{TRUE}\n", "index": 0}],
        [{"type": "text", "text": "", "annotations": [placed], "index": 0}],
    ]


def by_place(prompt: Prompt, key: str) -> list[list[Block]]:
    """By the place of its document among those given."""
    at = [keyed.key for keyed in prompt.passages].index(key)
    given = standard(prompt, key, extras={"document_index": at})
    del given["title"]
    return [[{"type": "text", "text": TRUE, "annotations": [given]}]]


def by_file(prompt: Prompt, key: str) -> list[list[Block]]:
    """By the name of the document's file, without a quote."""
    name = prompt.by_key[key].document.rpartition("/")[2]
    return [[{"type": "text", "text": TRUE, "annotations": [{"type": "citation", "title": name}]}]]


@pytest.mark.parametrize("cite", [in_one_block, after_the_text, at_the_end, by_place, by_file])
def test_a_providers_citation_becomes_ours(sample_library: Library, cite: Cite) -> None:
    """With the document's record, and offsets that lead to the quote."""
    answer, _ = cited(sample_library, cite)

    assert [statement.text for statement in answer.statements] == [TRUE]
    assert WORDS.split(" yuan")[0] in answer.citations[0].quote
    assert faults(answer, sample_library) == []


def wrong_figure(prompt: Prompt, key: str) -> list[list[Block]]:
    """A right citation of a wrong statement."""
    return [[{"type": "text", "text": FALSE, "annotations": [standard(prompt, key)]}]]


def wrong_quote(prompt: Prompt, key: str) -> list[list[Block]]:
    """A quote that is not in the document."""
    changed = standard(prompt, key, cited_text="the industry should reach 100 billion yuan by next week")
    return [[{"type": "text", "text": TRUE, "annotations": [changed]}]]


def wrong_document(prompt: Prompt, key: str) -> list[list[Block]]:
    """A document that was not given."""
    changed = standard(prompt, key, title="Some page", url="https://example.com")
    return [[{"type": "text", "text": TRUE, "annotations": [changed]}]]


def wrong_place(prompt: Prompt, key: str) -> list[list[Block]]:
    """A place beyond those given."""
    changed = standard(prompt, "none", extras={"document_index": 99})
    return [[{"type": "text", "text": TRUE, "annotations": [changed]}]]


@pytest.mark.parametrize("cite", [wrong_figure, wrong_quote, wrong_document, wrong_place])
def test_a_providers_citation_is_not_trusted(sample_library: Library, cite: Cite) -> None:
    """What it does not carry is not shown."""
    answer, _ = cited(sample_library, cite)

    assert answer.answered_by == "extractive"
    assert "900 billion" not in answer.text


def test_anthropics_own_form_is_read(sample_library: Library) -> None:
    """Its content blocks, as its package streams them, come out as LangChain's standard."""

    def cite(prompt: Prompt, key: str) -> list[list[Block]]:
        at = [keyed.key for keyed in prompt.passages].index(key)
        location = {
            "type": "char_location",
            "cited_text": quote_in(prompt),
            "document_index": at,
            "document_title": key,
            "start_char_index": 0,
            "end_char_index": 9,
        }
        return [
            [{"type": "text", "text": TRUE, "index": 0}],
            [{"type": "text", "text": "", "citations": [location], "index": 0}],
        ]

    answer, model = cited(sample_library, cite, provider="anthropic", name="anthropic:any")
    blocks = model.asked[0].content

    assert [statement.text for statement in answer.statements] == [TRUE]
    assert isinstance(blocks, list)
    documents = [block for block in blocks if isinstance(block, dict) and block["type"] == "document"]
    assert documents
    assert all(block["citations"] == {"enabled": True} for block in documents)


def test_openais_own_form_is_read(sample_library: Library) -> None:
    """An annotation of its Responses API that names a file."""

    def cite(prompt: Prompt, key: str) -> list[list[Block]]:
        name = prompt.by_key[key].document.rpartition("/")[2]
        given = {"type": "file_citation", "filename": name, "file_id": "file-1", "index": len(TRUE)}
        return [[{"type": "text", "text": TRUE, "annotations": [given], "index": 0}]]

    answer, _ = cited(sample_library, cite, provider="openai")

    assert [statement.text for statement in answer.statements] == [TRUE]
