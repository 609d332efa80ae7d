"""What a statement is of, and whether it says more of it than its name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.clauses import Clause
from bot.runs import Run

_TOLD = 3  # concepts
# Concepts too wide to name an indicator: they count, but a figure does not hang on them.
WIDE = frozenset(
    "growth decline build support promote reform industry market cooperation management service platform product equipment"
    " purchase sale production price use base coverage enterprise project technology innovation science-technology cap minimum"
    " total average scale encourage reward-for-landing threshold apply domestic international output spend".split()
)


def says_twice(telling: Sequence[Clause], run: Run) -> bool:
    """Whether a statement says a thing twice that the run says once: in the place of another, it may be."""
    said = Counter(concept for clause in telling for concept in clause.concepts if concept not in WIDE)
    held = Counter(concept for clause in (*run.clauses, run.around) for concept in clause.concepts)
    return any(count > 1 and count > held[concept] > 0 for concept, count in said.items())


def is_told_abroad(telling: Sequence[Clause]) -> bool:
    """Whether a statement in another language than its quote says something that can be compared with it.

    Without a figure or a day, a word or two that the glossary knows carry any sentence about their subject.
    """
    concepts = {concept for clause in telling for concept in clause.concepts if concept not in WIDE}
    told = any(clause.figures or any(unit != "year" for _, unit in clause.dates) for clause in telling)
    return told or len(concepts) >= _TOLD
