"""PubMed XML: articles as NLM describes them, books and chapters, dates of every sort."""

from __future__ import annotations

import pytest
from tagged_works import one, people, read
from xml_works import core

from evidence.formats.base import Broken
from evidence.formats.pubmed_xml import FORMAT

_DOCTYPE = (
    '<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2019//EN"'
    ' "https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_190101.dtd">'
)


def _article(article: str = "", citation: str = "", data: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="ISO-8859-1"?>\n{_DOCTYPE}\n<PubmedArticleSet>'
        f'<PubmedArticle><MedlineCitation><PMID Version="1">31234567</PMID>'
        f"<Article>{article}</Article>{citation}</MedlineCitation>"
        f"<PubmedData>{data}</PubmedData></PubmedArticle></PubmedArticleSet>"
    )


FULL = _article(
    """<Journal><ISSN IssnType="Electronic">1533-4406</ISSN>
    <JournalIssue CitedMedium="Internet"><Volume>381</Volume><Issue>26</Issue>
    <PubDate><Year>2019</Year><Month>Dec</Month><Day>5</Day></PubDate></JournalIssue>
    <Title>The Northern journal of rivers</Title><ISOAbbreviation>North J Rivers</ISOAbbreviation>
    </Journal><ArticleTitle>Effects of <i>E. coli</i> on CO<sub>2</sub>.</ArticleTitle>
    <Pagination><MedlinePgn>2501-11</MedlinePgn></Pagination>
    <ELocationID EIdType="pii" ValidYN="Y">S0020</ELocationID>
    <ELocationID EIdType="doi" ValidYN="Y">10.1056/Rivers12</ELocationID>
    <Abstract><AbstractText Label="AIM">To see.</AbstractText>
    <AbstractText Label="RESULTS">Seen.</AbstractText></Abstract>
    <AuthorList CompleteYN="Y"><Author ValidYN="Y"><LastName>van der Berg</LastName>
    <ForeName>Anna K</ForeName><Initials>AK</Initials><Suffix>Jr</Suffix></Author>
    <Author ValidYN="N"><LastName>Wrong</LastName><ForeName>X</ForeName></Author>
    <Author><CollectiveName>River Study Group.</CollectiveName></Author></AuthorList>
    <Language>eng</Language><PublicationTypeList>
    <PublicationType UI="D016428">Journal Article</PublicationType></PublicationTypeList>
    <ArticleDate DateType="Electronic"><Year>2019</Year><Month>11</Month><Day>02</Day></ArticleDate>
    """,
    "<KeywordList><Keyword>water</Keyword></KeywordList>",
    """<ArticleIdList><ArticleId IdType="pubmed">31234567</ArticleId>
    <ArticleId IdType="pmc">PMC6543210</ArticleId></ArticleIdList>""",
)


def test_an_article_with_all_its_fields() -> None:
    entry = one(FORMAT, FULL)
    item = entry.item
    assert item.type == "article-journal"
    assert dict(item.variables) == {
        "title": "Effects of E. coli on CO2",
        "container-title": "The Northern Journal of Rivers",
        "container-title-short": "North J Rivers",
        "ISSN": "1533-4406",
        "volume": "381",
        "issue": "26",
        "page": "2501-2511",
        "DOI": "10.1056/Rivers12",
        "PMID": "31234567",
        "PMCID": "PMC6543210",
        "language": "eng",
        "abstract": "AIM: To see.\nRESULTS: Seen.",
    }
    assert dict(item.dates) == {"issued": "2019-12-05", "available-date": "2019-11-02"}
    assert people(entry) == ["van der Berg, Anna K, Jr", "River Study Group"]
    assert entry.tags == ("water",)
    assert item.custom["pubmed"]["pii"] == "S0020"
    assert entry.raw.startswith("<PubmedArticle>")
    assert entry.line == 3


