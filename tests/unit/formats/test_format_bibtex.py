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
        ("@inproceedings{k, location={Atlanta}, address={New York}}",
         {"publisher-place": "New York"}),
        ("@article{k, pages={233--250.}, url={http://a.org/x?a=1&amp;b=2}}",
         {"page": "233-250", "URL": "http://a.org/x?a=1&b=2"}),
        ("@book{k, abstract={First\n line.\n\n Second.}}", {"abstract": "First line.\n\nSecond."}),
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
        ("year = {c1987}", "1987"),
        ("year = 2010, month = jan # {, } # feb", "2010-01/2010-02"),
        ("year = {2010}, month = {Nov. 30--Dec. 2}", "2010-11-30/2010-12-02"),
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
        ("{van der Marel}, R. and Mary {d'Aquin}",
         [{"family": "Marel", "given": "R.", "non-dropping-particle": "van der"},
          {"family": "Aquin", "given": "Mary", "non-dropping-particle": "d'"}]),
        ("{{van der Marel}}, R.", [{"family": "van der Marel", "given": "R."}]),
        ("{{World Health Organization}}", [{"literal": "World Health Organization"}]),
        ("Plato", [{"literal": "Plato"}]),
        ("Smith, III, John", [{"family": "Smith", "given": "John", "suffix": "III"}]),
        ("Smith, J.; Doe, K.",
         [{"family": "Smith", "given": "J."}, {"family": "Doe", "given": "K."}]),
        ("given=Hans, family=Harman, prefix=von, useprefix=true",
         [{"family": "Harman", "given": "Hans", "non-dropping-particle": "von"}]),
        ('"family={Harman, Inc.}", given=Hans', [{"family": "Harman, Inc.", "given": "Hans"}]),
        ("Smith, J. et al.", [{"family": "Smith", "given": "J."}]),
        ("Smith, J.A. & Doe, B.",
         [{"family": "Smith", "given": "J.A."}, {"family": "Doe", "given": "B."}]),
        ("Wei Wang 0001 and A. Bee (eds.)",
         [{"family": "Wang", "given": "Wei"}, {"family": "Bee", "given": "A."}]),
        ("{AT\\&T} and {Research, Inc.}", [{"literal": "AT&T"}, {"literal": "Research, Inc."}]),
        ("A B and and C D", [{"family": "B", "given": "A"}, {"family": "D", "given": "C"}]),
    ],
)  # fmt: skip
def test_names_are_read_by_their_braces_first(value: str, names: list[dict[str, str]]) -> None:
    assert authors(value) == names


def test_notes_about_a_work_are_no_note_to_print() -> None:
    entry = work(
        "@book{k, note={Reprint}, annote={Mine.\n\nMore.},"
        " annotation={Ours.\\par\\bigskip Theirs.}, comment={}}"
    )
    assert entry.item.variables == {"note": "Reprint"}
    assert entry.notes == ("Ours.", "Theirs.", "Mine.\n\nMore.")


_LIBRARY = [
    (r"""@inproceedings{Smith:2010:ABC, author = {Smith, John Q. and M\"{u}ller, J\"{o}rg},
 title = {Crowds \&\#38; Clouds},
 booktitle = {Proc. of the {SIGCHI} Conference}, series = {CHI '10},
 year = {2010}, isbn = {978-1-60558-929-9}, location = {Atlanta, USA}, pages = {11--20},
 numpages = {10}, doi = {10.1145/1753326.1753500}, publisher = {ACM}, address = {New York, NY}}""",
     {"author": ["Smith, John Q.", "Müller, Jörg"], "title": "Crowds & Clouds",
      "container-title": "Proc. of the SIGCHI Conference", "collection-title": "CHI '10",
      "issued": "2010", "ISBN": "978-1-60558-929-9", "page": "11-20", "number-of-pages": "10",
      "DOI": "10.1145/1753326.1753500", "publisher": "ACM", "publisher-place": "New York, NY"}),
    (r"""@ARTICLE{2008ApJ...675..146V, author = {{van der Marel}, R.~P. and {Planck Collaboration}},
    title = "{A {\ensuremath{\sim}}10$^{6}$ M$_{\odot}$ Halo in [{O~III}] {$\lambda$}5007}",
  journal = {\apj}, archivePrefix = "arXiv", eprint = {0710.1234}, year = 2008, month = mar,
   volume = 675, pages = {146-162}, doi = {10.1086/524000}}""",
     {"author": ["van der Marel, R. P.", "Planck Collaboration"],
      "title": "A ∼10<sup>6</sup> M<sub>⊙</sub> Halo in [O III] λ5007",
      "container-title": "The Astrophysical Journal", "issued": "2008-03", "volume": "675",
      "page": "146-162", "DOI": "10.1086/524000"}),
    (r"""@article{ WOS:000500000000001,
Author = {Garcia-Lopez, Jose and {Int Panel Climate Change}},
Title = {{Effects of temperature on
   the growth}}, Journal = {{JOURNAL OF BOTANY}}, Year = {{2019}}, Volume = {{70}},
Number = {{3, SI}}, Pages = {{881-893}}, Month = {{FEB 1}}, DOI = {{10.1093/jxb/ery400}}}""",
     {"author": ["Garcia-Lopez, Jose", "Int Panel Climate Change"],
      "title": "Effects of temperature on the growth", "container-title": "JOURNAL OF BOTANY",
      "volume": "70", "issue": "3, SI", "page": "881-893", "issued": "2019-02-01",
      "DOI": "10.1093/jxb/ery400"}),
    (r"""@article{Jones2012, author = {Jones, A and de Vries, B. and Mary {van Dyke}},
file = {:C$\backslash$:/Users/x/Jones.pdf:pdf}, journal = {Lancet (London, England)}, month = {jan},
number = {9811}, pages = {123--34}, pmid = {22222222}, volume = {379}, year = {2012},
title = {{Effect of X in {\textless}i{\textgreater}Drosophila{\textless}/i{\textgreater}}}}""",
     {"author": ["Jones, A", "de Vries, B.", "van Dyke, Mary"],
      "title": "Effect of X in <i>Drosophila</i>", "container-title": "Lancet (London, England)",
      "issue": "9811", "page": "123-34", "PMID": "22222222", "volume": "379",
      "issued": "2012-01"}),
    (r"""@phdthesis{martin:tel-00001, TITLE = {{{\'E}tude de l'{\oe}uvre: o{\`u} et {\^a}ge}},
  AUTHOR = {Martin, Jean-Fran{\c c}ois}, URL = {https://theses.hal.science/tel-00001},
  SCHOOL = {{Universit{\'e} Paris Sud - Paris XI}}, YEAR = {2005}, MONTH = Dec}""",
     {"author": ["Martin, Jean-François"], "title": "Étude de l'œuvre: où et âge",
      "URL": "https://theses.hal.science/tel-00001", "publisher": "Université Paris Sud - Paris XI",
      "issued": "2005-12", "genre": "PhD thesis"}),
]  # fmt: skip


@pytest.mark.parametrize(("entry", "expected"), _LIBRARY)
def test_entries_as_libraries_and_publishers_give_them(
    entry: str, expected: dict[str, object]
) -> None:
    assert fields(entry) == expected


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
    assert (first.key, second.key) == ("k", "k")


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
        ("$O(n \\log n)$ at 5$^{\\circ}$C, $\\hat{x}$, \\&\\#38;", "O(n log n) at 5°C, x̂, &"),
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
