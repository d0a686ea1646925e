"""Crossref's XML: journals, books, proceedings, theses, preprints, reports, query answers."""

from __future__ import annotations

import json

import pytest
from tagged_works import one, people, read

from evidence.formats import crossref_json
from evidence.formats.base import Broken, Entry
from evidence.formats.crossref_xml import FORMAT


def _records(*works: str) -> str:
    inner = "".join(
        f'<doi_record owner="10.1093"><crossref>{work}</crossref></doi_record>' for work in works
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<doi_records>{inner}</doi_records>'


def _person(role: str, given: str, family: str) -> str:
    return (
        f'<person_name sequence="first" contributor_role="{role}"><given_name>{given}</given_name>'
        f"<surname>{family}</surname></person_name>"
    )


def _doi(doi: str) -> str:
    return f"<doi_data><doi>{doi}</doi><resource>https://example.org/{doi}</resource></doi_data>"


JOURNAL = f"""<journal><journal_metadata language="en"><full_title>River Affairs</full_title>
<abbrev_title>Riv. Aff.</abbrev_title><issn media_type="print">0378-5955</issn></journal_metadata>
<journal_issue><publication_date media_type="online"><year>2019</year></publication_date>
<journal_volume><volume>96</volume></journal_volume><issue>2</issue></journal_issue>
<journal_article publication_type="full_text"><titles><title>On <i>E. coli</i></title>
<subtitle>A study</subtitle></titles><contributors>{_person("author", "Lech", "Drab")}
<organization sequence="additional" contributor_role="author">River Board</organization>
</contributors><jats:abstract xmlns:jats="http://www.ncbi.nlm.nih.gov/JATS1"><jats:title>Abstract
</jats:title><jats:p>One.</jats:p><jats:p>Two.</jats:p></jats:abstract>
<publication_date media_type="online"><month>2</month><day>3</day><year>2020</year>
</publication_date><publication_date media_type="print"><month>03</month><year>2020</year>
</publication_date><pages><first_page>435</first_page><last_page>452</last_page></pages>
{_doi("10.1093/ia/iiaa061")}<citation_list><citation key="1"><author>Other</author>
<article_title>Cited</article_title><doi>10.1000/cited</doi></citation></citation_list>
</journal_article></journal>"""


def test_a_journal_article_with_all_its_fields() -> None:
    entry = one(FORMAT, _records(JOURNAL))
    assert entry.item.type == "article-journal"
    assert dict(entry.item.variables) == {
        "title": "On <i>E. coli</i>: A study",
        "container-title": "River Affairs",
        "container-title-short": "Riv. Aff.",
        "ISSN": "0378-5955",
        "volume": "96",
        "issue": "2",
        "page": "435-452",
        "DOI": "10.1093/ia/iiaa061",
        "URL": "https://example.org/10.1093/ia/iiaa061",
        "abstract": "One.\nTwo.",
        "language": "en",
    }
    assert dict(entry.item.dates) == {"issued": "2020-03", "available-date": "2020-02-03"}
    assert people(entry) == ["Drab, Lech", "River Board"]


CHAPTER = f"""<book book_type="edited_book"><book_metadata language="en"><contributors>
{_person("editor", "Ewa", "Adam")}</contributors><titles><title>Rivers</title></titles>
<edition_number>2</edition_number><publication_date><year>2011</year></publication_date>
<isbn media_type="print">978-3-16-148410-0</isbn><publisher><publisher_name>Sage</publisher_name>
<publisher_place>London</publisher_place></publisher></book_metadata>
<content_item component_type="chapter"><contributors>{_person("author", "Tom", "Bird")}
</contributors><titles><title>Fish</title></titles><pages><first_page>1</first_page>
<last_page>9</last_page></pages>{_doi("10.1000/fish.1")}</content_item></book>"""


def test_a_chapter_stands_in_its_book() -> None:
    entry = one(FORMAT, _records(CHAPTER))
    item = entry.item
    assert (item.type, item.title) == ("chapter", "Fish")
    assert item.variables["container-title"] == "Rivers"
    assert item.variables["publisher"] == "Sage"
    assert item.variables["publisher-place"] == "London"
    assert item.variables["ISBN"] == "978-3-16-148410-0"
    assert item.variables["DOI"] == "10.1000/fish.1"
    assert item.variables["page"] == "1-9"
    assert item.dates["issued"] == "2011"
    assert people(entry) == ["Bird, Tom"]
    assert people(entry, "editor") == ["Adam, Ewa"]


def test_a_book_in_a_series() -> None:
    entry = one(
        FORMAT,
        _records(
            f"""<book book_type="monograph"><book_series_metadata><series_metadata><titles>
            <title>River Studies</title></titles><issn>0378-5955</issn></series_metadata>
            <contributors>{_person("author", "Tom", "Bird")}</contributors>
            <titles><title>Bridges</title></titles><volume>7</volume>
            <publication_date><year>2011</year></publication_date>
            <isbn>0306406152</isbn><publisher><publisher_name>Sage</publisher_name></publisher>
            {_doi("10.1000/bridges")}</book_series_metadata></book>"""
        ),
    )
    assert (entry.item.type, entry.item.title) == ("book", "Bridges")
    assert entry.item.variables["collection-title"] == "River Studies"
    assert entry.item.variables["volume"] == "7"
    assert entry.item.variables["DOI"] == "10.1000/bridges"
    assert people(entry) == ["Bird, Tom"]


def test_a_conference_paper_names_its_event() -> None:
    entry = one(
        FORMAT,
        _records(
            f"""<conference><contributors>{_person("editor", "Ewa", "Adam")}</contributors>
            <event_metadata><conference_name>Rivers 2010</conference_name>
            <conference_location>Kraków</conference_location><conference_date start_year="2010"
            start_month="5" start_day="3" end_year="2010" end_month="5" end_day="4"/>
            </event_metadata><proceedings_metadata><proceedings_title>Proceedings of Rivers
            </proceedings_title><publisher><publisher_name>ACM</publisher_name></publisher>
            <publication_date><year>2010</year></publication_date><isbn>0306406152</isbn>
            </proceedings_metadata><conference_paper><contributors>{_person("author", "T", "Bird")}
            </contributors><titles><title>Fish</title></titles><pages><first_page>3</first_page>
            </pages>{_doi("10.1000/conf")}</conference_paper></conference>"""
        ),
    )
    assert entry.item.type == "paper-conference"
    assert entry.item.variables["container-title"] == "Proceedings of Rivers"
    assert entry.item.variables["event-title"] == "Rivers 2010"
    assert entry.item.variables["event-place"] == "Kraków"
    assert entry.item.variables["publisher"] == "ACM"
    assert entry.item.variables["page"] == "3"
    assert entry.item.dates["event-date"] == "2010-05-03/2010-05-04"
    assert people(entry, "editor") == ["Adam, Ewa"]


@pytest.mark.parametrize(
    ("work", "type_", "field", "value"),
    [
        (
            f"<dissertation>{_person('author', 'A', 'B')}<titles><title>T</title></titles>"
            "<approval_date><year>2001</year></approval_date><institution><institution_name>Uni X"
            "</institution_name></institution><degree>PhD</degree></dissertation>",
            "thesis",
            "publisher",
            "Uni X",
        ),
        (
            "<posted_content type='preprint'><group_title>Ecology</group_title><titles><title>T"
            "</title></titles><posted_date><year>2001</year></posted_date></posted_content>",
            "article",
            "genre",
            "Preprint",
        ),
        (
            "<report-paper><report-paper_metadata><titles><title>T</title></titles>"
            "<publication_date><year>2001</year></publication_date><publisher><publisher_name>OECD"
            "</publisher_name></publisher></report-paper_metadata></report-paper>",
            "report",
            "publisher",
            "OECD",
        ),
        (
            "<database><database_metadata><titles><title>Base</title></titles></database_metadata>"
            "<dataset><titles><title>T</title></titles><database_date><publication_date><year>2001"
            "</year></publication_date></database_date></dataset></database>",
            "dataset",
            "container-title",
            "Base",
        ),
    ],
)
def test_other_kinds_of_work(work: str, type_: str, field: str, value: str) -> None:
    item = one(FORMAT, _records(work)).item
    assert (item.type, item.title, item.dates["issued"]) == (type_, "T", "2001")
    assert item.variables[field] == value


def test_an_answer_to_a_query_tells_what_was_not_found() -> None:
    text = (
        '<crossref_result xmlns="http://www.crossref.org/qrschema/3.0"><query_result><body>'
        '<query status="unresolved"><doi>10.1000/none</doi><msg>DOI not found</msg></query>'
        '<query status="resolved"><doi type="journal_article">10.1093/ia/iiaa061</doi>'
        '<crm-item name="publisher-name" type="string">Oxford</crm-item>'
        f"<doi_record><crossref>{JOURNAL}</crossref></doi_record></query>"
        "</body></query_result></crossref_result>"
    )
    missing, found = read(FORMAT)(text)
    assert isinstance(missing, Broken)
    assert "DOI not found" in missing.reason
    assert isinstance(found, Entry)
    assert found.item.variables["publisher"] == "Oxford"


def test_an_error_is_said() -> None:
    (broken,) = read(FORMAT)(_records("<error>doi not found in Crossref</error>"))
    assert isinstance(broken, Broken)
    assert "doi not found" in broken.reason


@pytest.mark.parametrize(
    ("given", "title"),
    [
        ("On &amp;lt;i&amp;gt;E. coli&amp;lt;/i&amp;gt;", "On <i>E. coli</i>"),
        ("Fish &amp;amp; chips", "Fish & chips"),
        ("Fish &lt; chips", "Fish < chips"),
    ],
)
def test_titles_that_were_escaped_once_too_often(given: str, title: str) -> None:
    text = _records(JOURNAL.replace("On <i>E. coli</i>", given).replace("A study", ""))
    assert one(FORMAT, text).item.title == title


def test_names_in_capitals_get_small_letters() -> None:
    text = _records(JOURNAL.replace(">Drab<", ">DRAB-LEE<").replace(">Lech<", ">LECH B.<"))
    assert people(one(FORMAT, text))[0] == "Drab-Lee, Lech B."


def test_a_volume_has_its_own_isbn_not_that_of_the_set() -> None:
    volume = """<book book_type="monograph"><book_set_metadata><set_metadata><titles><title>The Set
        </title></titles><isbn>9780306406157</isbn></set_metadata><titles><title>One</title>
        </titles><isbn>9783161484100</isbn></book_set_metadata></book>"""
    assert one(FORMAT, _records(volume)).item.variables["ISBN"] == "9783161484100"


_SAME = [
    (JOURNAL, {"type": "journal-article"}),
    (CHAPTER, {"type": "book-chapter"}),
    (CHAPTER.replace("edited_book", "reference"), {"type": "reference-entry"}),
    ("<peer_review><titles><title>T</title></titles></peer_review>", {"type": "peer-review"}),
    ("<conference><proceedings_metadata><proceedings_title>T</proceedings_title>"
     "</proceedings_metadata></conference>", {"type": "proceedings"}),
    ("<dissertation><titles><title>T</title></titles></dissertation>", {"type": "dissertation"}),
    *(
        (f"<posted_content type='{kind}'><titles><title>T</title></titles></posted_content>",
         {"type": "posted-content", "subtype": kind})
        for kind in ("preprint", "letter", "dissertation")
    ),
]  # fmt: skip


@pytest.mark.parametrize(("xml", "json_"), _SAME)
def test_a_work_has_one_type_in_both_of_crossrefs_forms(xml: str, json_: dict[str, str]) -> None:
    of_json = one(crossref_json.FORMAT, json.dumps({"DOI": "10.1000/x", "title": ["T"], **json_}))
    of_xml = one(FORMAT, _records(xml))
    assert of_xml.item.type == of_json.item.type
    assert of_xml.item.variables.get("genre") == of_json.item.variables.get("genre")
