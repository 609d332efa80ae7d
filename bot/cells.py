"""The cells of a comparison: what each place says, in words like those of the others, and what is said as well."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.extracts import Extract
from bot.quantities import find_quantities
from bot.sentences import split_clauses
from vectorstore.tokens import fold

# How far below the best, in the score of a logit, a sentence may be what is compared, and be a cell's second and third.
_NEAR, _FURTHER = 0.8, (0.6, 0.25)
_CHOICE = 4
_JOINTLY = 3  # places of which every choice is weighed; of more, one place after the other
# What two cells in the same words, and of the same unit, are worth in that score.
_ALIKE, _SAME_UNIT = 1.5, 0.5
_MOSTLY = 0.7  # of two sentences' pairs of letters shared, where they say the same
_CELL = {"zh": 300, "en": 600}
_NO_UNITS = {"", "date", "年", "月", "号"}
_LETTERS = re.compile(r"[\u3400-\u9fffa-z]+")
_FIGURE = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class _Wording:
    """A sentence's clauses that hold a figure (all, where none does), as pairs of letters, and its units."""

    clauses: tuple[frozenset[str], ...]
    units: frozenset[str]


def cells_of(extracts: Sequence[Sequence[Extract]]) -> list[list[Extract]]:
    """Up to three extracts for each place, of those found for it, best first.

    Of sentences that answer about as well, those are chosen that say the same thing in each place: one place's target
    is set beside the other's, and not beside its result.
    """
    near = [_near_best(found) for found in extracts]
    wordings = {id(extract): _wording_of(extract) for found in near for extract in found}

    def worth(chosen: Iterable[Extract]) -> float:
        cells = list(chosen)
        pairs = list(itertools.combinations([wordings[id(extract)] for extract in cells], 2))
        alike = sum(_likeness(one, other) for one, other in pairs)
        return sum(extract.score for extract in cells) + len(cells) * alike / max(1, len(pairs))

    if len(near) <= _JOINTLY:
        first = list(max(itertools.product(*near), key=worth))
    else:
        first = [found[0] for found in near]
        for at, found in enumerate(near):
            first[at] = max(found, key=lambda extract: worth([*first[:at], extract, *first[at + 1 :]]))
    return [_with_others(chosen, found) for chosen, found in zip(first, extracts, strict=True)]


def _near_best(found: Sequence[Extract]) -> list[Extract]:
    """The extracts of the best one's document that answer about as well as it does."""
    best = found[0]
    return [
        extract
        for extract in found[:_CHOICE]
        if extract.score >= best.score - _NEAR and extract.passage.document == best.passage.document
    ]


def _wording_of(extract: Extract) -> _Wording:
    clauses = [extract.text[clause.start : clause.end] for clause in split_clauses(extract.text)]
    figures = {clause: find_quantities(clause) for clause in clauses}
    telling = [clause for clause in clauses if figures[clause]] or clauses
    units = {"%" if q.percent else q.unit for clause in telling for q in figures[clause]}
    return _Wording(tuple(_pairs(clause) for clause in telling), frozenset(units - _NO_UNITS))


def _likeness(one: _Wording, other: _Wording) -> float:
    """What two cells beside each other are worth: the likest of their clauses, and a unit that they share."""
    likest = max((_share(a, b) for a in one.clauses for b in other.clauses), default=0.0)
    return _ALIKE * likest + _SAME_UNIT * bool(one.units & other.units)


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0


def _with_others(first: Extract, found: Sequence[Extract]) -> list[Extract]:
    """A cell's sentence, with others of its document that are as good and say something else."""
    chosen, room = [first], _CELL[first.passage.language] - len(first.text)
    best = max(first.score, found[0].score)
    for other in found:
        if len(chosen) > len(_FURTHER) or other.score < best - _FURTHER[len(chosen) - 1]:
            break
        is_new = not any(other.overlaps(said) or _says_the_same(other, said) for said in chosen)
        if is_new and other.passage.document == first.passage.document and len(other.text) <= room:
            chosen.append(other)
            room -= len(other.text)
    return chosen


def _says_the_same(one: Extract, other: Extract) -> bool:
    """Whether two sentences are nearly the same in words and figures."""
    figures, others = (_FIGURE.findall(fold(extract.text)) for extract in (one, other))
    return figures == others and _share(_pairs(one.text), _pairs(other.text)) > _MOSTLY


def _pairs(text: str) -> frozenset[str]:
    """The pairs of letters of a text; figures left out."""
    return frozenset(run[at : at + 2] for run in _LETTERS.findall(fold(text)) for at in range(len(run) - 1))
