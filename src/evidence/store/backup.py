"""Copies of a database that people make and put back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from evidence.domain.records import Agent
from evidence.domain.vocabulary import ActivityKind
from evidence.errors import DatabaseError, EvidenceError, NotADatabase, Refused
from evidence.store import engine, revisions
from evidence.store.identify import require_ours
from evidence.store.ledger import Ledger
from evidence.store.upgrade import keep_copy, remove


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
    if target.is_dir():
        raise Refused(f"{target} is a folder", hint="name the file to write")
    if target.exists():
        if target.resolve() == path.resolve():
            raise Refused(f"{target} is the database itself", hint="name another file")
        if not force:
            raise Refused(f"{target} is there already", hint="--force replaces it")
    engine.require_writable_folder(target.parent)
    temporary = target.with_name(f".{target.name}.{uuid4().hex[:12]}.bak")
    try:
        engine.copy(path, temporary)
        size = temporary.stat().st_size
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
    if path.exists() and path.resolve() == saved.resolve():
        raise Refused(f"{saved} is the database itself", hint="name a backup")
    with engine.reading(saved, any_revision=True) as connection:
        revision = engine.revision(connection)
        problem = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar()
    if revision not in {step.revision for step in revisions.history()}:
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
        if revision == revisions.head():
            with engine.writing(temporary) as connection:
                Ledger(connection).close(ActivityKind.RESTORE, agent, command)
        if not path.exists():
            temporary.replace(path)
            return Restored(None, str(revision))
        kept = _keep(path)
        engine.replace_content(path, temporary)
    finally:
        remove(temporary)
    return Restored(kept, str(revision))


def _keep(path: Path) -> Path:
    require_ours(path)
    try:
        return keep_copy(path, "before-restore")
    except NotADatabase:
        raise
    except EvidenceError:
        # Damaged is just when one restores: keep its bytes as they are.
        number = 1
        while (target := path.with_name(f"{path.name}.damaged-{number}.bak")).exists():
            number += 1
        target.write_bytes(path.read_bytes())
        return target
