"""Intervals hold the mean, and halves never change."""

from __future__ import annotations

import numpy as np

from tests.evaluation.intervals import in_tuned_half, interval, spread_figures


def test_an_interval_holds_its_mean_and_narrows_with_more_questions() -> None:
    """Half of the answers right: about ± 0.22 with twenty questions, a tenth of that with two thousand."""
    few, many = (interval(np.tile([0.0, 1.0], pairs)) for pairs in (10, 1000))
    assert few[0] < 0.5 < few[1]
    assert 0.3 < few[1] - few[0] < 0.55
    assert many[1] - many[0] < 0.06


def test_the_halves_are_fixed_and_every_question_is_in_one() -> None:
    """Names as the development questions have them."""
    names = [f"dev-{number:03}" for number in range(1, 151)]
    assert [name for name in names[:10] if in_tuned_half(name)] == [
        "dev-002",
        "dev-004",
        "dev-007",
        "dev-008",
        "dev-009",
        "dev-010",
    ]
    figures = {figure.figure: figure for figure in spread_figures("right", dict.fromkeys(names, 1.0))}
    sizes = [int(figures[f"right ({half})"].unit.split()[1]) for half in ("tuned half", "other half")]
    assert sum(sizes) == 150
    assert min(sizes) > 50
