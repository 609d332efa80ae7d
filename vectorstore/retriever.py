"""The retriever: keyword and dense search, fused by scores that are fair between languages."""

from __future__ import annotations

import heapq
import re
from collections.abc import Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from vectorstore.asked_regions import without_places
from vectorstore.candidate import LIST_WEIGHTS, Candidate, Subjects, Weights
from vectorstore.colloquial import with_official_words
from vectorstore.comparison import parts_of
from vectorstore.figure_shape import Shape
from vectorstore.glossary import official_names, translations
from vectorstore.index import LANGUAGES
from vectorstore.issuers import is_issued_by
from vectorstore.keyword_search import word_shares
from vectorstore.kinds import QueryKind
from vectorstore.naming import named_documents
from vectorstore.ordering import few_a_document_first, in_turn
from vectorstore.passage import RetrievedPassage
from vectorstore.query import Query
from vectorstore.record import DocumentRecord
from vectorstore.scope import allowed_documents, documents_of_regions, in_scope, place_of
from vectorstore.similarity import standard_scores
from vectorstore.target_index import MEASURES
from vectorstore.tokens import LIST_WORDS, query_words

if TYPE_CHECKING:
    from vectorstore.library import Library


# So many passages of each language are looked at: the nearest, and those that hold most of the words.
_DEEP = 40
# An overview looks at so many times more passages, for a few of each document.
_WIDER, _A_DOCUMENT = 4, 3
# What is written alike in both languages: 6G, C919, AI, LNG.
_NAME = re.compile(
    r"(?<![A-Za-z0-9])(?=[A-Za-z0-9]*[A-Z])(?:[A-Z]{2,}[0-9]*|[A-Z]*[0-9]+[A-Z]+|[A-Z]+[0-9]+)(?![A-Za-z])"
)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a query asks of the library beside its meaning, and what its words find there."""

    query: Query
    allowed: set[str] | None  # the documents that may be searched; None for all
    regional: set[str]  # those of the query's regions
    named: set[str]  # those that it names
    meant: set[str]  # those that it names, or whose issuer it does, and that may be searched
    shape: Shape
    wanted: dict[str, dict[str, float]]  # language → passage id → the share of the words' weight that it holds
    translated: dict[str, bool]  # language → whether its words are a translation

    @property
    def places(self) -> list[Collection[str] | None]:
        """The documents to look in; the first holds the others."""
        return [self.allowed, *(documents for documents in (self.regional, self.meant) if documents)]


class Retriever:
    """Finds the passages of a library that a query is about."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def retrieve(self, query: Query, k: int) -> list[RetrievedPassage]:
        """The `k` passages that fit the query best, best first.

        A list question gets one passage a document as far as there are documents, an overview a few; a comparison gets
        each of its regions' best in turn.
        """
        if query.kind is QueryKind.COMPARE:
            return in_turn([hits for _, hits in self.retrieve_parts(query, k)])[:k]
        scored = self._scored([query])[0]
        if query.kind is QueryKind.LIST:
            return few_a_document_first(scored, 1)[:k]
        if query.kind is QueryKind.OVERVIEW:
            return few_a_document_first(scored[: _WIDER * k], _A_DOCUMENT)[:k]
        return scored[:k]

    def retrieve_parts(self, query: Query, k: int) -> list[tuple[Query, list[RetrievedPassage]]]:
        """Each part of a comparison, with the `k` passages that fit it best."""
        parts = parts_of(query)
        return [(part, found[:k]) for part, found in zip(parts, self._scored(parts), strict=True)]

    def _scored(self, queries: Sequence[Query]) -> list[list[RetrievedPassage]]:
        """The passages that were found for each query, best first."""
        found = []
        for query, candidates in zip(queries, self.candidates(queries), strict=True):
            weights = LIST_WEIGHTS if query.kind is QueryKind.LIST else Weights()
            scored = [RetrievedPassage(c.passage, c.score(weights), c.dense, c.keyword) for c in candidates]
            found.append(sorted(scored, key=lambda hit: (-hit.score, hit.passage.id)))
        return found

    def candidates(self, queries: Sequence[Query]) -> list[list[Candidate]]:
        """Every passage that one of the searches found for each query, in no order."""
        # The words are looked for on one core while the models embed the questions on another.
        with ThreadPoolExecutor(1) as beside:
            vectors = beside.submit(self._library.embedder.embed_queries, [query.text for query in queries])
            asked = [self._ask(query) for query in queries]
            return [self._join(each, vector) for each, vector in zip(asked, vectors.result(), strict=True)]

    def _ask(self, query: Query) -> _Asked:
        library, records = self._library, self._library.all_records()
        allowed = allowed_documents(records, query)
        regional = documents_of_regions(records, query.regions, allowed)
        named = named_documents(query.text, records.values())
        given_out = {name for name, record in records.items() if query.gives_out and _is_given_out(record, query)}
        meant = named | given_out
        words = {language: _words(query, language) for language in LANGUAGES}
        return _Asked(
            query,
            allowed,
            regional,
            named,
            meant if allowed is None else meant & allowed,
            Shape(query, library.targets),
            {
                language: word_shares(library.catalogue.keywords, words[language][0], language, allowed, regional)
                for language in LANGUAGES
            },
            {language: translated for language, (_, translated) in words.items()},
        )

    def _join(self, asked: _Asked, vector: NDArray[np.float32]) -> list[Candidate]:
        """What the words of a query found, and what lies near its vector."""
        library, query, records = self._library, asked.query, self._library.all_records()
        dense: dict[str, float] = {}
        for language in LANGUAGES:
            wanted = asked.wanted[language]
            top = heapq.nlargest(_DEEP, wanted, key=wanted.__getitem__)
            near = library.index.search(vector, language, _DEEP, asked.places)
            near |= library.index.vectors([id_ for id_ in top if id_ not in near], language)
            # What has no vector yet is found by its words alone, and told by them: its likeness is that of the mean.
            dense |= dict.fromkeys(top, 0.0) | self._likeness(vector, near, language, query.language)
        found: list[Candidate] = []
        for id_, passage in library.catalogue.passages(list(dense)).items():
            record = records.get(passage.document)
            if record is None or not _may_show(record, asked.allowed):
                continue
            found.append(
                Candidate(
                    passage,
                    dense[id_],
                    asked.wanted[passage.language].get(id_, 0.0),
                    asked.translated[passage.language],
                    place_of(record, query.regions),
                    any(str(year) in passage.title + passage.section + passage.text for year in query.years),
                    asked.shape.has_figure(passage),
                    asked.shape.has_target(passage),
                    query.kind is QueryKind.LIST and in_scope(record, query),
                    passage.document in asked.named,
                    Subjects.of(record, query),
                )
            )
        return found

    def _likeness(
        self, vector: NDArray[np.float32], nearest: dict[str, NDArray[np.float32]], language: str, asked_in: str
    ) -> dict[str, float]:
        """Passage id → how much it is like the query, standardised within its language."""
        if not nearest:
            return {}
        library = self._library
        vectors, votes = np.array(list(nearest.values())), library.embedder.votes
        scores = standard_scores(vector, vectors, library.standard(language), library.standard(asked_in), votes)
        return dict(zip(nearest, scores.tolist(), strict=True))


def _may_show(record: DocumentRecord, allowed: Collection[str] | None) -> bool:
    """Whether a document may be searched, and is the one that is shown for its like."""
    if allowed is not None and record.document not in allowed:
        return False
    return not record.searched_as or (allowed is not None and record.searched_as not in allowed)


def _words(query: Query, language: str) -> tuple[list[str], bool]:
    """The words to search for in a language, and whether they are a translation."""
    translated = language != query.language
    text = with_official_words(query.text)
    if translated:
        ignored = MEASURES if query.kind is QueryKind.LIST else frozenset()
        forms = [form for concept in translations(text, language, ignored) for form in concept]
        names = _NAME.findall(query.text)
        text = " ".join([*forms, *names, *(region.called(language) for region in query.regions)])
    else:
        if query.kind is QueryKind.OVERVIEW:  # of a place's topic, where every passage of the place names it
            text = without_places(text) or text
        text = " ".join([text, *official_names(text)])
    words = query_words(text)
    if query.kind is QueryKind.LIST:
        words = [word for word in words if word not in LIST_WORDS]
    return words, translated


def _is_given_out(record: DocumentRecord, query: Query) -> bool:
    return any(is_issued_by(record, name) for name in query.gives_out)
