"""Texts read word by word: the vector of each token in its context, and where it stands in the text."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vectorstore.batches import BATCH_TEXTS, batches_of
from vectorstore.closeness import Reading

# A question has few texts to read, which shall keep every core busy.
_FEW_BYTES = 1_500


@dataclass(frozen=True, slots=True)
class WordReader:
    """Reads with a model of sentence-transformers.

    `_tokenizer` is a copy of the model's own, which tells where each token stands: the model's pads what it is given, and
    one that pads in one thread and does not in another fails in both.
    """

    _model: Any
    _tokenizer: Any
    _executor: Executor

    def read(self, texts: Sequence[str], is_query: bool = False) -> list[Reading]:
        """Each text as the model reads it; one that is too long for it, as far as it reads."""
        lead = self._model.prompts.get("query" if is_query else "document", "")
        # Half a surrogate pair, which JSON can hold, is no character.
        prompted = [lead + text.encode("utf-8", "replace").decode() for text in texts]
        batches = list(batches_of(prompted, _FEW_BYTES))
        read = self._executor.map(lambda batch: self._read([prompted[place] for place in batch], len(lead)), batches)
        found = {
            place: reading
            for batch, readings in zip(batches, read, strict=True)
            for place, reading in zip(batch, readings, strict=True)
        }
        return [found[place] for place in range(len(texts))]

    def _read(self, texts: list[str], lead: int) -> list[Reading]:
        model = self._model
        read = model.encode(texts, output_value=None, batch_size=BATCH_TEXTS, show_progress_bar=False)
        cut = {"truncation": True, "max_length": model.max_seq_length}
        spans = self._tokenizer(texts, return_offsets_mapping=True, **cut)["offset_mapping"]
        return [_reading(features, np.array(where), lead) for features, where in zip(read, spans, strict=True)]


def _reading(features: dict[str, Any], spans: NDArray[np.intp], lead: int) -> Reading:
    """What a model made of one text; its prompt, of `lead` characters, its padding and its marks are left out."""
    words = features["token_embeddings"].float().numpy()[: len(spans)]
    said = (spans[:, 0] >= lead) & (spans[:, 1] > spans[:, 0])
    return Reading(_unit(features["sentence_embedding"].float().numpy()), _unit(words[said]), spans[said] - lead)


def _unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-12), np.float32)
