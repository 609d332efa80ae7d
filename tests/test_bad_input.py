"""Bad input to the commands, as a person gives it: one clear sentence, a sensible exit code, nothing lost."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]


def run(*arguments: str, data: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command on a library folder of its own, with the embedder that loads fastest."""
    settings = {"REGIONWISE_DATA": str(data), "REGIONWISE_EMBEDDING_MODEL": "portable"} | environment
    return subprocess.run(
        [sys.executable, "-m", *arguments], cwd=PROJECT, env=os.environ | settings, capture_output=True, text=True
    )


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of one document."""
    data = tmp_path_factory.mktemp("filled")
    assert run("ingest", "samples/hainan", data=data).returncode == 0
    return data


@pytest.mark.parametrize(
    ("arguments", "environment", "code", "said"),
    [
        (["ingest", "/nowhere/at/all"], {}, 2, "/nowhere/at/all"),
        (["vectorstore", ""], {}, 2, "empty"),
        (["vectorstore", "长" * 10_000], {}, 2, "10,000"),
        (["bot", " "], {}, 2, "empty"),
        (["bot", "长" * 10_000], {}, 2, "10,000"),
        (["bot", "--questions", "nowhere.jsonl"], {}, 2, "nowhere.jsonl"),
        (["bot", "x"], {"REGIONWISE_TOPK": "5"}, 2, "REGIONWISE_TOP_K"),
        (["bot", "x"], {"REGIONWISE_TOP_K": "many"}, 2, "REGIONWISE_TOP_K"),
        (["vectorstore", "海南"], {"REGIONWISE_EMBEDDING_MODEL": "/no/such/model"}, 1, "/no/such/model"),
        (["vectorstore", "海南"], {"REGIONWISE_DATA": "/dev/null/library"}, 1, "/dev/null/library"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_bad_input_gets_one_clear_sentence(
    filled: Path, arguments: list[str], environment: dict[str, str], code: int, said: str
) -> None:
    """No traceback, and nothing on the standard output that a program would take for a result."""
    ended = run(*arguments, data=filled, **environment)

    assert ended.returncode == code
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr
    assert ended.stdout == ""


def test_an_empty_library_says_how_to_fill_it(tmp_path: Path) -> None:
    """For searching and for asking."""
    for command in ("vectorstore", "bot"):
        ended = run(command, "海南", data=tmp_path)
        assert ended.returncode == 1
        assert "python -m ingest" in ended.stderr


def test_unreadable_files_are_reported_and_the_others_kept(tmp_path: Path) -> None:
    """A 0-byte file and a binary with a .pdf name."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.pdf").write_bytes(bytes(range(256)) * 20)
    (folder / "good.md").write_text("# 海南省规划\n\n到2027年，低空经济规模达到200亿元。\n", encoding="utf-8")

    ended = run("ingest", str(folder), data=tmp_path / "library")

    assert ended.returncode == 0
    assert "1 added" in ended.stdout
    assert "2 failed" in ended.stdout
    assert "empty.txt: " in ended.stdout
    assert "binary.pdf: " in ended.stdout


def test_the_batch_lines_have_every_field(filled: Path, tmp_path: Path) -> None:
    """One line a question, in order, as other programs read them."""
    import json

    questions = tmp_path / "questions.jsonl"
    questions.write_text(
        '{"id": "a", "question": "海南2026年低空经济的目标是多少？"}\n{"id": "b", "question": "火星呢"}\n',
        encoding="utf-8",
    )

    answers = run("bot", "--questions", str(questions), "--json", data=filled)
    found = run("vectorstore", "--questions", str(questions), "-k", "3", "--json", data=filled)

    lines = [json.loads(line) for line in answers.stdout.splitlines()]
    assert [line["id"] for line in lines] == ["a", "b"]
    assert set(lines[0]) == {
        "id", "question", "language", "status", "text", "confidence", "statements", "table", "notes", "citations",
        "nearest", "filters", "answered_by", "seconds",
    }  # fmt: skip
    assert set(lines[0]["citations"][0]) == {
        "number", "document", "title", "issuer", "document_number", "region", "published", "validity", "page",
        "section", "quote", "start", "end", "ocr",
    }  # fmt: skip
    search = [json.loads(line) for line in found.stdout.splitlines()]
    assert set(search[0]) == {"id", "question", "passages", "seconds"}
    assert set(search[0]["passages"][0]) == {"document", "page", "section", "text", "score"}
