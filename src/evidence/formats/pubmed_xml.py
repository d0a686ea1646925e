"""PubMed XML, as PubMed's "Save" and NCBI's efetch give it: articles and books.

Source: NLM, "MEDLINE/PubMed XML element descriptions and their attributes" and the DTD
`pubmed_190101`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import MappingProxyType

from evidence.domain.names import Name
from evidence.formats._remarks import RETRACTED, retracted
from evidence.formats._xml import Layout, Record, read
from evidence.formats._xml_tree import Element, at, attribute, every, first, squeeze, text
from evidence.formats._xml_work import Work, full_pages, literal, pages, person
from evidence.formats.base import Entry, Format, Read

_SET = frozenset({"PubmedArticleSet", "PubmedBookArticleSet", "MedlineCitationSet"})
_DELETED = frozenset({"DeleteCitation", "DeleteDocument"})
_ARTICLES = Layout("PubmedArticle|PubmedBookArticle", _SET, _DELETED)
_CITATIONS = Layout("MedlineCitation", _SET, _DELETED)

_SMALL = frozenset("a an and as at but by for from in into nor of on or so the to up with".split())
_ENGLISH = re.compile(r"\b(?:of|the|and|for|journal)\b", re.IGNORECASE)
_ACRONYM = re.compile(r"\b[A-Z]{2}")
_TYPES = MappingProxyType({"Newspaper Article": "article-newspaper", "Preprint": "article"})
"""CSL types by PubMed's types of publications; all others are journal articles."""

_MONTH = re.compile(r"0*(\d{1,2})")


def _read(source: str) -> Read:
    """The articles and books of a PubMed file, or of an older MEDLINE one."""
    whole = re.search(r"<(?:PubmedArticle|PubmedBookArticle)[\s>]", source)
    return read(source, _ARTICLES if whole or "<MedlineCitation" not in source else _CITATIONS, _of)


def _of(element: Element, record: Record) -> Iterator[Entry]:
    work = Work("pubmed")
    book = element.find("BookDocument")
    if book is not None:
        type_ = _book(work, book)
    else:
        citation = (
            element if element.tag == "MedlineCitation" else first(element, "MedlineCitation")
        )
        type_ = _article(work, citation)
    _identifiers(work, element.findall("PubmedData/ArticleIdList/ArticleId"))
    work.keep("publication-status", at(element, "PubmedData/PublicationStatus"))
    yield work.entry(type_, record.line, record.raw)


def _article(work: Work, citation: Element | None) -> str:
    article = first(citation, "Article")
    journal = first(article, "Journal")
    issue = first(journal, "JournalIssue")
    title = at(article, "ArticleTitle")
    _title(work, "title", "" if title.strip("[].").lower() == "not available" else title)
    _title(work, "original-title", at(article, "VernacularTitle"))
    if "title" not in work.variables:
        work.put("title", work.variables.get("original-title"))
    _contributors(work, article)
    languages = every(article, "Language")
    work.put("language", ", ".join(languages))
    short = at(journal, "ISOAbbreviation") or at(citation, "MedlineJournalInfo/MedlineTA")
    work.put("container-title-short", short)
    types = every(article, "PublicationTypeList/PublicationType")
    type_ = next((_TYPES[each] for each in types if each in _TYPES), "article-journal")
    holder = "publisher" if type_ == "article" else "container-title"
    work.put(holder, _journal(at(journal, "Title"), languages) or short)
    work.issn(at(journal, "ISSN"))
    work.put("volume", at(issue, "Volume"))
    work.put("issue", at(issue, "Issue"))
    work.put("page", _pages(first(article, "Pagination")))
    work.date("issued", _date(first(issue, "PubDate")))
    online = _date(first(article, "ArticleDate"))
    work.date("available-date" if "issued" in work.dates else "issued", online)
    work.put("PMID", at(citation, "PMID"))
    _locations(work, article)
    _abstract(work, article)
    _subjects(work, citation)
    work.keep("copyright", at(article, "Abstract/CopyrightInformation"))
    for note in every(citation, "GeneralNote"):
        work.note(note)
    for each in types:
        work.keep("publication-types", each)
    _corrections(work, citation, types)
    return type_


