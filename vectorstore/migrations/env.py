"""Where Alembic runs the migrations: on the connection that `migrate` hands it."""

from alembic import context

from vectorstore.catalogue_tables import Base

context.configure(connection=context.config.attributes["connection"], target_metadata=Base.metadata)
with context.begin_transaction():
    context.run_migrations()
