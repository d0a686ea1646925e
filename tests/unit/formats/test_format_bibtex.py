"""What a .bib file in BibTeX's dress means, and what becomes of one that is torn."""

from __future__ import annotations

import pytest
from bib_works import authors, broken, entries, fields, title, work

from evidence.formats import biblatex, bibtex
from evidence.formats._bibtex_reading import read as read_bib
from evidence.formats.base import Broken, Entry

_ARTICLE = r"""
@string{jss = "Journal of " # {Slow Science}}
@Article{mueller10,
  author  = {M{\"u}ller, J{\"o}rg and {Barnes and Noble} and Jan van der Berg and
             King, Jr., Martin Luther and others},
  title   = {{The {DNA} of \textit{E.~coli}: a H$_2$O --- ``story''}},
  journal = jss, year = 2010, month = "12~" # mar, volume = {12}, number = 3,
  pages   = "1--10", doi = {https://doi.org/10.1000/ABC\_d},
  url = {\url{http://example.org/~a\_b}}, issn = {1234-5678}, keywords = {one, {two, three}},
  note = {Reprinted}, annote = {Read this}, publisher = {Sons \& Co},
  abstract = {First.
    Second.}, language = {en}, pmid = {123}, timestamp = {2010.01.01},
}
"""


def test_an_article_comes_whole() -> None:
    entry = work(_ARTICLE)
    assert (entry.key, entry.line, entry.item.type) == ("mueller10", 3, "article-journal")
    assert fields(_ARTICLE) == {
        "title": "The DNA of <i>E. coli</i>: a H<sub>2</sub>O — “story”",
        "container-title": "Journal of Slow Science",
        "issued": "2010-03-12",
        "volume": "12",
        "issue": "3",
        "page": "1-10",
        "DOI": "10.1000/ABC_d",
        "URL": "http://example.org/~a_b",
        "ISSN": "1234-5678",
        "note": "Reprinted",
        "publisher": "Sons & Co",
        "abstract": "First. Second.",
        "language": "en",
        "PMID": "123",
        "author": ["Müller, Jörg", "Barnes and Noble", "van der Berg, Jan",
                   "King, Martin Luther, Jr."],
    }  # fmt: skip
    assert entry.tags == ("one", "two, three")
    assert entry.notes == ("Read this",)
    assert entry.raw.startswith("@Article{mueller10,")
    assert entry.raw.endswith("}")
    assert entry.item.custom == {"bibtex": {"timestamp": "2010.01.01", "others": "author"}}


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("@book{k, title={T}, publisher={P}, address={Oxford}, edition={2nd}, series={S}, number=4,"
         " volume=2, isbn={ISBN 0-19-852663-6}, pages={300}}",
         {"title": "T", "publisher": "P", "publisher-place": "Oxford", "edition": "2nd",
          "collection-title": "S", "collection-number": "4", "volume": "2",
          "ISBN": "0-19-852663-6", "number-of-pages": "300"}),
        ("@incollection{k, title={C}, booktitle={B}, chapter=2, pages={10--20}, editor={A Bee}}",
         {"title": "C", "container-title": "B", "chapter-number": "2", "page": "10-20",
          "editor": ["Bee, A"]}),
        ("@inproceedings{k, title={C}, booktitle={Proc.}, organization={ACM}, address={Rome}}",
         {"title": "C", "container-title": "Proc.", "publisher": "ACM", "publisher-place": "Rome"}),
        ("@phdthesis{k, title={T}, school={ETH}}",
         {"title": "T", "publisher": "ETH", "genre": "PhD thesis"}),
        ("@mastersthesis{k, title={T}, school={ETH}, type={Diploma}}",
         {"title": "T", "publisher": "ETH", "genre": "Diploma"}),
        ("@techreport{k, title={T}, institution={NASA}, number={TR-1}, type={Technical Note}}",
         {"title": "T", "publisher": "NASA", "number": "TR-1", "genre": "Technical Note"}),
        ("@patent{k, title={T}, number={US1}}", {"title": "T", "number": "US1"}),
        ("@misc{k, title={T}, howpublished={\\url{http://a.org/}}, urldate={2012-06-04TZ}}",
         {"title": "T", "URL": "http://a.org/", "accessed": "2012-06-04"}),
        ("@misc{k, title={T}, eprint={1706.03762}, archivePrefix={arXiv}}",
         {"title": "T", "number": "arXiv:1706.03762"}),
        ("@article{k, journal={Ann. Math.}, fjournal={Annals of Mathematics}}",
         {"container-title": "Annals of Mathematics", "container-title-short": "Ann. Math."}),
        ("@article{k, journal={\\apj}, eid={L10}}",
         {"container-title": "The Astrophysical Journal", "page": "L10"}),
        ("@article{k, title={T}, year={in press}}", {"title": "T", "status": "in press"}),
        ("@article{k, pages={pp. 17–61, 70 -- 72}}", {"page": "17-61, 70-72"}),
        ("@article{k, title={\\href{http://a.org/b}{The title}}}",
         {"title": "The title", "URL": "http://a.org/b"}),
        ("@article{k, author={Smith, J., Jones, K. L.}}",
         {"author": ["Smith, J.", "Jones, K. L."]}),
        ("@article{k, doi={n/a}, medium={film}}", {"medium": "film"}),
    ],
)  # fmt: skip
def test_fields_mean_what_their_entry_makes_of_them(
    entry: str, expected: dict[str, object]
) -> None:
    assert fields(entry) == expected


