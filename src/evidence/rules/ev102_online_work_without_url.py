"""EV102: a work of an online or newspaper list does not say where or when it was read."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.domain.findings import SubjectKind
from evidence.domain.records import Paper
from evidence.domain.vocabulary import Severity
from evidence.rules._words import words
from evidence.rules._works import named
from evidence.rules.base import Found, Rule

_ONLINE = frozenset(
    words(
        """online internet web website websites webpage webpages weblinks webography newspaper
    newspapers news press media
    journaux presse medias webographie sitographie
    onlinequellen internetquellen webquellen webseiten zeitungen zeitungsartikel medien
    prensa periodicos diarios medios hemerografia webgrafia
    jornais imprensa midia sitografia giornali quotidiani"""
    )
)
"""Words of headings, without accents, in English, French, German, Spanish, Portuguese, Italian."""

_PRINTED = frozenset(
    words(
        """book books journal journals monographs livres ouvrages revues bucher zeitschriften libros
    revistas livros libri riviste periodicos diarios"""
    )
)
"""Words that promise printed works too; "periódicos" are journals in Portuguese."""

_ONLINE_TYPES = frozenset({"article-newspaper", "post", "post-weblog", "webpage"})
_PRINTED_TYPES = frozenset({"book", "chapter", "thesis"})
_PLACES = ("URL", "DOI", "PMID", "PMCID", "page")


def look(paper: Paper) -> Iterator[Found]:
    seen: set[str] = set()
    for entry in paper.references:
        heading = set(words(entry.section))
        if not heading & _ONLINE:
            continue
        mixed = bool(heading & _PRINTED)
        for key in entry.sources:
            item = paper.sources[key].item
            findable = "accessed" in item.dates or any(item.variables.get(v) for v in _PLACES)
            printed = item.type in _PRINTED_TYPES or (mixed and item.type not in _ONLINE_TYPES)
            if key in seen or findable or printed:
                continue
            seen.add(key)
            yield Found(
                key,
                f"{named(paper.sources[key])} stands under “{entry.section}” "
                "with neither URL nor access date",
            )


RULE = Rule(
    code="EV102",
    name="online-work-without-url",
    severity=Severity.WARNING,
    kind=SubjectKind.SOURCE,
    what=(
        "Reports each work in a list of websites, newspapers or other media that has neither "
        "URL nor access date. A DOI or a printed page says where to find it as well."
    ),
    why=(
        "Web pages move and change, and newspapers print several stories a day on one subject: "
        "title and date alone do not lead a reader to what the author read."
    ),
    example="Under “Websites”: “News Agency. ‘Two Ministers Meet.’ The Daily, May 4, 2021.”",
    mend="Add the URL, for a page that may change also the access date; in print, the page.",
    look=look,
)
