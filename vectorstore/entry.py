"""The entry of one document: all that reading a source gives the catalogue at once."""

from __future__ import annotations

from dataclasses import dataclass, field

from vectorstore.commitments import Commitments
from vectorstore.passage import Passage
from vectorstore.record import DocumentRecord


@dataclass(frozen=True, slots=True)
class SourceState:
    """What a source was when it was last read: enough to tell whether it has changed."""

    root: str
    digest: str
    size: int
    modified_ns: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A document as it was read: its record, its whole text, the passages of it, and what it commits to."""

    record: DocumentRecord
    state: SourceState
    text: str = ""
    passages: tuple[Passage, ...] = ()
    commitments: Commitments = field(default_factory=Commitments)