@pytest.mark.parametrize(
    ("entry_type", "csl"),
    [
        ("article", "article-journal"),
        ("booklet", "book"),
        ("manual", "book"),
        ("proceedings", "book"),
        ("inbook", "chapter"),
        ("conference", "paper-conference"),
        ("unpublished", "manuscript"),
        ("misc", "document"),
        ("neverheardof", "document"),
        ("ONLINE", "webpage"),
        ("inreference", "entry-encyclopedia"),
        ("movie", "motion_picture"),
    ],
)
def test_entry_types_are_csl_types(entry_type: str, csl: str) -> None:
    assert work(f"@{entry_type}{{k, title = {{T}}}}").item.type == csl


@pytest.mark.parametrize(
    ("given", "issued"),
    [
        ("year = {2018/2019}", "2018/2019"),
        ("year = 2010, month = {July~20}", "2010-07-20"),
        ("year = 2010, month = jul # {--} # aug", "2010-07/2010-08"),
        ("year = {2010}, month = {05}, day = {7}", "2010-05-07"),
        ("year = {{2014}}, month = {{MAY 12}}", "2014-05-12"),
        ("year = {2001}, month = {Summer}", "2001-22"),
        ("year = {[1999]}", "1999"),
        ("year = {2010a}", "2010"),
        ("date = {1850~}", "1850~"),
        ("date = {2010-03-01T10:00:00}", "2010-03-01"),
        ("date = {2010-03/}, year = 2010", "2010-03/.."),
        ("year = {n.d.}", None),
        ("year = 2013, month = {5/6}", "2013"),
    ],
)
def test_dates_are_edtf(given: str, issued: str | None) -> None:
    assert fields(f"@book{{k, {given}}}").get("issued") == issued


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Charles de la Vall{\\'e}e Poussin",
         [{"family": "Vallée Poussin", "given": "Charles", "non-dropping-particle": "de la"}]),
        ("Alexander von Humboldt",
         [{"family": "Humboldt", "given": "Alexander", "dropping-particle": "von"}]),
        ("{\\'E}mile Zola AND {\\L}ukasz Kaiser",
         [{"family": "Zola", "given": "Émile"}, {"family": "Kaiser", "given": "Łukasz"}]),
        ("{Kaplan}, D.~L.", [{"family": "Kaplan", "given": "D. L."}]),
        ("{van der Marel}, R.", [{"family": "van der Marel", "given": "R."}]),
        ("{{World Health Organization}}", [{"literal": "World Health Organization"}]),
        ("Plato", [{"literal": "Plato"}]),
        ("Smith, III, John", [{"family": "Smith", "given": "John", "suffix": "III"}]),
        ("Smith, J.; Doe, K.",
         [{"family": "Smith", "given": "J."}, {"family": "Doe", "given": "K."}]),
        ("given=Hans, family=Harman, prefix=von, useprefix=true",
         [{"family": "Harman", "given": "Hans", "non-dropping-particle": "von"}]),
        ("A B and and C D", [{"family": "B", "given": "A"}, {"family": "D", "given": "C"}]),
    ],
)  # fmt: skip
def test_names_are_read_by_their_braces_first(value: str, names: list[dict[str, str]]) -> None:
    assert authors(value) == names


