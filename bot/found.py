"""What is handed along the chain: the question as understood, and what was found for it."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from bot.answer import Answer, AnswerStatus
from bot.off_topic import OffTopic
from bot.question import Question
from bot.terms import Term
from vectorstore.commitment_store import CommitmentStore
from vectorstore.passage import RetrievedPassage
from vectorstore.query import Query
from vectorstore.record import DocumentRecord


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the query it became, its terms, and why no document is asked for, if none is."""

    question: Question
    query: Query
    terms: tuple[Term, ...]
    off_topic: OffTopic | None = None
    started: float = field(default_factory=time.monotonic)


@dataclass(frozen=True, slots=True)
class Found:
    """What was found for a question: the passages, best first, and the records of every document.

    `commitments` is where the figures that documents commit to are read; `parts` what was found for each region of a
    comparison apart.
    """

    asked: Asked
    hits: tuple[RetrievedPassage, ...]
    records: dict[str, DocumentRecord]
    commitments: CommitmentStore | None = None
    parts: tuple[Found, ...] = ()

    @property
    def searched(self) -> int:
        """How many documents were searched: those that can be read, each once."""
        return sum(
            record.status != "failed" and not record.searched_as and self.may_search(name)
            for name, record in self.records.items()
        )

    def may_search(self, document: str) -> bool:
        """Whether the question lets a document be searched."""
        return self.asked.query.may_search(self.records[document])

    def answer(self, status: AnswerStatus, confidence: float = 0.0) -> Answer:
        """An answer with nothing in it yet but what was understood."""
        query = self.asked.query
        return Answer(
            question=self.asked.question.text,
            language=query.language,
            status=status,
            confidence=confidence,
            filters=query.inferred,
            seconds=time.monotonic() - self.asked.started,
        )
