"""The retriever: keyword and dense search, fused by scores that are fair between languages."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from vectorstore.candidate import LIST_WEIGHTS, Candidate, Weights
from vectorstore.figure_shape import Shape
from vectorstore.glossary import official_names, translations
from vectorstore.index import LANGUAGES
from vectorstore.keyword_search import KeywordSearch
from vectorstore.naming import named_documents
from vectorstore.ordering import in_turn, one_a_document_first
from vectorstore.passage import RetrievedPassage
from vectorstore.query import Query, QueryKind, parts_of
from vectorstore.record import DocumentRecord
from vectorstore.regions import Region, is_of, within
from vectorstore.scope import in_scope, own_region
from vectorstore.similarity import standard_scores
from vectorstore.target_index import MEASURES
from vectorstore.tokens import LIST_WORDS, query_words

if TYPE_CHECKING:
    from vectorstore.library import Library


# What is written alike in both languages: 6G, C919, AI, LNG.
_NAME = re.compile(
    r"(?<![A-Za-z0-9])(?=[A-Za-z0-9]*[A-Z])(?:[A-Z]{2,}[0-9]*|[A-Z]*[0-9]+[A-Z]+|[A-Z]+[0-9]+)(?![A-Za-z])"
)


# Two languages: words weighed, looked for everywhere, and in the question's regions.
_SEARCHES = 6


class Retriever:
    """Finds the passages of a library that a query is about."""

    _DEEP = 40

    def __init__(self, library: Library) -> None:
        self._library = library

    def retrieve(self, query: Query, k: int) -> list[RetrievedPassage]:
        """The `k` passages that fit the query best, best first.

        A list question gets one passage a document as far as there are documents; a comparison gets each of its
        regions' best in turn.
        """
        if query.kind is QueryKind.COMPARE:
            return in_turn([hits for _, hits in self.retrieve_parts(query, k)])[:k]
        scored = self._best(query, k)
        return (one_a_document_first(scored) if query.kind is QueryKind.LIST else scored)[:k]

    def retrieve_parts(self, query: Query, k: int) -> list[tuple[Query, list[RetrievedPassage]]]:
        """Each part of a comparison, with the `k` passages that fit it best."""
        return [(part, self._best(part, k)) for part in parts_of(query)]

    def _best(self, query: Query, k: int) -> list[RetrievedPassage]:
        """The passages that were found, best first; of a list's all, else `k`."""
        weights = LIST_WEIGHTS if query.kind is QueryKind.LIST else Weights()
        scored = [
            RetrievedPassage(found.passage, found.score(weights), found.dense, found.keyword)
            for found in self.candidates(query)
        ]
        scored.sort(key=lambda hit: (-hit.score, hit.passage.id))
        return scored if query.kind is QueryKind.LIST else scored[:k]

    def candidates(self, query: Query) -> list[Candidate]:
        """Every passage that one of the searches found, in no order."""
        library, records = self._library, self._library.all_records()
        allowed = _allowed(records, query)
        regional = _of_regions(records, query.regions, allowed)
        words, keywords = {language: _words(query, language) for language in LANGUAGES}, library.catalogue.keywords
        # SQLite looks for the words on one core while the models embed the question on another.
        with ThreadPoolExecutor(_SEARCHES) as beside:
            searches = {
                language: KeywordSearch(keywords, beside, words[language][0], language, allowed, regional)
                for language in LANGUAGES
            }
            vector = library.embedder.embed_query(query.text)
            shape, named = Shape(query, library.targets), named_documents(query.text, records.values())
            parts = (allowed, regional, named & set(allowed if allowed is not None else records))
            near = {language: self._nearest(vector, language, parts) for language in LANGUAGES}
        found: list[Candidate] = []
        for language in LANGUAGES:
            wanted, nearest, translated = searches[language].shares(), near[language], words[language][1]
            top = sorted(wanted, key=lambda id_: -wanted[id_])[: self._DEEP]
            nearest |= library.index.vectors([id_ for id_ in top if id_ not in nearest], language)
            dense = self._likeness(vector, nearest, language, query.language)
            # What has no vector yet is found by its words alone, and told by them: its likeness is that of the mean.
            for id_, passage in library.catalogue.passages(sorted({*nearest, *top})).items():
                record = records.get(passage.document)
                if record is None or (allowed is not None and passage.document not in allowed):
                    continue
                if record.searched_as and (allowed is None or record.searched_as in allowed):
                    continue
                found.append(
                    Candidate(
                        passage,
                        dense.get(id_, 0.0),
                        wanted.get(id_, 0.0),
                        translated,
                        _place(record, query.regions, regional),
                        any(str(year) in passage.title + passage.section + passage.text for year in query.years),
                        shape.has_figure(passage),
                        shape.has_target(passage),
                        query.kind is QueryKind.LIST and in_scope(record, query),
                        passage.document in named,
                    )
                )
        return found

    def _nearest(
        self, vector: NDArray[np.float32], language: str, parts: Iterable[Collection[str] | None]
    ) -> dict[str, NDArray[np.float32]]:
        """Passage id → vector of those nearest to a query in each part of the documents; None is all of them."""
        nearest: dict[str, NDArray[np.float32]] = {}
        for part in parts:
            if part is None or part:
                documents = None if part is None else sorted(part)
                nearest |= self._library.index.search(vector, language, self._DEEP, documents)
        return nearest

    def _likeness(
        self, vector: NDArray[np.float32], nearest: dict[str, NDArray[np.float32]], language: str, asked_in: str
    ) -> dict[str, float]:
        """Passage id → how much it is like the query, standardised within its language."""
        if not nearest:
            return {}
        library = self._library
        scores = standard_scores(
            vector, np.array(list(nearest.values())), library.sample(language), library.sample(asked_in),
            library.embedder.parts, library.embedder.votes,
        )  # fmt: skip
        return dict(zip(nearest, scores.tolist(), strict=True))


def _words(query: Query, language: str) -> tuple[list[str], bool]:
    """The words to search for in a language, and whether they are a translation."""
    translated = language != query.language
    text = query.text
    if translated:
        ignored = MEASURES if query.kind is QueryKind.LIST else frozenset()
        forms = [form for concept in translations(query.text, language, ignored) for form in concept]
        names = _NAME.findall(query.text)
        text = " ".join([*forms, *names, *(region.called(language) for region in query.regions)])
    else:
        text = " ".join([text, *official_names(text)])
    words = query_words(text)
    if query.kind is QueryKind.LIST:
        words = [word for word in words if word not in LIST_WORDS]
    return words, translated


def _allowed(records: Mapping[str, DocumentRecord], query: Query) -> list[str] | None:
    """The documents that may be searched; None for all."""
    if query.only is None and not query.exclude:
        return None
    chosen = records if query.only is None else {name: records[name] for name in query.only if name in records}
    return [name for name in chosen if name not in set(query.exclude)]


def _of_regions(
    records: Mapping[str, DocumentRecord], regions: Sequence[Region], allowed: Sequence[str] | None
) -> set[str]:
    """The documents of these regions and of what lies in them."""
    within_scope = set(records) if allowed is None else set(allowed)
    return {name for name in within_scope if any(_lies_in(records[name], region) for region in regions)}


def _lies_in(record: DocumentRecord, region: Region) -> bool:
    return is_of(own_region(record), region)


def _place(record: DocumentRecord, regions: Sequence[Region], regional: Collection[str]) -> int:
    if not regions:
        return 0
    if record.document in regional:
        return 1
    own = own_region(record)
    # What holds a region (its province, the country) binds it, and is not another place.
    return 0 if own is None or any(within(region, own) for region in regions) else -1
