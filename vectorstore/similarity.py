"""Similarity that is fair between languages.

Raw similarities rank every passage of the question's own language above the right one of another. So each language's
mean vector is taken off its passages (and the mean of the question's language off the question), and the similarities
are told in standard deviations above the mean of a fixed sample of the same language.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
# A language with fewer passages than this has no mean worth taking off.
_FEWEST = 20


def standard_scores(
    query: Vectors, vectors: Vectors, sample: Vectors, own_sample: Vectors, parts: Sequence[int], votes: Sequence[float]
) -> NDArray[np.float32]:
    """How near passages of one language are to a query, in standard deviations, shape (n,); higher is nearer.

    Args:
        query: shape (dimension,), a vector for each of `parts` in turn.
        vectors: of the passages, shape (n, dimension).
        sample: vectors of a fixed sample of the passages' language, shape (m, dimension).
        own_sample: the same for the query's language.
        parts: the dimension of each embedding model.
        votes: how much each model counts.
    """
    total = np.zeros(len(vectors), np.float32)
    edges = np.cumsum([0, *parts])
    for (start, end), vote in zip(pairwise(edges), votes, strict=True):
        part = slice(start, end)
        mean = _mean(sample[:, part])
        asked = _unit(query[None, part] - _mean(own_sample[:, part]))[0]
        near = _unit(vectors[:, part] - mean) @ asked
        usual = _unit(sample[:, part] - mean) @ asked if len(sample) >= _FEWEST else near
        total += vote * (near - usual.mean()) / max(float(usual.std()), 1e-3)
    return total


def _mean(vectors: Vectors) -> Vectors | float:
    return np.asarray(vectors.mean(axis=0), np.float32) if len(vectors) >= _FEWEST else 0.0


def _unit(vectors: Vectors) -> Vectors:
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9), np.float32)