def _book(work: Work, document: Element) -> str:
    book = first(document, "Book")
    chapter = at(document, "ArticleTitle")
    _title(work, "title", chapter or at(book, "BookTitle"))
    if chapter:
        _title(work, "container-title", at(book, "BookTitle"))
        _contributors(work, document)
    _contributors(work, book, "container-author" if chapter else "author")
    if not chapter and "author" not in work.names:
        _contributors(work, document)
    work.put("publisher", at(book, "Publisher/PublisherName"))
    work.put("publisher-place", at(book, "Publisher/PublisherLocation"))
    work.date("issued", _date(first(book, "PubDate")) or _date(first(document, "ContributionDate")))
    work.keep("contributed", _date(first(document, "ContributionDate")))
    work.keep("revised", _date(first(document, "DateRevised")))
    for path, variable in (("Volume", "volume"), ("Edition", "edition")):
        work.put(variable, at(book, path))
    _title(work, "collection-title", at(book, "CollectionTitle"))
    for isbn in every(book, "Isbn"):
        work.isbn(isbn)
    work.put("language", ", ".join(every(document, "Language")))
    work.put("page", _pages(first(document, "Pagination")))
    work.put("medium", at(book, "Medium"))
    work.put("number", at(book, "ReportNumber"))
    work.put("PMID", at(document, "PMID"))
    for each in (document, book):
        _locations(work, each)
    _identifiers(work, document.findall("ArticleIdList/ArticleId"))
    accession = work.custom.get("bookaccession")
    if isinstance(accession, str):
        work.put("URL", f"https://www.ncbi.nlm.nih.gov/books/{accession}/")
    _abstract(work, document)
    _subjects(work, document)
    for kind in every(document, "PublicationType"):
        work.keep("publication-types", kind)
    return "chapter" if chapter else "book"


def _title(work: Work, variable: str, value: str) -> None:
    """A title without the full stop that NLM ends each with; an ellipsis stays."""
    if value.endswith(".") and not value.endswith(".."):
        value = value[:-1]
    work.put(variable, value)


def _journal(title: str, languages: list[str]) -> str:
    """A journal's title with the capitals that English ones have; NLM prints a sentence's.

    A title with an acronym among its words is left as it is.
    """
    title = title.replace(" : ", ": ").replace(" ; ", "; ")
    shouted = title.isupper() and " " in title
    english = not languages or "eng" in languages or _ENGLISH.search(title)
    if not english or (_ACRONYM.search(title) and not shouted):
        return title
    words = (title.lower() if shouted else title).split(" ")
    for position, word in enumerate(words):
        starts = position == 0 or words[position - 1].endswith((":", ".", "="))
        own = word != word.lower()
        if word[:1].islower() and not own and (starts or word not in _SMALL):
            words[position] = word[0].upper() + word[1:]
    return " ".join(words)


def _contributors(work: Work, parent: Element | None, role: str = "author") -> None:
    if parent is None:
        return
    for authors in parent.findall("AuthorList"):
        edited = authors.get("Type") == "editors"
        for author in authors.findall("Author"):
            if author.get("ValidYN") != "N":
                work.name("editor" if edited else role, _name(author))
                for affiliation in every(author, "AffiliationInfo/Affiliation"):
                    work.keep("affiliations", affiliation)
    for investigator in parent.findall("InvestigatorList/Investigator"):
        name = _name(investigator)
        work.keep("investigators", name.inverted if name else None)


def _name(author: Element) -> Name | None:
    group = at(author, "CollectiveName")
    if group:
        return literal(group.rstrip("."))
    given = at(author, "ForeName") or at(author, "FirstName") or at(author, "Initials")
    return person(at(author, "LastName"), given, at(author, "Suffix"))


