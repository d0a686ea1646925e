"""Alembic's environment: runs migrations on the connection that `evidence` hands over.

The program opens the connection, takes the lock, makes the backup and commits:
see `evidence.store.upgrade`.
"""

from alembic import context
from sqlalchemy import Connection

from evidence.store.models import Base
from evidence.store.search import INDEXES


def include_name(name: str | None, type_: str, _parents: object) -> bool:
    """Leave FTS5's own shadow tables alone: autogenerate would drop them."""
    return type_ != "table" or not any((name or "").startswith(index.name) for index in INDEXES)


connection: Connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    include_name=include_name,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
