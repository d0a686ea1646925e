"""A raw entry of a .bib file as a work."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from evidence.domain.items import DATES, NAMES, Item
from evidence.domain.names import Name
from evidence.formats import _bibtex_fields as bib
from evidence.formats import _bibtex_identifiers as identifiers
from evidence.formats._bibtex_dates import read_date, read_parts, said_year
from evidence.formats._bibtex_inherit import Parents
from evidence.formats._bibtex_names import read_names, split
from evidence.formats._bibtex_pack import unpack
from evidence.formats._bibtex_parser import RawEntry, scan
from evidence.formats._remarks import twice, unknown_type, unread_date
from evidence.formats.base import Broken, Entry, Read
from evidence.opening.latex import closing_brace, decode
from evidence.opening.latex_tables import JOURNALS

FAMILY = "bibtex"
"""Under which name `Item.custom` keeps what CSL has no variable for."""
OTHERS = "others"
"""What `custom` calls the roles whose names end in "and others"."""
TYPE = "entrytype"
"""What `custom` calls an entry type that the CSL type does not imply."""

_LIST = re.compile(r"[{},;]")
_BETWEEN_NOTES = re.compile(r"\\par\s*\\bigskip(?![a-zA-Z])")
_USUAL = frozenset(
    """article book inbook incollection inproceedings inreference online thesis phdthesis
    mastersthesis report techreport unpublished patent dataset software misc periodical booklet
    collection""".split()
)
"""Entry types that writing finds again by itself."""


def read(text: str) -> Read:
    """The works of a .bib file, BibTeX's or biblatex's, in order.

    Of a field given twice the first counts, the second stands in `custom` as `name_2`. Of
    two entries with one key both are read. `@xdata` is no work.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    known = Parents(text)
    for entry in scan(text):
        if isinstance(entry, Broken):
            yield entry
        elif entry.type != "xdata":
            if not entry.fields:
                yield Broken(entry.line, entry.raw, "an entry without any field")
                continue
            own, remarks = _once(entry.fields)
            fields = known.inherited(entry.type, own)
            if fields is None:
                yield Broken(entry.line, entry.raw, "what entries take over grows beyond measure")
                continue
            yield _Work(entry, fields, [*entry.remarks, *remarks]).entry()


def _once(given: list[tuple[str, str]]) -> tuple[dict[str, str], list[str]]:
    """Fields by name, those given again under a name of their own, and a remark of each."""
    fields = dict(given)
    if len(fields) == len(given):
        return fields, []
    names = set(fields)
    fields = {}
    remarks = []
    times: Counter[str] = Counter()
    for name, value in given:
        if fields.setdefault(name, value) != value:
            times[name] += 1
            while f"{name}_{times[name] + 1}" in names:
                times[name] += 1
            again = f"{name}_{times[name] + 1}"
            fields[again] = value
            remarks.append(twice(name, fields[name], value, again))
    return fields, remarks