def _date(date: Element | None) -> str:
    """A PubMed date as people write one; months are names or figures."""
    if date is None:
        return ""
    year, month, day = at(date, "Year"), at(date, "Month") or at(date, "Season"), at(date, "Day")
    if not year:
        return at(date, "MedlineDate")
    figure = _MONTH.fullmatch(month)
    if figure:
        return "-".join([year, f"{int(figure[1]):02}", *([day.zfill(2)] if day else [])])
    return " ".join(part for part in (day if month else "", month, year) if part)


def _pages(pagination: Element | None) -> str:
    printed = at(pagination, "MedlinePgn")
    if not printed:
        ends = [at(pagination, "StartPage"), at(pagination, "EndPage")]
        printed = "-".join(end for end in ends if end)
    return full_pages(pages(printed))


def _locations(work: Work, parent: Element | None) -> None:
    found = [] if parent is None else parent.findall("ELocationID")
    for location in sorted(found, key=lambda each: each.get("ValidYN") == "N"):
        if location.get("EIdType") == "doi":
            work.doi(text(location))
        else:
            work.keep(attribute(location, "EIdType") or "location", text(location))


def _identifiers(work: Work, identifiers: list[Element]) -> None:
    for identifier in identifiers:
        kind, value = attribute(identifier, "IdType"), text(identifier)
        if kind == "doi":
            if "DOI" not in work.variables:
                work.doi(value)
        elif kind == "pubmed":
            work.put("PMID", value)
        elif kind in {"pmc", "pmcid"}:
            number = re.search(r"PMC\d+", value)
            work.put("PMCID", number[0] if number else f"PMC{value}" if value.isdigit() else "")
        elif kind != "medline":
            work.keep(kind or "identifier", value)


def _abstract(work: Work, parent: Element | None) -> None:
    abstract = first(parent, "Abstract")
    if abstract is not None:
        work.put("abstract", _sections(abstract))
    if parent is not None:
        for other in parent.findall("OtherAbstract"):
            work.keep("other-abstract", _sections(other))


def _sections(abstract: Element) -> str:
    """An abstract's sections, one a line, each after its label."""
    lines = []
    for section in abstract.findall("AbstractText"):
        label, value = squeeze(section.get("Label")), text(section)
        if value and label and label.upper() != "UNLABELLED":
            value = f"{label}: {value}"
        lines.append(value)
    return "\n".join(line for line in lines if line)


def _subjects(work: Work, citation: Element | None) -> None:
    if citation is None:
        return
    for heading in every(citation, "MeshHeadingList/MeshHeading/DescriptorName"):
        work.tag(heading)
    for keyword in every(citation, "KeywordList/Keyword"):
        work.tag(keyword.rstrip("."))
    for path, field in (
        ("ChemicalList/Chemical/NameOfSubstance", "chemicals"),
        ("Article/GrantList/Grant/GrantID", "grants"),
        ("OtherID", "other-id"),
    ):
        for value in every(citation, path):
            work.keep(field, value)


def _corrections(work: Work, citation: Element | None, types: list[str]) -> None:
    """Errata, comments and retractions, by PubMed's own names for the relation."""
    is_retracted = "Retracted Publication" in types
    notice = ""
    found = (
        [] if citation is None else citation.findall("CommentsCorrectionsList/CommentsCorrections")
    )
    for correction in found:
        relation = attribute(correction, "RefType")
        pmid = at(correction, "PMID")
        said = " ".join(
            part for part in (at(correction, "RefSource"), pmid and f"PMID {pmid}") if part
        )
        if relation and relation != "Cites":
            work.keep(relation, said)
        if relation == "RetractionIn":
            is_retracted, notice = True, notice or said
    if is_retracted:
        work.put("status", RETRACTED)
        work.remarks.append(retracted(notice))


def _recognises(head: str) -> float:
    if re.search(r"<Pubmed(?:Book)?Article(?:Set)?[\s>]", head):
        return 1.0
    return 0.9 if "<MedlineCitation" in head else 0.0


FORMAT = Format("PubMed XML", extensions=("xml",), read=_read, recognises=_recognises)
