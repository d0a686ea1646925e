"""Works as entries of a .bib file, in either dialect."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from evidence.domain.items import Item
from evidence.domain.records import Source
from evidence.formats import _bibtex_fields as bib
from evidence.formats._bibtex_names import write_names
from evidence.formats._bibtex_pack import pack
from evidence.formats._bibtex_reading import FAMILY, OTHERS, TYPE
from evidence.opening.latex import encode, is_balanced

_KEY_UNFIT = re.compile(r"[\s,={}\"#%\\~'()@]+")
_NAME_FIT = re.compile(r"[^\s=,{}()\"#%\\@']+")
_ACRONYM = re.compile(r"(?<![\w\\{])(?=\w*[^\W\d_])\w+(?:[-.]\w+)*(?![\w}])")
_VERBATIM = {"DOI": "doi", "URL": "url"}
_STATE_KEYS = {state: key for key, state in bib.STATES.items()}
_LANGIDS = {tag: name for name, tag in reversed(list(bib.LANGUAGES.items()))}

FIELDS = {
    "title-short": ("shorttitle",),
    "container-title-short": ("shortjournal",),
    "collection-title": ("series",),
    "volume": ("volume",),
    "edition": ("edition",),
    "chapter-number": ("chapter",),
    "number-of-volumes": ("volumes",),
    "number-of-pages": ("pagetotal",),
    "part-number": ("part",),
    "version": ("version",),
    "ISBN": ("isbn",),
    "ISSN": ("issn",),
    "event-title": ("eventtitle",),
    "event-place": ("venue",),
    "original-title": ("origtitle",),
    "original-publisher": ("origpublisher",),
    "original-publisher-place": ("origlocation",),
    "call-number": ("library",),
    "abstract": ("abstract",),
    "note": ("note",),
}
"""The field of each variable that both dialects call alike."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """What BibTeX and biblatex do differently.

    Args:
        entry_type: the type of an entry for a work.
        fields: more of `FIELDS`: the first that the type may have is taken.
        allows: whether an entry of a type may have a field.
        dates: the fields for `issued`.
        genre: the field value for a genre of that type; None: none is needed.
        notes: the field for notes about the work.
        keys: whether `type`, `pubstate` and `langid` take biblatex's keys.
    """

    entry_type: Callable[[Item], str]
    fields: Mapping[str, tuple[str, ...]]
    allows: Callable[[str, str], bool]
    dates: Callable[[str], dict[str, str]]
    genre: Callable[[str, str | None], str | None]
    notes: str
    keys: bool


def write(sources: Iterable[Source], dialect: Dialect) -> Iterator[str]:
    """An entry a work; what the dialect cannot say stands in `usera`, which no style prints."""
    for source in sources:
        yield _Writing(source, dialect).text()


@dataclass(slots=True)
class _Writing:
    """One entry on its way."""

    source: Source
    dialect: Dialect
    type: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    left: dict[str, str] = field(default_factory=dict)
    custom: dict[str, str] = field(default_factory=dict)

    def text(self) -> str:
        item = self.source.item
        kept = item.custom.get(FAMILY)
        if isinstance(kept, Mapping):
            self.custom = {str(name): str(value) for name, value in kept.items()}
        self.type = self._entry_type()
        self._names(item)
        for variable, value in item.variables.items():
            if variable not in {"issue", "collection-number", "number", "keyword", "genre"}:
                self._variable(variable, value)
        self._number(item)
        self._genre(item.variables.get("genre"))
        self._dates(item)
        self._keywords(item.variables.get("keyword"))
        self._notes()
        self._subtype(item)
        if self.left:
            self.fields["usera"] = encode(pack(self.left), markup=True, lines=True)
        self._custom()
        key = _KEY_UNFIT.sub("-", self.source.key) or "work"
        lines = [f"  {name} = {_delimited(name, value)}" for name, value in self.fields.items()]
        return ",\n".join([f"@{self.type}{{{key}", *lines]) + "\n}\n\n"

    def _entry_type(self) -> str:
        item = self.source.item
        kept = self.custom.get(TYPE, "")
        if bib.CSL_TYPES.get(kept) == item.type and self.dialect.allows(kept, "title"):
            return kept
        return self.dialect.entry_type(item)

    def _put(self, name: str, value: str) -> bool:
        """Give the entry a field, if it may have it and has none of that name."""
        if name in self.fields or not self.dialect.allows(self.type, name):
            return False
        self.fields[name] = value
        return True

    def _names(self, item: Item) -> None:
        others = self.custom.get(OTHERS, "").split()
        fields = {role: name for name, role in bib.ROLES.items()}
        waiting = []
        for role, names in item.names.items():
            written = write_names(names, others=role in others)
            if names and not (role in fields and self._put(fields[role], written)):
                waiting.append((role, written))
        for role, written in waiting:
            for slot in ("editor", "namea", "nameb", "namec"):
                if self._slot(slot, role, written):
                    break
            else:
                self.left[role] = written  # in LaTeX, as it would stand in a field

    def _slot(self, slot: str, role: str, written: str) -> bool:
        """Give names a field whose role stands beside it; whether they have it."""
        kind = f"{slot}type"
        if (slot == "editor" and role != "director") or kind in self.custom:
            return False
        if not self.dialect.allows(self.type, kind) or not self._put(slot, written):
            return False
        self.fields[kind] = role
        return True

    def _variable(self, variable: str, value: str) -> None:
        markup = variable in bib.RICH
        if variable == "PMID" or variable == "PMCID":
            written = self._medical(variable, value)
        elif variable in _VERBATIM:
            written = self._put(_VERBATIM[variable], _verbatim(value))
        elif variable == "status":
            key = _STATE_KEYS.get(value) if self.dialect.keys else None
            written = self._put("pubstate", key or encode(value))
        elif variable == "language":
            written = self._language(value)
        elif variable == "page":
            pages = bib.pages_variable(self.source.item.type, value) == "page"
            written = pages and self._put("pages", encode(value.replace("-", "--")).replace(
                "-{}-", "--"
            ))  # fmt: skip
        elif variable == "title":
            written = self._put("title", _protected(encode(value, markup=True)))
        else:
            names = FIELDS.get(variable) or self.dialect.fields.get(variable, ())
            text = encode(value, markup=markup, lines=variable in bib.LINES)
            written = any(self._put(name, text) for name in names if self._means(name, variable))
        if not written:
            self.left[variable] = value

    def _means(self, name: str, variable: str) -> bool:
        """Whether a field will be read as that variable."""
        if name == "booktitle":
            return self.type in bib.PARTS or "title" in self.source.item.variables
        if name == "titleaddon":
            return bib.holds_container(self.type)
        return True

    def _medical(self, variable: str, value: str) -> bool:
        if not self.dialect.keys:
            return self._put(variable.lower(), encode(value))
        if "eprint" in self.fields or "eprint" in self.custom or self._is_arxiv():
            return False
        self.fields["eprint"] = encode(value)
        self.fields["eprinttype"] = "pubmed" if variable == "PMID" else "pmcid"
        return True

    def _language(self, value: str) -> bool:
        name = _LANGIDS.get(value)
        if self.dialect.keys and name and "langid" not in self.custom:
            return self._put("langid", name)
        return self._put("language", encode(value))

    def _is_arxiv(self) -> bool:
        item = self.source.item
        number = item.variables.get("number", "")
        return item.type == "article" and number.startswith("arXiv:") and len(number) > 6

    def _number(self, item: Item) -> None:
        """Write the one number that `number` means here; the others elsewhere."""
        present = {"series"} if "series" in self.fields else set()
        meant = bib.number_variable(self.type, item.type, present)
        for variable in ("number", "issue", "collection-number"):
            value = item.variables.get(variable)
            if value is None:
                continue
            if variable == "number" and self._is_arxiv() and "eprint" not in self.fields:
                self.fields["eprint"] = _verbatim(value.removeprefix("arXiv:"))
                self.fields["eprinttype" if self.dialect.keys else "archiveprefix"] = "arXiv"
            elif variable != meant or not self._put("number", encode(value)):
                self.left[variable] = value

    def _genre(self, genre: str | None) -> None:
        value = self.dialect.genre(self.type, genre)
        if value is not None and not self._put("type", encode(value)) and genre:
            self.left["genre"] = genre

    def _dates(self, item: Item) -> None:
        for variable, date in item.dates.items():
            if variable == "issued":
                self.fields.update(self.dialect.dates(date))
                continue
            name = {"accessed": "urldate", "original-date": "origdate", "event-date": "eventdate"}
            if variable not in name or not self._put(name[variable], date):
                self.left[variable] = date

    def _keywords(self, keyword: str | None) -> None:
        tags = [*self.source.tags, *([keyword] if keyword else [])]
        if tags:
            text = ", ".join(_tag(tag) for tag in tags)
            self.fields["keywords"] = text + ("," if len(tags) == 1 and text[0] == "{" else "")

    def _notes(self) -> None:
        """Write all notes into one field, between them a space that no note has."""
        notes = [encode(note, lines=True) for note in self.source.notes if note.strip()]
        if notes:
            self.fields[self.dialect.notes] = "\\par\\bigskip ".join(notes)

    def _subtype(self, item: Item) -> None:
        """Name the CSL type where reading would take the entry for another."""
        eprint = self.fields.get("eprint") or self.custom.get("eprint")
        found = {**self.custom, **self.fields}
        archive = found.get("eprinttype") or found.get("archiveprefix") or ""
        if not archive and eprint and eprint.lower().lstrip().startswith("arxiv"):
            archive = "arxiv"
        if "arxivid" in found:
            archive = archive or "arxiv"
        subtype = self.custom.get("entrysubtype")
        if bib.csl_type(self.type, subtype, archive.strip().lower()) != item.type:
            short = {"article-magazine": "magazine", "article-newspaper": "newspaper"}
            self.fields["entrysubtype"] = short.get(item.type, item.type)

    def _custom(self) -> None:
        for name, value in self.custom.items():
            if name in {OTHERS, TYPE} or name in self.fields:
                continue
            if _NAME_FIT.fullmatch(name) and value.strip():
                self.fields[name] = _raw(value)


def _delimited(name: str, value: str) -> str:
    return value if name == "month" and len(value) == 3 and value.isalpha() else f"{{{value}}}"


def _raw(value: str) -> str:
    """Raw LaTeX from a file, so that it closes where it should."""
    value = re.sub(r"\n(?=[ \t]*@)", " ", value)
    if is_balanced(value):
        return value
    value = value.replace("\\{", "\\textbraceleft{}").replace("\\}", "\\textbraceright{}")
    return value if is_balanced(value) else encode(value)


def _verbatim(value: str) -> str:
    """An address as it is, but for what would break the entry."""
    value = value.replace("\\", "%5C") if "\\" in value else value
    return value if is_balanced(value) else value.replace("{", "%7B").replace("}", "%7D")


def _tag(tag: str) -> str:
    text = encode(tag)
    return "{" + text + "}" if re.search(r"[,;]", tag) else text


def _protected(title: str) -> str:
    """A title with braces about words that would lose their capitals: DNA, iPhone, McCarthy."""
    if "\\" in title or "{" in title:
        return title
    return _ACRONYM.sub(lambda word: "{" + word[0] + "}" if _is_odd(word[0]) else word[0], title)


def _is_odd(word: str) -> bool:
    return any(character.isupper() for character in word[1:])
