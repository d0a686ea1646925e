"""Make the database that this release leaves for later ones to upgrade.

Run once a release, from the checkout, before the version is raised:

    PYTHONPATH=src:tests python tests/migrations/make_release_database.py

It writes `databases/<version>-<revision>.db.gz`, seeded and with rows in every table, and
`databases/<version>-<revision>.json.gz`, what its listings were. Neither is ever made anew: a
test upgrades the one and compares it with the other.
"""

from __future__ import annotations

import gzip
import json
import tempfile
from pathlib import Path

from evidence import __version__
from evidence.services import databases
from evidence.store import migrations
from releases import FOLDER, listings
from support import ACTOR
from writes import fill


def main() -> None:
    """Make both files; refuses to write over them."""
    name = f"{__version__}-{migrations.head()}"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "evidence.db"
        databases.create(path, ACTOR, seeded=True)
        fill(path)
        listed = json.dumps(listings(path), ensure_ascii=False, sort_keys=True)
        for suffix, content in (("db", path.read_bytes()), ("json", listed.encode())):
            with (FOLDER / f"{name}.{suffix}.gz").open("xb") as file:
                file.write(gzip.compress(content, mtime=0))


if __name__ == "__main__":
    main()
