"""The passage index: vectors in Chroma, one collection a language, and the one home of chromadb.

Chroma keeps them; up to a size they are also held in memory, where a search is exact.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from errors import EmbeddingModelMismatch, LibraryError, LibraryNotWritable
from vectorstore.vector_table import VectorTable

if TYPE_CHECKING:
    from vectorstore.passage import Passage

LANGUAGES = ("zh", "en")
# Chroma refuses more in one call (5,461 where SQLite is built with its default limits).
_BATCH = 2_000
_SAMPLE = 400
# So many vectors of a language are searched in memory (2 kB each and more); a larger library is searched by Chroma's graph.
_HELD = 250_000


class PassageIndex:
    """The vectors of passages, by language. An id that the catalogue does not know is nobody's: callers check."""

    def __init__(self, folder: Path) -> None:
        import chromadb
        from chromadb.config import Settings as ChromaSettings

        self._folder = folder
        try:
            self._client = chromadb.PersistentClient(str(folder), ChromaSettings(anonymized_telemetry=False))
            self._collections = {language: self._collection(language) for language in LANGUAGES}
        except OSError as error:
            raise LibraryNotWritable(
                f"The folder of the vectors {folder} cannot be written to ({error.strerror or error}):"
                " make it writable or free some space."
            ) from None
        except Exception as error:  # Chroma raises its Rust side's faults as bare exceptions of many kinds.
            raise LibraryError(
                f"The vectors in {folder} cannot be opened ({error}): delete that folder, then run"
                " `python -m vectorstore rebuild`, which makes them again."
            ) from None
        self._samples: dict[str, NDArray[np.float32]] = {}
        self._tables: dict[str, VectorTable] = {}
        self._changing = threading.RLock()

    def _collection(self, language: str) -> Any:
        return self._client.get_or_create_collection(
            f"passages-{language}", embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
        )

    def check_model(self, model_id: str) -> None:
        """Make sure that the vectors are this model's; the first model to come is stored.

        Raises:
            EmbeddingModelMismatch: they are another model's.
        """
        for language, collection in self._collections.items():
            stored = (collection.metadata or {}).get("embedding_model")
            if stored == model_id:
                continue
            if stored is not None and collection.count():
                raise EmbeddingModelMismatch(
                    f"The library's vectors were made with the embedding model {stored}, and the setting names"
                    f" {model_id}: set REGIONWISE_EMBEDDING_MODEL back, or run `python -m vectorstore rebuild`."
                )
            if stored is not None:
                # Vectors of another width cannot enter a collection that has held some, even when it is empty.
                self._client.delete_collection(collection.name)
                self._collections[language] = self._collection(language)
            self._collections[language].modify(metadata={"embedding_model": model_id})

    def add(self, passages: Sequence[Passage], vectors: NDArray[np.float32]) -> None:
        """Store the vectors of passages, shape (n, dimension); what stands under an id already is replaced."""
        with self._changing:
            for language, collection in self._collections.items():
                rows = [i for i, passage in enumerate(passages) if passage.language == language]
                ids, documents = [passages[i].id for i in rows], [passages[i].document for i in rows]
                for start in range(0, len(rows), _BATCH):
                    part = slice(start, start + _BATCH)
                    collection.upsert(
                        ids=ids[part],
                        embeddings=vectors[rows[part]],
                        metadatas=[{"document": document} for document in documents[part]],
                    )
                if rows and language in self._tables:
                    self._tables[language] = self._tables[language].changed(set(ids), ids, documents, vectors[rows])
            self._samples.clear()

    def remove(self, ids: Sequence[str]) -> None:
        """Take vectors out; an unknown id is no fault."""
        with self._changing:
            for collection in self._collections.values():
                for start in range(0, len(ids), _BATCH):
                    collection.delete(ids=list(ids[start : start + _BATCH]))
            for language, table in self._tables.items():
                self._tables[language] = table.changed(set(ids))
            self._samples.clear()

    def clear(self) -> None:
        """Take every vector out, and forget the model."""
        with self._changing:
            for language, collection in list(self._collections.items()):
                self._client.delete_collection(collection.name)
                self._collections[language] = self._collection(language)
            self._tables.clear()
            self._samples.clear()

    def ids(self) -> set[str]:
        """The ids of every vector."""
        return {id_ for c in self._collections.values() for id_ in c.get(include=[])["ids"]}

    def count(self) -> int:
        """How many vectors there are."""
        return sum(collection.count() for collection in self._collections.values())

    def search(
        self,
        vector: NDArray[np.float32],
        language: str,
        count: int,
        places: Sequence[Collection[str] | None] = (None,),
    ) -> dict[str, NDArray[np.float32]]:
        """The `count` passages of a language nearest to a query vector, in each of some places: id → vector.

        A place is documents, or None for all; the first holds the others. Its passages come first, best first.
        """
        table = self._table(language)
        if table is not None:
            return table.nearest(vector, count, places)
        found: dict[str, NDArray[np.float32]] = {}
        for documents in places:
            found |= self._search_graph(vector, language, count, documents)
        return found

    def _search_graph(
        self, vector: NDArray[np.float32], language: str, count: int, documents: Collection[str] | None
    ) -> dict[str, NDArray[np.float32]]:
        collection = self._collections[language]
        count = min(count, collection.count())
        if not count or (documents is not None and not documents):
            return {}
        where = {"document": {"$in": sorted(documents)}} if documents is not None else None
        found = collection.query(query_embeddings=[vector], n_results=count, where=where, include=["embeddings"])
        return dict(zip(found["ids"][0], np.asarray(found["embeddings"][0], np.float32), strict=True))

    def _table(self, language: str) -> VectorTable | None:
        """The vectors of a language in memory, read at the first search; None where they are too many."""
        table = self._tables.get(language)
        if table is not None:
            return table
        with self._changing:
            collection = self._collections[language]
            if language not in self._tables and collection.count() <= _HELD:
                self._tables[language] = _read_table(collection)
            return self._tables.get(language)

    def vectors(self, ids: Sequence[str], language: str) -> dict[str, NDArray[np.float32]]:
        """The vectors of passages of one language, by id; an unknown id is left out."""
        table = self._table(language)
        if table is not None:
            return table.vectors_of(ids)
        if not ids:
            return {}
        found = self._collections[language].get(ids=list(ids), include=["embeddings"])
        return dict(zip(found["ids"], np.asarray(found["embeddings"], np.float32), strict=True))

    def sample(self, language: str, dimension: int, choose: Callable[[], Sequence[str]]) -> NDArray[np.float32]:
        """A fixed sample of a language's vectors, shape (at most 400, dimension), by which scores are standardised.

        `choose` names the passages to draw from; the same ones always give the same sample.
        """
        if language not in self._samples:
            drawn = sorted(choose(), key=lambda id_: hashlib.sha1(id_.encode(), usedforsecurity=False).digest())
            found = self.vectors(drawn[:_SAMPLE], language)
            self._samples[language] = np.array(list(found.values()), np.float32).reshape(len(found), dimension)
        return self._samples[language]


def _read_table(collection: Any) -> VectorTable:
    """Every vector of a collection."""
    ids: list[str] = []
    documents: list[str] = []
    vectors = np.empty((0, 0), np.float32)
    for start in range(0, collection.count(), _BATCH):
        found = collection.get(limit=_BATCH, offset=start, include=["embeddings", "metadatas"])
        part = np.asarray(found["embeddings"], np.float32)
        if not len(vectors):
            vectors = np.empty((collection.count(), part.shape[1]), np.float32)
        vectors[len(ids) : len(ids) + len(part)] = part
        ids += found["ids"]
        documents += [metadata["document"] for metadata in found["metadatas"]]
    return VectorTable.of(ids, documents, vectors[: len(ids)])
