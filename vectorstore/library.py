"""A library folder, opened: the catalogue, the vectors and the embedding model, owned by this process."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from errors import EditError
from settings import Settings
from vectorstore.catalogue import Catalogue
from vectorstore.duplicates import with_sources
from vectorstore.edits import edited, parse_value
from vectorstore.entry import Entry, SourceState
from vectorstore.index import PassageIndex
from vectorstore.ownership import Ownership
from vectorstore.record import DocumentRecord
from vectorstore.similarity import Standard
from vectorstore.target_index import TargetIndex
from vectorstore.versions import with_successors

if TYPE_CHECKING:
    from vectorstore.paired_embedder import PairedEmbedder
    from vectorstore.retriever import Retriever

Say = Callable[[str], None]
Progress = Callable[[int, int], None]
# Passages are embedded together, sorted by length: a larger batch wastes less, a smaller one is kept sooner.
_BATCH = 1024


class Library:
    """What Regionwise holds. Everything that reads or writes a library goes through here."""

    def __init__(self, settings: Settings, ownership: Ownership, say: Say) -> None:
        self.settings = settings
        self.ownership = ownership
        self.say = say
        self.catalogue = Catalogue.open(settings.data)
        self._opening = threading.Lock()
        self._writing = threading.Lock()
        # Held by whoever makes the library equal to its sources: two such runs at once would undo each other.
        self.filling = threading.Lock()
        self._embedder: PairedEmbedder | None = None
        self._records: dict[str, DocumentRecord] | None = None
        self._standards: dict[str, tuple[object, Standard]] = {}
        self._made: tuple[object, TargetIndex, frozenset[str]] | None = None

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

    def all_records(self) -> dict[str, DocumentRecord]:
        """Document → record, for every document."""
        if (records := self._records) is None:
            records = self._records = {record.document: record for record in self._read_records()}
        return records

    def _read_records(self) -> list[DocumentRecord]:
        """What was read, then what persons set, then what the documents say of each other."""
        edits = self.catalogue.edits.all()
        known = [edited(record, edits.get(record.document, ())) for record in self.catalogue.records()]
        return with_successors(with_sources(known, self.catalogue.sketches()))

    @property
    def targets(self) -> TargetIndex:
        """The targets of every document."""
        return self._of_records()[1]

    @property
    def issuers(self) -> frozenset[str]:
        """The bodies that issued the documents, by the names that these give."""
        return self._of_records()[2]

    def _of_records(self) -> tuple[object, TargetIndex, frozenset[str]]:
        """What is made of all the records, made again when they change."""
        records, known = self.all_records(), self._made
        if known is None or known[0] is not records:
            issuers = frozenset(name for record in records.values() for name in record.issuers)
            known = self._made = (records, TargetIndex(self.catalogue.commitments.all()), issuers)
        return known

    def records(self) -> list[DocumentRecord]:
        """The records of every document, by name."""
        return list(self.all_records().values())

    def record(self, document: str) -> DocumentRecord | None:
        """What is known of a document; None where there is none of this name."""
        return self.all_records().get(document)

    def known_record(self, document: str) -> DocumentRecord:
        """The same, of a document that has to be there.

        Raises:
            EditError: there is none of this name.
        """
        if (record := self.record(document)) is None:
            raise EditError(f"There is no document {document} in the library: `python -m ingest report` lists them.")
        return record

    def text(self, document: str) -> str | None:
        """A document's stored text."""
        return self.catalogue.text(document)

    def states(self) -> dict[str, SourceState]:
        """Document → what its source was when it was last read, failed ones included."""
        return self.catalogue.states()

    def counts(self) -> dict[str, int]:
        """How many documents that can be searched, and how many passages."""
        return self.catalogue.counts()

    def put(self, entry: Entry) -> None:
        """Put a document in, or a new version in the place of the old one, in one transaction.

        It is found by keyword from then on; `mend` makes the vectors of what is new in it.
        """
        with self._writing:
            status = "keyword_only" if entry.passages else entry.record.status
            gone = self.catalogue.put(replace(entry, record=replace(entry.record, status=status)))
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

    def edit(self, document: str, field: str, text: str, editor: str) -> None:
        """Set a field of a document to what a person typed; it stays so whatever is read again.

        Raises:
            EditError: there is no such document or field, or the value does not fit it.
        """
        self.known_record(document)
        self.catalogue.edits.put(document, field, parse_value(field, text), editor)
        self._records = None

    def forget_edit(self, document: str, field: str) -> None:
        """Let what reading found stand again.

        Raises:
            EditError: there is no such document.
        """
        self.known_record(document)
        self.catalogue.edits.drop(document, field)
        self._records = None

    def mend(self, progress: Progress | None = None, stop: threading.Event | None = None) -> int:
        """Make the vectors equal to the catalogue: sweep what it does not know, embed what is missing.

        A document is ready when the last of its passages is. Returns how many vectors were made. `progress` gets
        (made, in all); when `stop` is set, the rest is left for the next time.
        """
        known, held = self.catalogue.documents_by_passage(), self.index.ids()
        if held - known.keys():
            self.index.remove(sorted(held - known.keys()))
        missing = [id_ for id_ in known if id_ not in held]
        left = Counter(known[id_] for id_ in missing)
        self.catalogue.mark_ready(sorted(set(known.values()) - left.keys()))
        made = 0
        while made < len(missing) and not (stop is not None and stop.is_set()):
            ids = missing[made : made + _BATCH]
            passages = list(self.catalogue.passages(ids).values())
            self.index.add(passages, self.embedder.embed_documents([passage.embedding_text() for passage in passages]))
            left -= Counter(known[id_] for id_ in ids)
            self.catalogue.mark_ready([name for name in {known[id_] for id_ in ids} if not left[name]])
            self._records = None
            made += len(ids)
            if progress:
                progress(made, len(missing))
        return made

    def rebuild(self, progress: Progress | None = None) -> int:
        """Make every vector again, with the embedding model of the settings; return how many."""
        with self.filling:
            self.index.clear()
            return self.mend(progress)

    def standard(self, language: str) -> Standard:
        """What similarities of a language are standardised by."""
        embedder = self.embedder
        sample = self.index.sample(language, embedder.dimension, lambda: self.catalogue.ids_of_language(language))
        known = self._standards.get(language)
        if known is None or known[0] is not sample:
            known = self._standards[language] = (sample, Standard.of(sample, embedder.parts))
        return known[1]
