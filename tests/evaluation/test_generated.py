"""What is read of made-up documents is what they were made of."""

from __future__ import annotations

import random

import pytest

from tests.evaluation.figures import Figure
from tests.evaluation.generated import generated_figures
from tests.evaluation.generated_counts import edit_distance
from tests.evaluation.generated_policy import make_policy


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> list[Figure]:
    """What is measured on two documents in each language, without scans."""
    return list(generated_figures(tmp_path_factory.mktemp("generated"), scans=0, documents=2))


@pytest.mark.parametrize(
    "what",
    [
        "characters right",
        "table cells in their row and column",
        "table rows with header, unit and caption",
        "headings with the right path",
        "passages with exact page and offsets",
    ],
)
def test_every_goal_holds_in_every_kind_of_file(figures: list[Figure], what: str) -> None:
    """PDF in one and two columns, Word with three sorts of headings, web pages in two encodings, workbooks."""
    found = [figure for figure in figures if figure.figure.startswith(what) and "scans" not in figure.figure]
    assert len(found) >= 7
    assert [figure for figure in found if not figure.holds] == []


def test_the_same_seed_makes_the_same_document() -> None:
    """So that a figure can be measured again."""
    assert make_policy(7, "zh") == make_policy(7, "zh")
    assert make_policy(7, "zh") != make_policy(8, "zh")


@pytest.mark.parametrize("seed", range(30))
def test_the_edit_distance_is_what_the_plain_way_of_counting_gives(seed: int) -> None:
    """Any two texts, alike or not."""
    rng = random.Random(seed)  # noqa: S311 - repeatable, not secret
    a, b = ("".join(rng.choices("ab字", k=rng.randint(0, 12))) for _ in range(2))
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, start=1):
        above, row = row, [i]
        for j, y in enumerate(b, start=1):
            row.append(min(above[j] + 1, row[-1] + 1, above[j - 1] + (x != y)))
    assert edit_distance(a, b, 99) == row[-1]
    assert edit_distance(a, b, 2) == min(2, row[-1])
