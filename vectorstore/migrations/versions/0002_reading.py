"""What reading finds beyond the first fields: industries, instruments, targets, support; and what a person edits."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the columns and the tables."""
    # Column by column: making the table anew would drop the old one, and with it every passage that belongs to it.
    empty = sa.text("'[]'")
    for name in ("industries", "instruments", "upstream", "sketch"):
        op.add_column("documents", sa.Column(name, sa.JSON, nullable=False, server_default=empty))
    op.add_column("documents", sa.Column("audience", sa.String, nullable=False, server_default="public"))
    for name in ("applications_from", "applications_until"):
        op.add_column("documents", sa.Column(name, sa.Date))
    op.drop_column("documents", "same_as")
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
