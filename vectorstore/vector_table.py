"""The vectors of one language in memory: a search of them is exact, whatever it is limited to.

A scan of 100,000 vectors takes about as long as Chroma's graph does, and misses nothing; the graph misses some of the
nearest, and more the larger it gets. `python -m tests.evaluation --parts search` measures both the recall and the time.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
_PICKED = 4


@dataclass(frozen=True, slots=True)
class VectorTable:
    """Passages' ids and documents, and their vectors, shape (n, dimension), in the same order. It never changes."""

    ids: Sequence[str]
    documents: Sequence[str]
    vectors: Vectors
    row_of: dict[str, int]  # id → its row
    rows_of: dict[str, NDArray[np.intp]]  # document → its rows

    @classmethod
    def of(cls, ids: Sequence[str], documents: Sequence[str], vectors: Vectors) -> VectorTable:
        """A table of these rows."""
        places: dict[str, list[int]] = {}
        for row, document in enumerate(documents):
            places.setdefault(document, []).append(row)
        rows_of = {name: np.array(found, np.intp) for name, found in places.items()}
        return cls(ids, documents, vectors, {id_: row for row, id_ in enumerate(ids)}, rows_of)

    def changed(
        self,
        gone: Collection[str],
        ids: Sequence[str] = (),
        documents: Sequence[str] = (),
        vectors: Vectors | None = None,
    ) -> VectorTable:
        """A table without the passages `gone`, and with new rows."""
        if not len(ids) and not any(id_ in self.row_of for id_ in gone):
            return self
        kept = [row for row, id_ in enumerate(self.ids) if id_ not in gone]
        left = self.vectors[kept] if len(kept) < len(self.ids) else self.vectors
        if vectors is not None and len(vectors):
            left = np.concatenate([left, vectors]) if len(left) else vectors
        return VectorTable.of(
            [*(self.ids[row] for row in kept), *ids], [*(self.documents[row] for row in kept), *documents], left
        )

    def nearest(
        self, vector: Vectors, count: int, places: Sequence[Collection[str] | None] = (None,)
    ) -> dict[str, Vectors]:
        """The `count` passages nearest to a vector, shape (dimension,), in each of some places: id → vector.

        A place is documents, or None for all; the first holds the others, so that each vector is looked at once. Those
        of the first place come first, best first. All vectors must be equally long, so that their product with another
        tells their cosines apart.
        """
        found: dict[str, Vectors] = {}
        near: Vectors | None = None
        for documents in places:
            rows = None if documents is None else self._within(documents)
            if near is None:
                near = self._likeness(vector, rows)
            inside = near if rows is None else near[rows]
            best = np.argpartition(-inside, count)[:count] if count < len(inside) else np.arange(len(inside))
            best = best[np.argsort(-inside[best], kind="stable")]
            found |= {self.ids[row]: self.vectors[row] for row in (best if rows is None else rows[best])}
        return found

    def _likeness(self, vector: Vectors, rows: NDArray[np.intp] | None) -> Vectors:
        """The product of a vector with those of some rows, or of all, shape (n,); what the others have is no matter."""
        if not len(self.ids):
            return np.empty(0, np.float32)
        # Beyond some share, to pick rows costs more than to look at all.
        if rows is None or len(rows) * _PICKED > len(self.ids):
            return self.vectors @ vector
        near = np.zeros(len(self.ids), np.float32)
        near[rows] = self.vectors[rows] @ vector
        return near

    def vectors_of(self, ids: Sequence[str]) -> dict[str, Vectors]:
        """The vectors of passages, by id; an unknown id is left out."""
        return {id_: self.vectors[self.row_of[id_]] for id_ in ids if id_ in self.row_of}

    def _within(self, documents: Collection[str]) -> NDArray[np.intp]:
        found = [self.rows_of[name] for name in documents if name in self.rows_of]
        return np.sort(np.concatenate(found)) if found else np.empty(0, np.intp)
