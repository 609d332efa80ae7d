"""Similarity that is fair between languages.

Raw similarities rank every passage of the question's own language above the right one of another. So each language's
mean vector is taken off its passages (and the mean of the question's language off the question), and the similarities
are told in standard deviations above the mean of a fixed sample of the same language.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
# A language with fewer passages than this has no mean worth taking off.
_FEWEST = 20


@dataclass(frozen=True, slots=True)
class Standard:
    """What similarities of a language are standardised by."""

    # For each embedding model: its part of a vector, the mean, and the sample without it, of unit length.
    parts: tuple[tuple[slice, Vectors, Vectors], ...]
    size: int

    @classmethod
    def of(cls, sample: Vectors, parts: Sequence[int]) -> Standard:
        """By a fixed sample of a language's vectors, shape (m, dimension); `parts` are the models' dimensions."""
        found = []
        for start, end in pairwise(np.cumsum([0, *parts]).tolist()):
            own = sample[:, start:end]
            mean = own.mean(axis=0) if len(sample) >= _FEWEST else np.zeros(end - start)
            found.append((slice(start, end), np.asarray(mean, np.float32), _unit(own - mean)))
        return cls(tuple(found), len(sample))


def standard_scores(
    query: Vectors, vectors: Vectors, standard: Standard, own_standard: Standard, votes: Sequence[float]
) -> NDArray[np.float32]:
    """How near passages of one language are to a query, in standard deviations, shape (n,); higher is nearer.

    Args:
        query: shape (dimension,), a vector for each embedding model in turn.
        vectors: of the passages, shape (n, dimension).
        standard: of the passages' language.
        own_standard: of the query's language.
        votes: how much each model counts.
    """
    total = np.zeros(len(vectors), np.float32)
    for (part, mean, sample), (_, own_mean, _), vote in zip(standard.parts, own_standard.parts, votes, strict=True):
        asked = _unit(query[None, part] - own_mean)[0]
        near = _unit(vectors[:, part] - mean) @ asked
        usual = sample @ asked if standard.size >= _FEWEST else near
        total += vote * (near - usual.mean()) / max(float(usual.std()), 1e-3)
    return total


def _unit(vectors: Vectors) -> Vectors:
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9), np.float32)
