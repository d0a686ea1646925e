"""Web pages as works: each vocabulary, and which is believed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.domain.items import Item
from evidence.lookup._page import decoded, read_page
from evidence.lookup._page_csl import page_item
from evidence.lookup.webpage import doi_in

URL = "https://www.example.org/stories/1"


def item(head: str, body: str = "", url: str = URL, lang: str = "en") -> dict[str, Any]:
    """The work that a page with this head is."""
    page = f'<!DOCTYPE html><html lang="{lang}"><head>{head}</head><body>{body}</body></html>'
    found = page_item(read_page(page.encode(), "text/html; charset=utf-8", url))
    found = {name: value for name, value in found.items() if value not in (None, "", [], {})}
    Item.from_csl(found)
    return found


def metas(**contents: str | list[str]) -> str:
    """Meta elements; `__` in a name is a full stop."""
    return "".join(
        f'<meta name="{name.replace("__", ".")}" content="{each}">'
        for name, said in contents.items()
        for each in ([said] if isinstance(said, str) else said)
    )


def linked_data(*objects: object) -> str:
    return "".join(
        f'<script type="application/ld+json">{json.dumps(each)}</script>' for each in objects
    )


def test_highwire_names_give_a_journal_article() -> None:
    found = item(
        metas(
            citation_title="On the Radiation of Pitchblende",
            citation_author=["Curie, Marie", "Pierre Curie"],
            citation_journal_title="Comptes rendus",
            citation_publication_date="1898/04/12",
            citation_volume="126",
            citation_issue="15",
            citation_firstpage="1101",
            citation_lastpage="1103",
            citation_issn="0378-5955",
            citation_doi="doi:10.1234/ABC.1",
            citation_publisher="Gauthier-Villars",
            citation_language="fr",
        )
    )
    assert found["type"] == "article-journal"
    assert found["title"] == "On the Radiation of Pitchblende"
    assert found["author"] == [
        {"family": "Curie", "given": "Marie"},
        {"family": "Curie", "given": "Pierre"},
    ]
    assert found["container-title"] == "Comptes rendus"
    assert found["issued"] == {"date-parts": [[1898, 4, 12]]}
    assert (found["volume"], found["issue"], found["page"]) == ("126", "15", "1101-1103")
    assert (found["DOI"], found["ISSN"]) == ("10.1234/abc.1", "0378-5955")
    assert found["language"] == "fr"


@pytest.mark.parametrize(
    ("names", "type_"),
    [
        ({"citation_inbook_title": "Handbook"}, "chapter"),
        ({"citation_conference_title": "Proc. 3rd Conf."}, "paper-conference"),
        ({"citation_dissertation_institution": "Sorbonne"}, "thesis"),
        ({"citation_technical_report_institution": "RAND"}, "report"),
        ({"citation_isbn": "9780306406157"}, "book"),
        ({"citation_arxiv_id": "2101.12345"}, "article"),
        ({}, "webpage"),
    ],
)
def test_highwire_names_tell_the_type(names: dict[str, str], type_: str) -> None:
    assert item(metas(citation_title="A Title", **names))["type"] == type_


def test_authors_in_one_element_are_several() -> None:
    found = item(metas(citation_title="T", citation_authors="Curie, Marie; Meitner, Lise"))
    assert [each["family"] for each in found["author"]] == ["Curie", "Meitner"]


def test_json_ld_gives_a_news_article_in_its_paper() -> None:
    found = item(
        linked_data(
            {
                "@context": "https://schema.org",
                "@type": "NewsArticle",
                "headline": "Chabahar port opens",
                "datePublished": "2017-12-03T08:00:00+05:30",
                "author": [
                    {"@type": "Person", "name": "Suhasini Haidar"},
                    {"@type": "Organization", "name": "Press Trust of India"},
                ],
                "publisher": {"@type": "Organization", "name": "The Hindu"},
            }
        )
    )
    assert found["type"] == "article-newspaper"
    assert found["title"] == "Chabahar port opens"
    assert found["container-title"] == "The Hindu"
    assert found["issued"] == {"date-parts": [[2017, 12, 3]]}
    assert found["author"] == [
        {"family": "Haidar", "given": "Suhasini"},
        {"literal": "Press Trust of India"},
    ]


def test_a_graph_is_read_and_its_references_followed() -> None:
    found = item(
        linked_data(
            {
                "@context": "https://schema.org",
                "@graph": [
                    {"@type": "WebPage", "@id": URL, "name": "A post - Blog"},
                    {
                        "@type": ["Article", "BlogPosting"],
                        "headline": "A post",
                        "author": {"@id": "#ada"},
                        "publisher": {"@id": "#blog"},
                    },
                    {"@type": "Person", "@id": "#ada", "name": "Ada Lovelace"},
                    {"@type": "Organization", "@id": "#blog", "name": "Blog"},
                ],
            }
        )
    )
    assert found["type"] == "post-weblog"
    assert found["author"] == [{"family": "Lovelace", "given": "Ada"}]
    assert found["container-title"] == "Blog"


def test_a_scholarly_article_is_found_in_issue_volume_and_journal() -> None:
    found = item(
        linked_data(
            {
                "@type": "WebPage",
                "mainEntity": {
                    "@type": "ScholarlyArticle",
                    "headline": "A finding",
                    "sameAs": "https://doi.org/10.1234/xyz",
                    "pageStart": "5",
                    "pageEnd": "9",
                    "author": {"familyName": "Noether", "givenName": "Emmy"},
                    "isPartOf": {
                        "@type": "PublicationIssue",
                        "issueNumber": "2",
                        "isPartOf": {
                            "@type": ["PublicationVolume", "Periodical"],
                            "volumeNumber": 8,
                            "name": "Annals",
                            "issn": ["0378-5955"],
                        },
                    },
                },
            }
        )
    )
    assert found["type"] == "article-journal"
    assert (found["container-title"], found["volume"], found["issue"]) == ("Annals", "8", "2")
    assert (found["page"], found["DOI"], found["ISSN"]) == ("5-9", "10.1234/xyz", "0378-5955")
    assert found["author"] == [{"family": "Noether", "given": "Emmy"}]


def test_dublin_core_and_prism_give_a_work() -> None:
    found = item(
        metas(
            DC__Title="Thesis on Steppes",
            DC__creator="Kassenova, Nargis",
            DC__type="Thesis",
            DCTERMS__issued="2019-05",
            DC__publisher="KIMEP",
            DC__identifier=["https://hdl.handle.net/1/2", "10.1234/thesis.5"],
        )
    )
    assert (found["type"], found["title"]) == ("thesis", "Thesis on Steppes")
    assert found["issued"] == {"date-parts": [[2019, 5]]}
    assert (found["publisher"], found["DOI"]) == ("KIMEP", "10.1234/thesis.5")


def test_one_coins_is_the_page_and_several_are_what_it_lists() -> None:
    one = (
        '<span class="Z3988" title="ctx_ver=Z39.88-2004&amp;rft.genre=article&amp;'
        "rft.atitle=A+finding&amp;rft.jtitle=Annals&amp;rft.date=2001&amp;rft.aulast=Noether&amp;"
        'rft.aufirst=Emmy&amp;rft.spage=5&amp;rft.epage=9&amp;rft_id=info:doi/10.1234/q"></span>'
    )
    found = item("<title>A finding</title>", one)
    assert (found["type"], found["container-title"]) == ("article-journal", "Annals")
    assert (found["page"], found["DOI"]) == ("5-9", "10.1234/q")
    assert found["author"] == [{"family": "Noether", "given": "Emmy"}]
    assert item("<title>A list</title>", one + one)["type"] == "webpage"


def test_open_graph_gives_a_page_of_its_site_without_the_sites_name_in_the_title() -> None:
    found = item(
        '<meta property="og:title" content="A page | The Site">'
        '<meta property="og:site_name" content="The Site">'
        '<meta property="og:type" content="article">'
        '<meta property="article:published_time" content="2020-02-29T10:00:00Z">'
        '<meta property="article:author" content="https://www.facebook.com/ada">'
    )
    assert found["type"] == "webpage"
    assert (found["title"], found["container-title"]) == ("A page", "The Site")
    assert found["issued"] == {"date-parts": [[2020, 2, 29]]}
    assert "author" not in found


def test_a_bare_page_has_its_title_language_and_address() -> None:
    found = item("<title>\n A  page </title>", lang="de-AT")
    assert found == {"type": "webpage", "title": "A page", "language": "de-AT", "URL": URL}


def test_the_better_vocabulary_wins_and_the_others_add() -> None:
    found = item(
        metas(citation_title="A finding", citation_journal_title="Annals", description="Short.")
        + linked_data({"@type": "WebPage", "name": "A finding | Annals"})
    )
    assert (found["type"], found["title"]) == ("article-journal", "A finding")
    assert found["abstract"] == "Short."


def test_what_speaks_of_another_work_is_left_out() -> None:
    found = item(
        metas(citation_title="A finding", citation_journal_title="Annals")
        + linked_data(
            {"@type": "NewsArticle", "headline": "Quite another story", "datePublished": "2020"}
        )
    )
    assert "issued" not in found


def test_an_unclear_date_gives_its_year_or_nothing() -> None:
    assert item(metas(citation_title="T", citation_date="5/6/2013"))["issued"] == {
        "date-parts": [[2013]]
    }
    assert "issued" not in item(metas(citation_title="T", citation_date="recently"))


def test_a_page_is_known_by_its_own_address_only_on_its_own_host() -> None:
    own = '<title>T</title><link rel="canonical" href="/stories/one">'
    alien = '<title>T</title><link rel="canonical" href="https://evil.example/x">'
    home = '<title>T</title><link rel="canonical" href="https://www.example.org/">'
    assert item(own)["URL"] == "https://www.example.org/stories/one"
    assert item(alien)["URL"] == URL
    assert item(home)["URL"] == URL


def test_linked_pdfs_are_found() -> None:
    html = b'<head><link rel="alternate" type="application/pdf" href="../1.pdf"></head>'
    assert read_page(html, "text/html", URL).pdf == "https://www.example.org/1.pdf"
    html = b'<head><link rel="alternate" type="application/pdf" href="javascript:x"></head>'
    assert read_page(html, "text/html", URL).pdf == ""


@pytest.mark.parametrize(
    ("url", "doi"),
    [
        ("https://www.tandfonline.com/doi/full/10.1080/1/2", "10.1080/1/2"),
        ("https://www.tandfonline.com/doi/full/10.1080/00396338.2018.1", "10.1080/00396338.2018.1"),
        ("https://dl.acm.org/doi/pdf/10.1145/3292500.3330701", "10.1145/3292500.3330701"),
        ("https://link.springer.com/content/pdf/10.1007/s11192-019-1.pdf", "10.1007/s11192-019-1"),
        ("https://x.example/doi/10.1234/abc/full/pdf", "10.1234/abc"),
        ("https://x.example/doi/10.1234%2Fabc/", "10.1234/abc"),
        ("https://www.example.org/10.5/about", None),
        (URL, None),
    ],
)
def test_a_publishers_address_holds_the_doi(url: str, doi: str | None) -> None:
    assert doi_in(url) == doi


@pytest.mark.parametrize(
    ("content", "content_type", "text"),
    [
        ("Żółć".encode(), "text/html", "Żółć"),
        ("Żółć".encode("iso-8859-2"), "text/html; charset=ISO-8859-2", "Żółć"),
        (b"<meta charset=windows-1251>\xcf", "text/html", "<meta charset=windows-1251>П"),
        (b"caf\xe9 \x93x\x94", "text/html", "café “x”"),
        (b"\x93x\x94", "text/html; charset=iso-8859-1", "“x”"),
        ("é".encode("utf-16"), "text/html; charset=utf-8", "é"),
        ("é".encode(), "text/html; charset=no-such-thing", "é"),
    ],
)
def test_a_page_is_decoded_by_what_is_said_of_it(
    content: bytes, content_type: str, text: str
) -> None:
    assert decoded(content, content_type) == text


HOSTILE = {
    "empty": b"",
    "nul": b"\0\0\0",
    "deep elements": b"<div>" * 200_000,
    "deep json": b'<script type="application/ld+json">' + b"[" * 200_000 + b"</script>",
    "many metas": b'<meta name="a" content="b">' * 100_000,
    "no html": bytes(range(256)) * 100,
    "entities": b'<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><title>&b;</title>',
    "circle": b'<script type="application/ld+json">{"@id":"a","@type":"Book","name":"x",'
    b'"isPartOf":{"@id":"a"}}</script>',
    "odd values": b'<script type="application/ld+json">{"@type":"Book","name":{"a":[1]},'
    b'"headline":[[["x"]]],"author":[1,null,[2]],"isPartOf":7}</script>',
    "bad base": b'<base href="http://[bad"><link rel="canonical" href="http://[x"><title>t</title>',
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_no_page_breaks_the_reader(content: bytes) -> None:
    found = page_item(read_page(content, "text/html", URL))
    assert found["type"]


@given(st.text(max_size=300))
def test_any_json_ld_and_meta_gives_a_valid_item(text: str) -> None:
    body = f"<title>t</title>{linked_data({'@type': 'Book', 'name': text, 'author': text})}"
    content = (metas(citation_title="x", citation_date="2001") + body + text).encode(
        "utf-8", "replace"
    )
    found = page_item(read_page(content, "text/html", URL))
    Item.from_csl({name: value for name, value in found.items() if value})
