"""Batches of texts of about equal length, as a CPU embeds them fastest."""

from __future__ import annotations

from collections.abc import Iterator

# Larger batches are slower on a CPU: what a layer makes no longer fits its caches.
BATCH_BYTES = 6_000
BATCH_TEXTS = 64


def batches_of(texts: list[str], most: int = BATCH_BYTES) -> Iterator[list[int]]:
    """Places of texts of about equal length, longest first, so that little is padded and no thread ends late.

    `most` is how many bytes a batch has; a token has about 4.4 UTF-8 bytes in Chinese and in English.
    """
    sizes = [len(text.encode()) for text in texts]
    batch: list[int] = []
    for place in sorted(range(len(texts)), key=sizes.__getitem__, reverse=True):
        if batch and (len(batch) == BATCH_TEXTS or sizes[batch[0]] * (len(batch) + 1) > most):
            yield batch
            batch = []
        batch.append(place)
    if batch:
        yield batch