_GOOD = "@book{good, title = {Good}}\n"


@pytest.mark.parametrize(
    ("torn", "reason"),
    [
        ("@book{bad, title = {Never closed, year = 2010\n}\n", "never closed"),
        ('@book{bad, title = "Never closed,\n author = "A B"\n}\n', "never closed"),
        ("@book{bad, title = {T}, what is this\n}\n", "is no field"),
        ("@string{bad}\n", "name = value"),
        ("a stray line\n", "outside of any entry"),
        ("@book{bad, title = {T}\n", "never closed"),
        ("@comment{never closed\n", "never closed"),
    ],
)
def test_a_torn_entry_costs_only_itself(torn: str, reason: str) -> None:
    found = list(read_bib(_GOOD + torn + _GOOD))
    assert [type(each) for each in found] == [Entry, Broken, Entry]
    [fault] = [each for each in found if isinstance(each, Broken)]
    assert (fault.line, fault.raw) == (2, torn.strip())
    assert reason in fault.reason


def test_a_file_cut_off_reports_its_last_entry() -> None:
    [fault] = broken(_GOOD + "@book{last, title = {Cut")
    assert (fault.line, fault.raw) == (2, "@book{last, title = {Cut")


@pytest.mark.parametrize(
    "entry",
    [
        "@book{k, title = {T} year = 2010}",
        "@book{k, title = {T}\n  year = {2010}\n}",
        "@book{k\n title = {T}, year = 2010}",
        "@book{k, title = {T}}, year = 2010}",
        "@book(k, title = {T}, year = 2010)",
        "@BOOK { k , TITLE = {T} , Year = 2010 , }",
        "@book{k, title = T, year = 2010}",
        "@book{k, % title = {No},\n title = {T}, year = 2010}",
        "@book{k,, title = {T},, year = 2010,,}",
    ],
)
def test_slips_that_have_one_meaning_are_forgiven(entry: str) -> None:
    assert fields(entry) == {"title": "T", "issued": "2010"}
    assert work(entry).key == "k"


def test_a_field_given_twice_counts_once_and_is_kept() -> None:
    entry = work("@book{k, title = {A}, title = {B}, title = {C}, title = {A}}")
    assert entry.item.title == "A"
    assert entry.item.custom == {"bibtex": {"title_2": "B", "title_3": "C"}}


def test_two_entries_with_one_key_are_both_read() -> None:
    first, second = entries("@book{k, title = {A}}\n\n@book{k, title = {B}}")
    assert (first.item.title, second.item.title) == ("A", "B")
    assert not first.item.custom
    assert second.item.custom == {"bibtex": {"repeated-key": "line 1"}}


def test_an_entry_without_a_key_is_a_work() -> None:
    assert work("@book{title = {T}}").key is None
    assert work("@book{, title = {T}}").item.title == "T"


