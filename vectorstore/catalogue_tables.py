"""The tables of the catalogue; the migrations make them, this module names them."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """What every table of the catalogue shares."""

    type_annotation_map: ClassVar = {dict[str, Any]: JSON, list[Any]: JSON}


class LibraryRow(Base):
    """A fact about the library as a whole, such as the id of its embedding model."""

    __tablename__ = "library"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class DocumentRow(Base):
    """A document: what its source was when it was read, what is known of it, and its whole text."""

    __tablename__ = "documents"

    number: Mapped[int] = mapped_column(primary_key=True)
    document: Mapped[str] = mapped_column(unique=True)
    root: Mapped[str]
    digest: Mapped[str]
    size: Mapped[int]
    modified_ns: Mapped[int]
    title: Mapped[str]
    language: Mapped[str]
    issuers: Mapped[list[Any]]
    document_number: Mapped[str | None]
    region: Mapped[str | None]
    region_code: Mapped[str | None] = mapped_column(index=True)
    level: Mapped[str | None]
    kind: Mapped[str | None]
    written_on: Mapped[dt.date | None]
    issued_on: Mapped[dt.date | None]
    in_force_from: Mapped[dt.date | None]
    in_force_until: Mapped[dt.date | None]
    applications_from: Mapped[dt.date | None]
    applications_until: Mapped[dt.date | None]
    validity: Mapped[str]
    superseded_by: Mapped[str | None]
    url: Mapped[str | None]
    pages: Mapped[list[Any]]
    industries: Mapped[list[Any]]
    instruments: Mapped[list[Any]]
    upstream: Mapped[list[Any]]
    audience: Mapped[str]
    sketch: Mapped[list[Any]]
    status: Mapped[str] = mapped_column(index=True)
    reason: Mapped[str | None]
    text: Mapped[str]


class EvidenceRow(Base):
    """The span that proves a field of a document."""

    __tablename__ = "evidence"

    number: Mapped[int] = mapped_column(primary_key=True)
    document_number: Mapped[int] = mapped_column(ForeignKey("documents.number", ondelete="CASCADE"), index=True)
    field: Mapped[str]
    quote: Mapped[str]
    page: Mapped[int | None]
    confidence: Mapped[float]


class PassageRow(Base):
    """A passage; `number` is its row in the keyword index, `id` its id in Chroma."""

    __tablename__ = "passages"

    number: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(unique=True)
    document_number: Mapped[int] = mapped_column(ForeignKey("documents.number", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]
    page: Mapped[int | None]
    heading_path: Mapped[list[Any]]
    language: Mapped[str]


class TargetRow(Base):
    """A quantified target of a document."""

    __tablename__ = "targets"

    number: Mapped[int] = mapped_column(primary_key=True)
    document_number: Mapped[int] = mapped_column(ForeignKey("documents.number", ondelete="CASCADE"), index=True)
    indicator: Mapped[str]
    value: Mapped[str]
    quote: Mapped[str]
    start: Mapped[int]
    end: Mapped[int]
    comparator: Mapped[str | None]
    unit: Mapped[str | None]
    baseline: Mapped[str | None]
    year: Mapped[int | None]
    scope: Mapped[str | None]
    region: Mapped[str | None]
    page: Mapped[int | None]


class SupportRow(Base):
    """A support measure of a document."""

    __tablename__ = "support"

    number: Mapped[int] = mapped_column(primary_key=True)
    document_number: Mapped[int] = mapped_column(ForeignKey("documents.number", ondelete="CASCADE"), index=True)
    quote: Mapped[str]
    start: Mapped[int]
    end: Mapped[int]
    who: Mapped[str | None]
    what: Mapped[str | None]
    rate: Mapped[str | None]
    cap: Mapped[str | None]
    period: Mapped[str | None]
    page: Mapped[int | None]


class ReviewRow(Base):
    """A stretch of a document that tells what was reached."""

    __tablename__ = "reviews"

    number: Mapped[int] = mapped_column(primary_key=True)
    document_number: Mapped[int] = mapped_column(ForeignKey("documents.number", ondelete="CASCADE"), index=True)
    start: Mapped[int]
    end: Mapped[int]


class EditRow(Base):
    """A field of a document as a person set it; kept by the document's name, so that no reading overwrites it."""

    __tablename__ = "edits"

    document: Mapped[str] = mapped_column(primary_key=True)
    field: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[Any] = mapped_column(JSON, nullable=True)
    editor: Mapped[str]
    edited_at: Mapped[dt.datetime]
