"""UNIMARC's fields, as the national libraries of the Romance and Slavic languages use them.

Source: IFLA, "UNIMARC Manual: Bibliographic Format", third edition.
"""

from __future__ import annotations

import re
from itertools import chain

from evidence.domain.names import Name
from evidence.formats._marc import (
    Field,
    Marc,
    clean,
    host_parts,
    page_count,
    place_or_publisher,
    year_of,
)
from evidence.formats._xml_work import Work, person

_ROLES = {
    code: role
    for role, *codes in (
        row.split()
        for row in """
author 070 010 040 180 305 330 460 480 520 600 635
editor 340 651
translator 730
illustrator 440
composer 230
director 300
compiler 220
interviewer 470
narrator 550
organizer 557
performer 005 250 275 590 721 755
producer 630
recipient 660
script-writer 690
curator 273
""".strip().splitlines()
    )
    for code in codes
}
_PASSED_OVER = frozenset({"280", "295", "320", "390", "400", "610", "640", "650", "723", "727"})
"""People who had no part in the work's making: dedicatees, printers, supervisors."""

_TYPES = {
    "b": "manuscript",
    "c": "musical_score",
    "e": "map",
    "g": "motion_picture",
    "i": "song",
    "j": "song",
    "k": "graphic",
    "l": "software",
}


def fill(work: Work, found: Marc) -> str:
    """Put a UNIMARC record into `work`; returns its CSL type."""
    title = found.first("200")
    if title is not None:
        parts = [clean(title.get("a"))]
        for code, value in title.subfields:
            if code in "ehi" and clean(value):
                parts.append((": " if code != "h" else ". ") + clean(value))
        work.put("title", "".join(parts))
        work.keep("statement-of-responsibility", clean("; ".join(title.every("f", "g"))))
    _people(work, found)
    work.put("edition", clean(found.get("205", "a")))
    for field in chain(found.all("210"), found.all("214"), found.all("219")):
        work.put("publisher-place", place_or_publisher(field.get("a")))
        work.put("publisher", place_or_publisher(field.get("c")))
        if "issued" not in work.dates:
            work.date("issued", year_of(field.get("d")))
    if "issued" not in work.dates:
        work.date("issued", year_of(found.get("100", "a")[9:13]))
    work.put("number-of-pages", page_count(found.get("215", "a")))
    for field in chain(found.all("225"), found.all("410")):
        if "collection-title" not in work.variables:
            work.put("collection-title", clean(field.get("a") or field.get("t")))
            work.put("collection-number", clean(field.get("v")))
    for tag, add in (("010", work.isbn), ("011", work.issn)):
        for field in found.all(tag):
            if value := field.get("a"):
                add(value)
    work.put("language", found.get("101", "a"))
    work.put("abstract", "\n".join(each.get("a") for each in found.all("330")))
    for field in found.all("300"):
        work.note(field.get("a"))
    for tag in ("600", "601", "605", "606", "607", "610"):
        for field in found.all(tag):
            work.tag(" -- ".join(field.every("a", "x", "y", "z")))
    for field in found.all("856"):
        if value := field.get("u"):
            work.put("URL", value)
    for field in found.all("328"):
        work.put("genre", clean(field.get("b") or field.get("a")))
        if university := clean(field.get("e")):
            work.variables["publisher"] = university
    return _type(work, found)


def _type(work: Work, found: Marc) -> str:
    hosts = [field for tag in ("461", "463", "464") for field in found.all(tag)]
    if "328" in found.fields:
        return "thesis"
    kind = found.leader[6:7]
    if kind in _TYPES:
        return _TYPES[kind]
    if found.leader[7:8] == "a" and hosts:
        return _held(work, hosts)
    return "periodical" if found.leader[7:8] == "s" else "book"


def _held(work: Work, hosts: list[Field]) -> str:
    """Put the set (461) and the piece of it (463) that hold a work; returns its CSL type.

    $v numbers the piece in the set: the issue in a volume, where both have one.
    """
    said: list[str] = []
    for host in hosts:
        work.put("container-title", clean(host.get("t") or host.get("a")))
        work.issn(host.get("x"))
        bare = re.fullmatch(r"[\w/-]{1,20}", clean(host.get("v")))
        said.append("" if bare else host.get("v"))
        if bare:
            work.put("issue" if "volume" in work.variables else "volume", bare[0])
        work.pages(re.sub(r"^(?:p|pp)\.?\s*", "", host.get("p")))
        if host.get("d"):
            work.dates.pop("issued", None)
            work.date("issued", year_of(host.get("d")))
    host_parts(work, " ".join(filter(None, said)), "")
    numbered = any(host.get("x") or host.get("v") for host in hosts)
    return "article-journal" if numbered else "chapter"


def _people(work: Work, found: Marc) -> None:
    for tag in ("700", "701", "702", "710", "711", "712"):
        for field in found.all(tag):
            name = person(clean(field.get("a")), clean(field.get("b")))
            if tag >= "710":
                pieces = [clean(each) for each in field.every("a", "b")]
                name = Name(literal=". ".join(pieces)) if pieces else None
            code = re.sub(r"\D", "", field.get("4"))
            default = "contributor" if tag in {"702", "712"} else "author"
            if code in _PASSED_OVER:
                work.keep("names", f"{name.text if name else ''} ({code})")
            else:
                work.name(_ROLES.get(code, default), name)
