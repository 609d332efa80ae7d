"""The keyword searches of a question: everywhere and in its regions, under way while something else is computed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from concurrent.futures import Executor

from vectorstore.keyword_index import KeywordIndex

_DEEP = 200
_REGIONAL_DEEP = 40


class KeywordSearch:
    """The searches for words in passages of one language; `allowed` limits both, and there may be no regions."""

    def __init__(
        self, keywords: KeywordIndex, beside: Executor, words: Sequence[str], language: str,
        allowed: Sequence[str] | None, regional: Collection[str],
    ) -> None:  # fmt: skip
        self._weights = beside.submit(keywords.weights, words)
        self._searches = [beside.submit(keywords.search, words, _DEEP, allowed, language)]
        if regional:
            self._searches.append(beside.submit(keywords.search, words, _REGIONAL_DEEP, sorted(regional), language))

    def shares(self) -> dict[str, float]:
        """Passage id → the share of the words' weight that it holds, once the searches have ended."""
        weight = sum(self._weights.result().values())
        hits = [hit for search in self._searches for hit in search.result()]
        return {hit.passage_id: min(1.0, hit.score / weight) for hit in hits if hit.score > 0} if weight else {}
