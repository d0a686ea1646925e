"""Why a file cannot be read, in words for a person."""

from __future__ import annotations


class Unreadable(Exception):
    """A file that cannot be read; its message says why."""


class Locked(Unreadable):
    """A file that asks for a password."""