def test_comments_preambles_and_headings_are_no_works() -> None:
    text = (
        "% @book{no, title = {No}}\nThis file was created with JabRef 2.9.\nEncoding: UTF8\n"
        '@preamble{"\\newcommand{\\x}{}"}\n@comment{jabref-meta: a;\n@book{no, title={No}}\n}\n'
    )
    assert [entry.key for entry in entries(text + _GOOD)] == ["good"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_in_any_way(end: str) -> None:
    text = _ARTICLE.replace("\n", end)
    assert fields(text) == fields(_ARTICLE)
    assert work(text).line == 3


@pytest.mark.parametrize(
    ("file", "paths"),
    [
        (":papers/a.pdf:PDF", ("papers/a.pdf",)),
        ("Full Text:files/1/a.pdf:application/pdf;Snapshot:files/2/b.html:text/html",
         ("files/1/a.pdf", "files/2/b.html")),
        (":C\\:/x/a\\;b.pdf:PDF", ("C:/x/a;b.pdf",)),
        (":C$\\backslash$:/Docs/a{\\_}b.pdf:pdf", ("C:/Docs/a_b.pdf",)),
        ("/home/me/a.pdf", ("/home/me/a.pdf",)),
    ],
)  # fmt: skip
def test_attached_files_are_named(file: str, paths: tuple[str, ...]) -> None:
    entry = work(f"@book{{k, file = {{{file}}}}}")
    assert entry.files == paths
    assert entry.item.custom["bibtex"]["file"] == file


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        ("Universit\\'e Universit{\\'e} Universit\\'{e} Universit{\\'{e}}", "Université " * 4),
        ("\\\"{\\i} \\'{\\i} {\\'\\i} \\v{s} \\v s \\c{c} \\c c \\k{a} \\H{o} \\r{a}",
         "ï í í š š ç ç ą ő å"),
        ("\\d{a} \\=a \\.z \\u{g} \\b{d}", "ạ ā ż ğ ḏ"),
        ("\\'{\\ae} \\={\\AE} \\'{\\^e}", "ǽ Ǣ ế"),
        ("stra{\\ss}e \\o re {\\AA} \\L{}odz \\i \\j \\oe{}uvre", "straße øre Å Łodz ıȷœuvre"),
        ("\\& \\% \\_ \\# \\$ \\{ \\} a~b", "& % _ # $ { } a b"),
        ("``a'' `b' -- --- O'Neill's", "“a” ‘b’ – — O'Neill's"),
        ("\\textbf{a} {\\em b} {\\it c d} \\textsuperscript{2} \\emph{e \\textbf{f}}",
         "<b>a</b> <i>b</i> <i>c d</i> <sup>2</sup> <i>e <b>f</b></i>"),
        ("\\textsc{Abc}", '<span style="font-variant:small-caps;">Abc</span>'),
        ("$\\alpha$-rays, $x^{2}$, $x_i$, $\\sqrt{2} \\leq 3$, 5\\,$\\mu$m",
         "α-rays, x<sup>2</sup>, x<sub>i</sub>, √2 ≤ 3, 5 μm"),
        ("costs $5", "costs $5"),
        ("\\url{http://a.org/b_c%d}", "http://a.org/b_c%d"),
        ("{\\noopsort{1973b}}Sorted", "Sorted"),
        ("\\enquote{so}", "“so”"),
        ("a \\strange{thing} \\here", "a \\strange{thing} \\here"),
        ("A &amp; B \\&lt; C", "A & B < C"),
        ("{\\~{}} \\~{} \\^{}", "~ ~ ^"),
        ("an {UPPER} {Case Kept}", "an UPPER Case Kept"),
    ],
)  # fmt: skip
def test_latex_becomes_unicode_with_csl_markup(latex: str, text: str) -> None:
    assert title(latex) == text.strip()


@pytest.mark.parametrize(
    ("head", "sure"),
    [
        ("@article{k,\n  title = {T}\n}", True),
        ("% comment\n\n@STRING{a = {b}}\n@book(k, year = 2010)", True),
        ("TY  - JOUR\nAU  - A\nER  - ", False),
        ("%0 Journal Article\n%A Smith", False),
        ('{"a": "@b"}', False),
        ("write to me@example.org{", False),
    ],
)
def test_bib_files_are_recognised(head: str, sure: bool) -> None:
    assert (bibtex.recognises(head) > 0.5) is sure
    assert (max(bibtex.recognises(head), biblatex.recognises(head)) > 0.5) is sure


def test_biblatex_is_told_from_bibtex() -> None:
    plain, new = "@article{k, journal = {J},\n year = 1}", "@online{k,\n date = {2010}}"
    assert bibtex.recognises(plain) > biblatex.recognises(plain)
    assert biblatex.recognises(new) > bibtex.recognises(new)
