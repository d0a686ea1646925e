"""biblatex's own fields, and what entries take over from others."""

from __future__ import annotations

from bib_works import entries, fields, work

from evidence.domain.items import Item
from evidence.domain.names import Name
from evidence.domain.records import Source
from evidence.formats import biblatex, bibtex


def test_titles_are_joined_with_their_subtitles() -> None:
    assert fields(
        "@article{k, title={Why?}, subtitle={Because}, journaltitle={J}, journalsubtitle={S},"
        " number=2, shortjournal={J.}, date={2011-21}, entrysubtype={magazine}}"
    ) == {
        "title": "Why? Because",
        "container-title": "J: S",
        "container-title-short": "J.",
        "issue": "2",
        "issued": "2011-21",
    }


def test_a_book_of_biblatex_comes_whole() -> None:
    text = """@book{k, author={given=Hans, family=Harman}, editor={X Y}, editortype={compiler},
      editora={D E}, editoratype={director}, title={T}, origdate={1850}, origtitle={O},
      location={Berlin}, pagetotal={300}, volumes={3}, translator={T R}, langid={ngerman},
      pubstate={inpress}, eventdate={2010-01-01/2010-01-03}, library={ABC 1}}"""
    assert fields(text) == {
        "title": "T",
        "original-title": "O",
        "original-date": "1850",
        "publisher-place": "Berlin",
        "number-of-pages": "300",
        "number-of-volumes": "3",
        "language": "de",
        "status": "in press",
        "event-date": "2010-01-01/2010-01-03",
        "call-number": "ABC 1",
        "author": ["Harman, Hans"],
        "compiler": ["Y, X"],
        "director": ["E, D"],
        "translator": ["R, T"],
    }


def test_a_web_page_names_its_site() -> None:
    text = "@online{k, title={T}, titleaddon={Site}, organization={O}, url={http://a.org}}"
    assert fields(text) == {
        "title": "T",
        "container-title": "Site",
        "publisher": "O",
        "URL": "http://a.org",
    }
    assert work(text).item.type == "webpage"


def test_papers_take_over_their_proceedings() -> None:
    paper, volume = entries(
        "@inproceedings{p, title={P}, author={A Bee}, crossref={V}}\n"
        "@proceedings{v, title={Proc}, subtitle={Sub}, editor={C Dee}, year=2011, publisher={ACM},"
        " doi={10.1000/v}, isbn={978-3-16-148410-0}, shorttitle={S}}"
    )
    assert paper.item.variables == {
        "title": "P",
        "container-title": "Proc: Sub",
        "publisher": "ACM",
        "ISBN": "978-3-16-148410-0",
    }
    assert paper.item.dates == {"issued": "2011"}
    assert paper.item.names["editor"] == (Name("Dee", "C"),)
    assert paper.item.custom == {"bibtex": {"crossref": "V"}}
    assert volume.item.title == "Proc: Sub"


def test_a_parent_may_have_a_parent_and_give_its_author() -> None:
    chapter = entries(
        "@inbook{c, title={C}, crossref={b}}@book{b, title={B}, author={A Bee}, crossref={m}}"
        "@mvbook{m, title={M}, publisher={P}, year=2000}"
    )[0]
    assert chapter.item.variables["container-title"] == "B"
    assert chapter.item.variables["publisher"] == "P"
    assert chapter.item.dates["issued"] == "2000"
    assert chapter.item.names["container-author"] == (Name("Bee", "A"),)
    assert chapter.item.custom["bibtex"]["maintitle"] == "M"


def test_own_fields_count_before_those_taken_over() -> None:
    chapter = entries(
        "@incollection{c, title={C}, booktitle={Own}, date={2001-05}, crossref={b}}"
        "@book{b, title={B}, year=2000, month=jan, publisher={P}}"
    )[0]
    assert chapter.item.variables["container-title"] == "Own"
    assert chapter.item.dates == {"issued": "2001-05"}


def test_xdata_is_data_and_no_work() -> None:
    book = work(
        "@xdata{pub, publisher={P}, location={L}, xdata={more}}@xdata{more, series={S}}"
        "@book{k, title={T}, publisher={Own}, xdata={pub}}"
    )
    assert book.item.variables == {
        "title": "T",
        "publisher": "Own",
        "publisher-place": "L",
        "collection-title": "S",
    }
    assert not book.item.custom


def test_what_cannot_be_taken_over_is_still_named() -> None:
    assert work("@book{k, crossref={gone}, xdata={gone}}").item.custom == {
        "bibtex": {"crossref": "gone", "xdata": "gone"}
    }


_ITEM = Item(
    "article-journal",
    {"title": "The DNA & <i>E. coli</i>", "container-title": "J", "page": "1-9", "issue": "2"},
    {"issued": "2018-03-05", "accessed": "2020-01-01"},
    {"author": (Name("Cruz", "Juan", "de la"), Name(literal="World Bank"))},
)


def test_biblatex_is_written_in_its_own_words() -> None:
    assert "".join(biblatex.write([Source("k", _ITEM, ("a", "b"))])) == (
        "@article{k,\n"
        "  author = {de la Cruz, Juan and {World Bank}},\n"
        "  title = {The DNA \\& \\textit{E. coli}},\n"
        "  journaltitle = {J},\n"
        "  pages = {1--9},\n"
        "  number = {2},\n"
        "  date = {2018-03-05},\n"
        "  urldate = {2020-01-01},\n"
        "  keywords = {a, b}\n"
        "}\n\n"
    )


def test_bibtex_is_written_so_that_its_styles_print_it() -> None:
    thesis = Item("thesis", {"title": "On iPhone use", "publisher": "ETH", "genre": "PhD thesis"})
    assert "".join(bibtex.write([Source("a b", _ITEM), Source("t", thesis)])) == (
        "@article{a-b,\n"
        "  author = {de la Cruz, Juan and {World Bank}},\n"
        "  title = {The DNA \\& \\textit{E. coli}},\n"
        "  journal = {J},\n"
        "  pages = {1--9},\n"
        "  number = {2},\n"
        "  year = {2018},\n"
        "  month = mar,\n"
        "  day = {5},\n"
        "  urldate = {2020-01-01}\n"
        "}\n\n"
        "@phdthesis{t,\n"
        "  title = {On {iPhone} use},\n"
        "  school = {ETH}\n"
        "}\n\n"
    )
