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

    def nearest(self, vector: Vectors, count: int, documents: Collection[str] | None = None) -> dict[str, Vectors]:
        """The `count` passages nearest to a vector, shape (dimension,): id → vector, best first.

        All vectors must be equally long, so that their product with another tells their cosines apart. `documents`
        limits where; everywhere by default.
        """
        rows = None if documents is None else self._within(documents)
        if not len(self.ids) or (rows is not None and not len(rows)):
            return {}
        near = (self.vectors if rows is None else self.vectors[rows]) @ vector
        best = np.argpartition(-near, count)[:count] if count < len(near) else np.arange(len(near))
        best = best[np.argsort(-near[best], kind="stable")]
        return {self.ids[row]: self.vectors[row] for row in (best if rows is None else rows[best])}

    def vectors_of(self, ids: Sequence[str]) -> dict[str, Vectors]:
        """The vectors of passages, by id; an unknown id is left out."""
        return {id_: self.vectors[self.row_of[id_]] for id_ in ids if id_ in self.row_of}

    def _within(self, documents: Collection[str]) -> NDArray[np.intp]:
        found = [self.rows_of[name] for name in documents if name in self.rows_of]
        return np.sort(np.concatenate(found)) if found else np.empty(0, np.intp)
