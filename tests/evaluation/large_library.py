"""A library of a hundred thousand passages, grown from a real one: its documents several times, their vectors moved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from vectorstore.entry import Entry, SourceState
from vectorstore.index import LANGUAGES
from vectorstore.library import Library
from vectorstore.passage import Passage
from vectorstore.record import DocumentRecord

PASSAGES = 100_000
# How far a copy's vector lies from the real one, the length of both being one: as two sentences on one subject do.
_MOVED = 0.5
_SEED = 20260601
_BATCH = 2_000


def grow(source: Library, large: Library) -> None:
    """Fill a library that is not full yet with copies of another's documents, each a document of its own."""
    if large.counts()["passages"] >= PASSAGES and large.index.count() >= PASSAGES:
        return
    large.index.check_model(source.embedder.model_id)
    rng = np.random.default_rng(_SEED)
    vectors = _vectors(source)
    passages: list[Passage] = []
    made = 0
    for entry in _entries(source):
        if made >= PASSAGES:
            break
        large.catalogue.put(entry)
        made += len(entry.passages)
        passages += entry.passages
        if len(passages) >= _BATCH:
            large.index.add(passages, _moved(passages, vectors, source.embedder.parts, rng))
            passages = []
    large.index.add(passages, _moved(passages, vectors, source.embedder.parts, rng))


def _entries(source: Library) -> Iterator[Entry]:
    """The documents of a library again and again; none of them is taken for another, since each has its own number."""
    records = [record for record in source.records() if record.status == "ready"]
    copy = 0
    while True:
        for record in records:
            name = f"{copy}/{record.document}"
            passages = tuple(
                replace(passage, id=f"{copy}-{passage.id}", document=name)
                for passage in source.catalogue.passages_of(record.document)
            )
            known = DocumentRecord(
                name, record.title, record.language, record.issuers, document_number=name, region=record.region,
                region_code=record.region_code, level=record.level, kind=record.kind, validity="in_force",
            )  # fmt: skip
            yield Entry(known, SourceState("", name, 0, 0), source.text(record.document) or "", passages)
        copy += 1


def _vectors(library: Library) -> dict[str, NDArray[np.float32]]:
    """Passage id → vector."""
    ids = sorted(library.index.ids())
    found: dict[str, NDArray[np.float32]] = {}
    for language in LANGUAGES:
        for start in range(0, len(ids), _BATCH):
            found |= library.index.vectors(ids[start : start + _BATCH], language)
    return found


def _moved(
    passages: list[Passage], vectors: dict[str, NDArray[np.float32]], parts: tuple[int, ...], rng: np.random.Generator
) -> NDArray[np.float32]:
    """Vectors near those of the passages that these are copies of, shape (n, dimension); each part of length one."""
    found = np.array([vectors[passage.id.split("-", 1)[1]] for passage in passages], np.float32)
    start = 0
    for size in parts:
        part = found[:, start : start + size]
        part += rng.normal(0, _MOVED / np.sqrt(size), part.shape).astype(np.float32)
        part /= np.linalg.norm(part, axis=1, keepdims=True)
        start += size
    return found
