"""Orders of passages other than the best first: lists in turn, and every document before any comes twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from vectorstore.passage import RetrievedPassage


def in_turn(lists: Sequence[Sequence[RetrievedPassage]]) -> list[RetrievedPassage]:
    """The first of each list, then the second of each, and so on; each passage once."""
    turns: dict[str, RetrievedPassage] = {}
    for rank in range(max(map(len, lists), default=0)):
        turns |= {hit.passage.id: hit for hits in lists for hit in hits[rank : rank + 1] if hit.passage.id not in turns}
    return list(turns.values())


def few_a_document_first(scored: Sequence[RetrievedPassage], few: int) -> list[RetrievedPassage]:
    """The first few of each document in order, then the others."""
    seen: Counter[str] = Counter()
    first: list[RetrievedPassage] = []
    later: list[RetrievedPassage] = []
    for hit in scored:
        (later if seen[hit.passage.document] >= few else first).append(hit)
        seen[hit.passage.document] += 1
    return first + later
