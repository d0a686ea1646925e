"""What BibTeX and biblatex write, they read back; what anybody else wrote, they survive."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from evidence.domain.items import Item
from evidence.domain.names import Name
from evidence.domain.records import Source
from evidence.formats import biblatex, bibtex
from evidence.formats.base import Broken, Entry, Format

FORMATS = [bibtex.FORMAT, biblatex.FORMAT]
both = pytest.mark.parametrize("form", FORMATS, ids=["bibtex", "biblatex"])

_TYPES = st.sampled_from(
    """article article-journal article-magazine article-newspaper bill book broadcast chapter
    classic collection dataset document entry entry-dictionary entry-encyclopedia figure graphic
    hearing interview legal_case legislation manuscript map motion_picture musical_score pamphlet
    paper-conference patent performance periodical personal_communication post post-weblog
    regulation report review review-book software song speech standard thesis treaty
    webpage""".split()
)
_LETTERS = st.characters(
    exclude_categories=["Cs", "Cc", "Zl", "Zp", "Zs", "Cn", "Co"], exclude_characters="\ufdd0"
)
_WORD = st.one_of(
    st.text(_LETTERS, min_size=1, max_size=8),
    st.sampled_from(
        ["and", "von", "10%", "R&D", "$5", "a_b", "#1", "{x}", "{", "}", "\\", "\\alpha", "~", "^",
         "``", "''", "--", "---", "&amp;", "&lt;", "DNA", "O'Neill", "?`", "$x$", "é", "\"",
         "@a{b,", "%", "a=b", ",", ";", "|", "CSL |"]
    ),
)  # fmt: skip
_TEXT = st.lists(_WORD, min_size=1, max_size=6).map(" ".join)
_RICH = st.one_of(
    _TEXT,
    st.tuples(_TEXT, st.sampled_from(["i", "b", "sup", "sub"]), _TEXT).map(
        lambda parts: f"{parts[0]} <{parts[1]}>{parts[2]}</{parts[1]}>"
    ),
)
_LINES = st.lists(_TEXT, min_size=1, max_size=3).flatmap(
    lambda texts: st.sampled_from(["\n", "\n\n", "\n\n\n"]).map(lambda end: end.join(texts))
)
_NAME_WORD = st.from_regex(r"[A-ZÉÖŁ][a-zéöł'\-]{0,7}[a-z]", fullmatch=True)
_NAME = st.one_of(
    st.builds(
        Name,
        family=st.lists(_NAME_WORD, min_size=1, max_size=2).map(" ".join),
        given=st.lists(st.one_of(_NAME_WORD, st.just("J.")), min_size=1, max_size=2).map(" ".join),
        suffix=st.sampled_from([None, None, "Jr.", "III", "PhD"]),
        non_dropping_particle=st.sampled_from([None, None, "de la", "van", "d'"]),
    ),
    st.builds(
        Name,
        family=_NAME_WORD,
        given=_NAME_WORD,
        dropping_particle=st.sampled_from(["von", "zu"]),
    ),
    st.builds(Name, family=_TEXT, given=_TEXT),
    st.builds(Name, literal=_TEXT),
)
_NAMES = st.lists(_NAME, min_size=1, max_size=3).map(tuple)
_DATE = st.one_of(
    st.integers(1000, 2100).map(str),
    st.dates().map(lambda day: day.isoformat()),
    st.dates().map(lambda day: day.isoformat()[:7]),
    st.sampled_from(
        ["2018/2019", "2018-03/2018-05", "1850~", "1984?", "199X", "2010-21", "-0043", "2010/..",
         "0450", "2004-06-XX", "2001-05-01/2001-05-03"]
    ),
)  # fmt: skip
_VALUES = {
    **dict.fromkeys(
        """title title-short container-title container-title-short collection-title event-title
        original-title""".split(),
        _RICH,
    ),
    **dict.fromkeys(["abstract", "note"], st.one_of(_RICH, _LINES)),
    "annote": _LINES,
    **dict.fromkeys(
        """publisher publisher-place event-place original-publisher original-publisher-place
        edition chapter-number number-of-volumes part-number version status genre language
        call-number medium scale dimensions archive archive_location archive-place section source
        license jurisdiction authority references volume issue number collection-number
        PMID PMCID""".split(),
        _TEXT,
    ),
    "page": st.from_regex(r"[A-Z]?[1-9][0-9]{0,3}(-[A-Z]?[1-9][0-9]{0,3})?", fullmatch=True),
    "number-of-pages": st.from_regex(r"[1-9][0-9]{0,3}", fullmatch=True),
    "DOI": st.from_regex(r"10\.[0-9]{4}/[A-Za-z0-9._()_-]{0,8}[a-z0-9]", fullmatch=True),
    "ISBN": st.sampled_from(["978-3-16-148410-0", "316148410X"]),
    "ISSN": st.just("0378-5955"),
    "URL": st.from_regex(r"https://[a-z]{1,8}\.org/[a-z0-9~_%#&=?./-]{0,12}", fullmatch=True),
}
_ROLES = """author editor translator container-author director composer illustrator
collection-editor""".split()


@st.composite
def _works(draw: st.DrawFn) -> Source:
    """A work with everything that the format can hold."""
    variables = draw(st.fixed_dictionaries({}, optional=_VALUES))
    names = draw(st.fixed_dictionaries({}, optional=dict.fromkeys(_ROLES, _NAMES)))
    dates = draw(
        st.fixed_dictionaries(
            {}, optional=dict.fromkeys(["issued", "accessed", "original-date", "event-date"], _DATE)
        )
    )
    tags = tuple(draw(st.lists(_TEXT, max_size=3, unique=True)))
    notes = tuple(draw(st.lists(_LINES, max_size=3)))
    return Source("key1", Item(draw(_TYPES), variables, dates, names), tags, notes=notes)


def _text(form: Format, *sources: Source) -> str:
    assert form.write
    return "".join(form.write(sources))


def _entries(form: Format, text: str) -> list[Entry | Broken]:
    assert form.read
    return list(form.read(text))


@both
@settings(max_examples=150, deadline=None)
@given(source=_works())
def test_everything_written_is_read_back(form: Format, source: Source) -> None:
    # Of a work of which nothing is known there is nothing to read back (see "broken entries").
    assume(set(source.item.to_csl("key1")) > {"id", "type"} or source.tags or source.notes)
    [entry] = _entries(form, _text(form, source))
    assert isinstance(entry, Entry)
    assert entry.key == source.key
    assert entry.item.to_csl("key1") | {"custom": {}} == source.item.to_csl("key1") | {"custom": {}}
    assert entry.tags == source.tags
    assert entry.notes == source.notes


@both
@settings(max_examples=100, deadline=None)
@given(names=_NAMES)
def test_a_list_that_ends_in_others_still_does(form: Format, names: tuple[Name, ...]) -> None:
    item = Item("book", names={"author": names}, custom={"bibtex": {"others": "author"}})
    [entry] = _entries(form, _text(form, Source("key1", item)))
    assert isinstance(entry, Entry)
    assert entry.item.names["author"] == names
    assert entry.item.custom["bibtex"]["others"] == "author"


_RAW = """@manual{m, title = {The {\\TeX} thing}, organization = {Group}, publisher = {P},
  author = {Knuth, D. and others}, timestamp = {2001.02.03}, groups = {a;b \\& c},
  file = {:a\\:b.pdf:PDF}, title = {Another}, addendum = {{x} y}, editor = {A B},
  editortype = {founder}, month = {whenever}, year = {2001}, origlanguage = {german}}"""


@both
def test_fields_without_a_variable_are_written_back_as_they_came(form: Format) -> None:
    [first] = _entries(form, _RAW)
    assert isinstance(first, Entry)
    assert first.item.custom["bibtex"] == {
        "entrytype": "manual",
        "organization": "Group",
        "others": "author",
        "timestamp": "2001.02.03",
        "groups": "a;b \\& c",
        "file": ":a\\:b.pdf:PDF",
        "title_2": "Another",
        "addendum": "{x} y",
        "editortype": "founder",
        "month": "whenever",
        "origlanguage": "german",
    }
    assert first.files == ("a:b.pdf",)
    [again] = _entries(form, _text(form, Source("m", first.item)))
    assert isinstance(again, Entry)
    assert again.item == first.item


_PIECES = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            *"""@article{ @book( @string{ @comment{ @preamble{ key, title author year date month
            doi url pages keywords file crossref xdata = { } ( ) " # , jan "a" {b} \\ \\'{e}
            \\textit{ $ ~ -- 2010 and others %""".split(),
            "\n", "\n@misc{k,\n", " = {", "},\n",
        ]
    ),
)  # fmt: skip


@both
@settings(max_examples=250, deadline=None)
@given(pieces=st.lists(_PIECES, max_size=40))
def test_no_text_stops_reading_and_none_of_it_is_lost(form: Format, pieces: list[str]) -> None:
    text = "".join(pieces)
    read = _entries(form, text)
    assert form.recognises
    assert 0 <= form.recognises(text) <= 1
    for each in read:
        assert each.line >= 1
        if isinstance(each, Entry):
            json.dumps(each.item.to_csl("k"))
            assert form.write
            "".join(form.write([Source("k", each.item)]))
    broken = [each for each in read if isinstance(each, Broken)]
    assert all(each.raw and each.reason for each in broken)


_N = 200_000
_HOSTILE = {
    "open braces": "@article{a, title = " + "{" * _N,
    "nested braces": "@article{a, title = " + "{" * _N + "x" + "}" * _N + "}",
    "escaped braces": "@article{a, title = {" + "\\{" * _N + "}}",
    "nested commands": "@article{a, title = {" + "\\textit{" * _N + "x" + "}" * _N + "}}",
    "accents without letters": "@article{a, title = {" + "\\'\\c " * _N + "e}}",
    "math signs": "@article{a, title = {" + "$^" * _N + "}}",
    "at signs": "@" * _N,
    "entries that never begin": "@a{" * _N,
    "entries on one line": "@a{x,b=1}" * (_N // 10),
    "broken entries on one line": "@a{x,b c}" * (_N // 10),
    "open entries": "@a{x,\n" * (_N // 10),
    "open comments": "@comment{\n" * (_N // 10),
    "commented out": "% @a{x," * (_N // 10),
    "one long line": "@a{x, title = {" + "word " * _N * 5 + "}}",
    "spaces": "@a{x, title" + " " * _N + "x" + " " * _N + "}",
    "quotation marks": '@a{x, title = "' + '" ' * _N + "}",
    "names": "@a{x, author = {" + "{A} and " * _N + "}}",
    "open names": "@a{x, author = {" + "{a b} " * (_N // 20) + ", {}" * (_N // 20) + "}}",
    "spaces in names": "@a{x, author = {a" + " " * _N + "b}}",
    "dots": "@a{x, doi = {10.1000/a" + "." * _N + "}, isbn = {" + "-" * _N + "}}",
    "dashes": "@a{x, pages = {" + "- " * _N + "}, year = {" + "1 " * _N + "}}",
    "files": "@a{x, file = {" + ":;" * _N + "}}",
    "keywords": "@a{x, keywords = {" + "{},;" * _N + "}}",
    "entities": "@a{x, title = {" + "&amp" * _N + "}}",
    "ampersands": "@a{x, title = {" + "&amp;" * _N + "}}",
    "joined": "@a{x, title = " + "{a} # " * _N + "1}",
    "macros that double": "".join(
        f"@string{{m{at} = m{at - 1} # m{at - 1}}}\n" for at in range(1, 60)
    ).replace("m0", '"xxxxxxxxxx"') + "@a{x, title = m59}",
    "crossref to itself": "@a{x, crossref = {x}}" + "@a{y, crossref={z}}@a{z, crossref={y}}",
    "long chain": "".join(f"@a{{k{at}, crossref = {{k{at + 1}}}}}\n" for at in range(5_000)),
    "one parent": "@b{p, title = {" + "x" * _N + "}}" + "@inbook{c, crossref={p}}" * 2_000,
}  # fmt: skip


@pytest.mark.parametrize("text", _HOSTILE.values(), ids=_HOSTILE.keys())
def test_hostile_text_is_read_in_seconds(text: str) -> None:
    begun = time.process_time()
    read = _entries(bibtex.FORMAT, text)
    assert time.process_time() - begun < 5
    assert read or text.startswith(("@@", "%"))


_LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
resource.setrlimit(resource.RLIMIT_CPU, (30, 30))
from evidence.formats import bibtex
print(sum(1 for _ in bibtex.FORMAT.read(eval(sys.argv[1]))))
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("'@a{x, title = {' + 'word ' * 20_000_000 + '}}'", 1),
        ("'@a{x, title = {' + '{' * 100_000_000", 1),
        ("'@a{x, title = ' + chr(34) * 100_000_000", 1),
        ("'@a{x, author = {' + 'A B and ' * 12_000_000 + '}}'", 1),
        ("'x' * 100_000_000", 1),
        ("'@a{x, b = 1}\\n' * 1_000_000", 1_000_000),
    ],
)
def test_huge_files_are_read_within_thirty_seconds_and_two_gigabytes(text: str, found: int) -> None:
    run = subprocess.run(
        [sys.executable, "-c", _LIMITED, text],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert (run.stdout.strip(), run.stderr) == (str(found), "")


def test_an_entry_beyond_all_measure_costs_only_itself() -> None:
    good = "@book{k, title = {T}}\n"
    huge = "@a{x,\n title = {" + "word " * 500_000 + "}}\n"
    first, fault, last = _entries(bibtex.FORMAT, good + huge + good)
    assert isinstance(first, Entry)
    assert isinstance(last, Entry)
    assert isinstance(fault, Broken)
    assert (fault.line, fault.raw) == (2, huge.rstrip())
    assert "longer" in fault.reason


def test_macros_that_double_are_reported_where_they_break_off() -> None:
    read = _entries(bibtex.FORMAT, _HOSTILE["macros that double"])
    assert any(isinstance(each, Broken) and "macros" in each.reason for each in read)


_ISSUED = [
    "2018-03/2018-05", "2018", "2018-03", "2018-03-05", "2018-03-05/2018-04-01", "2018/2019",
    "2018-21", "1850~", "1850?", "185X", "2018-03/..",
]  # fmt: skip
_SAMPLE = [
    Source(
        f"work{at}",
        Item(
            type_,
            {
                "title": "On R&D: 50% of <i>E. coli</i>",
                "container-title": "A Journal",
                "publisher": "Press",
                "publisher-place": "Oxford",
                "volume": "12",
                "issue": "3",
                "number": "7",
                "page": "57-71",
                "DOI": "10.1000/abc_d",
                "URL": "https://example.org/a_b?c=d&e=f#g",
                "ISBN": "978-3-16-148410-0",
                "ISSN": "0378-5955",
                "abstract": "An abstract.",
                "language": "en-GB",
                "collection-title": "Series",
                "collection-number": "4",
                "edition": "2",
                "genre": "Special kind",
                "medium": "film",
                "event-title": "A Meeting",
                "PMID": "12345",
                "status": "in press",
                "number-of-pages": "300",
                "number-of-volumes": "2",
                "chapter-number": "3",
                "part-number": "1",
                "version": "1.2",
                "title-short": "R&D",
                "container-title-short": "A J.",
                "original-title": "Über F&E",
                "original-publisher": "Verlag",
                "original-publisher-place": "Bonn",
                "event-place": "Rome",
                "call-number": "QA 1",
                "license": "CC-BY 4.0",
                "note": "One line.\nAnother.",
                "annote": "The library's own: 50%.",
                "archive": "Archive",
                "archive_location": "Box 3",
                "section": "A",
                "source": "Catalogue",
                "scale": "1:200",
            },
            {
                "issued": _ISSUED[at % len(_ISSUED)],
                "accessed": "2020-01-02",
                "original-date": "1850~",
                "event-date": "2018-03-01/2018-03-03",
            },
            {
                role: (
                    Name("Cruz", "Juan", "de la"),
                    Name(literal="Barnes and Noble"),
                    Name("van der Marel", "R. P."),
                    Name("Humboldt", "Alexander", dropping_particle="von"),
                    Name("King", "Martin Luther", suffix="Jr."),
                    Name("Smith, Jr.", "J."),
                )
                for role in (
                    "author",
                    "editor",
                    "translator",
                    "illustrator",
                    "container-author",
                    "composer",
                    "director",
                    "collection-editor",
                )
            },
        ),
        ("first tag", "second, tag"),
        notes=("Read\n\nagain: 50%.", "Cites <none> of them."),
    )
    for at, type_ in enumerate(
        """article article-journal article-magazine article-newspaper bill book broadcast chapter
        classic collection dataset document entry entry-dictionary entry-encyclopedia figure
        graphic hearing interview legal_case legislation manuscript map motion_picture
        musical_score pamphlet paper-conference patent performance periodical
        personal_communication post post-weblog regulation report review review-book software song
        speech standard thesis treaty webpage""".split()
    )
]


def _biber_says(folder: Path, text: str) -> list[str]:
    biber = shutil.which("biber")
    if biber is None:
        pytest.skip("biber is not installed: nothing validates the BibLaTeX here")
    (folder / "works.bib").write_text(text, encoding="utf-8")
    run = subprocess.run(
        [biber, "--tool", "--validate-datamodel", "works.bib", "-O", "out.bib"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout
    return [line for line in run.stdout.splitlines() if line.startswith(("WARN", "ERROR"))]


def test_biber_has_nothing_to_say_of_our_biblatex(tmp_path: Path) -> None:
    assert _biber_says(tmp_path, _text(biblatex.FORMAT, *_SAMPLE)) == []


def test_works_of_every_type_survive_biblatex_and_bibtex() -> None:
    for form in FORMATS:
        for source, entry in zip(_SAMPLE, _entries(form, _text(form, *_SAMPLE)), strict=True):
            assert isinstance(entry, Entry)
            assert entry.item == source.item
            assert entry.tags == source.tags
            assert entry.notes == source.notes
