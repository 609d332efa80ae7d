"""Where each word of the keyword index stands, so that its postings are read without a search."""

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Let the index be read word by word instead of counted; it holds nothing of its own."""
    op.execute("DROP TABLE keyword_vocabulary")
    op.execute("CREATE VIRTUAL TABLE keyword_instances USING fts5vocab(keywords, 'instance')")
