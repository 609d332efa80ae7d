"""The keyword index: SQLite FTS5 over Chinese-aware words, written in the transaction that writes the passages."""

from __future__ import annotations

import math
import threading
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import sqlalchemy as sa
from sqlalchemy.orm import Session

from vectorstore.passage import Passage
from vectorstore.postings import Postings
from vectorstore.tokens import words_of


@dataclass(frozen=True, slots=True)
class KeywordHit:
    """A passage that holds some of a query's words; a higher BM25 score is better."""

    passage_id: str
    score: float


class KeywordIndex:
    """BM25 over the words of title, headings and body, all of which count alike."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._postings: Postings | None = None
        self._reading = threading.Lock()

    def add(self, session: Session, passages: Sequence[tuple[int, Passage]]) -> None:
        """Index passages under their row numbers."""
        rows = [
            {
                "number": number,
                "title": " ".join(words_of(passage.title)),
                "headings": " ".join(words_of(" ".join(passage.heading_path))),
                "body": " ".join(words_of(passage.text)),
            }
            for number, passage in passages
        ]
        if rows:
            insert = "INSERT INTO keywords(rowid, title, headings, body) VALUES (:number, :title, :headings, :body)"
            session.execute(sa.text(insert), rows)

    def remove(self, session: Session, numbers: Sequence[int]) -> None:
        """Take passages out."""
        if numbers:
            session.execute(sa.text("DELETE FROM keywords WHERE rowid = :number"), [{"number": n} for n in numbers])

    def search(
        self, words: Sequence[str], count: int, documents: Collection[str] | None = None, language: str | None = None
    ) -> list[KeywordHit]:
        """The best `count` passages that hold at least one of the words, best first.

        Args:
            words: what is searched, as `query_words` gives them.
            count: how many at most.
            documents: where to search; everywhere by default.
            language: of the passages; any by default.
        """
        postings = self._current()
        scores = np.zeros(len(postings.table.ids))
        for word in dict.fromkeys(words):
            rows, shares = postings.of(word)
            scores[rows] += shares
        rows = np.flatnonzero((scores > 0) & postings.table.within(documents, language))
        if len(rows) > count:
            rows = rows[np.argpartition(-scores[rows], count)[:count]]
        best = rows[np.lexsort((rows, -scores[rows]))].tolist()
        return [KeywordHit(postings.table.ids[row], float(scores[row])) for row in best]

    def weights(self, words: Sequence[str]) -> dict[str, float]:
        """How telling each word or phrase is: its inverse document frequency over the passages (0 without any)."""
        postings = self._current()
        total = len(postings.table.ids)
        phrases = {word: " ".join(words_of(word)) for word in words}
        return {word: _weight(total, postings.count(phrase) if phrase else 0) for word, phrase in phrases.items()}

    def changed(self) -> None:
        """Say that passages were added or removed, once the transaction that did it has ended."""
        with self._reading:
            self._postings = None

    def _current(self) -> Postings:
        postings = self._postings
        if postings is None:
            with self._reading:
                postings = self._postings = self._postings or Postings(self._engine)
        return postings


def _weight(total: int, count: int) -> float:
    return math.log((total + 1) / (count + 0.5)) if total else 0.0
