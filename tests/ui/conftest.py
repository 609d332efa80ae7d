"""The app over a small library and a bot that answers from it; `app` is the one place to put the real ones in."""

from __future__ import annotations

import datetime as dt
import os
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import uvicorn
from fastapi import FastAPI

from bot.answer import (
    Answer,
    AnswerStatus,
    Citation,
    NearestDocument,
    Note,
    NoteKind,
    Row,
    Statement,
    Table,
)
from bot.question import Question
from errors import LanguageModelUnavailable
from settings import Settings
from vectorstore.filters import Filters
from vectorstore.passage import language_of
from vectorstore.record import DocumentRecord

TOKEN = "the-token-of-this-app"  # noqa: S105
CHINESE = "上海/关于促进智能机器人产业高质量发展的若干措施 #1 (试行)?.txt"
ENGLISH = "notices/hydrogen-draft.html"
HOSTILE = "hostile/<b>x</b>&\"'.txt"

_CHINESE_TEXT = (
    "上海市促进智能机器人产业高质量发展的若干措施\n"
    "沪经信规范〔2025〕3号\n"
    "第一章 总则\n"
    "为加快本市智能机器人产业创新发展，提升产业链供应链韧性，制定本措施。\n"
    "第二章 支持内容\n"
    "一、支持关键技术攻关\n"
    "对开展核心零部件攻关的企业，按照不超过核定投资的30%给予支持，单个项目最高不超过2000万元。"
    "同一项目已获得其他市级财政资金支持的，不再重复支持。\n"
    "二、支持首台套应用\n"
    "对首台（套）重大技术装备示范应用项目，给予最高500万元奖励。\n"
    "第三章 附则\n"
    "本措施自2025年3月1日起施行，有效期至2027年12月31日。\n"
)
_ENGLISH_TEXT = (
    "Draft measures for the hydrogen industry\n\nChapter 1 Support\n"
    "Refuelling stations built before 31 December 2026 may apply for a grant of up to 30 % of the investment,"
    " at most 2 million yuan for each station.\n"
    "Comments on this draft are welcome until 30 June 2026.\n"
)
_HOSTILE_TEXT = (
    '<img src=x onerror="window.hacked=1"> [click](javascript:alert(1)) $$\\frac{1}{2}$$ ```js\nalert(1)\n``` '
    "${window.hacked=1} {{constructor}} </script><script>window.hacked=1</script> <a href='https://evil.example'>go</a>"
)


def pytest_configure(config: pytest.Config) -> None:
    """Let Gradio's counting of its own events, which uses what pandas will drop, not break its queue."""
    config.addinivalue_line("filterwarnings", "ignore::pandas.errors.Pandas4Warning")


class FakeLibrary:
    """Three documents held in memory, in the shape of the real library."""

    def __init__(self) -> None:
        self.loaded = True
        common = {"level": "provincial", "kind": "measures", "issuers": ("上海市经济和信息化委员会", "上海市财政局")}
        self._records = {
            CHINESE: DocumentRecord(
                CHINESE,
                "上海市促进智能机器人产业高质量发展的若干措施",
                "zh",
                document_number="沪经信规范〔2025〕3号",
                region="上海市",
                region_code="310000",
                issued_on=dt.date(2025, 2, 14),
                in_force_from=dt.date(2025, 3, 1),
                in_force_until=dt.date(2027, 12, 31),
                validity="in_force",
                url="https://www.sh.gov.cn/a?b=1&c=2",
                pages=(
                    {"page": 1, "start": 0, "end": 60, "layer": "text", "verdict": "text"},
                    {"page": 2, "start": _CHINESE_TEXT.index("二、"), "end": 400, "layer": "text", "verdict": "text"},
                ),
                **common,
            ),
            ENGLISH: DocumentRecord(
                ENGLISH,
                "Draft measures for the hydrogen industry",
                "en",
                issuers=("Energy Bureau",),
                region="深圳市",
                validity="draft",
            ),
            HOSTILE: DocumentRecord(
                HOSTILE,
                _HOSTILE_TEXT,
                "en",
                issuers=(_HOSTILE_TEXT,),
                region="<i>r</i>",
                validity="unknown",
                url="javascript:alert(1)",
                status="failed",
                reason="<b>why</b>",
            ),
        }
        self._texts = {CHINESE: _CHINESE_TEXT, ENGLISH: _ENGLISH_TEXT, HOSTILE: _HOSTILE_TEXT}

    def record(self, document: str) -> DocumentRecord | None:
        return self._records.get(document)

    def text(self, document: str) -> str | None:
        return self._texts.get(document)

    def records(self) -> list[DocumentRecord]:
        return list(self._records.values())

    def counts(self) -> dict[str, int]:
        return {"documents": len(self._records), "passages": 9}

    def ready(self) -> bool:
        return self.loaded

    def cite(self, number: int, document: str, quote: str, page: int | None = None) -> Citation:
        """A citation of a document's own words."""
        record, text = self._records[document], self._texts[document]
        start = text.index(quote)
        begin = text.rfind("\n", 0, start - 20) + 1 if start > 20 else 0
        return Citation(
            number, document, record.title, "、".join(record.issuers), record.document_number, record.region,
            record.issued_on, record.validity, page, "第二章 支持内容" if document == CHINESE else None, quote,
            start, start + len(quote), text[begin : start + len(quote) + 60], begin, record.url,
        )  # fmt: skip


