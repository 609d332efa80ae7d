"""Citations: from an extract to a numbered, verified quote."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from bot.answer import Citation, Statement
from bot.extracts import Extract
from bot.table_rows import named_row
from vectorstore.passage import Passage
from vectorstore.record import DocumentRecord


class CitationList:
    """The citations of one answer, numbered in the order in which they are first used."""

    def __init__(self, records: Mapping[str, DocumentRecord], as_of: dt.date) -> None:
        self._records = records
        self._as_of = as_of
        self._citations: dict[tuple[str, int, int], Citation] = {}

    def cite(self, passage: Passage, start: int, end: int) -> int:
        """The number of the citation of a run of a passage; offsets are the document's."""
        key = (passage.document, start, end)
        if key not in self._citations:
            self._citations[key] = self._make(len(self._citations) + 1, passage, start, end)
        return self._citations[key].number

    def statement(self, extract: Extract) -> Statement:
        """An extract as a statement: its words are the quote itself; a table's row has its columns' names beside it."""
        row = named_row(extract)
        if row:
            quoted = self.cite(extract.passage, extract.start, extract.end)
            return Statement(row.text, (quoted, self.cite(extract.passage, *row.header)))
        return Statement(" ".join(extract.text.split()), (self.cite(extract.passage, extract.start, extract.end),))

    def all(self) -> tuple[Citation, ...]:
        """The citations by number."""
        return tuple(self._citations.values())

    def _make(self, number: int, passage: Passage, start: int, end: int) -> Citation:
        record = self._records[passage.document]
        return Citation(
            number=number,
            document=record.document,
            title=record.title,
            issuer="、".join(record.issuers) or None,
            document_number=record.document_number,
            region=record.region,
            published=record.published,
            validity=record.validity_on(self._as_of),
            page=record.page_at(start),
            ocr=record.is_recognised(start),
            section=passage.section or None,
            quote=passage.text[start - passage.start : end - passage.start],
            start=start,
            end=end,
            context=passage.text,
            context_start=passage.start,
            url=record.url,
        )
