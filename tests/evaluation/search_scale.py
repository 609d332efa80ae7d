"""Search in a library of a hundred thousand passages: whether it is exact where it is limited, and how quick it is."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from tests.evaluation.figures import Figure
from tests.evaluation.large_library import PASSAGES
from vectorstore.command_line import query_of
from vectorstore.index import LANGUAGES
from vectorstore.library import Library

_SHARES = (1, 0.1, 0.02, 0.001)
_NEAREST = 40
_SEED = 20260701
_RUNS = 3
_BATCH = 2_000


def scale_figures(library: Library, questions: Sequence[dict[str, Any]]) -> Iterator[Figure]:
    """Recall of the dense search against a full scan, and the seconds of whole searches."""
    yield Figure("large library: passages", library.counts()["passages"], "", f">= {PASSAGES}")
    asked = [library.embedder.embed_query(question["question"]) for question in questions[::3]]
    found: dict[float, list[float]] = defaultdict(list)
    for language in LANGUAGES:
        ids, homes, vectors = _stored(library, language)
        for share in _SHARES:
            found[share] += _recalls(library, language, asked, share, (ids, homes, vectors))
    for share, recalls in found.items():
        what = f"large library: recall of the {_NEAREST} nearest in {share:.4g} of all passages"
        yield Figure(what, round(float(np.mean(recalls)), 4), "", "= 1")
    seconds = sorted(_seconds(library, question) for question in questions)
    for name, rank in (("p50", 0.5), ("p95", 0.95)):
        goal = "<= 150" if name == "p95" else None
        value = round(seconds[int(rank * len(seconds))] * 1000)
        yield Figure(f"large library: search {name}, best of {_RUNS} runs", value, "ms", goal)


def _stored(library: Library, language: str) -> tuple[list[str], list[str], np.ndarray]:
    """Ids, documents and vectors of a language's passages, as Chroma has them."""
    collection = library.index._collections[language]
    parts = [
        collection.get(limit=_BATCH, offset=start, include=["embeddings", "metadatas"])
        for start in range(0, collection.count(), _BATCH)
    ]
    ids = [id_ for part in parts for id_ in part["ids"]]
    homes = [metadata["document"] for part in parts for metadata in part["metadatas"]]
    return ids, homes, np.concatenate([np.asarray(part["embeddings"], np.float32) for part in parts])


def _recalls(
    library: Library,
    language: str,
    asked: Sequence[np.ndarray],
    share: float,
    stored: tuple[list[str], list[str], np.ndarray],
) -> Iterator[float]:
    """For each query the share of the nearest passages, as a scan of the stored vectors has them, that is found."""
    ids, homes, vectors = stored
    rng = np.random.default_rng(_SEED)
    sizes = Counter(homes)
    for query in asked:
        chosen = _chosen(sizes, share * len(ids), rng)
        rows = np.flatnonzero([home in chosen for home in homes])
        best = rows[np.argsort(-(vectors[rows] @ query), kind="stable")[:_NEAREST]]
        found = library.index.search(query, language, _NEAREST, [chosen if share < 1 else None])
        yield sum(ids[row] in found for row in best) / len(best)


def _chosen(sizes: dict[str, int], most: float, rng: np.random.Generator) -> set[str]:
    """Documents drawn at random that hold about so many passages together, and no more."""
    chosen: set[str] = set()
    room = most
    for document in rng.permutation(list(sizes)).tolist():
        if sizes[document] <= room:
            chosen.add(document)
            room -= sizes[document]
    return chosen


def _seconds(library: Library, question: dict[str, Any]) -> float:
    """How long a search takes; the best of several, so that what else the machine does counts less."""
    times = []
    for _ in range(_RUNS):
        started = time.perf_counter()
        library.retriever.retrieve(query_of(question, library.settings.question_characters), library.settings.top_k)
        times.append(time.perf_counter() - started)
    return min(times)
