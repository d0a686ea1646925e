"""What the repositories of Invenio (INSPIRE, CERN, Zenodo) write into MARC of their own.

A journal stands in 773 as $p, with $v, $n, $c (pages) and $y for volume, issue, pages and
year; all in 700 are authors; 980 names the collection, which tells the type.

Source: INSPIRE's and Zenodo's MARC templates.
"""

from __future__ import annotations

from types import MappingProxyType

from evidence.formats._marc import Field, Marc
from evidence.formats._xml_work import Work

_COLLECTIONS = MappingProxyType(
    {
        "hep": "", "citeable": "", "published": "", "core": "", "publication": "", "arxiv": "",
        "conferencepaper": "paper-conference", "proceedings": "book", "proceeding": "book",
        "poster": "speech", "presentation": "speech", "image": "graphic", "figure": "figure",
        "video": "motion_picture", "workingpaper": "report", "technicalnote": "report",
        "article": "article-journal", "preprint": "article", "thesis": "thesis",
        "dataset": "dataset", "software": "software", "book": "book", "section": "chapter",
        "bookchapter": "chapter", "report": "report", "patent": "patent", "lesson": "document",
    }
)  # fmt: skip
"""CSL types by collection; those that tell none are only a mark of Invenio."""


def is_invenio(found: Marc) -> bool:
    """Whether a record follows Invenio's customs."""
    return bool(_collections(found)) or any(_is_journal(each) for each in found.all("773"))


def type_of(found: Marc) -> str | None:
    """The CSL type, None where the customs of Invenio do not tell it."""
    types = [type_ for each in _collections(found) if (type_ := _COLLECTIONS[each])]
    types.sort(key=lambda each: each in {"article-journal", "article"})
    journal = any(_is_journal(each) for each in found.all("773"))
    if journal and (not types or types[0] == "article"):
        return "article-journal"
    return types[0] if types else None


def fill_host(work: Work, field: Field) -> bool:
    """Put a journal as Invenio has it into `work`; False where it is another kind of host."""
    if not _is_journal(field):
        return False
    work.put("container-title", field.get("p"))
    work.put("volume", field.get("v"))
    work.put("issue", field.get("n"))
    work.pages(field.get("c"))
    if "issued" not in work.dates:
        work.date("issued", field.get("y"))
    return True


def _is_journal(field: Field) -> bool:
    return bool(field.get("p")) and bool(field.get("v") or field.get("c"))


def _collections(found: Marc) -> list[str]:
    given = [each.lower() for field in found.all("980") for each in field.every("b", "a")]
    return [each for each in given if each in _COLLECTIONS]
