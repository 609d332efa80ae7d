"""Two embedding models side by side: a passage's vector is the one's followed by the other's.

The second is small and portable. It was trained on translations, and where the first ranks passages of another language
it has a vote; it also reads single sentences twenty times as fast.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from settings import Settings
from vectorstore.closeness import Closeness, closeness
from vectorstore.embedder import Embedder, open_embedder
from vectorstore.portable_embedder import PortableEmbedder, open_portable_embedder


@dataclass(frozen=True, slots=True)
class PairedEmbedder:
    """Vectors of shape (dimension,), a unit vector for each of `parts`; `votes` say how much each part counts."""

    main: Embedder
    second: PortableEmbedder | None
    votes: tuple[float, ...]

    @property
    def model_id(self) -> str:
        """What the vectors are made with; stored with them."""
        return self.main.model_id + (f" + {self.second.model_id}" if self.second else "")

    @property
    def parts(self) -> tuple[int, ...]:
        """The dimension of each model, in order."""
        return (self.main.dimension, self.second.dimension) if self.second else (self.main.dimension,)

    @property
    def dimension(self) -> int:
        """The dimension of a passage's vector."""
        return sum(self.parts)

    def embed_documents(self, texts: list[str], progress: Callable[[int], None] | None = None) -> NDArray[np.float32]:
        """Vectors (texts, dimension); `progress` is told how many are done."""
        vectors = self.main.embed_documents(texts, progress)
        return np.hstack([vectors, self.second.embed_documents(texts)]) if self.second else vectors

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """A vector (dimension,)."""
        return self.embed_queries([text]).reshape(-1)

    def embed_queries(self, texts: list[str]) -> NDArray[np.float32]:
        """Vectors (texts, dimension)."""
        vectors = self.main.embed_queries(texts)
        return np.hstack([vectors, self.second.embed_queries(texts)]) if self.second else vectors

    def compare(self, question: str, sentences: Sequence[tuple[str, str]]) -> list[Closeness]:
        """How near each sentence, with what stands before it to say what it is about, is to a question."""
        texts = [lead + sentence for lead, sentence in sentences]
        if self.main.words is None:
            near = self.main.embed_documents(texts) @ self.main.embed_query(question)
            return [Closeness(whole) for whole in near.tolist()]
        (asked,) = self.main.words.read([question], is_query=True)
        return list(closeness(question, asked, sentences, self.main.words.read(texts)))


def open_paired_embedder(settings: Settings, say: Callable[[str], None]) -> PairedEmbedder:
    """The embedder of the settings, with its second voice where the setting asks for one.

    Raises:
        EmbeddingModelUnavailable: a model cannot be found, read or downloaded.
    """
    main = open_embedder(settings, say)
    if isinstance(main, PortableEmbedder) or not settings.second_vote:
        return PairedEmbedder(main, None, (1.0,))
    return PairedEmbedder(main, open_portable_embedder(), (1.0, settings.second_vote))
