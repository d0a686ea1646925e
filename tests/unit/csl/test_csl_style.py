"""Reading styles: what they must be, and what becomes of those that are not."""

from __future__ import annotations

import pytest

from csl_styles import NAMESPACE, cited, style, work
from evidence.csl import Processor, Style
from evidence.csl.errors import BadStyle


def test_a_style_is_compiled_once_for_a_language() -> None:
    made = style()
    assert made.program("en-GB") is made.program("en-GB")
    assert made.program("en-GB") is not made.program("de-DE")


def test_text_prints_variables_terms_values_and_macros() -> None:
    made = style(
        '<text term="in" suffix=" "/><text macro="m"/><text value="!"/>',
        macros='<macro name="m"><text variable="title" font-style="italic"/></macro>',
    )
    assert cited(made, [work("a")]) == "in <i>Title a</i>!"


def test_a_style_knows_what_it_is() -> None:
    made = Style.parse(
        f'<style {NAMESPACE} class="note" default-locale="de-DE"><info><title>My  style</title>'
        "<id>here</id></info><citation><layout/></citation></style>"
    )
    assert (made.title, made.id, made.note, made.default_locale) == (
        "My style",
        "here",
        True,
        "de-DE",
    )
    assert not made.has_bibliography


@pytest.mark.parametrize(
    ("xml", "says"),
    [
        ("", "no CSL style"),
        ("{}", "no CSL style"),
        ("<html/>", "outermost element"),
        (f"<style {NAMESPACE}/>", "no cs:citation"),
        (f"<style {NAMESPACE}><citation/></style>", "no cs:layout"),
        (
            f'<style {NAMESPACE}><info><link rel="independent-parent" href="x"/></info></style>',
            "only points to",
        ),
    ],
)
def test_what_is_no_style_says_so(xml: str, says: str) -> None:
    with pytest.raises(BadStyle, match=says):
        Processor(Style.parse(xml), [])


@pytest.mark.parametrize(
    ("layout", "says"),
    [
        ('<text macro="none"/>', "“none”"),
        ("<text/>", "names no variable"),
        ("<number/>", "names no variable"),
        ("<label/>", "names no variable"),
        ("<date/>", "names no variable"),
        ("<choose/>", "without a cs:if"),
        ('<choose><if colour="red"/></choose>', "colour"),
    ],
)
def test_elements_that_say_nothing_are_refused(layout: str, says: str) -> None:
    with pytest.raises(BadStyle, match=says):
        Processor(style(layout), [])


def test_macros_that_call_themselves_are_named() -> None:
    made = style(
        '<text macro="a"/>',
        macros='<macro name="a"><group><text macro="b"/></group></macro>'
        '<macro name="b"><text macro="a"/></macro>',
    )
    with pytest.raises(BadStyle, match="a → b → a"):
        Processor(made, [])


def test_elements_in_one_another_without_end_are_refused() -> None:
    deep = "<group>" * 300 + '<text variable="title"/>' + "</group>" * 300
    with pytest.raises(BadStyle):
        Processor(style(deep), [])


def test_entities_are_not_resolved() -> None:
    bomb = '<!DOCTYPE style [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    with pytest.raises(BadStyle):
        Processor(
            Style.parse(f"{bomb}<style {NAMESPACE}><info><title>&b;</title></info></style>"), []
        )


def test_a_text_may_declare_another_encoding_than_it_has() -> None:
    xml = f'<?xml version="1.0" encoding="iso-8859-1"?><style {NAMESPACE}><info><title>é</title>'
    made = Style.parse(xml + "</info><citation><layout/></citation></style>")
    assert made.title == "é"
