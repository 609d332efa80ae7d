"""The targets, the support and the reviews of every document, in tables of their own, so that they can be searched."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import asdict, fields
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from vectorstore.catalogue_tables import DocumentRow, ReviewRow, SupportRow, TargetRow
from vectorstore.commitments import Commitments, Review, Support, Target

Row = type[TargetRow] | type[SupportRow] | type[ReviewRow]
Kind = type[Target] | type[Support] | type[Review]
_TABLES: tuple[tuple[str, Row, Kind], ...] = (
    ("targets", TargetRow, Target), ("support", SupportRow, Support), ("reviews", ReviewRow, Review),
)  # fmt: skip


class CommitmentStore:
    """Reads and writes what documents commit to; rows go with their document."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def add(self, session: Session, document_number: int, commitments: Commitments) -> None:
        """Store what a document commits to, in the transaction that stores the document."""
        for name, row, _ in _TABLES:
            session.add_all(row(document_number=document_number, **asdict(item)) for item in getattr(commitments, name))

    def all(self) -> dict[str, Commitments]:
        """Document → what it commits to, in reading order; a document without any is left out."""
        return self._read(None)

    def of(self, documents: Collection[str]) -> dict[str, Commitments]:
        """The same, of these documents."""
        return self._read(DocumentRow.document.in_(documents))

    def _read(self, where: sa.ColumnElement[bool] | None) -> dict[str, Commitments]:
        found: defaultdict[str, dict[str, list[Any]]] = defaultdict(dict)
        with self._engine.connect() as connection:
            for name, table, kind in _TABLES:
                for row in connection.execute(_query(table, kind, where)):
                    item = kind(**dict(zip(_names(kind), row[1:], strict=True)))
                    found[row[0]].setdefault(name, []).append(item)
        return {
            document: Commitments(**{name: tuple(items) for name, items in kinds.items()})
            for document, kinds in sorted(found.items())
        }


def _names(kind: Kind) -> list[str]:
    return [field.name for field in fields(kind)]


def _query(table: Row, kind: Kind, where: sa.ColumnElement[bool] | None) -> sa.Select[Any]:
    columns = [getattr(table, name) for name in _names(kind)]
    joined = sa.select(DocumentRow.document, *columns).join(DocumentRow, DocumentRow.number == table.document_number)
    if where is not None:
        joined = joined.where(where)
    return joined.order_by(DocumentRow.document, table.start, table.number)
