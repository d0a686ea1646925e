"""Copies of a database that people make and put back."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from evidence.domain.records import Agent
from evidence.domain.vocabulary import ActivityKind
from evidence.errors import DatabaseDamaged, DatabaseError, Refused
from evidence.store import engine, migrations
from evidence.store.identify import require_ours
from evidence.store.ledger import Ledger
from evidence.store.replacing import replacing
from evidence.store.upgrade import free_name, keep_copy, remove


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did: where the database is kept that it replaced, and the revision now."""

    kept: Path | None
    revision: str


def backup(path: Path, target: Path, *, force: bool = False) -> int:
    """Copy a database, whole and in one state, to a file; returns its size in bytes.

    The copy gets its name when it is complete. Works while others read and write.

    Raises:
        Refused: the target exists and `force` is not given, or is the database itself.
        DatabaseError: either cannot be used.
    """
    require_ours(path)
    if target.name == "-" or target.name.endswith(("-wal", "-shm", "-journal")):
        raise Refused(
            f"{target.name} is no name for a copy: SQLite or the shell takes it for its own",
            hint="name another file",
        )
    target = target.resolve()
    if target.is_dir():
        raise Refused(f"{target} is a folder", hint="name the file to write")
    if target.exists():
        if not target.is_file():
            raise Refused(f"{target} is no ordinary file", hint="name another file")
        if target.samefile(path):
            raise Refused(f"{target} is the database itself", hint="name another file")
        if not force:
            raise Refused(f"{target} is there already", hint="--force replaces it")
    engine.require_writable_folder(target.parent)
    temporary = target.with_name(f".{target.name}.{uuid4().hex[:12]}.bak")
    try:
        engine.copy(path, temporary)
        size = temporary.stat().st_size
        engine.remove_sidecars(target)
        temporary.replace(target)
    finally:
        remove(temporary)
    return size


def restore(path: Path, saved: Path, agent: Agent, command: str) -> Restored:
    """Put a backup in the place of a database, which is kept as `<name>.before-restore.bak`.

    The ledger of the restored database notes the restore; `undo` stops there. A backup of an
    earlier release is put back as it is and can be upgraded then.

    Raises:
        DatabaseError: the backup is no sound evidence database, or the file in place is not ours.
    """
    require_ours(saved)
    if path.exists() and path.samefile(saved):
        raise Refused(f"{saved} is the database itself", hint="name a backup")
    with engine.reading(saved, any_revision=True) as connection:
        revision = engine.revision(connection)
        problem = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar()
    if revision not in {step.revision for step in migrations.history()}:
        engine.require_current(saved, revision)
    if problem != "ok":
        raise DatabaseError(
            f"{saved} is damaged ({problem}); nothing was changed", hint="try an older backup"
        )
    engine.require_writable_folder(path.parent)
    temporary = path.with_name(f".{path.name}.{uuid4().hex[:12]}.new")
    try:
        engine.copy(saved, temporary)
        engine.use_write_ahead_log(temporary)
        if revision == migrations.head():
            with engine.writing(temporary) as connection:
                Ledger(connection).close(ActivityKind.RESTORE, agent, command)
        kept = _replace(path, temporary)
    finally:
        remove(temporary)
    return Restored(kept, str(revision))


def _replace(path: Path, new: Path) -> Path | None:
    """Put `new` in the place of `path`; returns where that is kept, None if there was none."""
    kept = None
    if path.exists():
        require_ours(path)
        engine.require_writable(path)
        try:
            # Those who have it open go on with the new content.
            with replacing(path, new):
                kept = keep_copy(path, "before-restore")
        except DatabaseDamaged:
            # Damaged is just when one restores: keep its bytes as they are.
            kept = _keep_bytes(path)
        else:
            return kept
    engine.remove_sidecars(path)
    new.replace(path)
    return kept


def _keep_bytes(path: Path) -> Path:
    target = free_name(path, "damaged")
    log = engine.sidecar(path, "-wal")
    if log.exists():
        shutil.copy(log, engine.sidecar(target, "-wal"))
    return Path(shutil.copy(path, target))
