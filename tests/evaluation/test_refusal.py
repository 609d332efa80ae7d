"""The measures of refusal say what they promise."""

from __future__ import annotations

import numpy as np

from tests.evaluation.refusal import auroc, refused_at


def test_auroc_is_the_share_of_pairs_in_the_right_order() -> None:
    """A tie counts half."""
    assert auroc(np.array([0.9, 0.5]), np.array([0.1, 0.5])) == 3.5 / 4
    assert auroc(np.array([1.0, 1.0]), np.array([1.0])) == 0.5


def test_the_bar_refuses_no_more_of_the_answerable_than_is_allowed() -> None:
    """A tenth of ten is one; with ties at the bottom, none."""
    answerable = np.array([0.1, 0.4, 0.5, 0.6, 0.7, 0.8, 0.8, 0.9, 0.9, 1.0])
    assert refused_at(answerable, np.array([0.05, 0.2, 0.4, 0.95]), 0.1) == 0.5
    assert refused_at(np.array([0.0, 0.0, *answerable[2:]]), np.array([0.0, 0.3]), 0.1) == 0.0
