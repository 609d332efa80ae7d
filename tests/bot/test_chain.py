"""The chain on the samples: answers, refusals, and what a language model may add."""

from __future__ import annotations

import itertools
import json
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bot.answer import Answer, AnswerStatus, NoteKind
from bot.chain import make_chain
from bot.model_lines import Piece
from bot.model_writer import ModelWriter
from bot.policy_bot import PolicyBot
from bot.prompt import SENTINEL, Prompt
from bot.question import Question
from errors import LanguageModelUnavailable, QuestionError
from settings import Settings
from tests.bot.scripted import key_of
from tests.evaluation.measures import faults
from vectorstore.library import Library

SCALE = "What scale should Beijing's intelligent connected vehicle industry reach, and by when?"


def written(library: Library, *lines: str) -> Answer:
    """The answer to SCALE where a language model writes these lines; {n} is the key of the passage with the scale."""

    def write(prompt: Prompt) -> Iterator[Piece]:
        yield from (Piece(line.format(n=key_of(prompt, "100 billion yuan")) + "\n") for line in lines)

    return make_chain(library, ModelWriter(library, write, "fake-model")).invoke(SCALE)


def test_an_answer_is_cited_and_its_quote_is_verbatim(sample_library: Library) -> None:
    """The offsets lead to the quote in the stored text."""
    answer = make_chain(sample_library).invoke(SCALE)

    assert answer.status is AnswerStatus.ANSWERED
    assert "100 billion yuan" in answer.text
    assert faults(answer, sample_library) == []


def test_a_stream_grows_to_the_answer(sample_library: Library) -> None:
    """Each snapshot holds what the one before held."""
    chain = make_chain(sample_library)
    snapshots = list(chain.stream("湖北2026年的主要目标有哪些内容？"))

    for earlier, later in itertools.pairwise(snapshots):
        assert later.statements[: len(earlier.statements)] == earlier.statements
    assert snapshots[-1].text == chain.invoke("湖北2026年的主要目标有哪些内容？").text


def test_documents_that_are_excluded_are_not_cited(sample_library: Library) -> None:
    """Nor are those that `only` does not name."""
    name = "beijing/intelligent-connected-vehicles.md"
    chain = make_chain(sample_library)

    without = chain.invoke(Question(SCALE, exclude=(name,)))
    alone = chain.invoke(Question(SCALE, only=(name,)))

    assert name not in {citation.document for citation in without.citations}
    assert {citation.document for citation in alone.citations} == {name}


@pytest.mark.parametrize("text", ["", "   ", "长" * 10_000])
def test_an_empty_and_an_endless_question_are_said(sample_library: Library, text: str) -> None:
    """One clear sentence each."""
    with pytest.raises(QuestionError, match=r"empty|10,000"):
        make_chain(sample_library).invoke(text)


@pytest.mark.parametrize(
    "text",
    [
        SCALE.replace("Beijing", "Germany"),
        SCALE.replace("Beijing", "California"),
        "日本2026年的主要目标有哪些内容？",
        "欧盟2026年的主要目标是什么？",
    ],
)
def test_a_question_about_a_place_abroad_is_not_answered_from_china(sample_library: Library, text: str) -> None:
    """The library holds the same of Beijing and Hubei, and nothing of that place."""
    answer = make_chain(sample_library).invoke(text)

    assert answer.status is AnswerStatus.NOT_IN_LIBRARY
    assert answer.filters.regions


def test_a_greeting_is_no_question_of_policy(sample_library: Library) -> None:
    """It says what can be asked."""
    assert make_chain(sample_library).invoke("你好！").status is AnswerStatus.OUT_OF_SCOPE


def test_an_expired_source_is_labelled(sample_library: Library) -> None:
    """The reader learns it with the answer."""
    answer = make_chain(sample_library).invoke("What scale should Beijing's core AI industry reach by 2025?")

    expired = {c.document for c in answer.citations if c.validity == "expired"}
    assert bool(expired) == any(note.kind is NoteKind.VALIDITY for note in answer.notes)
    assert "beijing/ai-innovation-plan-2023-2025.pdf" in expired


@pytest.mark.parametrize(
    ("question", "validity"),
    [
        ("Which documents mention artificial intelligence?", "expired"),
        ("比较北京和厦门的增长措施", "draft"),
    ],
)
def test_a_source_in_a_table_is_labelled_too(sample_library: Library, question: str, validity: str) -> None:
    """Lists and comparisons say what is expired or a draft."""
    answer = make_chain(sample_library).invoke(question)

    assert answer.table is not None
    (title,) = {c.title for c in answer.citations if c.validity == validity}
    assert [note for note in answer.notes if note.kind is NoteKind.VALIDITY and title in note.text]


