"""The clauses of a Chinese sentence, and the items of a clause, each with its figure."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.relations import BOUND
from bot.rendered_figures import RenderedFigure, figures_in_chinese
from bot.renderings import chinese_terms

LIST_MARK = re.compile(r"、|和|以及|及|与")


@dataclass(frozen=True, slots=True)
class Fact:
    """A rendered clause and where it stands in the text; `year` says that its words name its time."""

    start: int
    end: int
    words: str
    year: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A figure of a clause, its bound, and the words before and after it."""

    before: str
    figure: RenderedFigure
    bound: str
    after: str


def clauses_of(sentence: str) -> Iterator[tuple[int, int]]:
    """The runs between commas, semicolons and colons outside brackets and names."""
    depth = start = 0
    for at, sign in enumerate(sentence):
        depth += (sign in "（(《【") - (sign in "）)》】")
        inside = sign == "," and sentence[at - 1 : at].isdigit() and sentence[at + 1 : at + 2].isdigit()
        if sign in "，；：。！？,;:\n" and depth <= 0 and not inside:
            if at > start:
                yield start, at
            start = at + 1
    if start < len(sentence):
        yield start, len(sentence)


def plain(clause: str) -> str | None:
    """A clause without the white space that stands between Chinese characters; None where it may part a number."""
    if re.search(r"\d\s+\d", clause):
        return None
    return "".join(clause.split()).replace("％", "%").replace("—", "-").replace("–", "-")


def own_figures(text: str) -> list[RenderedFigure]:
    """The figures of a clause that belong to no term (5G基站 has none)."""
    named = [
        (found.start(), found.end())
        for term in chinese_terms()
        if any(sign.isdigit() for sign in term)
        for found in re.finditer(re.escape(term), text)
    ]
    return [f for f in figures_in_chinese(text) if not any(a < f.end and f.start < b for a, b in named)]


def items_of(text: str, figures: Sequence[RenderedFigure]) -> Iterator[Item]:
    """The items of a list, each with its figure: 企业300家、平台20个; none where two figures stand in one item."""
    start = 0
    for one, other in itertools.pairwise(figures):
        if not LIST_MARK.search(text, one.end, other.start):
            return
    for number, figure in enumerate(figures):
        bound = BOUND.match(text, figure.end)
        if bound is None:
            return
        end = bound.end()
        last = number + 1 == len(figures)
        mark = None if last else LIST_MARK.search(text, end, figures[number + 1].start)
        stop = mark.start() if mark else len(text)
        said = ("多" if bound["more"] else "") + (bound["word"] or "")
        yield Item(text[start : figure.start], figure, said, text[end:stop])
        start = mark.end() if mark else stop
