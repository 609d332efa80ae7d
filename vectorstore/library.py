"""A library folder, opened: the catalogue, the vectors and the embedding model, owned by this process."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from settings import Settings
from vectorstore.catalogue import Catalogue, SourceState
from vectorstore.index import PassageIndex
from vectorstore.ownership import Ownership
from vectorstore.passage import Passage
from vectorstore.record import DocumentRecord
from vectorstore.versions import with_successors

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from vectorstore.paired_embedder import PairedEmbedder
    from vectorstore.retriever import Retriever

Say = Callable[[str], None]
_REBUILD_BATCH = 512


class Library:
    """What Regionwise holds. Everything that reads or writes a library goes through here."""

    def __init__(self, settings: Settings, ownership: Ownership, say: Say) -> None:
        self.settings = settings
        self.ownership = ownership
        self.say = say
        self.catalogue = Catalogue.open(settings.data)
        self._opening = threading.Lock()
        self._writing = threading.RLock()
        # Held by whoever makes the library equal to its sources: two such runs at once would undo each other.
        self.filling = threading.Lock()
        self._embedder: PairedEmbedder | None = None
        self._records: dict[str, DocumentRecord] | None = None

    @classmethod
    def open(cls, settings: Settings, say: Say) -> Library:
        """Open (or make) the library of the settings' data folder.

        Raises:
            LibraryError: the folder is in use, not writable, or made by a newer version.
        """
        ownership = Ownership.take(settings.data)
        try:
            return cls(settings, ownership, say)
        except BaseException:
            ownership.release()
            raise

    def close(self) -> None:
        """Let go of the folder."""
        self.catalogue.close()
        self.ownership.release()

    # Chroma and the embedding model take seconds to load: not before they are needed, and never twice.

    @cached_property
    def _index(self) -> PassageIndex:
        return PassageIndex(self.settings.data / "chroma")

    @property
    def index(self) -> PassageIndex:
        """The vectors."""
        with self._opening:
            return self._index

    @property
    def embedder(self) -> PairedEmbedder:
        """The embedding model, checked against the vectors.

        Raises:
            EmbeddingModelUnavailable: it cannot be loaded.
            EmbeddingModelMismatch: the vectors are another model's.
        """
        index = self.index
        with self._opening:
            if self._embedder is None:
                from vectorstore.paired_embedder import open_paired_embedder

                embedder = open_paired_embedder(self.settings, self.say)
                index.check_model(embedder.model_id)
                self._embedder = embedder
            return self._embedder

    def ready(self) -> bool:
        """Whether the embedding model is loaded, so that a question is answered at once."""
        return self._embedder is not None

    @cached_property
    def retriever(self) -> Retriever:
        """What finds passages."""
        from vectorstore.retriever import Retriever

        return Retriever(self)

    # -- reading -----------------------------------------------------------------------------------------------------

    def all_records(self) -> dict[str, DocumentRecord]:
        """Document → record, for every document."""
        records = self._records
        if records is None:
            records = self._records = {r.document: r for r in with_successors(self.catalogue.records())}
        return records

    def records(self) -> list[DocumentRecord]:
        """The records of every document, by name."""
        return list(self.all_records().values())

    def record(self, document: str) -> DocumentRecord | None:
        """What is known of a document; None where there is none of this name."""
        return self.all_records().get(document)

    def text(self, document: str) -> str | None:
        """A document's stored text."""
        return self.catalogue.text(document)

    def states(self) -> dict[str, SourceState]:
        """Document → what its source was when it was last read, failed ones included."""
        return self.catalogue.states()

    def counts(self) -> dict[str, int]:
        """How many documents that can be searched, and how many passages."""
        return self.catalogue.counts()

    # -- writing -----------------------------------------------------------------------------------------------------

    def replace(
        self,
        record: DocumentRecord,
        text: str,
        passages: Sequence[Passage],
        vectors: NDArray[np.float32],
        state: SourceState,
    ) -> None:
        """Put a document in: its vectors first, then the catalogue in one transaction, which makes it visible.

        A crash in between leaves vectors that the catalogue does not know: they never surface, and `mend` sweeps them.
        """
        with self._writing:
            if passages:
                self.index.add(passages, vectors)
            gone = self.catalogue.replace(record, text, passages, state)
            if gone:
                self.index.remove(gone)
            self._records = None

    def remove(self, documents: Sequence[str]) -> None:
        """Take documents out: from the catalogue first, which hides them."""
        with self._writing:
            gone = self.catalogue.remove(documents)
            self._records = None
            if gone:
                self.index.remove(gone)

    def mend(self, progress: Callable[[int, int], None] | None = None) -> int:
        """Make the vectors equal to the catalogue: sweep what it does not know, embed what is missing.

        Returns how many vectors were made. `progress` gets (made, in all).
        """
        with self._writing:  # A vector that another run has just stored is not known yet: it must not be swept.
            known, held = self.catalogue.passage_ids(), self.index.ids()
            if held - known:
                self.index.remove(sorted(held - known))
            missing = sorted(known - held)
            for start in range(0, len(missing), _REBUILD_BATCH):
                passages = list(self.catalogue.passages(missing[start : start + _REBUILD_BATCH]).values())
                vectors = self.embedder.embed_documents([passage.embedding_text() for passage in passages])
                self.index.add(passages, vectors)
                if progress:
                    progress(min(start + _REBUILD_BATCH, len(missing)), len(missing))
            return len(missing)

    def rebuild(self, progress: Callable[[int, int], None] | None = None) -> int:
        """Make every vector again, with the embedding model of the settings; return how many."""
        with self._writing:
            self.index.clear()
            return self.mend(progress)

    def sample(self, language: str) -> NDArray[np.float32]:
        """The vectors by which scores of a language are standardised, shape (at most 400, dimension)."""
        return self.index.sample(language, self.embedder.dimension, lambda: self.catalogue.ids_of_language(language))
