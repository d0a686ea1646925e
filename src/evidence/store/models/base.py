"""The base of all models: how constraints are named, and what belongs to what.

A *record* is the unit of the ledger: a row that people have a name for, with the rows it
owns. A model that is owned names, in `__owner__`, the relationship that leads to its owner;
one that stands for itself has a `__record__`: its kind, and the column that holds its key.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase

NAMING = {
    "pk": "pk_%(table_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
}


@dataclass(frozen=True, slots=True)
class RecordKind:
    """What the ledger calls a record, and which of its columns people know it by."""

    name: str
    key: str | None = "key"


class Base(DeclarativeBase):
    """Declarative base of every table."""

    metadata = MetaData(naming_convention=NAMING)

    __record__: ClassVar[RecordKind | None] = None
    __owner__: ClassVar[str | None] = None
