"""Questions to start from: only such as this library answers."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable
from typing import Any

from bot.answer import Answer, AnswerStatus
from bot.question import Question
from vectorstore.library import Library

_FACT = "examples"
_MOST = 4
# Asked in this order until enough of them have an answer; none of them is shown where the library has none.
_CANDIDATES = {
    "zh": (
        "2026年哪些省份提出了低空经济的目标？",
        "浙江在哪七个城市布局新能源汽车产业？",
        "湖北和山东今年的GDP目标哪个高？",
        "综合保税区要建成哪五类中心？",
        "北京市自动驾驶汽车条例什么时候起施行？",
        "四川今年的地区生产总值目标是多少？",
        "上海今年的研发投入强度目标是多少？",
    ),
    "en": (
        "What scale should Beijing's intelligent connected vehicle industry reach, and by when?",
        "What is Hainan's target for the low-altitude economy in 2026?",
        "Which industries does Sichuan's digital economy focus on?",
        "Who qualifies for support for the industrial internet in Anhui?",
        "What is Guangdong's GDP growth target for 2026?",
        "When did Beijing's autonomous vehicle regulation take effect?",
    ),
}


class Examples:
    """The example questions of a library, kept with it, and found again when its documents change."""

    def __init__(self, library: Library, answer: Callable[[Question], Answer]) -> None:
        self._library = library
        self._answer = answer
        self._finding = threading.Lock()

    def get(self, language: str) -> list[str]:
        """The examples in a language that are known by now; never waits."""
        kept = self._kept()
        if kept.get("revision") != self._revision() and self._library.ready() and not self._finding.locked():
            threading.Thread(target=self.find, name="examples", daemon=True).start()
        return [str(question) for question in kept.get(language, ())]

    def find(self) -> None:
        """Ask the candidates, and keep those that have an answer; nothing where that was done for these documents."""
        with self._finding:
            revision = self._revision()
            if self._kept().get("revision") == revision:
                return
            found = {language: self._answered(language) for language in _CANDIDATES}
            self._library.catalogue.set_fact(_FACT, json.dumps({"revision": revision, **found}, ensure_ascii=False))

    def _kept(self) -> dict[str, Any]:
        return dict(json.loads(self._library.catalogue.fact(_FACT) or "{}"))

    def _revision(self) -> str:
        states = "\n".join(f"{name} {state.digest}" for name, state in sorted(self._library.states().items()))
        return hashlib.sha1(states.encode(), usedforsecurity=False).hexdigest()

    def _answered(self, language: str) -> list[str]:
        found: list[str] = []
        for candidate in _CANDIDATES[language]:
            if len(found) < _MOST and self._answer(Question(candidate)).status is AnswerStatus.ANSWERED:
                found.append(candidate)
        return found
