"""The first tables: documents, evidence, passages with their keyword index, and facts."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "library",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("value", sa.String, nullable=False),
    )
    op.create_table(
        "documents",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("document", sa.String, nullable=False, unique=True),
        sa.Column("root", sa.String, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("modified_ns", sa.Integer, nullable=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("issuers", sa.JSON, nullable=False),
        sa.Column("document_number", sa.String),
        sa.Column("region", sa.String),
        sa.Column("region_code", sa.String, index=True),
        sa.Column("level", sa.String),
        sa.Column("kind", sa.String),
        sa.Column("written_on", sa.Date),
        sa.Column("issued_on", sa.Date),
        sa.Column("in_force_from", sa.Date),
        sa.Column("in_force_until", sa.Date),
        sa.Column("validity", sa.String, nullable=False),
        sa.Column("superseded_by", sa.String),
        sa.Column("url", sa.String),
        sa.Column("pages", sa.JSON, nullable=False),
        sa.Column("same_as", sa.JSON, nullable=False),
        sa.Column("status", sa.String, nullable=False, index=True),
        sa.Column("reason", sa.String),
        sa.Column("text", sa.String, nullable=False),
    )
    document = sa.ForeignKey("documents.number", ondelete="CASCADE")
    op.create_table(
        "evidence",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("document_number", sa.Integer, document, nullable=False, index=True),
        sa.Column("field", sa.String, nullable=False),
        sa.Column("quote", sa.String, nullable=False),
        sa.Column("page", sa.Integer),
        sa.Column("confidence", sa.Float, nullable=False),
    )
    document = sa.ForeignKey("documents.number", ondelete="CASCADE")
    op.create_table(
        "passages",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("id", sa.String, nullable=False, unique=True),
        sa.Column("document_number", sa.Integer, document, nullable=False, index=True),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("page", sa.Integer),
        sa.Column("heading_path", sa.JSON, nullable=False),
        sa.Column("language", sa.String, nullable=False),
    )
    # The words come from Python, already cut; `porter` stems the English ones and leaves the others.
    op.execute("CREATE VIRTUAL TABLE keywords USING fts5(title, headings, body, tokenize='porter unicode61')")
    op.execute("CREATE VIRTUAL TABLE keyword_vocabulary USING fts5vocab(keywords, 'row')")
