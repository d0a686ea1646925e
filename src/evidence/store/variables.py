"""Which column, row or JSON member holds which CSL variable: each in exactly one place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from evidence.domain.identifiers import VARIABLE_SCHEMES
from evidence.domain.items import DATES, STRINGS, Item, attribute
from evidence.domain.names import Name
from evidence.store.models import Source

NAME_PARTS = (
    "family",
    "given",
    "non_dropping_particle",
    "dropping_particle",
    "suffix",
    "literal",
)
SCHEME_VARIABLES = {scheme: variable for variable, scheme in VARIABLE_SCHEMES.items()}
_PRESENT = frozenset(column.name for column in Source.__table__.columns)
# CSL variable -> column of `source`, for those that have one.
COLUMNS: Mapping[str, str] = {
    variable: attribute(variable)
    for variable in sorted(STRINGS | DATES)
    if attribute(variable) in _PRESENT and variable not in VARIABLE_SCHEMES
}


def column_values(item: Item) -> dict[str, Any]:
    """The values of a source's columns, JSON ones as objects; None where there is nothing."""
    here = {**item.variables, **item.dates}
    rest = {
        variable: value
        for variable, value in here.items()
        if variable not in COLUMNS and variable not in VARIABLE_SCHEMES
    }
    return {
        "type": item.type,
        **{column: here.get(variable) for variable, column in COLUMNS.items()},
        "issued_year": item.year,
        "variables": rest or None,
        "custom": dict(item.custom) or None,
    }


def item_from_columns(
    row: Mapping[str, Any],
    identifiers: Mapping[str, str],
    names: Mapping[str, tuple[Name, ...]],
) -> Item:
    """The work that a row of `source`, its identifiers by variable and its names describe."""
    variables: dict[str, str] = {}
    dates: dict[str, str] = {}
    for variable, column in COLUMNS.items():
        if (value := row[column]) is not None:
            (dates if variable in DATES else variables)[variable] = value
    for variable, value in (row["variables"] or {}).items():
        (dates if variable in DATES else variables)[variable] = value
    return Item(row["type"], {**variables, **identifiers}, dates, names, row["custom"] or {})
