"""What readers remark of an entry, a line each, in words for whoever mends the file."""

from __future__ import annotations

RETRACTED = "retracted"
"""What the variable `status` says of a work that has been withdrawn."""

_SHOWN = 60


def twice(name: str, counts: str, other: str, kept_as: str) -> str:
    """A field that may stand once stands again and says something else."""
    return f"{name} is given twice: {_short(counts)} counts, {_short(other)} is kept as {kept_as}"


def unknown_type(given: str, type_: str) -> str:
    """The type of an entry is none that the format has."""
    return f"no type of entry is called {_short(given)}: it is read as {type_}"


def unread_date(name: str, given: str, read: str | None) -> str:
    """A date that is none, or of which only a part can be told."""
    if read is None:
        return f"the {name} {_short(given)!r} cannot be read: it is kept as it is"
    return f"of the {name} {_short(given)!r} only {read} can be read"


def retracted(where: str) -> str:
    """The file says that the work has been retracted, perhaps in which notice."""
    return f"it is retracted: {_short(where)}" if where else "it is retracted"


def _short(value: str) -> str:
    value = " ".join(value.split())
    return value if len(value) <= _SHOWN else f"{value[: _SHOWN - 1]}…"
