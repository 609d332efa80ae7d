"""A run of a passage that may carry a statement, with what is known around it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

from bot.clauses import Clause, clauses_of
from vectorstore.passage import Passage
from vectorstore.record import DocumentRecord


@dataclass(frozen=True, slots=True)
class Run:
    """A run of a passage with what is known about it: `around` is its document's title, headings, region and issuers."""

    text: str
    clauses: tuple[Clause, ...]
    around: Clause
    language: str
    passage: Passage
    record: DocumentRecord

    @classmethod
    def of(cls, text: str, passage: Passage, record: DocumentRecord, known: Clause | None = None) -> Run:
        """The run of a passage with this text; `known` is what is known around it, where that was read before."""
        return cls(text, clauses_of(text), known or around(passage, record), passage.language, passage, record)


def around(passage: Passage, record: DocumentRecord) -> Clause:
    """What a document's record and a passage's headings say, as one clause."""
    parts = [record.title, passage.section, record.region or "", *record.issuers, record.document_number or ""]
    found = clauses_of("\n".join(part for part in parts if part))
    return Clause(
        text="\n".join(parts),
        figures=(),
        dates=(),
        relative=frozenset(),
        regions=tuple(dict.fromkeys(chain.from_iterable(clause.regions for clause in found))),
        concepts=tuple(dict.fromkeys(chain.from_iterable(clause.concepts for clause in found))),
        words=tuple(dict.fromkeys(chain.from_iterable(clause.words for clause in found))),
        names=(),
        numerals=frozenset(chain.from_iterable(clause.numerals for clause in found)),
    )
