"""What the embedding model makes of the best extracts: how near each is to the question in its meaning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from bot.extracts import READ, Extract, find_extracts
from bot.found import Found
from vectorstore.library import Library
from vectorstore.paired_embedder import PairedEmbedder
from vectorstore.passage import Passage

# Reading more would take longer than it helps: the right one is seldom further behind.
_COMPARED = 12
_LEAD = 30  # characters
_FURTHEST = 2.5  # standard deviations


def extracts_of(found: Found, library: Library) -> list[Extract]:
    """The extracts of the best passages that were found for a question, best first."""
    query, as_of = found.asked.query, found.asked.question.as_of
    read = found.hits[:READ]
    by_words = find_extracts(query, found.asked.terms, read, found.records, library.targets, as_of)
    return by_meaning(query.text, by_words, library.embedder)


def by_meaning(question: str, extracts: Sequence[Extract], embedder: PairedEmbedder) -> list[Extract]:
    """Extracts (best first) with the nearness of their meaning counted in, best first."""
    read, rest = extracts[:_COMPARED], extracts[_COMPARED:]
    if not read:
        return []
    near = embedder.compare(question, [(_lead(extract.passage), extract.text) for extract in read])
    whole, words = _beside_each_other([c.whole for c in near]), _beside_each_other([c.words for c in near])
    marked = [
        replace(extract, features=replace(extract.features, meaning=a, words=b), closeness=c)
        for extract, a, b, c in zip(read, whole, words, near, strict=True)
    ]
    scored = [replace(extract, score=extract.features.score) for extract in marked]
    return sorted([*scored, *rest], key=lambda extract: -extract.score)


def _lead(passage: Passage) -> str:
    """The ends of title and headings: there stands what tells them from others."""
    return f"{passage.title[-_LEAD:]} {passage.section[-_LEAD:]}\n"


def _beside_each_other(values: Sequence[float]) -> list[float]:
    """How far each is from the mean, in half standard deviations (so that most are between -1 and 1)."""
    spread = float(np.std(values)) or 1.0
    return [float(x) for x in np.clip((np.array(values) - np.mean(values)) / spread, -_FURTHEST, _FURTHEST) / 2]