class FakeBot:
    """Answers a few questions in every shape that an answer can have."""

    def __init__(self, library: FakeLibrary) -> None:
        self.library = library
        self.asked: list[Question] = []
        self.go_on = threading.Event()

    def examples(self, language: str) -> list[str]:
        zh = ["上海对机器人核心零部件攻关有什么支持？", "首台套装备最高奖励多少？"]
        return zh if language == "zh" else ["What may a hydrogen refuelling station apply for?"]

    def answer(self, question: Question) -> Answer:
        return list(self.stream(question))[-1]

    def stream(self, question: Question) -> Iterator[Answer]:
        self.asked.append(question)
        text = question.text
        if "fault" in text:
            raise LanguageModelUnavailable("The language model at http://127.0.0.1:1 cannot be reached: start it.")
        if "crash" in text:
            raise ValueError("secret detail")
        whole = self._answer(question)
        for shown in range(len(whole.statements)):
            yield replace(whole, statements=whole.statements[: shown + 1], table=None, notes=(), seconds=0.0)
            if "slow" in text:
                self.go_on.wait(20)
            time.sleep(0.1)
        yield whole

    def _answer(self, question: Question) -> Answer:
        text, cite = question.text, self.library.cite
        language = language_of(text)
        if "hostile" in text:
            return self._hostile(question)
        if language == "zh" and ("机器人" in text or "首台套" in text):
            first = cite(1, CHINESE, "按照不超过核定投资的30%给予支持，单个项目最高不超过2000万元", 1)
            second = cite(2, CHINESE, "给予最高500万元奖励", 2)
            third = cite(3, CHINESE, "有效期至2027年12月31日", 2)
            return Answer(
                text, "zh", AnswerStatus.ANSWERED, 0.93,
                (
                    Statement("对开展核心零部件攻关的企业，按照不超过核定投资的30%给予支持，单个项目最高不超过2000万元。", (1,)),
                    Statement("首台（套）重大技术装备示范应用项目，给予最高500万元奖励。", (2,)),
                ),
                Table(("项目", "比例", "上限"), (
                    Row(CHINESE, (Statement("核心零部件攻关", (1,)), Statement("30%", (1,)), Statement("2000万元", (1,)))),
                    Row(CHINESE, (Statement("首台（套）应用", (2,)), Statement("—", (2,)), Statement("500万元", (2,)))),
                )),
                (Note(NoteKind.VALIDITY, "该文件有效期至2027年12月31日。"), Note(NoteKind.SEARCHED, "检索了上海市的1份文件。")),
                (first, second, third), filters=Filters(("上海市",), ("智能机器人",), (2025,)), seconds=0.42,
            )  # fmt: skip
        if "hydrogen" in text:
            quote = "a grant of up to 30 % of the investment, at most 2 million yuan for each station"
            return Answer(
                text, "en", AnswerStatus.ANSWERED, 0.8,
                (
                    Statement("Refuelling stations built before 31 December 2026 may apply for a grant.", (1,)),
                    Statement("It is up to 30 % of the investment, at most 2 million yuan for each station.", (2,)),
                ),
                None, (Note(NoteKind.VALIDITY, "This is a draft: it was not in force when it was read."),),
                (cite(1, ENGLISH, "Refuelling stations built before 31 December 2026"), cite(2, ENGLISH, quote)),
                seconds=0.31,
            )  # fmt: skip
        nearest = (
            NearestDocument(CHINESE, "上海市促进智能机器人产业高质量发展的若干措施"),
            NearestDocument(ENGLISH, "Draft measures"),
        )
        return Answer(
            text, language, AnswerStatus.NOT_IN_LIBRARY, 0.1, nearest=nearest,
            suggestions=tuple(self.examples(language)),
        )  # fmt: skip

    def _hostile(self, question: Question) -> Answer:
        bad = _HOSTILE_TEXT
        citation = Citation(
            1, HOSTILE, bad, bad, bad, bad, None, 'draft" onmouseover="x', 1, bad, bad, 0, len(bad), bad, 0,
            "javascript:alert(1)",
        )  # fmt: skip
        return Answer(
            question.text, "en", AnswerStatus.ANSWERED, 0.5, (Statement(bad, (1,)),),
            Table((bad,), (Row(HOSTILE, (Statement(bad, (1,)),)),)), (Note(NoteKind.CONFLICT, bad),), (citation,),
            (NearestDocument(HOSTILE, bad),), (bad,), Filters((bad,)), answered_by=bad, seconds=1.0,
        )  # fmt: skip


@pytest.fixture(scope="session")
def library() -> FakeLibrary:
    """A library of three documents."""
    return FakeLibrary()


@pytest.fixture(scope="session")
def bot(library: FakeLibrary) -> FakeBot:
    """A bot that answers from it."""
    return FakeBot(library)


@pytest.fixture(scope="session")
def app(library: FakeLibrary, bot: FakeBot, tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    """The app as `python -m ui` makes it."""
    from ui.server import create_app

    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    return create_app(Settings(data=tmp_path_factory.mktemp("data")), library, bot, TOKEN)


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[FastAPI], str]]:
    """Runs an app on a free port of this machine until the tests end; gives its address."""
    running: list[tuple[uvicorn.Server, threading.Thread]] = []

    def start(app: FastAPI) -> str:
        server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning", timeout_graceful_shutdown=1))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        running.append((server, thread))
        return f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"

    yield start
    for server, thread in running:
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="session")
def url(app: FastAPI, serve: Callable[[FastAPI], str]) -> str:
    """The address of the running app."""
    return serve(app)


@pytest.fixture(scope="session")
def screenshots() -> Path:
    """Where the browser tests leave pictures, for whoever wants to look."""
    folder = Path(os.environ.get("REGIONWISE_SCREENSHOTS", str(Path(tempfile.gettempdir()) / "regionwise-ui")))
    folder.mkdir(parents=True, exist_ok=True)
    return folder
