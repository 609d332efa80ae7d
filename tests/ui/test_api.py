"""The JSON API of the running app."""

import json
import threading
import time

import httpx
import pytest

from vectorstore.filters import Filters


def post(url: str, path: str = "/api/ask", **body) -> httpx.Response:
    return httpx.post(url + path, json=body, timeout=30, trust_env=False)


def events(text: str) -> list[tuple[str, dict]]:
    pairs = (block.split("\n") for block in text.strip().split("\n\n"))
    return [(name.removeprefix("event: "), json.loads(data.removeprefix("data: "))) for name, data in pairs]


def test_an_answer_has_every_field(url: str) -> None:
    answer = post(url, question="上海对机器人核心零部件攻关有什么支持？").json()
    assert list(answer) == [
        "id", "question", "language", "status", "text", "confidence", "statements", "table", "notes", "citations",
        "nearest", "filters", "answered_by", "seconds",
    ]  # fmt: skip
    assert answer["status"] == "answered"
    assert answer["citations"][0]["published"] == "2025-02-14"
    assert "context" not in answer["citations"][0]


def test_the_whole_question_reaches_the_bot(url: str, bot) -> None:
    post(
        url,
        question="hydrogen?",
        history=[["user", "a"], ["assistant", "b"]],
        as_of="2026-01-02",
        only=["x"],
        exclude=["y"],
    )
    asked = bot.asked[-1]
    assert asked.history == (("user", "a"), ("assistant", "b"))
    assert (asked.as_of.isoformat(), asked.only, asked.exclude, asked.audience) == ("2026-01-02", ("x",), ("y",), None)


def test_filters_reach_the_bot(url: str, bot) -> None:
    """Those set, and those not to be inferred, as the tables write them."""
    post(url, question="hydrogen?", filters={"regions": ["Zhejiang"], "years": [2025]}, without={"levels": ["county"]})
    assert bot.asked[-1].filters == Filters(regions=("浙江省",), years=(2025,))
    assert bot.asked[-1].without == Filters(levels=("county",))


def test_a_stream_grows_to_the_whole_answer(url: str) -> None:
    stream = post(url, "/api/ask/stream", question="上海机器人")
    assert stream.headers["content-type"].startswith("text/event-stream")
    names, data = zip(*events(stream.text), strict=True)
    assert names[-1] == "done"
    assert set(names[:-1]) == {"snapshot"}
    assert len(names) > 2
    lengths = [len(snapshot["text"]) for snapshot in data[:-1]]
    assert lengths == sorted(lengths)
    whole = post(url, question="上海机器人").json()
    assert data[-2] == whole


@pytest.mark.parametrize(
    ("body", "code", "type_"),
    [
        pytest.param({"question": "  "}, 422, "QuestionError", id="empty"),
        pytest.param({"question": "x" * 2001}, 422, "QuestionError", id="too long"),
        pytest.param({}, 422, "InvalidRequest", id="no question"),
        pytest.param({"question": "x", "as_of": "soon"}, 422, "InvalidRequest", id="no date"),
        pytest.param(
            {"question": "x", "audience": "internal"}, 422, "InvalidRequest", id="a field that is not for callers"
        ),
        pytest.param({"question": "x", "filters": {"regions": ["Atlantis"]}}, 422, "QuestionError", id="no region"),
        pytest.param({"question": "x", "without": ["浙江省"]}, 422, "InvalidRequest", id="no object"),
        pytest.param({"question": "fault"}, 503, "LanguageModelUnavailable", id="unavailable"),
        pytest.param({"question": "crash"}, 500, "Unexpected", id="unexpected"),
    ],
)
def test_an_error_has_one_shape(url: str, body: dict, code: int, type_: str) -> None:
    response = post(url, **body)
    assert response.status_code == code
    error = response.json()["error"]
    assert list(response.json()) == ["error"]
    assert error["type"] == type_
    assert error["message"].endswith(".")
    assert "secret" not in response.text


def test_a_fault_in_a_stream_is_its_last_event(url: str) -> None:
    assert events(post(url, "/api/ask/stream", question="crash").text)[-1][1]["error"]["type"] == "Unexpected"
    assert events(post(url, "/api/ask/stream", question="fault").text)[-1][0] == "error"
    assert post(url, "/api/ask/stream", question="").status_code == 422


def test_what_is_no_json_and_where_nothing_is_are_told(url: str) -> None:
    assert httpx.post(url + "/api/ask", content=b"{", trust_env=False).status_code == 422
    for response in (httpx.get(url + "/api/ask", trust_env=False), post(url, "/api/nothing")):
        assert response.status_code == 404
        assert response.json()["error"]["type"] == "NotFound"


@pytest.mark.parametrize("path", ["/api/ask", "/gradio_api/queue/join"])
def test_a_body_that_is_too_large_is_refused(url: str, path: str) -> None:
    large = b'{"question": "' + b"x" * 1_100_000 + b'"}'
    parts = (large[place : place + 65536] for place in range(0, len(large), 65536))
    for content in (large, parts):
        response = httpx.post(
            url + path, content=content, headers={"Content-Type": "application/json"}, trust_env=False
        )
        assert response.status_code == 413
        assert response.json()["error"]["type"] == "BodyTooLarge"


def test_health_tells_how_the_library_stands(url: str, library) -> None:
    assert httpx.get(url + "/health", trust_env=False).json() == {
        "status": "ok",
        "documents": 3,
        "passages": 9,
        "ready": True,
    }
    library.loaded = False
    try:
        assert httpx.get(url + "/health", trust_env=False).json()["status"] == "loading"
    finally:
        library.loaded = True


def test_slow_answers_do_not_hold_up_health(url: str, bot) -> None:
    bot.go_on.clear()
    askers = [threading.Thread(target=post, args=(url,), kwargs={"question": "上海机器人 slow"}) for _ in range(60)]
    for asker in askers:
        asker.start()
    time.sleep(1)
    begun = time.monotonic()
    assert httpx.get(url + "/health", timeout=5, trust_env=False).status_code == 200
    assert httpx.get(url + "/documents", timeout=5, trust_env=False).status_code == 200
    assert time.monotonic() - begun < 2
    bot.go_on.set()
    for asker in askers:
        asker.join(30)
