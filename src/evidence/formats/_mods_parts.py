"""The parts of a MODS record: where and when it appeared, its extent, numbers and places."""

from __future__ import annotations

import re
from collections.abc import Iterable

from evidence.domain import dates
from evidence.errors import BadInput
from evidence.formats._marc import date_in, host_parts
from evidence.formats._xml_tree import Element, at, every, squeeze, text
from evidence.formats._xml_work import Work

_EXTENT = re.compile(
    r"(?<!\d)(\d+)\s*(?:unnumbered\s+)?(?:p\b|pp\b|pages?\b|leaves|S\b|Seiten|str\b|s\.|pag)",
    re.IGNORECASE,
)


def origin(work: Work, mods: Element) -> None:
    """Publisher, place, edition and dates: the work's own, else its host's."""
    for parent in (
        mods,
        *(each for each in mods.findall("relatedItem") if each.get("type") == "host"),
    ):
        origins = parent.findall("originInfo")
        publication = [each for each in origins if each.get("eventType") in {None, "publication"}]
        for origin in publication or origins:
            if "publisher" not in work.variables:
                publishers = every(origin, "publisher") or _agents(origin)
                _publisher(work, "; ".join(dict.fromkeys(publishers)))
        if "publisher-place" not in work.variables:
            work.put("publisher-place", place_of(publication or origins))
        for origin in origins:
            if "edition" not in work.variables:
                work.put("edition", at(origin, "edition"))
            if parent is mods:
                work.keep("frequency", at(origin, "frequency"))
        _issued(work, publication or origins)
        for origin in origins:
            for path, variable in (("dateCaptured", "accessed"), ("dateModified", "modified")):
                if variable == "accessed" and "accessed" not in work.dates:
                    work.date("accessed", at(origin, path))
                elif variable == "modified":
                    work.keep("modified", at(origin, path))


def _publisher(work: Work, value: str) -> None:
    """Set the publisher, and the place that a catalogue's card has before it: "Bern : Lang"."""
    place, colon, name = value.partition(" : ")
    work.put("publisher", name if colon else value)
    if colon:
        work.put("publisher-place", place)


def _agents(origin: Element) -> list[str]:
    """The publishers as MODS 3.8 has them: agents with a role."""
    return [
        at(agent, "namePart")
        for agent in origin.findall("agent")
        if at(agent, "role/roleTerm").lower() in {"publisher", "pbl"}
    ]


def place_of(origins: Iterable[Element]) -> str:
    """The places of publication, not their codes."""
    found: list[str] = []
    for origin in origins:
        for place in origin.findall("place"):
            terms = [each for each in place.findall("placeTerm") if each.get("type") != "code"]
            found += [text(each) for each in terms]
    return "; ".join(dict.fromkeys(each for each in found if each))


def _issued(work: Work, origins: list[Element]) -> None:
    for kind in ("dateIssued", "copyrightDate", "dateCreated", "dateOther", "dateValid"):
        found = [date for origin in origins for date in origin.findall(kind) if text(date)]
        found.sort(key=lambda each: (each.get("keyDate") != "yes", not each.get("encoding")))
        if found and "issued" not in work.dates:
            starts = [_qualified(each) for each in found if each.get("point") == "start"]
            ends = [_qualified(each) for each in found if each.get("point") == "end"]
            single = [_qualified(each) for each in found if not each.get("point")]
            value = single[0] if single else ""
            if not value and starts:
                end = ".." if ends and ends[0] in {"9999", "uuuu"} else "".join(ends[:1])
                value = f"{starts[0]}/{end}" if ends and end != starts[0] else starts[0]
            work.date("issued", value or "".join(ends[:1]))


def _qualified(date: Element) -> str:
    """A date with EDTF's mark for the doubt that its attribute says."""
    value = _machine_date(text(date))
    mark = {"approximate": "~", "questionable": "?"}.get(squeeze(date.get("qualifier")), "")
    plain = re.fullmatch(r"\d{4}(?:-\d\d){0,2}", value)
    return f"{value}{mark}" if plain and value != "9999" else value


def _machine_date(value: str) -> str:
    """A date as encodings and cataloguers write it: 20200315, c1998., [1998?], 1998-03T10:00."""
    try:
        return str(dates.parse(value))
    except BadInput:
        pass
    value = re.sub(r"(?<=\d)T[\d:.]+(?:Z|[+-][\d:]+)?$", "", value)
    if match := re.fullmatch(r"((?:1[5-9]|20)\d\d)(0[1-9]|1[0-2])(\d\d)?", value):
        return "-".join(part for part in match.groups() if part)
    value = value.strip("[] .,;")
    if match := re.fullmatch(r"(1[5-9]\d|20\d|1[5-9]|20)-{1,2}(\?)?\]?(\?)?", value):
        return f"{match[1]:X<4}{'?' if match[2] or match[3] else ''}"
    return re.sub(r"^(?:c|©|cop\.?|p|℗)\s*(?=\d{4})", "", value)


