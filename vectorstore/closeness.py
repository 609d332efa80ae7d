"""How near the meaning of a sentence is to a question's: as a whole, and word by word.

Word by word is late interaction (Khattab and Zaharia 2020, "ColBERT"): each word of the question counts with the word of
the sentence that is nearest to it. A sentence is read behind its title and headings, which say what it is about.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A text as an embedding model reads it.

    `whole` is its vector, shape (dimension,); `words` those of its tokens, shape (tokens, dimension), all of unit length;
    `spans` says where each token stands in the text, shape (tokens, 2).
    """

    whole: Vectors
    words: Vectors
    spans: NDArray[np.intp]

    def words_in(self, start: int, end: int) -> Vectors:
        """The tokens that stand between two offsets."""
        inside = (self.spans[:, 0] >= start) & (self.spans[:, 1] <= end) & (self.spans[:, 1] > self.spans[:, 0])
        return np.asarray(self.words[inside], np.float32)


@dataclass(frozen=True, slots=True)
class Closeness:
    """Cosines: of the whole, the mean and the least over the question's words; those two are 0 where no words are read."""

    whole: float = 0.0
    words: float = 0.0
    worst: float = 0.0


def closeness(
    question: str, asked: Reading, sentences: Sequence[tuple[str, str]], read: Sequence[Reading]
) -> Iterator[Closeness]:
    """How near each sentence is to a question.

    Args:
        question: the question's text.
        asked: how it was read.
        sentences: what was read before each (its title and headings, which give it its context), and the sentence itself.
        read: how each was read, behind its lead.
    """
    telling = [any(map(str.isalnum, question[start:end])) for start, end in asked.spans]
    words = asked.words[telling]
    inside = [
        reading.words_in(len(lead), len(lead) + len(sentence))
        for (lead, sentence), reading in zip(sentences, read, strict=True)
    ]
    near = words @ np.concatenate(inside).T  # in one step: many small products take longer
    ends = np.cumsum([len(part) for part in inside])
    for reading, part, end in zip(read, inside, ends, strict=True):
        nearest = near[:, end - len(part) : end].max(axis=1) if len(words) and len(part) else np.zeros(1)
        yield Closeness(float(reading.whole @ asked.whole), float(nearest.mean()), float(nearest.min()))
