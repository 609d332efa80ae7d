"""Texts become vectors; the one home of sentence-transformers and torch, which are imported only when needed."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from errors import EmbeddingModelUnavailable
from settings import Settings
from vectorstore import e5_weights
from vectorstore.portable_embedder import open_portable_embedder

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

BATCH_TOKENS = 4096
BATCH_TEXTS = 64


class Embedder(Protocol):
    """Texts become vectors of unit length; `model_id` is stored with what is made of them."""

    @property
    def model_id(self) -> str: ...

    @property
    def dimension(self) -> int: ...

    def embed_documents(self, texts: list[str], progress: Callable[[int], None] | None = None) -> NDArray[np.float32]:
        """Vectors (texts, dimension); `progress` is told how many are done, batch by batch."""
        ...

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """A vector (dimension,)."""
        ...


@dataclass(frozen=True, slots=True)
class SentenceTransformerEmbedder:
    """Any model that sentence-transformers loads; filling and searching may happen at the same time."""

    model_id: str
    dimension: int
    threads: int
    _model: SentenceTransformer
    _filling: threading.Lock = field(default_factory=threading.Lock)
    _searching: threading.Lock = field(default_factory=threading.Lock)

    def embed_documents(self, texts: list[str], progress: Callable[[int], None] | None = None) -> NDArray[np.float32]:
        """Vectors (texts, dimension); `progress` is told how many are done, batch by batch."""
        vectors = np.empty((len(texts), self.dimension), np.float32)
        done = 0
        with self._filling, _torch_threads(self.threads or os.cpu_count() or 1):
            for batch in self._batches(texts):
                made = self._model.encode_document(
                    [texts[number] for number in batch], batch_size=len(batch), show_progress_bar=False
                )
                vectors[batch] = _unit_length(made)
                done += len(batch)
                if progress:
                    progress(done)
        return vectors

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """A vector (dimension,)."""
        with self._searching, _torch_threads(self.threads or 1):
            return _unit_length(self._model.encode_query([text], show_progress_bar=False))[0]

    def _batches(self, texts: list[str]) -> Iterator[list[int]]:
        """Numbers of texts of about equal length, longest first, so that little is padded."""
        if not texts:
            return
        tokens = [len(ids) for ids in self._model.tokenizer(texts, truncation=True)["input_ids"]]
        batch: list[int] = []
        for number in sorted(range(len(texts)), key=tokens.__getitem__, reverse=True):
            if batch and (len(batch) == BATCH_TEXTS or tokens[batch[0]] * (len(batch) + 1) > BATCH_TOKENS):
                yield batch
                batch = []
            batch.append(number)
        yield batch


def open_embedder(settings: Settings, say: Callable[[str], None]) -> Embedder:
    """The embedder that the setting names; the first time, its weights are prepared under the library's folder.

    Raises:
        EmbeddingModelUnavailable: it cannot be found, read or downloaded.
    """
    name = settings.embedding_model
    if name == "portable":
        return open_portable_embedder()
    precision = choose_precision(settings.embedding_precision)
    if name == "auto":
        models = settings.data / "models"
        folder = e5_weights.prepare_e5(models, precision, say)
        return _load(str(folder), e5_weights.MODEL_ID, precision, settings.embedding_threads)
    return _load(name, name, precision, settings.embedding_threads)


def choose_precision(wanted: str) -> e5_weights.Precision:
    """What `auto` means here: bfloat16 only where the CPU multiplies in it, since elsewhere it is slower."""
    if wanted == "float32" or wanted == "bfloat16":
        return wanted
    try:
        flags = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return "float32"
    return "bfloat16" if re.search(r"\b(avx512_bf16|amx_bf16)\b", flags) else "float32"


def _load(path: str, model_id: str, precision: str, threads: int) -> SentenceTransformerEmbedder:
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.disable_progress_bar()
    model = SentenceTransformer(
        path, device="cpu", local_files_only=True, model_kwargs={"dtype": getattr(torch, precision)}
    )
    model.encode_query("")
    return SentenceTransformerEmbedder(model_id, model.get_embedding_dimension() or 0, threads, model)


@contextmanager
def _torch_threads(count: int) -> Iterator[None]:
    """Torch keeps this number per thread, so a search with one thread does not slow a fill with many."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(count)
    try:
        yield
    finally:
        torch.set_num_threads(before)


def _unit_length(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Lengths made exact again: bfloat16 leaves them up to 1 % off."""
    vectors = np.asarray(vectors, np.float32)
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
