"""What a web page says about itself, as CSL-JSON: each vocabulary read apart, then the best
of all.

Sources: Google Scholar's inclusion guidelines (Highwire's citation_* names), DCMI Metadata
Terms in HTML, PRISM 2.0, the Open Graph protocol, ANSI/NISO Z39.88-2004.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from evidence.domain import identifiers
from evidence.domain.vocabulary import IdentifierScheme
from evidence.lookup._page import Page, absolute
from evidence.lookup._payloads import csl_date, csl_names, squeezed
from evidence.lookup._schema_org import schema_org

Partial = dict[str, Any]

_DC_TYPES = MappingProxyType(
    {
        "article": "article-journal",
        "journalarticle": "article-journal",
        "text.serial.journal": "article-journal",
        "text.article": "article-journal",
        "book": "book",
        "book chapter": "chapter",
        "bookchapter": "chapter",
        "thesis": "thesis",
        "dissertation": "thesis",
        "report": "report",
        "technical report": "report",
        "dataset": "dataset",
        "software": "software",
        "conference paper": "paper-conference",
        "conferencepaper": "paper-conference",
    }
)
_COINS_GENRES = MappingProxyType(
    {
        "article": "article-journal",
        "preprint": "article",
        "proceeding": "paper-conference",
        "bookitem": "chapter",
        "book": "book",
        "conference": "book",
        "report": "report",
        "dissertation": "thesis",
    }
)
_OG_TYPES = MappingProxyType(
    {
        "book": "book",
        "books.book": "book",
        "video.movie": "motion_picture",
        "video.episode": "broadcast",
    }
)
_SEPARATOR = r"\s*[|\-–—·•:»«]\s*"
_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")


def page_item(page: Page) -> Partial:
    """A page as CSL-JSON; a `webpage` where no vocabulary knows better."""
    parts = [
        part
        for part in (
            highwire(page),
            schema_org(page),
            coins(page),
            dublin_core(page),
            open_graph(page),
            plain(page),
        )
        if part
    ]
    item: Partial = {}
    for part in parts:
        if item and not _same_work(item, part):
            continue
        for variable, value in part.items():
            if value not in (None, "", [], {}):
                item.setdefault(variable, value)
    item.setdefault("type", "webpage")
    if item["type"] == "webpage":
        item.setdefault("container-title", page.first("og:site_name", "application-name"))
    if item["type"] in {"book", "thesis", "report", "webpage"}:
        item.pop("ISSN", None)
    title = str(item.get("title") or "")
    item["title"] = _without_site(title, str(page.first("og:site_name")))
    item.setdefault("language", page.language)
    item["URL"] = address(page)
    return item


def address(page: Page) -> str:
    """The page's own address, by its own word where that names the same host."""
    for said in (page.canonical, absolute(page, page.first("og:url"))):
        own = urlsplit(said)
        if own.hostname == urlsplit(page.url).hostname and own.path.strip("/"):
            return said
    return page.url


def highwire(page: Page) -> Partial:
    """Highwire's citation_* names, which publishers write for Google Scholar."""
    title = page.first("citation_title")
    if not title:
        return {}
    journal = page.first("citation_journal_title")
    book = page.first("citation_inbook_title", "citation_book_title")
    conference = page.first("citation_conference_title", "citation_conference")
    school = page.first("citation_dissertation_institution")
    institution = page.first("citation_technical_report_institution")
    type_ = (
        "thesis"
        if school
        else "report"
        if institution
        else "chapter"
        if book and book != title
        else "article-journal"
        if journal
        else "paper-conference"
        if conference
        else "book"
        if page.first("citation_isbn")
        else "article"
        if page.first("citation_arxiv_id")
        else None
    )
    names = [
        each
        for said in page.all("citation_author", "citation_authors")
        for each in (said.split(";") if ";" in said else [said])
    ]
    start, end = page.first("citation_firstpage"), page.first("citation_lastpage")
    return {
        "type": type_,
        "title": title,
        "author": csl_names(names),
        "editor": csl_names(page.all("citation_editor")),
        "container-title": journal or book or conference,
        "container-title-short": page.first("citation_journal_abbrev"),
        "collection-title": page.first("citation_series_title"),
        "event-title": conference,
        "issued": _date(
            page.first(
                "citation_publication_date",
                "citation_cover_date",
                "citation_date",
                "citation_online_date",
                "citation_year",
            )
        ),
        "volume": page.first("citation_volume"),
        "issue": page.first("citation_issue"),
        "page": f"{start}-{end}" if start and end and start != end else start,
        "number": page.first("citation_technical_report_number", "citation_patent_number"),
        "publisher": school or institution or page.first("citation_publisher"),
        "DOI": _identifier(IdentifierScheme.DOI, page.all("citation_doi")),
        "ISBN": _identifier(IdentifierScheme.ISBN, page.all("citation_isbn")),
        "ISSN": _identifier(IdentifierScheme.ISSN, page.all("citation_issn")),
        "PMID": _identifier(IdentifierScheme.PMID, page.all("citation_pmid")),
        "PMCID": _identifier(IdentifierScheme.PMCID, page.all("citation_pmcid")),
        "language": page.first("citation_language"),
        "abstract": page.first("citation_abstract"),
        "keyword": ", ".join(page.all("citation_keywords", "citation_keyword")),
    }


