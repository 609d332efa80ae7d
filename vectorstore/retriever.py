"""The retriever: keyword and dense search, fused by scores that are fair between languages."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from vectorstore.glossary import translations
from vectorstore.index import LANGUAGES
from vectorstore.passage import Passage, RetrievedPassage
from vectorstore.query import Query, QueryKind
from vectorstore.record import DocumentRecord
from vectorstore.regions import Region, region_of, within
from vectorstore.similarity import standard_scores
from vectorstore.tokens import LIST_WORDS, query_words

if TYPE_CHECKING:
    from vectorstore.library import Library


@dataclass(frozen=True, slots=True)
class Weights:
    """How the parts of a score count, in standard deviations of the dense similarity within a language."""

    keyword: float = 3.0
    keyword_power: float = 2.0
    translated: float = 5.0
    region: float = 3.0
    other_region: float = -1.0
    year: float = 1.5


# What a list is of must be spoken of; that much the words tell better than the meaning.
LIST_WEIGHTS = Weights(keyword=15.0, keyword_power=1.0, translated=12.0)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that one of the searches found, with the parts of its score.

    `dense` is the similarity in standard deviations above the language's mean; `keyword` the share of the query's
    telling words (by weight) that BM25 finds, in the passage's own language or, `translated`, through the glossary.
    """

    passage: Passage
    dense: float
    keyword: float
    translated: bool
    region: int  # 1: of a region that the question names; -1: of another one; 0: of none, or of the country
    year: bool

    def score(self, weights: Weights) -> float:
        """The fused score; higher is better."""
        # A power above 1 keeps passages that share only everyday words with a question from winning over meaning.
        own = weights.keyword * self.keyword**weights.keyword_power
        words = weights.translated * self.keyword if self.translated else own
        place = {1: weights.region, 0: 0.0, -1: weights.other_region}[self.region]
        return self.dense + words + place + weights.year * self.year


class Retriever:
    """Finds the passages of a library that a query is about."""

    _DEEP = 40
    _KEYWORD_DEEP = 200

    def __init__(self, library: Library) -> None:
        self._library = library

    def retrieve(self, query: Query, k: int) -> list[RetrievedPassage]:
        """The `k` passages that fit the query best, best first.

        A list question gets one passage a document as far as there are documents; a comparison gets each of its
        regions' best in turn.
        """
        weights = LIST_WEIGHTS if query.kind is QueryKind.LIST else Weights()
        scored = [RetrievedPassage(found.passage, found.score(weights)) for found in self.candidates(query)]
        scored.sort(key=lambda hit: (-hit.score, hit.passage.id))
        if query.kind is QueryKind.LIST:
            scored = _one_a_document_first(scored)
        elif query.kind is QueryKind.COMPARE:
            scored = self._regions_in_turn(scored, query.regions)
        return scored[:k]

    def candidates(self, query: Query) -> list[Candidate]:
        """Every passage that one of the searches found, in no order."""
        library, records = self._library, self._library.all_records()
        allowed = _allowed(records, query)
        regional = _of_regions(records, query.regions, allowed)
        vector = library.embedder.embed_query(query.text)
        found: list[Candidate] = []
        for language in LANGUAGES:
            words, translated = _words(query, language)
            wanted = self._keyword_shares(words, language, allowed, regional)
            nearest = library.index.search(vector, language, self._DEEP, allowed)
            if regional:
                nearest |= library.index.search(vector, language, self._DEEP, sorted(regional))
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
        scores = standard_scores(
            vector, np.array(list(nearest.values())), library.sample(language), library.sample(asked_in),
            library.embedder.parts, library.embedder.votes,
        )  # fmt: skip
        return dict(zip(nearest, scores.tolist(), strict=True))

    def _keyword_shares(
        self, words: Sequence[str], language: str, allowed: Sequence[str] | None, regional: Collection[str]
    ) -> dict[str, float]:
        """Passage id → the share of the words' weight that it holds."""
        weight = sum(self._library.catalogue.keywords.weights(words).values())
        if not weight:
            return {}
        search = self._library.catalogue.keywords.search
        hits = search(words, self._KEYWORD_DEEP, allowed, language)
        if regional:
            hits += search(words, self._DEEP, sorted(regional), language)
        return {hit.passage_id: min(1.0, hit.score / weight) for hit in hits if hit.score > 0}

    def _regions_in_turn(self, scored: list[RetrievedPassage], regions: Sequence[Region]) -> list[RetrievedPassage]:
        records = self._library.all_records()
        groups: list[list[RetrievedPassage]] = [
            [hit for hit in scored if _lies_in(records[hit.passage.document], region)] for region in regions
        ]
        turns: list[RetrievedPassage] = []
        for rank in range(max(map(len, groups), default=0)):
            turns += [group[rank] for group in groups if rank < len(group)]
        taken = {hit.passage.id for hit in turns}
        return [*turns, *(hit for hit in scored if hit.passage.id not in taken)]


def _words(query: Query, language: str) -> tuple[list[str], bool]:
    """The words to search for in a language, and whether they are a translation."""
    translated = language != query.language
    text = query.text
    if translated:
        forms = [form for concept in translations(query.text, language) for form in concept]
        text = " ".join([*forms, *(region.name if language == "zh" else region.english for region in query.regions)])
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
    own = region_of(record.region_code or "") or region_of(record.region or "")
    return own is not None and within(own, region)


def _place(record: DocumentRecord, regions: Sequence[Region], regional: Collection[str]) -> int:
    if not regions:
        return 0
    if record.document in regional:
        return 1
    own = region_of(record.region_code or "") or region_of(record.region or "")
    # What holds a region (its province, the country) binds it, and is not another place.
    return 0 if own is None or any(within(region, own) for region in regions) else -1


def _one_a_document_first(scored: Sequence[RetrievedPassage]) -> list[RetrievedPassage]:
    seen: set[str] = set()
    first: list[RetrievedPassage] = []
    later: list[RetrievedPassage] = []
    for hit in scored:
        (later if hit.passage.document in seen else first).append(hit)
        seen.add(hit.passage.document)
    return first + later
