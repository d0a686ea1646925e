"""What can go wrong with a style or a locale: one line that says which, and where in it."""

from __future__ import annotations

from evidence.errors import BadInput, NotFound


class BadStyle(BadInput):
    """A style that is not CSL, or cannot be followed: a macro missing, or calling itself."""

    slug = "bad-style"


class StyleNotFound(NotFound):
    """No style is called so; the hint names the nearest."""

    slug = "style-not-found"


class LocaleNotFound(NotFound):
    """No locale is called so."""

    slug = "locale-not-found"
