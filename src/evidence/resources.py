"""Where the migrations and the seed lie: in the wheel, or in a checkout of the project."""

from __future__ import annotations

from pathlib import Path

from evidence.errors import EvidenceError

_PACKAGE = Path(__file__).resolve().parent


def migrations() -> Path:
    """The folder of the Alembic environment (`env.py`, `versions/`)."""
    return _folder("_migrations", "migrations", "env.py")


def seed() -> Path:
    """The folder of the seed dataset (`MANIFEST.json` and the files it lists)."""
    return _folder("_seed", "seed", "MANIFEST.json")


def sources_demo() -> Path:
    """The folder of the second demo: a dataset of the same form, with its sources' files."""
    return seed() / "sources"


def _folder(installed: str, checked_out: str, marker: str) -> Path:
    for folder in (_PACKAGE / installed, _PACKAGE.parent.parent / checked_out):
        if (folder / marker).is_file():
            return folder
    raise EvidenceError(
        f"this installation of evidence lacks its {checked_out} folder",
        hint="install it again: pip install --force-reinstall evidence",
    )