class _Work:
    """One entry on its way: what is understood is taken out of `fields`, the rest is kept."""

    def __init__(self, raw: RawEntry, fields: dict[str, str], remarks: list[str]) -> None:
        self.raw = raw
        self.fields = fields
        self.remarks = remarks
        self.variables: dict[str, str] = {}
        self.dates: dict[str, str] = {}
        self.names: dict[str, tuple[Name, ...]] = {}
        self.custom: dict[str, Any] = {}
        self.tags: list[str] = []
        self.notes: list[str] = []
        self.files: tuple[str, ...] = ()
        self.link: str | None = None

    def entry(self) -> Entry:
        """The work, with everything that the entry says."""
        archive = self._archive()
        subtype = self.fields.get("entrysubtype")
        csl = bib.csl_type(self.raw.type, subtype, archive)
        if subtype and subtype.strip().lower() in bib.SUBTYPES:
            del self.fields["entrysubtype"]
        if self.raw.type not in _USUAL:
            self.custom[TYPE] = self.raw.type
        if self.raw.type not in bib.CSL_TYPES:
            self.remarks.append(unknown_type(self.raw.type, csl))
        self._titles()
        self._imprint(csl)
        self._numbers(csl)
        self._simple()
        self._dates()
        self._names()
        self._identifiers(csl, archive)
        self._about()
        self._rest()
        custom = {FAMILY: self.custom} if self.custom else {}
        item = Item(csl, self.variables, self.dates, self.names, custom)
        return Entry(
            item,
            self.raw.line,
            self.raw.raw,
            self.raw.key,
            tuple(dict.fromkeys(self.tags)),
            tuple(self.notes),
            self.files,
            tuple(dict.fromkeys(self.remarks)),
        )

    def _set(self, variable: str, value: str) -> bool:
        """Give a variable its value unless it has one; whether it now has this one."""
        text = decode(value, markup=variable in bib.RICH, lines=variable in bib.LINES)
        if text and variable not in self.variables:
            self.variables[variable] = text
            return True
        return not text or self.variables[variable] == text

    def _take(self, field: str, variable: str) -> None:
        if field in self.fields and self._set(variable, self.fields[field]):
            del self.fields[field]

    def _archive(self) -> str:
        fields = self.fields
        named = fields.get("eprinttype") or fields.get("archiveprefix") or ""
        if not named and ("arxivid" in fields or _is_arxiv(fields.get("eprint", ""))):
            named = "arxiv"
        return named.strip().lower()

    def _joined(self, title: str, subtitle: str) -> str | None:
        """A title with its subtitle, as raw LaTeX."""
        main, sub = self.fields.pop(title, None), self.fields.pop(subtitle, None)
        if main is None or sub is None:
            return main if main is not None else sub
        separator = " " if main.rstrip("} ")[-1:] in {":", "?", "!", "."} else ": "
        return f"{main}{separator}{sub}"

    def _titles(self) -> None:
        fields = self.fields
        title = self._joined("title", "subtitle")
        booktitle = self._joined("booktitle", "booksubtitle")
        if title is None and booktitle is not None and self.raw.type not in bib.PARTS:
            title, booktitle = booktitle, None
        if title is None and "maintitle" in fields:
            title = self._joined("maintitle", "mainsubtitle")
        if title is not None:
            self._set("title", title)
            self.link = identifiers.address(title) if "\\href" in title else None
        if "journaltitle" not in fields and "fjournal" in fields:
            fields["journaltitle"] = fields.pop("fjournal")
            if "journal" in fields:
                fields.setdefault("shortjournal", fields.pop("journal"))
        if self.raw.type in bib.PARTS and booktitle and self._set("container-title", booktitle):
            booktitle = None
        for journal in bib.JOURNALS:
            if container := self._joined(journal, "journalsubtitle"):
                if "container-title" in self.variables:
                    fields[journal] = container
                else:
                    macro = container.strip().removeprefix("\\")
                    named = JOURNALS.get(macro, "") if macro != container.strip() else ""
                    self._set("container-title", named or container)
        whole = self.raw.type in bib.BOOKS  # its `booktitle` is for the parts to take over
        if booktitle and (whole or not self._set("container-title", booktitle)):
            fields["booktitle"] = booktitle
        if bib.holds_container(self.raw.type) and "container-title" not in self.variables:
            self._take("titleaddon", "container-title")
        self._take("shortjournal", "container-title-short")

    def _imprint(self, csl: str) -> None:
        if csl == "legal_case":
            self._take("institution", "authority")
        for field in bib.PUBLISHERS:
            self._take(field, "publisher")
        kind = self.fields.pop("type", "").strip()
        genre = bib.GENRES.get(kind.strip("{}").lower(), kind)
        if not genre and self.raw.type in {"phdthesis", "mastersthesis"}:
            genre = bib.GENRES[self.raw.type]
        if genre.lower() not in bib.NO_GENRES or csl not in {"thesis", "report"}:
            self._set("genre", genre)

    def _numbers(self, csl: str) -> None:
        fields = self.fields
        if "number" in fields:
            self._take("number", bib.number_variable(self.raw.type, csl, fields))
        self._take("issue", "issue")
        for field in ("pages", "page", "eid", "articleno", "art_number"):
            if field in fields and "page" not in self.variables:
                pages = identifiers.pages(fields[field])
                variable = bib.pages_variable(csl, pages) if field == "pages" else "page"
                if variable not in self.variables:
                    del fields[field]
                    self._set(variable, pages)

    def _simple(self) -> None:
        fields = self.fields
        for field, variable in bib.VARIABLES.items():
            if field in fields and not (field == "note" and identifiers.is_address(fields[field])):
                self._take(field, variable)
        if state := fields.pop("pubstate", "").strip():
            self._set("status", bib.STATES.get(state.lower(), state))
        langid = fields.get("langid") or fields.get("hyphenation") or ""
        self._take("language", "language")
        tag = bib.LANGUAGES.get(langid.strip().lower(), langid)
        if tag and self._set("language", tag):
            fields.pop("langid", fields.pop("hyphenation", None))

    def _dates(self) -> None:
        fields = self.fields
        given_dates = [fields.get(field, "") for field in ("date", "year", "month", "day")]
        unsaid = False
        if "date" in fields and (date := read_date(fields["date"])):
            self.dates["issued"] = date
            del fields["date"]
            if "year" in fields and fields["year"].strip() in {date[:4], said_year(date)}:
                del fields["year"]
            if re.match(r"\d{4}-(?:0[1-9]|1[0-2])", date):
                fields.pop("month", None)
        elif "year" in fields or "month" in fields:
            year = fields.get("year", "")
            date, whole = read_parts(year, fields.get("month", ""), fields.get("day", ""))
            if date:
                self.dates["issued"] = date
                unsaid = not whole
                if whole:
                    fields.pop("month", None)
                    fields.pop("day", None)
                if whole or year.strip() == date[:4]:
                    fields.pop("year", None)
            elif state := bib.UNDATED_STATES.get(decode(year).lower().strip(" .()")):
                self.variables.setdefault("status", state)
        if "issued" not in self.dates and (said := read_date(fields.get("date", ""), roughly=True)):
            self.dates["issued"] = said
            unsaid = True
        issued = self.dates.get("issued")
        if unsaid or (issued is None and "status" not in self.variables):
            said_so = " ".join(decode(each) for each in given_dates if each.strip())
            if said_so:
                self.remarks.append(unread_date("date", said_so, issued))
        for field, variable in bib.DATE_FIELDS.items():
            given = fields.get(field) if variable not in self.dates else None
            if given and (date := read_date(given)):
                self.dates[variable] = date
                del fields[field]
            elif given and given.strip():
                self.remarks.append(unread_date(field, decode(given), None))

    def _names(self) -> None:
        fields = self.fields
        for field in [*bib.ROLES, *_slots(fields)]:
            if field not in fields:
                continue
            kind = fields.get(f"{field}type", "").strip().lower()
            role = bib.KINDS.get(kind)
            if field in bib.ROLES and role is None:
                role = bib.ROLES[field]
            if role is not None and self._role(role, fields[field]):
                del fields[field]
                if kind in bib.KINDS:
                    del fields[f"{field}type"]

    def _identifiers(self, csl: str, archive: str) -> None:
        fields = self.fields
        if "doi" in fields and (doi := identifiers.doi(fields["doi"])):
            self.variables["DOI"] = doi
            del fields["doi"]
        for field, variable in (("isbn", "ISBN"), ("issn", "ISSN")):
            if field in fields and (number := identifiers.number(fields.pop(field))):
                self.variables[variable] = number
        if url := identifiers.verbatim(fields.pop("url", "")):
            self.variables["URL"] = url
        for field in bib.ADDRESSES:
            given = fields.get(field, "")
            found = identifiers.address(given) if given else None
            known = self.variables.setdefault("URL", found) if found else None
            if found and known == found and identifiers.is_address(given):
                del fields[field]
        if self.link and "URL" not in self.variables:
            self.variables["URL"] = self.link
        self._take("note", "note")
        if archive == "pubmed" and "eprint" in fields:
            self._identify("eprint", "PMID", "eprinttype", "archiveprefix")
        elif archive == "pmcid" and "eprint" in fields:
            self._identify("eprint", "PMCID", "eprinttype", "archiveprefix")
        elif csl == "article" and archive == "arxiv" and "number" not in self.variables:
            given = fields.get("eprint") or fields.get("arxivid") or ""
            bare = re.sub(r"(?i)^\s*arxiv\s*:\s*", "", identifiers.verbatim(given))
            if bare:
                self.variables["number"] = f"arXiv:{bare}"
                for field in ("eprint", "arxivid", "eprinttype", "archiveprefix"):
                    fields.pop(field, None)
        for field, variable in (("pmid", "PMID"), ("pmcid", "PMCID"), ("pmc", "PMCID")):
            if field in fields:
                self._identify(field, variable)

    def _identify(self, field: str, variable: str, *with_it: str) -> None:
        if variable not in self.variables and (value := decode(self.fields[field])):
            self.variables[variable] = value
            for each in (field, *with_it):
                self.fields.pop(each, None)

    def _about(self) -> None:
        fields = self.fields
        for field in bib.TAGS:
            if field in fields:
                self.tags.extend(_tags(fields.pop(field)))
        for field in bib.NOTES:
            if field in fields:
                pieces = _BETWEEN_NOTES.split(fields.pop(field))
                notes = (decode(piece, lines=True) for piece in pieces)
                self.notes.extend(note for note in notes if note)
        for field in bib.FILES:
            if not self.files and (given := fields.get(field, "").strip()):
                self.files = identifiers.files(given) if field == "file" else (given,)

    def _rest(self) -> None:
        """Keep what is left, first as what its name says where that is CSL's."""
        packed = self.fields.pop("usera", None)
        if packed is not None:
            held = unpack(decode(packed, markup=True, lines=True))
            if held is None:
                self.fields["usera"] = packed
            for name, value in (held or {}).items():
                self._unpacked(name, value)
        for field in list(self.fields):
            value = self.fields[field]
            if field in bib.OWN_VARIABLES:
                self._take(field, bib.OWN_VARIABLES[field])
            elif field in bib.OWN_DATES and (date := read_date(value)):
                self.dates.setdefault(field, date)
                del self.fields[field]
            elif field in bib.OWN_ROLES and self._role(field, value):
                del self.fields[field]
        self.custom.update((field, value) for field, value in self.fields.items() if value.strip())

    def _unpacked(self, name: str, value: str) -> None:
        if name in NAMES:
            self._role(name, value)
        else:
            (self.dates if name in DATES else self.variables).setdefault(name, value)

    def _role(self, role: str, value: str) -> bool:
        """Give a role its names unless it has some; whether they are read."""
        names, others = read_names(value)
        if not names or role in self.names:
            return False
        self.names[role] = names
        if others:
            self.custom[OTHERS] = f"{self.custom.get(OTHERS, '')} {role}".strip()
        return True


def _slots(fields: dict[str, str]) -> Iterator[str]:
    """Fields of names whose role stands in a field of its own."""
    for stem in ("editor", "name"):
        for letter in "abc":
            if f"{stem}{letter}" in fields:
                yield f"{stem}{letter}"


def _is_arxiv(eprint: str) -> bool:
    return bool(re.match(r"\s*arxiv\s*:", eprint, re.IGNORECASE))


def _tags(value: str) -> list[str]:
    """Keywords between semicolons and commas outside braces."""
    value = value.strip()
    while value.startswith("{") and closing_brace(value, 0) == len(value) - 1 and len(value) > 1:
        value = value[1:-1]
        if not re.search(r"[,;]", value):
            break
    return [tag for piece in split(value, _LIST) if (tag := decode(piece))]