@pytest.mark.parametrize(
    ("printed", "edtf"),
    [
        ("<Year>2019</Year>", "2019"),
        ("<Year>2019</Year><Month>07</Month>", "2019-07"),
        ("<Year>2019</Year><Season>Spring</Season>", "2019-21"),
        ("<MedlineDate>1998 Dec-1999 Jan</MedlineDate>", "1998-12/1999-01"),
        ("<MedlineDate>1976 Nov-Dec</MedlineDate>", "1976-11/1976-12"),
        ("<MedlineDate>2000 Winter</MedlineDate>", "2000-24"),
        ("<MedlineDate>1998-1999</MedlineDate>", "1998/1999"),
        ("<MedlineDate>Vol. 1, issued 1978</MedlineDate>", "1978"),
    ],
)
def test_dates_of_every_sort(printed: str, edtf: str) -> None:
    journal = f"<Journal><JournalIssue><PubDate>{printed}</PubDate></JournalIssue></Journal>"
    assert one(FORMAT, _article(journal)).item.dates["issued"] == edtf


@pytest.mark.parametrize(
    ("printed", "pages"),
    [
        ("123-8", "123-128"),
        ("1234-45", "1234-1245"),
        ("S12-8", "S12-18"),
        ("e12", "e12"),
        ("55-61, 71", "55-61, 71"),
    ],
)
def test_pages_are_printed_in_full(printed: str, pages: str) -> None:
    pagination = f"<Pagination><MedlinePgn>{printed}</MedlinePgn></Pagination>"
    assert one(FORMAT, _article(pagination)).item.variables["page"] == pages


def test_a_translated_title_stays_in_its_brackets_beside_the_original() -> None:
    entry = one(
        FORMAT,
        _article(
            "<ArticleTitle>[Rivers and bridges].</ArticleTitle>"
            "<VernacularTitle>Rzeki i mosty.</VernacularTitle><Language>pol</Language>"
        ),
    )
    assert entry.item.title == "[Rivers and bridges]"
    assert entry.item.variables["original-title"] == "Rzeki i mosty"


@pytest.mark.parametrize(
    ("title", "language", "expected"),
    [
        ("BMC bioinformatics", "eng", "BMC bioinformatics"),
        ("PloS one", "eng", "PloS One"),
        ("eLife", "eng", "eLife"),
        ("JOURNAL OF RIVERS", "eng", "Journal of Rivers"),
        ("Brain : a journal of neurology", "eng", "Brain: A Journal of Neurology"),
        ("Journal of rivers", "pol", "Journal of Rivers"),
        ("Revista de ríos", "spa", "Revista de ríos"),
        ("Rivers: a journal of the north", "eng", "Rivers: A Journal of the North"),
    ],
)
def test_only_plain_english_journals_get_capitals(title: str, language: str, expected: str) -> None:
    article = f"<Journal><Title>{title}</Title></Journal><Language>{language}</Language>"
    assert one(FORMAT, _article(article)).item.variables["container-title"] == expected


@pytest.mark.parametrize(
    ("article", "expected"),
    [
        ("<ArticleTitle>[Not Available].</ArticleTitle><VernacularTitle>Ryby.</VernacularTitle>",
         {"type": "article-journal", "title": "Ryby"}),
        ("<ArticleTitle>X.</ArticleTitle><ELocationID EIdType='doi' ValidYN='N'>10.1000/bad"
         "</ELocationID><ELocationID EIdType='doi' ValidYN='Y'>10.1000/good</ELocationID>",
         {"type": "article-journal", "title": "X", "DOI": "10.1000/good"}),
        ("<ArticleTitle>Are fish wet?</ArticleTitle><AuthorList><Author><LastName>Ek</LastName>"
         "<ForeName>Bo</ForeName><Suffix>3rd</Suffix></Author></AuthorList>",
         {"type": "article-journal", "title": "Are fish wet?", "author": "Ek, Bo, 3rd"}),
        ("<Journal><Title>bioRxiv</Title></Journal><ArticleTitle>X.</ArticleTitle>"
         "<PublicationTypeList><PublicationType>Preprint</PublicationType></PublicationTypeList>",
         {"type": "article", "title": "X", "publisher": "bioRxiv"}),
        ("<Journal><Title>The Times</Title></Journal><ArticleTitle>X...</ArticleTitle>"
         "<PublicationTypeList><PublicationType>Newspaper Article</PublicationType>"
         "</PublicationTypeList>",
         {"type": "article-newspaper", "title": "X...", "container-title": "The Times"}),
    ],
)  # fmt: skip
def test_articles_of_other_sorts(article: str, expected: dict[str, str]) -> None:
    assert core(one(FORMAT, _article(article))) == expected


