"""Commands that go through the app while it owns the library."""

import json
import subprocess
import sys
import threading
from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest

from errors import SourceNotFound
from ui import jobs

TOKEN = "the-token-of-this-app"  # noqa: S105 (the fixture's)
BODY = {"command": "ingest", "argv": ["a", "--b"], "cwd": "/somewhere", "tty": True}


def post(url: str, token: str | None = TOKEN, **changes) -> httpx.Response:
    headers = {"Authorization": f"Bearer {token}"} if token is not None else {}
    return httpx.post(url + "/commands", json={**BODY, **changes}, headers=headers, timeout=20, trust_env=False)


def lines(response: httpx.Response) -> list[dict]:
    return [json.loads(line) for line in response.text.splitlines()]


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch):
    """Puts a function in the place of every command."""

    def put(run) -> None:
        monkeypatch.setattr(jobs, "load_command", lambda _: run)

    return put


def test_a_command_writes_to_where_it_came_from_and_ends_with_its_status(url: str, library, command) -> None:
    seen = []

    def run(argv, given, console) -> int:
        seen.append((argv, given, console.cwd, console.tty, console.err.isatty()))
        print("第一行", file=console.out)
        console.err.write("a warning")
        return 3

    command(run)
    response = post(url)
    said = lines(response)
    assert response.headers["content-type"] == "application/x-ndjson"
    assert seen == [(["a", "--b"], library, Path("/somewhere"), True, True)]
    assert "".join(line.get("out", "") for line in said) == "第一行\n"
    assert "".join(line.get("err", "") for line in said) == "a warning"
    assert said[-1] == {"exit": 3}


@pytest.mark.parametrize("token", [None, "wrong", TOKEN[:-1], TOKEN + "x", "Bearer " + TOKEN])
def test_without_the_token_no_command_runs(url: str, command, token: str | None) -> None:
    command(lambda *_: pytest.fail("it ran"))
    response = post(url, token)
    assert response.status_code == 403
    assert response.json()["error"]["type"] == "Forbidden"


@pytest.mark.parametrize(
    ("host", "allowed"),
    [
        ("127.0.0.1", True),
        ("::1", True),
        ("::ffff:127.0.0.1", True),
        ("10.0.0.2", False),
        ("::ffff:10.0.0.2", False),
        ("testclient", False),
    ],
)
def test_only_this_machine_may_run_commands(host: str, allowed: bool) -> None:
    request = SimpleNamespace(headers={"authorization": f"Bearer {TOKEN}"}, client=SimpleNamespace(host=host))
    assert (jobs._refusal(request, TOKEN) is None) is allowed
    assert jobs._refusal(SimpleNamespace(headers=request.headers, client=None), TOKEN)


@pytest.mark.parametrize(
    ("fault", "code", "said"),
    [
        (SourceNotFound("There is no such path: a."), 2, "There is no such path: a.\n"),
        (SystemExit(2), 2, ""),
        (SystemExit(), 0, ""),
        (ValueError("secret"), 1, "The command failed unexpectedly; the log of the app has the details.\n"),
    ],
)
def test_whatever_happens_the_exit_status_is_the_last_word(
    url: str, command, fault: BaseException, code: int, said: str
) -> None:
    def run(*_) -> int:
        raise fault

    command(run)
    answer = lines(post(url))
    assert answer[-1] == {"exit": code}
    assert "".join(line.get("err", "") for line in answer) == said


def test_a_command_is_told_to_stop_when_its_reader_goes_away(url: str, command) -> None:
    stopped = threading.Event()

    def run(argv, library, console) -> int:
        console.out.write("begun\n")
        if console.stop.wait(15):
            stopped.set()
        return 130

    command(run)
    headers = {"Authorization": f"Bearer {TOKEN}"}
    with (
        httpx.Client(trust_env=False) as client,
        client.stream("POST", url + "/commands", json=BODY, headers=headers) as answer,
    ):
        assert json.loads(next(answer.iter_lines())) == {"out": "begun\n"}
    assert stopped.wait(5)


def test_an_unknown_command_is_refused(url: str) -> None:
    assert post(url, command="rm").status_code == 422


def test_an_app_without_a_token_takes_no_commands(serve, library, bot, tmp_path: Path) -> None:
    from settings import Settings
    from ui.server import create_app

    assert post(serve(create_app(Settings(data=tmp_path), library, bot))).status_code in (404, 405)


def test_the_app_starts_without_what_only_filling_or_searching_needs() -> None:
    heavy = {"ingest", "torch", "sentence_transformers", "chromadb"}
    code = f"import sys, ui.server; sys.exit(bool({heavy!r} & {{name.split('.')[0] for name in sys.modules}}))"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=120).returncode == 0
