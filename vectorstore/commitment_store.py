"""The targets and the support of every document, in tables of their own, so that they can be searched."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import asdict, fields
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from vectorstore.catalogue_tables import DocumentRow, SupportRow, TargetRow
from vectorstore.commitments import Commitments, Support, Target


class CommitmentStore:
    """Reads and writes what documents commit to; rows go with their document."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def add(self, session: Session, document_number: int, commitments: Commitments) -> None:
        """Store what a document commits to, in the transaction that stores the document."""
        session.add_all(TargetRow(document_number=document_number, **asdict(t)) for t in commitments.targets)
        session.add_all(SupportRow(document_number=document_number, **asdict(s)) for s in commitments.support)

    def all(self) -> dict[str, Commitments]:
        """Document → what it commits to, in reading order; a document without any is left out."""
        return self._read(None)

    def of(self, documents: Collection[str]) -> dict[str, Commitments]:
        """The same, of these documents."""
        return self._read(DocumentRow.document.in_(documents))

    def _read(self, where: sa.ColumnElement[bool] | None) -> dict[str, Commitments]:
        targets: defaultdict[str, list[Target]] = defaultdict(list)
        support: defaultdict[str, list[Support]] = defaultdict(list)
        with self._engine.connect() as connection:
            for row in connection.execute(_query(TargetRow, Target, where)):
                targets[row[0]].append(Target(**dict(zip(_names(Target), row[1:], strict=True))))
            for row in connection.execute(_query(SupportRow, Support, where)):
                support[row[0]].append(Support(**dict(zip(_names(Support), row[1:], strict=True))))
        return {
            document: Commitments(tuple(targets.get(document, ())), tuple(support.get(document, ())))
            for document in sorted({*targets, *support})
        }


def _names(kind: type[Target] | type[Support]) -> list[str]:
    return [field.name for field in fields(kind)]


def _query(
    table: type[TargetRow] | type[SupportRow],
    kind: type[Target] | type[Support],
    where: sa.ColumnElement[bool] | None,
) -> sa.Select[Any]:
    columns = [getattr(table, name) for name in _names(kind)]
    joined = sa.select(DocumentRow.document, *columns).join(DocumentRow, DocumentRow.number == table.document_number)
    if where is not None:
        joined = joined.where(where)
    return joined.order_by(DocumentRow.document, table.start, table.number)
