"""The keyword index: SQLite FTS5 over Chinese-aware words, written in the transaction that writes the passages."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from vectorstore.passage import Passage
from vectorstore.tokens import words_of

# How much a word counts in the title, in the headings and in the body (BM25 column weights).
_WEIGHTS = (1.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class KeywordHit:
    """A passage that holds some of a query's words; a higher BM25 score is better."""

    passage_id: str
    score: float


class KeywordIndex:
    """BM25 over the words of title, headings and body."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

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
        self, words: Sequence[str], count: int, documents: Sequence[str] | None = None, language: str | None = None
    ) -> list[KeywordHit]:
        """The best `count` passages that hold at least one of the words, best first.

        Args:
            words: what is searched, as `query_words` gives them.
            count: how many at most.
            documents: where to search; everywhere by default.
            language: of the passages; any by default.
        """
        if not words:
            return []
        within = " AND passages.document_number IN (SELECT number FROM documents WHERE document IN :documents)"
        statement = sa.text(
            "SELECT passages.id, bm25(keywords, :title, :headings, :body) AS distance FROM keywords"
            " JOIN passages ON passages.number = keywords.rowid"
            " WHERE keywords MATCH :match"
            + (within if documents is not None else "")
            + (" AND passages.language = :language" if language else "")
            + " ORDER BY distance LIMIT :count"
        )
        values: dict[str, object] = {"match": " OR ".join(f'"{word}"' for word in words), "count": count}
        values |= dict(zip(("title", "headings", "body"), _WEIGHTS, strict=True))
        if documents is not None:
            statement = statement.bindparams(sa.bindparam("documents", expanding=True))
            values["documents"] = list(documents)
        if language:
            values["language"] = language
        with self._engine.connect() as connection:
            return [KeywordHit(row.id, -row.distance) for row in connection.execute(statement, values)]

    def weights(self, words: Sequence[str]) -> dict[str, float]:
        """How telling each word or phrase is: its inverse document frequency over the passages (0 without any)."""
        with self._engine.connect() as connection:
            total = connection.scalar(sa.text("SELECT count(*) FROM passages")) or 0
            return {word: self._weight(connection, word, total) for word in words}

    def _weight(self, connection: sa.Connection, word: str, total: int) -> float:
        query = sa.text("SELECT count(*) FROM keywords WHERE keywords MATCH :match")
        phrase = " ".join(words_of(word)).replace('"', "")
        count = connection.scalar(query, {"match": f'"{phrase}"'}) if phrase else 0
        return math.log((total + 1) / ((count or 0) + 0.5)) if total else 0.0