def test_a_list_says_when_not_every_row_is_shown(sample_library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """How many speak of it, and how many are shown."""
    monkeypatch.setattr("bot.listing._MOST", 3)
    answer = make_chain(sample_library).invoke("Which documents mention artificial intelligence?")

    assert answer.table is not None
    assert len(answer.table.rows) == 3
    (count,) = (note.text for note in answer.notes if note.kind is NoteKind.COUNT)
    assert "the 3 nearest are listed" in count


def test_what_a_model_writes_with_support_is_shown(sample_library: Library) -> None:
    """With the sentence that carries it as its quote."""
    answer = written(sample_library, "Beijing's industry should reach 100 billion yuan by 2022 [{n}].")

    assert [s.text for s in answer.statements] == ["Beijing's industry should reach 100 billion yuan by 2022."]
    assert answer.answered_by == "fake-model"
    assert faults(answer, sample_library) == []


@pytest.mark.parametrize(
    "line",
    [
        "Beijing's industry should reach 200 billion yuan by 2022 [{n}].",
        "Beijing's industry should reach 100 million yuan by 2022 [{n}].",
        "Beijing's industry should not reach 100 billion yuan by 2022 [{n}].",
        "Shanghai's industry should reach 100 billion yuan by 2022 [{n}].",
        "Beijing's industry should reach 100 billion yuan by 2022.",
        "Beijing's industry should reach 100 billion yuan by 2022 [99].",
        "Beijing's industry should reach 100 billion yuan by 2022 [1].",
        "Beijing's industry should reach 100 billion yuan by 2022 [{n}] [1].",
        "Beijing's industry should reach 100 billion yuan by 2022 [9z8y7x].",
        "Beijing's industry should reach 100 billion yuan by 2022 [{n}] «should reach 100 … by 2022».",
        "北京的产业规模到2022年应达到1000亿元 [{n}]。",
        SENTINEL,
    ],
    ids=[
        "figure",
        "scale",
        "negation",
        "region",
        "uncited",
        "unknown number",
        "first number",
        "a number beside the key",
        "unknown key",
        "quote with an ellipsis",
        "another language",
        "sentinel",
    ],
)
def test_what_a_model_writes_without_support_is_not_shown(sample_library: Library, line: str) -> None:
    """The documents' own words stand in its place, and a note says so."""
    answer = written(sample_library, line)

    assert answer.answered_by == "extractive"
    assert "200 billion" not in answer.text
    assert NoteKind.READING in {note.kind for note in answer.notes}


class _Server(BaseHTTPRequestHandler):
    """A server that speaks OpenAI's protocol, and always says the same."""

    words = ""

    def do_POST(self) -> None:
        asked = self.rfile.read(int(self.headers["Content-Length"])).decode()
        key = re.findall(r"\[(\w{6})\] (?=[^\[]*100 billion yuan)", asked)[0]
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        for piece in [*_Server.words.format(n=key).split(" "), None]:
            delta = {"content": piece + " "} if piece is not None else {}
            choice = {"index": 0, "delta": delta, "finish_reason": None if piece is not None else "stop"}
            chunk = {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "m", "choices": [choice]}
            self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
        self.wfile.write(b"data: [DONE]\n\n")

    def log_message(self, *_: object) -> None:
        """Keep the test's output clean."""


@pytest.fixture
def model_server() -> Iterator[str]:
    """The address of a running model server."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()
    server.server_close()


def with_model(library: Library, monkeypatch: pytest.MonkeyPatch, url: str) -> PolicyBot:
    """A bot whose settings name a model at an address."""
    monkeypatch.setenv("OPENAI_API_KEY", "none")
    settings = Settings(language_model="openai:any", language_model_url=url, language_model_seconds=20)
    monkeypatch.setattr(library, "settings", settings)
    return PolicyBot(library)


def test_any_model_server_plugs_in_by_one_setting(
    sample_library: Library, model_server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Over HTTP, streamed, checked like any other."""
    _Server.words = "Beijing's industry should reach 100 billion yuan by 2022 [{n}]."

    answer = with_model(sample_library, monkeypatch, model_server).answer(Question(SCALE))

    assert answer.answered_by == "openai:any"
    assert len(answer.statements) == 1


def test_a_model_that_cannot_be_reached_costs_no_answer(
    sample_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The extractive answer comes, with a note."""
    answer = with_model(sample_library, monkeypatch, "http://127.0.0.1:9/v1").answer(Question(SCALE))

    assert (answer.status, answer.answered_by) == (AnswerStatus.ANSWERED, "extractive")
    assert NoteKind.READING in {note.kind for note in answer.notes}


def test_an_unknown_provider_is_said_in_one_sentence(sample_library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """With what to check."""
    monkeypatch.setattr(sample_library, "settings", Settings(language_model="nobody:nothing"))

    with pytest.raises(LanguageModelUnavailable, match="nobody:nothing"):
        PolicyBot(sample_library)
