"""The catalogue: what the library holds, in SQLite through SQLAlchemy. It is the source of truth."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from vectorstore.catalogue_file import as_library_fault, open_engine
from vectorstore.catalogue_tables import DocumentRow, EvidenceRow, LibraryRow, PassageRow
from vectorstore.commitment_store import CommitmentStore
from vectorstore.edits import Edits
from vectorstore.entry import Entry, SourceState
from vectorstore.keyword_index import KeywordIndex
from vectorstore.migrate import migrate
from vectorstore.passage import Passage
from vectorstore.record import DocumentRecord, Evidence
from vectorstore.record_rows import evidence_rows, record_of, row_of

# ASCII's printable characters in their full-width forms.
_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
# SQLite takes at most 32,766 bound values in one statement.
_VALUES = 30_000


class Catalogue:
    """Documents, their passages and the keyword index, each change one transaction."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self.keywords = KeywordIndex(engine)
        self.commitments = CommitmentStore(engine)
        self.edits = Edits(engine)

    @classmethod
    def open(cls, folder: Path) -> Catalogue:
        """Open the catalogue of a library folder, bringing its tables up to date.

        Raises:
            LibraryTooNew: it was made by a newer version.
            LibraryNotWritable: the folder is read-only or its disk is full.
        """
        engine = open_engine(folder)
        with as_library_fault():
            migrate(engine)
        return cls(engine)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    # -- documents ---------------------------------------------------------------------------------------------------

    def states(self) -> dict[str, SourceState]:
        """Document → what its source was when it was last read."""
        query = sa.select(
            DocumentRow.document, DocumentRow.root, DocumentRow.digest, DocumentRow.size, DocumentRow.modified_ns
        )
        with self._engine.connect() as connection:
            return {row.document: SourceState(*row[1:]) for row in connection.execute(query)}

    def touch(self, document: str, state: SourceState) -> None:
        """Note that a source was moved or touched, but is what it was."""
        with self._write() as session:
            session.execute(
                sa.update(DocumentRow)
                .where(DocumentRow.document == document)
                .values(root=state.root, digest=state.digest, size=state.size, modified_ns=state.modified_ns)
            )

    def put(self, entry: Entry) -> list[str]:
        """Put a document in the place of what stood under its name; return the ids of passages that are gone."""
        with self._write() as session:
            gone = self._drop(session, [entry.record.document])
            row = row_of(entry)
            session.add(row)
            session.flush()
            session.add_all(evidence_rows(row.number, entry.record))
            self.commitments.add(session, row.number, entry.commitments)
            rows = [
                PassageRow(
                    id=p.id, document_number=row.number, position=p.position, start=p.start, end=p.end, page=p.page,
                    heading_path=list(p.heading_path), language=p.language,
                )
                for p in entry.passages
            ]  # fmt: skip
            session.add_all(rows)
            session.flush()
            self.keywords.add(session, [(r.number, p) for r, p in zip(rows, entry.passages, strict=True)])
        self.keywords.changed()
        return sorted(set(gone) - {p.id for p in entry.passages})

    def remove(self, documents: Sequence[str]) -> list[str]:
        """Take documents out; return the ids of the passages that are gone."""
        with self._write() as session:
            gone = self._drop(session, documents)
        self.keywords.changed()
        return gone

    def records(self, documents: Sequence[str] | None = None) -> list[DocumentRecord]:
        """The records of these documents, or of all, by name."""
        query = sa.select(DocumentRow).order_by(DocumentRow.document)
        if documents is not None:
            query = query.where(DocumentRow.document.in_(documents))
        with Session(self._engine) as session:
            rows = session.scalars(query.options(sa.orm.defer(DocumentRow.text))).all()
            evidence: dict[int, list[Evidence]] = {row.number: [] for row in rows}
            for e in session.scalars(sa.select(EvidenceRow)):
                if e.document_number in evidence:
                    evidence[e.document_number].append(Evidence(e.field, e.quote, e.confidence, e.page))
            return [record_of(row, evidence[row.number]) for row in rows]

    def sketches(self) -> dict[str, list[int]]:
        """Document → the sketch of its text, by which the same text elsewhere is known."""
        with self._engine.connect() as connection:
            rows = connection.execute(sa.select(DocumentRow.document, DocumentRow.sketch))
            return {row.document: row.sketch for row in rows}

    def mark_ready(self, documents: Sequence[str]) -> None:
        """Note that the vectors of these documents stand in the index."""
        waiting = sa.update(DocumentRow).where(DocumentRow.status == "keyword_only").values(status="ready")
        with self._write() as session:
            for start in range(0, len(documents), _VALUES):
                session.execute(waiting.where(DocumentRow.document.in_(documents[start : start + _VALUES])))

    def text(self, document: str) -> str | None:
        """A document's stored text."""
        with self._engine.connect() as connection:
            return connection.scalar(sa.select(DocumentRow.text).where(DocumentRow.document == document))

    def holding(self, forms: Sequence[str]) -> list[str]:
        """The documents whose text holds one of these forms, letter for letter but for case and width."""
        text = sa.func.lower(DocumentRow.text)
        ways = {
            way
            for form in forms
            for way in (form.lower(), form.lower().translate(_WIDE), form.upper().translate(_WIDE))
        }
        query = sa.select(DocumentRow.document).where(sa.or_(*(sa.func.instr(text, way) > 0 for way in sorted(ways))))
        with self._engine.connect() as connection:
            return list(connection.scalars(query.order_by(DocumentRow.document)))

    def passages_of(self, document: str) -> list[Passage]:
        """A document's passages, in order."""
        with self._engine.connect() as connection:
            ids = connection.scalars(
                sa.select(PassageRow.id)
                .join(DocumentRow, DocumentRow.number == PassageRow.document_number)
                .where(DocumentRow.document == document)
                .order_by(PassageRow.position)
            ).all()
        found = self.passages(ids)
        return [found[id_] for id_ in ids]

    def passages_around(self, passage: Passage, reach: int) -> list[Passage]:
        """A passage with up to `reach` of its document's on either side, in order."""
        positions = PassageRow.position.between(passage.position - reach, passage.position + reach)
        with self._engine.connect() as connection:
            ids = connection.scalars(
                sa.select(PassageRow.id)
                .join(DocumentRow, DocumentRow.number == PassageRow.document_number)
                .where(DocumentRow.document == passage.document, positions)
            ).all()
        return sorted(self.passages(ids).values(), key=lambda found: found.position)

    def counts(self) -> dict[str, int]:
        """How many documents (that can be searched) and passages there are."""
        with self._engine.connect() as connection:
            ready = sa.select(sa.func.count()).select_from(DocumentRow).where(DocumentRow.status != "failed")
            passages = sa.select(sa.func.count()).select_from(PassageRow)
            return {"documents": connection.scalar(ready) or 0, "passages": connection.scalar(passages) or 0}

    # -- passages ----------------------------------------------------------------------------------------------------

    def passages(self, ids: Sequence[str] | None = None) -> dict[str, Passage]:
        """The passages with these ids, or all; an id that the catalogue does not know is left out."""
        # Columns, not rows as objects: a question reads about two hundred passages.
        query = sa.select(
            PassageRow.id, DocumentRow.document, PassageRow.position,
            sa.func.substr(DocumentRow.text, PassageRow.start + 1, PassageRow.end - PassageRow.start),
            PassageRow.start, PassageRow.end, PassageRow.page, PassageRow.heading_path, PassageRow.language,
            DocumentRow.title,
        ).join(DocumentRow, DocumentRow.number == PassageRow.document_number)  # fmt: skip
        found: dict[str, Passage] = {}
        with self._engine.connect() as connection:
            for start in range(0, len(ids) if ids is not None else 1, _VALUES):
                part = query if ids is None else query.where(PassageRow.id.in_(ids[start : start + _VALUES]))
                for id_, *place, headings, language, title in connection.execute(part):
                    document, position, text, first, last, page = place
                    found[id_] = Passage(
                        id_, document, position, text, first, last, page, tuple(headings), language, title
                    )
        return found

    def passage_ids(self) -> set[str]:
        """The ids of every passage."""
        with self._engine.connect() as connection:
            return set(connection.scalars(sa.select(PassageRow.id)))

    def documents_by_passage(self) -> dict[str, str]:
        """Passage id → its document, in the order of documents and of their text."""
        query = (
            sa.select(PassageRow.id, DocumentRow.document)
            .join(DocumentRow, DocumentRow.number == PassageRow.document_number)
            .order_by(DocumentRow.document, PassageRow.position)
        )
        with self._engine.connect() as connection:
            return {row.id: row.document for row in connection.execute(query)}

    def ids_of_language(self, language: str) -> list[str]:
        """The ids of a language's passages."""
        with self._engine.connect() as connection:
            return list(connection.scalars(sa.select(PassageRow.id).where(PassageRow.language == language)))

    # -- facts about the library -----------------------------------------------------------------------------------

    def fact(self, name: str) -> str | None:
        """A fact about the library as a whole."""
        with self._engine.connect() as connection:
            return connection.scalar(sa.select(LibraryRow.value).where(LibraryRow.name == name))

    def set_fact(self, name: str, value: str) -> None:
        """Store a fact about the library as a whole."""
        with self._write() as session:
            session.merge(LibraryRow(name=name, value=value))

    # -- inside ------------------------------------------------------------------------------------------------------

    @contextlib.contextmanager
    def _write(self) -> Iterator[Session]:
        with as_library_fault(), Session(self._engine) as session, session.begin():
            yield session

    def _drop(self, session: Session, documents: Sequence[str]) -> list[str]:
        numbers = session.scalars(sa.select(DocumentRow.number).where(DocumentRow.document.in_(documents))).all()
        rows = session.execute(
            sa.select(PassageRow.number, PassageRow.id).where(PassageRow.document_number.in_(numbers))
        ).all()
        self.keywords.remove(session, [row.number for row in rows])
        session.execute(sa.delete(DocumentRow).where(DocumentRow.number.in_(numbers)))
        return [row.id for row in rows]
