"""Bibliographic formats, one a file, found by name."""

from __future__ import annotations

from evidence.formats.base import Format
from evidence.plugins import Registry

REGISTRY = Registry(
    package="evidence.formats",
    attribute="FORMAT",
    kind=Format,
    group="evidence.formats",
    what="format",
    listing="evidence export --help",
)
