"""What a keyword search needs to know of every passage, in memory: id, language, document, and length in words."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray

_PASSAGES = (
    "SELECT passages.number, passages.id, passages.language, documents.document, keywords_docsize.sz FROM passages"
    " JOIN documents ON documents.number = passages.document_number"
    " JOIN keywords_docsize ON keywords_docsize.id = passages.number ORDER BY passages.number"
)
_COLUMNS = 3  # of the keyword index: title, headings, body


@dataclass(frozen=True, slots=True)
class PassageTable:
    """Columns of n passages, in the order of their numbers in the catalogue. It never changes."""

    numbers: NDArray[np.int64]
    ids: list[str]
    languages: NDArray[np.str_]
    lengths: NDArray[np.float64]  # in words
    rows_of: dict[str, NDArray[np.intp]]  # document → its rows

    @classmethod
    def read(cls, connection: sa.Connection) -> PassageTable:
        """The table as the catalogue stands."""
        rows = connection.exec_driver_sql(_PASSAGES).fetchall()
        numbers, ids, languages, documents, sizes = zip(*rows, strict=True) if rows else ((), (), (), (), ())
        places: dict[str, list[int]] = {}
        for row, document in enumerate(documents):
            places.setdefault(document, []).append(row)
        return cls(
            np.array(numbers, np.int64),
            list(ids),
            np.array(languages, np.str_),
            _lengths(sizes),
            {document: np.array(found, np.intp) for document, found in places.items()},
        )

    def rows(self, numbers: NDArray[np.int64]) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
        """The rows of passages by their numbers, and which of them are known; the others have no row."""
        rows = np.searchsorted(self.numbers, numbers)
        known = rows < len(self.numbers)
        known[known] = self.numbers[rows[known]] == numbers[known]
        return rows[known], known

    def within(self, documents: Collection[str] | None, language: str | None) -> NDArray[np.bool_]:
        """Which passages are in these documents and of this language, shape (n,); None is any."""
        mask = np.ones(len(self.ids), np.bool_) if language is None else self.languages == language
        if documents is None:
            return mask
        chosen = np.zeros(len(self.ids), np.bool_)
        for document in documents:
            if document in self.rows_of:
                chosen[self.rows_of[document]] = True
        return mask & chosen


def _lengths(sizes: Collection[bytes]) -> NDArray[np.float64]:
    """Each passage's words in all its columns, from FTS5's records: a number a column, 7 bits a byte, the highest first.

    A byte above 127 is followed by another of the same number.
    """
    if not sizes:
        return np.empty(0, np.float64)
    data = np.frombuffer(b"".join(sizes), np.uint8).astype(np.int64)
    ends = np.flatnonzero(data < 128)
    values = data[ends]
    width = np.diff(ends, prepend=-1)
    for before in range(1, int(width.max())):
        longer = width > before
        values[longer] += (data[ends[longer] - before] - 128) << 7 * before
    return np.asarray(values.reshape(-1, _COLUMNS).sum(axis=1), np.float64)
