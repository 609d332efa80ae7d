"""Whether a passage has the figure that a question asks for: in a clause that names what is measured."""

from __future__ import annotations

import re
from collections import defaultdict

from vectorstore.glossary import Concept, find_concepts
from vectorstore.passage import Passage
from vectorstore.query import Query
from vectorstore.target_index import MEASURES, TargetIndex
from vectorstore.tokens import fold
from vectorstore.wish import wish_of

_CLAUSE = re.compile(r"(?:[^，,。；;\n!?！？]|(?<=\d),(?=\d{3}))+")  # folded text has , for ，
_FIGURE = re.compile(r"\d|百分之|[一二三四五六七八九十百千万亿]{2,}")


class Shape:
    """What a question for a figure asks of a passage; nothing where it asks for none."""

    def __init__(self, query: Query, targets: TargetIndex) -> None:
        wish = wish_of(query.text)
        self._concepts: list[Concept] = []
        self._starts: defaultdict[str, list[int]] = defaultdict(list)
        if wish.number or wish.target:
            mentions = find_concepts(query.text)
            self._concepts = list(dict.fromkeys(m.concept for m in mentions if m.concept.slug not in MEASURES))
        if self._concepts and not (wish.past and not wish.target):
            for found in targets.about(query.text, query.years):
                self._starts[found.document].append(found.target.start)

    def has_figure(self, passage: Passage) -> bool:
        """Whether a clause names something that the question asks about beside a figure."""
        if not self._concepts:
            return False
        text = fold(passage.text)
        forms = [fold(form) for concept in self._concepts for form in concept.forms(passage.language)]
        forms = [form for form in forms if form in text]
        if not forms:
            return False
        clauses = (clause[0] for clause in _CLAUSE.finditer(text))
        return any(_FIGURE.search(clause) and any(form in clause for form in forms) for clause in clauses)

    def has_target(self, passage: Passage) -> bool:
        """Whether one of the targets that the question asks for stands in it."""
        return any(passage.start <= start < passage.end for start in self._starts.get(passage.document, ()))
