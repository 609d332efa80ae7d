"""What reading finds beyond the first fields: industries, instruments, targets, support; and what a person edits."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the columns and the tables."""
    empty = sa.text("'[]'")
    with op.batch_alter_table("documents") as documents:
        for name in ("industries", "instruments", "upstream", "sketch"):
            documents.add_column(sa.Column(name, sa.JSON, nullable=False, server_default=empty))
        documents.add_column(sa.Column("audience", sa.String, nullable=False, server_default="public"))
        for name in ("applications_from", "applications_until"):
            documents.add_column(sa.Column(name, sa.Date))
        documents.drop_column("same_as")
    for name, columns in {
        "targets": {
            "indicator": (sa.String, False),
            "value": (sa.String, False),
            "comparator": (sa.String, True),
            "unit": (sa.String, True),
            "baseline": (sa.String, True),
            "year": (sa.Integer, True),
            "scope": (sa.String, True),
            "region": (sa.String, True),
        },
        "support": dict.fromkeys(("who", "what", "rate", "cap", "period"), (sa.String, True)),
    }.items():
        op.create_table(
            name,
            sa.Column("number", sa.Integer, primary_key=True),
            sa.Column(
                "document_number",
                sa.Integer,
                sa.ForeignKey("documents.number", ondelete="CASCADE"),
                nullable=False,
                index=True,
            ),
            sa.Column("quote", sa.String, nullable=False),
            sa.Column("start", sa.Integer, nullable=False),
            sa.Column("end", sa.Integer, nullable=False),
            sa.Column("page", sa.Integer),
            *(sa.Column(column, kind, nullable=empty) for column, (kind, empty) in columns.items()),
        )
    op.create_table(
        "edits",
        sa.Column("document", sa.String, primary_key=True),
        sa.Column("field", sa.String, primary_key=True),
        sa.Column("value", sa.JSON),
        sa.Column("editor", sa.String, nullable=False),
        sa.Column("edited_at", sa.DateTime, nullable=False),
    )
