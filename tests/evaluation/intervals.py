"""How far a figure can be trusted: its bootstrap interval, and the same figure on questions that nothing was tuned on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

import numpy as np

from tests.evaluation.figures import Figure

_RESAMPLES = 1000
_SEED = 20260501


def in_tuned_half(question_id: str) -> bool:
    """Whether a question is of the half that weights and thresholds may be tuned on; by a hash, so it never changes."""
    return hashlib.sha256(question_id.encode()).digest()[0] % 2 == 0


def interval(values: np.ndarray) -> tuple[float, float]:
    """The 95 % bootstrap interval of the mean of values, shape (n,)."""
    rng = np.random.default_rng(_SEED)
    means = values[rng.integers(0, len(values), (_RESAMPLES, len(values)))].mean(axis=1)
    low, high = np.percentile(means, [2.5, 97.5])
    return float(low), float(high)


def spread_figures(name: str, shares: Mapping[str, float]) -> Iterator[Figure]:
    """The interval of a mean over questions (id → share), and the mean of either half."""
    if not shares:
        return
    low, high = interval(np.array(list(shares.values()), float))
    yield Figure(f"{name}, 95 % interval: low", round(low, 3))
    yield Figure(f"{name}, 95 % interval: high", round(high, 3))
    for tuned, half in ((True, "tuned half"), (False, "other half")):
        values = [share for id_, share in shares.items() if in_tuned_half(id_) is tuned]
        yield Figure(f"{name} ({half})", round(sum(values) / len(values), 4) if values else None, f"of {len(values)}")
