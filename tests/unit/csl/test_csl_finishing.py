"""Punctuation that meets, quotation marks, rich text, formatting within formatting."""

from __future__ import annotations

import json

import pytest

from csl_styles import cited, listed, style, work

QUOTED = (
    '<group delimiter=", "><text variable="title" quotes="true"/><text variable="volume"/></group>'
)


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("Borders", "Borders. 3"),
        ("Borders.", "Borders. 3"),
        ("Borders?", "Borders? 3"),
        ("Borders!", "Borders! 3"),
        ("Borders...", "Borders... 3"),
    ],
)
def test_marks_that_meet_are_not_doubled(title: str, printed: str) -> None:
    made = style('<group delimiter=". "><text variable="title"/><text variable="volume"/></group>')
    assert cited(made, [work("a", title=title, volume="3")]) == printed


def test_commas_go_into_quotation_marks_where_the_locale_wants_it() -> None:
    item = work("a", title="Borders", volume="3")
    assert cited(style(QUOTED), [item]) == "“Borders,” 3"
    assert cited(style(QUOTED), [item], locale="en-GB") == "‘Borders’, 3"
    assert cited(style(QUOTED), [item], locale="de-DE") == "„Borders“, 3"
    assert cited(style(QUOTED), [item], locale="fr-FR") == "«\u00a0Borders\u00a0», 3"


def test_a_question_mark_keeps_the_comma() -> None:
    assert cited(style(QUOTED), [work("a", title="Why?", volume="3")]) == "“Why?,” 3"


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ('On "borders" now', "“On ‘borders’ now”"),
        ("On 'borders' now", "“On ‘borders’ now”"),
        ("On “borders” now", "“On ‘borders’ now”"),
        ("Ada's borders", "“Ada’s borders”"),
        ("Rock 'n' roll", "“Rock ‘n’ roll”"),
        ('5" guns', '“5" guns”'),
    ],
)
def test_marks_within_marks_alternate_and_apostrophes_stay(title: str, printed: str) -> None:
    made = style('<text variable="title" quotes="true"/>')
    assert cited(made, [work("a", title=title)]) == printed


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("A <i>species</i> of", '<i>A <span style="font-style:normal;">species</span> of</i>'),
        ("H<sub>2</sub>O", "<i>H<sub>2</sub>O</i>"),
        ("<b>un<i>closed", "<i>&#60;b&#62;un&#60;i&#62;closed</i>"),
        ("x</i>y", "<i>x&#60;/i&#62;y</i>"),
        ("a < b & c > d", "<i>a &#60; b &#38; c &#62; d</i>"),
        ("10²", "<i>10<sup>2</sup></i>"),
    ],
)
def test_rich_text_of_titles(title: str, printed: str) -> None:
    made = style('<text variable="title" font-style="italic"/>')
    assert cited(made, [work("a", title=title)]) == printed


def test_what_is_marked_nocase_keeps_its_case() -> None:
    made = style('<text variable="title" text-case="title"/>')
    title = 'war and <span class="nocase">iPod</span> in asia'
    assert cited(made, [work("a", title=title)]) == "War and iPod in Asia"


def test_title_case_is_for_english_only() -> None:
    made = style('<text variable="title" text-case="title"/>')
    assert cited(made, [work("a", title="la guerre", language="fr")]) == "la guerre"


def test_a_note_begins_with_a_capital() -> None:
    made = style('<text term="ibid"/>', kind="note")
    assert cited(made, [work("a")]) == "Ibid."


HOSTILE: list[object] = [
    None, True, -1, 10**30, 1.5, float("inf"), "", " ", "\x00", "\ud800", "<b>", "</i>", '"', "'",
    "a" * 100_000, [], [[]], {}, {"a": {}}, [None], {"date-parts": [[]]}, {"date-parts": "x"},
    {"date-parts": [[None, "x"], [99**9]]}, {"raw": []}, {"literal": {}}, "{\\rtf", "#eval",
    "&amp;",
]  # fmt: skip
VARIABLES = (
    "id type title title-short container-title author editor translator issued accessed page volume"
    " issue edition number DOI URL ISBN publisher publisher-place language note locator"
    " collection-number number-of-pages original-date event-date genre abstract"
).split()


@pytest.mark.parametrize("variable", VARIABLES)
def test_no_value_of_any_variable_breaks_an_entry(variable: str) -> None:
    from evidence.csl import Cite, Cluster, Processor, library

    for name in ("chicago-author-date", "ieee", "oscola"):
        works = [
            {"id": f"w{at}", "type": "book", "title": "T", "author": [{"family": "F"}]}
            | {variable: value}
            for at, value in enumerate(HOSTILE)
        ]
        processor = Processor(library.choose(name).style, works, links=True)
        keys = [entry.id for entry in processor.bibliography().entries]
        processor.cite([Cluster((Cite(key, "3"),), note=at) for at, key in enumerate(keys, 1)])
        assert len(keys) == len(HOSTILE) or variable == "id"


def test_markup_in_a_record_is_text_in_html() -> None:
    item = json.loads(
        '{"id": "a", "type": "book", "title": "<script>alert(1)</script>",'
        ' "publisher": "<img src=x onerror=y>"}'
    )
    made = style(entry='<text variable="title"/><text variable="publisher"/>')
    (entry,) = listed(made, [item])
    assert "<script" not in entry
    assert "<img" not in entry