def part(work: Work, parent: Element | None) -> None:
    """Volume, issue, section and pages."""
    if parent is None:
        return
    for part in parent.findall("part"):
        for detail in part.findall("detail"):
            kind = squeeze(detail.get("type")).lower()
            number = at(detail, "number") or at(detail, "caption") or at(detail, "title")
            number = number or text(detail)
            if kind == "volume":
                work.put(
                    "volume",
                    re.sub(r"^(?:v(?:ol)?\.?|volume|Bd\.?)\s*(?=\d)", "", number, flags=re.I),
                )
            elif kind in {"issue", "number", "no"}:
                work.put(
                    "issue", re.sub(r"^(?:no\.?|issue|nr\.?)\s*(?=\d)", "", number, flags=re.I)
                )
            elif kind in {"page", "pages"}:
                work.pages(number)
            elif kind in {"section", "chapter", "part", "report number", "version"}:
                names = {"section": "section", "chapter": "chapter-number", "part": "part-number"}
                names |= {"report number": "number", "version": "version"}
                work.put(names[kind], number)
            else:
                work.keep(kind or "detail", number)
        for extent in part.findall("extent"):
            _extent(work, extent)
        if said := at(part, "text"):
            host_parts(work, said, "")
            if "issued" not in work.dates:
                work.date("issued", date_in(said))
        if "issued" not in work.dates:
            work.date("issued", _machine_date(at(part, "date")))
        if squeeze(part.text):
            work.keep("part", squeeze(part.text))


def _extent(work: Work, extent: Element) -> None:
    start, end = at(extent, "start"), at(extent, "end")
    listed = at(extent, "list")
    if (extent.get("unit") or "page").lower() not in {"page", "pages", "p", "pp"}:
        work.keep("extent", " ".join((start, end, listed)))
        return
    if start or end:
        work.pages(f"{start}-{end}" if start and end and start != end else start or end)
    else:
        work.pages(listed or ("" if len(extent) else text(extent)))
    if total := at(extent, "total"):
        work.put("number-of-pages", total)


def physical(work: Work, mods: Element) -> None:
    """Extent, form and medium."""
    for extent in mods.findall("physicalDescription/extent"):
        value = text(extent)
        pages = _EXTENT.search(value)
        if extent.get("unit") == "pages" and value.isdigit():
            work.put("number-of-pages", value)
        elif pages:
            work.put("number-of-pages", pages[1])
            if pages[0] != value:
                work.keep("extent", value)
        else:
            work.put("dimensions", value)
    for form in mods.findall("physicalDescription/form"):
        if (form.get("authority") or "").startswith("marc"):
            work.keep("form", text(form))
        else:
            work.put("medium", text(form))
    for path in ("internetMediaType", "note", "digitalOrigin"):
        for value in every(mods, f"physicalDescription/{path}"):
            work.keep(path, value)


def identifiers(work: Work, parent: Element, *, hosting: bool = False) -> None:
    """The identifiers of a work, or of its host (`hosting`)."""
    for identifier in parent.findall("identifier"):
        kind = squeeze(identifier.get("type")).lower().replace(" ", "-")
        value = text(identifier)
        if identifier.get("invalid") == "yes":
            work.keep(f"invalid-{kind}", value)
        elif kind == "isbn":
            work.isbn(value)
        elif kind in {"issn", "issn-l", "eissn", "pissn"}:
            work.issn(value)
        elif hosting:
            if kind != "citekey":
                work.keep(f"host-{kind or 'identifier'}", value)
        elif kind == "doi" or (
            kind in {"uri", "hdl", ""} and re.search(r"doi\.org/10\.|^doi:", value)
        ):
            work.doi(value)
        elif kind in {"pmid", "pubmed"}:
            work.put("PMID", value)
        elif kind in {"pmc", "pmcid"}:
            work.put("PMCID", value)
        elif kind in {"uri", "url", "hdl"} and re.match(r"https?://", value):
            work.put("URL", value)
        elif kind == "report-number":
            work.put("number", value)
        elif kind != "citekey":
            work.keep(kind or "identifier", value)


def places(work: Work, mods: Element) -> None:
    """Addresses, archives and shelves."""
    locations = mods.findall("location")
    urls = [url for place in locations for url in place.findall("url") if text(url)]
    urls.sort(
        key=lambda each: (
            each.get("usage") not in {"primary display", "primary"},
            each.get("access") == "preview",
        )
    )
    for url in urls:
        address = text(url)
        if url.get("access") == "raw object":
            work.file(address)
        elif "URL" not in work.variables or work.variables["URL"] == address:
            work.put("URL", address)
        else:
            work.keep("urls", address)
        work.date("accessed", url.get("dateLastAccessed"))
    for place in locations:
        work.put("archive", at(place, "physicalLocation"))
        shelf = at(place, "shelfLocator") or at(place, "holdingSimple/copyInformation/shelfLocator")
        work.put("archive_location", shelf)
    for number in every(mods, "classification"):
        work.put("call-number", number)