def coins(page: Page) -> Partial:
    """The page's COinS, where it holds one: several are of the works that it lists."""
    if len(page.coins) != 1:
        return {}
    pairs = page.coins[0]

    def said(*names: str) -> str:
        return next((pairs[f"rft.{name}"][0] for name in names if f"rft.{name}" in pairs), "")

    type_ = _COINS_GENRES.get(said("genre"))
    part = said("atitle")
    title = part or said("title", "btitle", "jtitle")
    if not title:
        return {}
    names = list(pairs.get("rft.au", ()))
    family, given = said("aulast"), said("aufirst") or said("auinit")
    if family:
        first = f"{family}, {given}" if given else family
        names = [first, *(each for each in names if family not in each)]
    start, end = said("spage"), said("epage")
    return {
        "type": type_ or ("article-journal" if part and said("jtitle") else None),
        "title": title,
        "author": csl_names(names),
        "container-title": said("jtitle", "btitle", "title") if part else "",
        "issued": _date(said("date")),
        "volume": said("volume"),
        "issue": said("issue"),
        "page": said("pages") or (f"{start}-{end}" if start and end else start),
        "edition": said("edition"),
        "collection-title": said("series"),
        "publisher": said("pub"),
        "publisher-place": said("place"),
        "DOI": _identifier(IdentifierScheme.DOI, pairs.get("rft_id", ())),
        "ISBN": _identifier(IdentifierScheme.ISBN, pairs.get("rft.isbn", ())),
        "ISSN": _identifier(IdentifierScheme.ISSN, pairs.get("rft.issn", ())),
    }


def dublin_core(page: Page) -> Partial:
    """DC and DCTERMS names, and PRISM's for what those lack."""

    def every(name: str) -> tuple[str, ...]:
        return page.all(f"dc.{name}", f"dcterms.{name}", f"dc:{name}", f"dcterms:{name}")

    def said(name: str) -> str:
        return next(iter(every(name)), "")

    def prism(*names: str) -> str:
        return page.first(*(f"prism.{name}" for name in names))

    title = said("title")
    if not title:
        return {}
    given = (*every("identifier"), *page.all("prism.doi", "dc.identifier.doi"))
    journal = prism("publicationname")
    start, end = prism("startingpage"), prism("endingpage")
    return {
        "type": _DC_TYPES.get(said("type").lower()) or ("article-journal" if journal else None),
        "title": title,
        "author": csl_names(
            every("creator") or page.all("dc.creator.personalname", "dc.contributor.author")
        ),
        "container-title": journal,
        "issued": _date(
            said("issued")
            or page.first("prism.publicationdate", "dc.date.issued", "dcterms.created")
            or said("date")
        ),
        "volume": prism("volume"),
        "issue": prism("number", "issueidentifier"),
        "page": f"{start}-{end}" if start and end and start != end else start,
        "publisher": said("publisher"),
        "language": said("language"),
        "abstract": said("abstract") or said("description"),
        "DOI": _identifier(IdentifierScheme.DOI, given),
        "ISBN": _identifier(IdentifierScheme.ISBN, (*given, *page.all("prism.isbn"))),
        "ISSN": _identifier(IdentifierScheme.ISSN, page.all("prism.issn", "prism.eissn")),
    }


def open_graph(page: Page) -> Partial:
    """What a page shows where somebody links it."""
    title = page.first("og:title", "twitter:title")
    if not title:
        return {}
    authors = page.all("article:author", "book:author", "og:article:author")
    return {
        "type": _OG_TYPES.get(page.first("og:type").lower()),
        "title": title,
        "author": csl_names(each for each in authors if "://" not in each),
        "issued": _date(
            page.first("article:published_time", "og:article:published_time", "book:release_date")
        ),
        "abstract": page.first("og:description"),
        "ISBN": _identifier(IdentifierScheme.ISBN, page.all("book:isbn")),
    }


def plain(page: Page) -> Partial:
    """HTML's own names, and the title."""
    return {
        "title": page.title,
        "author": csl_names(
            each
            for each in page.all("author", "parsely-author", "sailthru.author")
            if "://" not in each
        ),
        "issued": _date(
            page.first(
                "datepublished",
                "date",
                "pubdate",
                "publish-date",
                "parsely-pub-date",
                "sailthru.date",
            )
        ),
        "abstract": page.first("description"),
    }


def _same_work(item: Mapping[str, Any], part: Mapping[str, Any]) -> bool:
    """Whether two vocabularies plausibly speak of one work, by their titles and DOIs."""
    dois = item.get("DOI"), part.get("DOI")
    if all(dois) and dois[0] != dois[1]:
        return False
    ours, theirs = _bare(str(item.get("title") or "")), _bare(str(part.get("title") or ""))
    return not ours or not theirs or ours in theirs or theirs in ours


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def _without_site(title: str, site: str) -> str:
    """A title without the site's name, which many pages put behind or before it."""
    if not site:
        return title
    name = re.escape(site)
    cut = re.sub(rf"(?i){_SEPARATOR}{name}$|^{name}{_SEPARATOR}", "", title)
    return cut.strip() or title


def _date(text: str) -> dict[str, Any] | None:
    """A date, or the one year that an unclear one names."""
    found = csl_date(text) if text else None
    if found is None and (years := set(_YEAR.findall(text))) and len(years) == 1:
        return csl_date(years.pop())
    return found


def _identifier(scheme: IdentifierScheme, texts: tuple[str, ...]) -> str:
    """The first of these texts that is an identifier of that scheme, in its normal form."""
    for text in texts:
        bare = re.sub(r"(?i)^info:(?:doi|pmid)/", "", squeezed(text))
        normal = identifiers.normalise_or_none(scheme, bare)
        if normal:
            return normal
    return ""
