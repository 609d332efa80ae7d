"""The answer and its parts: statements with citations, a table, notes, and what is near when nothing is found."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from vectorstore.filters import Filters


class AnswerStatus(StrEnum):
    """What became of a question: expected outcomes are values, never exceptions."""

    ANSWERED = "answered"
    NOT_IN_LIBRARY = "not_in_library"
    CLARIFY = "clarify"
    OUT_OF_SCOPE = "out_of_scope"


class NoteKind(StrEnum):
    """What a note, which Regionwise works out itself, is about."""

    SEARCHED = "searched"
    COUNT = "count"
    DIFFERENCE = "difference"
    NOT_MENTIONED = "not_mentioned"
    VALIDITY = "validity"
    CONFLICT = "conflict"
    READING = "reading"


@dataclass(frozen=True, slots=True)
class Citation:
    """A verbatim quote and where it stands.

    `start` and `end` are character offsets in the document's stored text; `context` is the passage around the quote
    and `context_start` its offset, so that a reader sees the quote highlighted without another look-up. `ocr` says that
    the page was recognised from a picture: its letters may be misread.
    """

    number: int
    document: str
    title: str
    issuer: str | None
    document_number: str | None
    region: str | None
    published: dt.date | None
    validity: str
    page: int | None
    section: str | None
    quote: str
    start: int
    end: int
    context: str = ""
    context_start: int = 0
    url: str | None = None
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of the answer and the numbers of the citations that carry it (at least one)."""

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of an answer's table: the document it is about, and its cells.

    The first cell names the row (a region, a title) and has no citation of its own; the others obey the rules of
    statements.
    """

    document: str | None
    cells: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """An answer's table."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """What Regionwise itself says: never a statement, and it names what it rests on.

    A note with the number of a `citation` renders that quote for a reader of the other language, and stands above it.
    """

    kind: NoteKind
    text: str
    citation: int | None = None


@dataclass(frozen=True, slots=True)
class NearestDocument:
    """A document that comes close to a question that has no answer here."""

    document: str
    title: str


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as a reader gets it, or as far as it has been written."""

    question: str
    language: str
    status: AnswerStatus
    confidence: float = 0.0
    statements: tuple[Statement, ...] = ()
    table: Table | None = None
    notes: tuple[Note, ...] = ()
    citations: tuple[Citation, ...] = ()
    nearest: tuple[NearestDocument, ...] = ()
    suggestions: tuple[str, ...] = ()
    filters: Filters = field(default_factory=Filters)
    answered_by: str = "extractive"
    seconds: float = 0.0

    def __add__(self, later: Answer) -> Answer:
        """The later of two snapshots: a stream of answers adds up to its last (langchain-core adds what it streams)."""
        return later

    @property
    def text(self) -> str:
        """What a reader reads: statements, table cells and notes, and nothing else."""
        lines = [note.text for note in self.opening_notes]
        for statement in self.statements:
            lines += [*(note.text for note in self.frames_of(statement)), _marked(statement)]
        for row in self.table.rows if self.table else ():
            lines += [note.text for cell in row.cells for note in self.frames_of(cell)]
            lines.append(" | ".join(_marked(cell) for cell in row.cells))
        return "\n".join([*lines, *(note.text for note in self.closing_notes)])

    def frames_of(self, statement: Statement) -> tuple[Note, ...]:
        """The notes that render a statement for a reader of the other language; they stand above it."""
        return tuple(note for note in self.notes if note.citation in statement.citations)

    @property
    def opening_notes(self) -> tuple[Note, ...]:
        """How many there are, which a reader of a list is told first; they stand above it."""
        return tuple(note for note in self.notes if note.kind is NoteKind.COUNT)

    @property
    def closing_notes(self) -> tuple[Note, ...]:
        """The other notes on the answer as a whole; they stand below it."""
        return tuple(note for note in self.notes if note.citation is None and note.kind is not NoteKind.COUNT)

    def to_json(self, id: str | None = None) -> dict[str, Any]:  # noqa: A002 (the field's name in the format)
        """The line that other programs rely on; every field is always there."""
        citations = []
        for citation in self.citations:
            line = {name: value for name, value in asdict(citation).items() if name not in _NOT_IN_LINE}
            citations.append(line | {"published": citation.published.isoformat() if citation.published else None})
        return {
            "id": id,
            "question": self.question,
            "language": self.language,
            "status": self.status.value,
            "text": self.text,
            "confidence": round(self.confidence, 4),
            "statements": [asdict(statement) for statement in self.statements],
            "table": asdict(self.table) if self.table else None,
            "notes": [{"kind": note.kind.value, "text": note.text} for note in self.notes],
            "citations": citations,
            "nearest": [asdict(near) for near in self.nearest],
            "filters": asdict(self.filters),
            "answered_by": self.answered_by,
            "seconds": round(self.seconds, 4),
        }


_NOT_IN_LINE = {"context", "context_start", "url"}


def _marked(statement: Statement) -> str:
    """A statement with its citation markers: `text [1][2]`."""
    markers = "".join(f"[{number}]" for number in statement.citations)
    return f"{statement.text} {markers}" if markers else statement.text
