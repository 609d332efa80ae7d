"""The keyword searches of a question in the passages of one language: everywhere, and in its regions."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from vectorstore.keyword_index import KeywordIndex

_DEEP = 200
_REGIONAL_DEEP = 40


def word_shares(
    keywords: KeywordIndex,
    words: Sequence[str],
    language: str,
    allowed: Collection[str] | None,
    regional: Collection[str],
) -> dict[str, float]:
    """Passage id → the share of the words' weight that it holds; `allowed` limits both searches, None is everywhere."""
    weight = sum(keywords.weights(words).values())
    if not weight:
        return {}
    hits = keywords.search(words, _DEEP, allowed, language)
    if regional:
        hits += keywords.search(words, _REGIONAL_DEEP, regional, language)
    return {hit.passage_id: min(1.0, hit.score / weight) for hit in hits}
