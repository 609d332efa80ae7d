"""Brings a catalogue's tables up to date; migrations are kept from the first day."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from errors import LibraryTooNew

_FOLDER = Path(__file__).parent / "migrations"


def migrate(engine: sa.Engine) -> None:
    """Run the migrations that a catalogue still needs.

    Raises:
        LibraryTooNew: the catalogue has a migration that this version does not know.
    """
    from alembic import command
    from alembic.config import Config
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    script = ScriptDirectory.from_config(config)
    with engine.begin() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
        known = {revision.revision for revision in script.walk_revisions()}
        if current is not None and current not in known:
            raise LibraryTooNew(
                "The library was made by a newer version of Regionwise: update Regionwise, or set REGIONWISE_DATA to"
                " another folder."
            )
        if current != script.get_current_head():
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
