"""The weights are fitted to what is right, and on questions that are the same in every run."""

from __future__ import annotations

import numpy as np

from bot.features import NAMES
from bot.signs import WEIGHTS, Signs
from tests.evaluation.fit_sentences import Choice, first_right, loss
from tests.evaluation.fit_sentences import fit as fit_sentences
from tests.evaluation.fit_signs import Case
from tests.evaluation.fit_signs import fit as fit_signs
from tests.evaluation.folds import FOLDS, fold_of


def choice(name: str, *figures: float) -> Choice:
    """Sentences that differ in the mark `figure` alone; the first is right."""
    marks = np.zeros((len(figures), len(NAMES)))
    marks[:, NAMES.index("figure")] = figures
    return Choice(name, marks, np.eye(len(figures))[0])


def test_a_mark_of_right_sentences_gets_a_weight_and_no_other_does() -> None:
    """Two of three right sentences have a figure where the others have none."""
    weights = fit_sentences([choice("a", 1, -1, -1), choice("b", 1, -1), choice("c", -1, 1)])

    assert weights[NAMES.index("figure")] > 0.1
    assert np.count_nonzero(np.abs(weights) > 1e-6) == 1


def test_the_weights_are_where_the_loss_is_least() -> None:
    """Also where one sentence of thirty is marked, so that a whole step of Newton's method goes too far."""
    choices = [choice(str(n), *(1.0 if at == (0 if n < 7 else 1) else 0.0 for at in range(30))) for n in range(10)]
    weights = fit_sentences(choices)

    for move in np.eye(len(NAMES)) * 0.001:
        assert loss(choices, weights) < min(loss(choices, weights + move), loss(choices, weights - move))


def test_the_first_sentence_is_the_one_with_the_highest_score() -> None:
    """Right where it is the right one."""
    weights = np.eye(len(NAMES))[NAMES.index("figure")]

    assert first_right([choice("a", 1, -1), choice("b", -1, 1)], weights) == [True, False]


def test_a_sign_of_answers_weighs_for_an_answer() -> None:
    """And one of missing answers against it."""
    answered = [Case(str(n), "asked", True, Signs(own=1.0)) for n in range(20)]
    refused = [Case(str(n), "asked", False, Signs(figure_missed=1.0)) for n in range(20)]
    model = fit_signs([*answered, *refused])
    fitted = dict(zip(WEIGHTS, model.coef_[0], strict=True))

    assert fitted["own"] > 0.5
    assert fitted["figure_missed"] < -0.5
    assert fitted["dated"] == 0.0


def test_every_question_is_left_out_once() -> None:
    """Each part has some, and a question is always in the same one."""
    parts = [fold_of(f"question-{number}") for number in range(100)]

    assert set(parts) == set(range(FOLDS))
    assert parts == [fold_of(f"question-{number}") for number in range(100)]
