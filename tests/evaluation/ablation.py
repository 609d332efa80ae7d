"""What each technique of the retriever brings: the evidence found with it switched off, a row each.

Titles and headings in the embedded texts are not here: to leave them out, every vector would have to be made anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.evaluation.figures import Figure
from tests.evaluation.question_scores import load_tool
from vectorstore.candidate import Candidate
from vectorstore.command_line import query_of, to_line
from vectorstore.library import Library
from vectorstore.query import Query
from vectorstore.retriever import Retriever

_K = 10
Alter = Callable[[Candidate], Candidate]
# Name of a technique → a candidate without what it found out.
_WITHOUT: dict[str, Alter] = {
    "similarity of meaning": lambda found: replace(found, dense=0.0),
    "keywords": lambda found: replace(found, keyword=0.0),
    "keywords through the glossary": lambda found: replace(found, keyword=0.0) if found.translated else found,
    "regions": lambda found: replace(found, region=0),
    "years": lambda found: replace(found, year=False),
    "figures": lambda found: replace(found, figure=False),
    "targets": lambda found: replace(found, target=False),
    "scope of lists": lambda found: replace(found, scope=False),
    "documents named": lambda found: replace(found, named=False),
}


class AblatedRetriever(Retriever):
    """The retriever, one of whose techniques finds nothing out."""

    def __init__(self, library: Library, without: Alter) -> None:
        super().__init__(library)
        self._without = without

    def candidates(self, queries: Sequence[Query]) -> list[list[Candidate]]:
        """What the searches found for each query, without what the technique adds."""
        return [[self._without(found) for found in each] for each in super().candidates(queries)]


def ablation_figures(library: Library, questions: Sequence[dict[str, Any]], tool: Path) -> Iterator[Figure]:
    """Evidence recall at 5 and 10 with everything, and without each technique in turn; `tool` scores."""
    score = load_tool(tool)
    asked = [question for question in questions if question["answerable"]]

    def figures(retriever: Retriever, name: str) -> Iterator[Figure]:
        longest = library.settings.question_characters
        found = [to_line(q, retriever.retrieve(query_of(q, longest), _K), 0.0)["passages"] for q in asked]
        for k in (5, _K):
            shares = [score.evidence_share(q, passages[:k]) for q, passages in zip(asked, found, strict=True)]
            yield Figure(f"evidence_recall@{k} {name}", round(sum(shares) / len(shares), 4))

    yield from figures(library.retriever, "with everything")
    for name, without in _WITHOUT.items():
        yield from figures(AblatedRetriever(library, without), f"without {name}")
    embedder = library.embedder
    library._embedder = replace(embedder, votes=(1.0, *(0.0 for _ in embedder.parts[1:])))
    yield from figures(library.retriever, "without the vote of the second embedder")
    library._embedder = embedder
