"""A cited work as CSL describes it, and its two forms: the record and CSL-JSON.

The names of variables are CSL's own (CSL 1.0.2 specification, appendix IV); Python and
SQL names are made from them by `attribute` alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from evidence.domain.dates import edtf_from_csl, edtf_to_csl, year
from evidence.domain.names import Name
from evidence.errors import BadInput

TYPES = frozenset(
    """article article-journal article-magazine article-newspaper bill book broadcast chapter
    classic collection dataset document entry entry-dictionary entry-encyclopedia event figure
    graphic hearing interview legal_case legislation manuscript map motion_picture musical_score
    pamphlet paper-conference patent performance periodical personal_communication post
    post-weblog regulation report review review-book software song speech standard thesis treaty
    webpage""".split()
)
DATES = frozenset("accessed available-date event-date issued original-date submitted".split())
NAMES = frozenset(
    """author chair collection-editor compiler composer container-author contributor curator
    director editor editor-translator editorial-director executive-producer guest host illustrator
    interviewer narrator organizer original-author performer producer recipient reviewed-author
    script-writer series-creator translator""".split()
)
STRINGS = frozenset(
    """abstract annote archive archive_collection archive_location archive-place authority
    call-number citation-key citation-label citation-number collection-title container-title
    container-title-short dimensions division DOI event-title event-place genre ISBN ISSN
    jurisdiction keyword language license medium note original-publisher
    original-publisher-place original-title part-title PMCID PMID publisher publisher-place
    references reviewed-genre reviewed-title scale source status title title-short URL
    volume-title year-suffix chapter-number collection-number edition
    first-reference-note-number issue number number-of-pages number-of-volumes page
    page-first part-number printing-number section supplement-number version volume""".split()
)
_OLD_NAMES = {
    "shortTitle": "title-short",
    "journalAbbreviation": "container-title-short",
    "event": "event-title",
    "archive-location": "archive_location",
}


_DEEPEST = 50


def attribute(variable: str) -> str:
    """The Python and SQL name of a CSL variable: hyphens become underscores, letters small."""
    return variable.replace("-", "_").lower()


@dataclass(frozen=True, slots=True)
class Item:
    """One work.

    Args:
        type: a CSL item type.
        variables: standard and number variables by CSL name, as text.
        dates: date variables by CSL name, as EDTF.
        names: name variables by CSL name, in order.
        custom: what CSL has no variable for, kept as it came.
    """

    type: str
    variables: Mapping[str, str] = field(default_factory=dict)
    dates: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, tuple[Name, ...]] = field(default_factory=dict)
    custom: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for part in ("variables", "dates", "names", "custom"):
            object.__setattr__(self, part, MappingProxyType(dict(getattr(self, part))))

    @property
    def title(self) -> str | None:
        """The title, None where the work has none."""
        return self.variables.get("title")

    @property
    def year(self) -> int | None:
        """The first year of `issued`."""
        return year(self.dates["issued"]) if "issued" in self.dates else None

    @property
    def creators(self) -> tuple[Name, ...]:
        """Who a citation would name: the authors, else the editors, else the translators."""
        for role in ("author", "editor", "editor-translator", "translator"):
            if self.names.get(role):
                return self.names[role]
        return ()

    def to_csl(self, key: str) -> dict[str, Any]:
        """The work as a CSL-JSON object with `id` = `key`."""
        return {
            "id": key,
            "type": self.type,
            **({"title": self.title} if self.title is not None else {}),
            **{role: [name.to_csl() for name in names] for role, names in self.names.items()},
            **{variable: edtf_to_csl(date) for variable, date in self.dates.items()},
            **self.variables,
            **({"custom": dict(self.custom)} if self.custom else {}),
        }

    @classmethod
    def from_csl(cls, data: Mapping[str, Any]) -> Item:
        """The work that a CSL-JSON object describes; what is no CSL variable goes to `custom`.

        Raises:
            BadInput: the type is none of CSL's, or a value has the wrong shape.
        """
        type_ = str(data.get("type") or "document")
        if type_ not in TYPES:
            raise BadInput(
                f"{type_!r} is no CSL item type", hint="see 'evidence source add --help'"
            )
        variables: dict[str, str] = {}
        dates: dict[str, str] = {}
        names: dict[str, tuple[Name, ...]] = {}
        custom = _custom(data.get("custom"))
        for given, value in data.items():
            name = _OLD_NAMES.get(given, given)
            if name in {"id", "type", "custom"} or _is_empty(value):
                continue
            if name in DATES:
                if not _is_empty(said := _date(value)):
                    dates[name] = edtf_from_csl(said)
            elif name in NAMES:
                names[name] = _names(name, value)
            elif name in STRINGS and _is_text(value):
                variables[name] = str(value)
            else:
                custom[name] = value
        if _depth(custom) > _DEEPEST:
            raise BadInput("what CSL has no variable for is nested too deeply")
        return cls(type_, variables, dates, names, custom)


def _is_empty(value: Any) -> bool:
    return value is None or value in ([], {}) or (isinstance(value, str) and not value.strip())


def _date(value: Any) -> Any:
    """A CSL date without parts that name no year, as `{"date-parts": [[null]]}` has them."""
    if not isinstance(value, Mapping) or "date-parts" not in value:
        return value
    parts = value["date-parts"]
    ends = parts if isinstance(parts, list | tuple) else [parts]
    if any(any(end) if isinstance(end, list | tuple) else end is not None for end in ends):
        return value
    said = {name: value[name] for name in ("raw", "literal") if value.get(name)}
    return said and {**value, "date-parts": None}


def _is_text(value: Any) -> bool:
    """Whether it is text, or a number, which CSL-JSON takes for text."""
    return isinstance(value, str | int | float) and not isinstance(value, bool)


def _names(variable: str, value: Any) -> tuple[Name, ...]:
    if not isinstance(value, list | tuple):
        raise BadInput(f"{variable!r} is a list of names in CSL-JSON, not {value!r}")
    return tuple(Name.from_csl(each) for each in value)


def _custom(value: Any) -> dict[str, Any]:
    if _is_empty(value):
        return {}
    if not isinstance(value, Mapping):
        raise BadInput(f"'custom' is an object in CSL-JSON, not {value!r}")
    return dict(value)


def _depth(value: Any) -> int:
    """How many lists and objects stand one in another."""
    depth, level = 0, [value]
    while level := [each for each in level if isinstance(each, Mapping | list | tuple)]:
        depth += 1
        level = [
            inner
            for each in level
            for inner in (each.values() if isinstance(each, Mapping) else each)
        ]
    return depth
