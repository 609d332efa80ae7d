"""Where each word stands and what BM25 gives it there: read from FTS5 when a word is first asked for, then in memory.

FTS5's own `bm25()` works a passage at a time, for every search anew, and a common word stands in ten thousands of them.
A question's searches, everywhere, in its regions and for each part of a comparison, share what is read here.
"""

from __future__ import annotations

import contextlib
import functools
import math
import sqlite3
import threading

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray

from vectorstore.passage_table import PassageTable

# The constants of FTS5's bm25().
_K1, _B = 1.2, 0.75
_LEAST_WEIGHT = 1e-6  # of a word that stands in half of all passages and more
# So many postings are kept (12 bytes each); then they are all forgotten, and read again as they are asked for.
_KEPT = 8_000_000
_KEPT_COUNTS = 100_000

Posting = tuple[NDArray[np.intp], NDArray[np.float32]]


class Postings:
    """The words of the keyword index as it stood when this was made; a change of the index needs another."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        with engine.connect() as connection:
            self.table = PassageTable.read(connection)
        self._average = float(self.table.lengths.mean()) if self.table.ids else 1.0
        self._counts: dict[str, int] = {}
        self._postings: dict[str, Posting] = {}
        self._kept = 0
        self._changing = threading.Lock()

    def count(self, phrase: str) -> int:
        """In how many passages a word, or words in a row, stand."""
        known = self._counts.get(phrase)
        if known is None:
            with self._engine.connect() as connection:
                query = "SELECT count(*) FROM keywords WHERE keywords MATCH ?"
                known = int(connection.exec_driver_sql(query, (f'"{phrase}"',)).scalar_one())
            if len(self._counts) >= _KEPT_COUNTS:
                self._counts = {}
            self._counts[phrase] = known
        return known

    def of(self, word: str) -> Posting:
        """The rows of the passages that hold a word, and its share of the BM25 score of each."""
        known = self._postings.get(word)
        if known is None:
            known = self._read(word)
            with self._changing:
                if self._kept > _KEPT:
                    self._postings, self._kept = {}, 0
                self._postings[word] = known
                self._kept += 1 + len(known[0])
        return known

    def _read(self, word: str) -> Posting:
        tokens = tokens_of(word)
        if len(tokens) != 1 or self.count(word) * 2 >= len(self.table.ids):
            return self._read_rows(word)
        query = "SELECT group_concat(doc) FROM keyword_instances WHERE term = ?"
        with self._engine.connect() as connection:
            found = connection.exec_driver_sql(query, (tokens[0],)).scalar_one()
        numbers, often = np.unique(_numbers(found), return_counts=True)
        rows, known = self.table.rows(numbers)
        often = often[known].astype(np.float64)
        total, count = len(self.table.ids), len(rows)
        weight = max(_LEAST_WEIGHT, math.log((total - count + 0.5) / (count + 0.5)))
        relative = 1 - _B + _B * self.table.lengths[rows] / self._average
        return rows, (weight * often * (_K1 + 1) / (often + _K1 * relative)).astype(np.float32)

    def _read_rows(self, phrase: str) -> Posting:
        """The same of words in a row, which FTS5 counts; and of what stands everywhere, which hardly weighs."""
        common = self.count(phrase) * 2 >= len(self.table.ids)
        share = str(_LEAST_WEIGHT) if common else "-bm25(keywords)"
        query = f"SELECT rowid, {share} FROM keywords WHERE keywords MATCH ?"
        with self._engine.connect() as connection:
            found = connection.exec_driver_sql(query, (f'"{phrase}"',)).fetchall()
        rows, known = self.table.rows(np.array([number for number, _ in found], np.int64))
        return rows, np.array([share for _, share in found], np.float32)[known]


def _numbers(joined: str | None) -> NDArray[np.int64]:
    """Numbers out of one string, which SQLite hands over far quicker than as many rows."""
    return np.fromstring(joined or "", np.int64, sep=",")


@functools.lru_cache(maxsize=1 << 14)
def tokens_of(phrase: str) -> tuple[str, ...]:
    """What the keyword index makes of words in a row: English ones are stemmed, 5.5 is two."""
    with _TOKENIZING, contextlib.closing(_open_tokenizer().cursor()) as cursor:
        cursor.execute("INSERT INTO phrase VALUES (?)", (phrase,))
        tokens = tuple(term for (term,) in cursor.execute("SELECT term FROM token ORDER BY offset"))
        cursor.execute("DELETE FROM phrase")
        return tokens


_TOKENIZING = threading.Lock()


@functools.lru_cache(maxsize=1)
def _open_tokenizer() -> sqlite3.Connection:
    """SQLite tells what its tokenizer does only of what it has indexed."""
    connection = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
    connection.execute("CREATE VIRTUAL TABLE phrase USING fts5(words, tokenize='porter unicode61')")
    connection.execute("CREATE VIRTUAL TABLE token USING fts5vocab(phrase, 'instance')")
    return connection
