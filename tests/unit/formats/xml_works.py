"""XML files for tests, and works as the XML formats can hold them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from hypothesis import strategies as st
from tagged_works import DOI, ISBN, ISSN, LINK, NUMERAL, PAGE, PARAGRAPHS, Shape, soup

from evidence.domain.items import NAMES, STRINGS, TYPES
from evidence.domain.records import Source
from evidence.formats.base import Broken, Entry

OTHERS: Mapping[str, st.SearchStrategy[str]] = {
    "DOI": DOI,
    "ISBN": ISBN,
    "ISSN": ISSN,
    "URL": LINK,
    "page": PAGE,
    "volume": NUMERAL,
    "issue": NUMERAL,
    "number-of-pages": NUMERAL,
    "abstract": PARAGRAPHS,
    "PMID": st.integers(10_000, 99_999_999).map(str),
    "PMCID": st.integers(1, 9_999_999).map("PMC{}".format),
}
_APART = {"title", "note", "annote", "keyword", "citation-key", "citation-label"}
_APART |= {"first-reference-note-number", "citation-number", "page-first", "year-suffix"}


def everything(without: Iterable[str] = ()) -> dict[str, Shape]:
    """Works of every type with every variable and role, but for those named."""
    left_out = {*_APART, *without}
    texts = sorted(STRINGS - OTHERS.keys() - left_out)
    others = {name: each for name, each in OTHERS.items() if name not in left_out}
    return {type_: (sorted(NAMES - left_out), texts, others) for type_ in sorted(TYPES)}


def without_suffixes_for_given_names(source: Source) -> bool:
    """Whether no given name looks like "Jr", which nobody could tell from one after a comma."""
    given = {name.given for names in source.item.names.values() for name in names}
    return not given & {"Jr", "Sr", "Jnr", "Snr", "Esq"}


_CORE = (
    "title", "container-title", "volume", "issue", "page", "publisher", "DOI", "ISBN", "URL"
)  # fmt: skip


def core(entry: Entry) -> dict[str, str]:
    """What a bibliography prints of a work; names as lists sort them, organizations in braces."""
    item = entry.item
    people = {
        role: "; ".join(
            name.inverted if name.literal is None else f"{{{name.literal}}}" for name in names
        )
        for role, names in item.names.items()
    }
    dated = {"issued": item.dates["issued"]} if "issued" in item.dates else {}
    held = {name: value for name, value in item.variables.items() if name in _CORE}
    return {"type": item.type, **held, **dated, **people}


def bomb(body: str) -> str:
    """A file whose entities would unfold to gigabytes."""
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 30))
    return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">{levels}]>{body}'


def noise(*pieces: str) -> st.SearchStrategy[str]:
    """Files of a format's own pieces and of XML's, in any order."""
    return soup(
        *pieces,
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<?",
        "?>",
        "<!DOCTYPE x",
        "&amp;",
        "<",
        ">",
        '"',
    )


def words_kept(text: str, results: Iterable[Entry | Broken]) -> bool:
    """Whether each word of a text stands in the text of an entry or of something broken."""
    held = " ".join(each.raw for each in results)
    return all(word in held for word in re.findall(r"(?<![\w<])word\d+", text))