def test_a_retraction_is_kept() -> None:
    entry = one(
        FORMAT,
        _article(
            "<ArticleTitle>Rivers</ArticleTitle>",
            """<CommentsCorrectionsList><CommentsCorrections RefType="RetractionIn">
            <RefSource>Rivers. 2020</RefSource><PMID>32</PMID></CommentsCorrections>
            </CommentsCorrectionsList>""",
        ),
    )
    assert entry.item.variables["status"] == "retracted"
    assert entry.remarks == ("it is retracted: Rivers. 2020 PMID 32",)
    assert entry.item.custom["pubmed"]["RetractionIn"] == "Rivers. 2020 PMID 32"


BOOK = """<PubmedArticleSet><PubmedBookArticle><BookDocument><PMID>20301295</PMID>
<ArticleIdList><ArticleId IdType="bookaccession">NBK1116</ArticleId></ArticleIdList>
<Book><Publisher><PublisherName>University of Rivers</PublisherName>
<PublisherLocation>Seattle (WA)</PublisherLocation></Publisher>
<BookTitle book="rivers">RiverReviews</BookTitle><PubDate><Year>1993</Year></PubDate>
<AuthorList Type="editors"><Author><LastName>Adam</LastName><ForeName>Ewa</ForeName></Author>
</AuthorList><Isbn>9780306406157</Isbn><Medium>Internet</Medium></Book>
{title}<AuthorList Type="authors"><Author><LastName>Bird</LastName><ForeName>Tom</ForeName>
</Author></AuthorList><Abstract><AbstractText>Short.</AbstractText></Abstract>
</BookDocument></PubmedBookArticle></PubmedArticleSet>"""


def test_a_chapter_stands_in_its_book() -> None:
    entry = one(FORMAT, BOOK.format(title="<ArticleTitle>Fish</ArticleTitle>"))
    assert entry.item.type == "chapter"
    assert entry.item.title == "Fish"
    assert entry.item.variables["container-title"] == "RiverReviews"
    assert entry.item.variables["publisher"] == "University of Rivers"
    assert entry.item.variables["publisher-place"] == "Seattle (WA)"
    assert entry.item.variables["ISBN"] == "9780306406157"
    assert entry.item.variables["URL"] == "https://www.ncbi.nlm.nih.gov/books/NBK1116/"
    assert entry.item.dates["issued"] == "1993"
    assert people(entry) == ["Bird, Tom"]
    assert people(entry, "editor") == ["Adam, Ewa"]


def test_a_book_by_itself_has_its_own_title() -> None:
    entry = one(FORMAT, BOOK.format(title=""))
    assert (entry.item.type, entry.item.title) == ("book", "RiverReviews")
    assert people(entry, "editor") == ["Adam, Ewa"]


def test_older_files_hold_citations_alone() -> None:
    citation = "<PMID>7</PMID><Article><ArticleTitle>A</ArticleTitle></Article>"
    text = f"<MedlineCitationSet><MedlineCitation>{citation}</MedlineCitation></MedlineCitationSet>"
    assert one(FORMAT, text).item.variables == {"title": "A", "PMID": "7"}


def test_an_empty_article_is_broken() -> None:
    (broken,) = read(FORMAT)("<PubmedArticleSet><PubmedArticle/></PubmedArticleSet>")
    assert isinstance(broken, Broken)
    assert broken.reason == "it says nothing about a work"


def test_it_is_recognised_by_content() -> None:
    assert FORMAT.recognises is not None
    assert FORMAT.recognises(FULL) == 1
    assert FORMAT.recognises("<mods/>") == 0
