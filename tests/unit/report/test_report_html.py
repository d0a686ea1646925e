"""The HTML report: one file that shows everything, escaped, for eyes, ears and paper."""

from __future__ import annotations

import base64
import hashlib
import itertools
import re
from importlib.resources import files

import pytest
from lxml import etree, html

from evidence.domain.reports import ClaimState, Mark, Report
from evidence.domain.vocabulary import MatchStatus
from evidence.report import REGISTRY, _words
from sample_reports import HOSTILE, report_of, sample


def written(report: Report | None = None) -> str:
    """The HTML of a report, by default of the sample."""
    write = REGISTRY.get("html").write
    assert write is not None
    return "".join(write(report or sample()))


@pytest.fixture(scope="module")
def text() -> str:
    return written()


@pytest.fixture(scope="module")
def page(text: str) -> html.HtmlElement:
    return html.document_fromstring(text)


def one(page: html.HtmlElement, path: str) -> html.HtmlElement:
    """The one element at an XPath."""
    (found,) = page.xpath(path)
    return found


def said(element: html.HtmlElement) -> str:
    """An element's text on one line."""
    return " ".join(element.text_content().split())


def test_the_sample_has_every_state_outcome_and_mark() -> None:
    report = sample()
    assert {each.state for each in report.claims} == set(ClaimState)
    found = {each.match.status for quoted in report.quotations for each in quoted.outcomes}
    assert found == set(MatchStatus)
    marks = {mark for each in report.claims for mark in each.marks}
    assert marks == set(Mark) - {Mark.QUOTATION_UNCHECKED}


def test_the_page_asks_for_nothing_outside_itself(text: str, page: html.HtmlElement) -> None:
    assert page.xpath("//script | //link | //img | //iframe | //object | //embed | //form") == []
    assert page.xpath("//@src | //@srcset | //@style | //@onclick | //@onload") == []
    style = one(page, "//style").text or ""
    assert "@import" not in style
    assert "url(" not in style
    fills = page.xpath("//*[local-name()='svg']//@fill")
    assert fills
    assert all(each.startswith("url(#") for each in fills)


def test_its_policy_allows_its_own_style_and_nothing_else(page: html.HtmlElement) -> None:
    policy = one(page, "//meta[@http-equiv='Content-Security-Policy']").get("content")
    style = one(page, "//style").text or ""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert "default-src 'none'" in policy
    assert f"style-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy


def test_links_lead_to_places_on_the_page_or_to_web_addresses(page: html.HtmlElement) -> None:
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = page.xpath("//a/@href")
    assert targets
    for target in targets:
        if target.startswith("#"):
            assert target[1:] in ids
        else:
            assert target.startswith(("https://", "http://"))
    assert "https://doi.org/10.1234/river" in targets


def test_references_by_id_are_kept(page: html.HtmlElement) -> None:
    ids = set(page.xpath("//@id"))
    named = [each for value in page.xpath("//@aria-labelledby") for each in value.split()]
    assert named
    assert set(named) <= ids
    used = set(re.findall(r"url\(#([^)]+)\)", etree.tostring(page, encoding="unicode")))
    assert used <= ids


def test_it_has_landmarks_and_headings_in_order(page: html.HtmlElement) -> None:
    assert page.get("lang") == "en"
    for landmark in ("header", "nav", "main", "footer"):
        one(page, f"//body/{landmark}")
    assert len(page.xpath("//h1")) == 1
    levels = [int(each.tag[1]) for each in page.iter("h1", "h2", "h3", "h4", "h5")]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    sections = page.xpath("//main/section/@id")
    assert sections == ["glance", "problems", "claims", "figures", "references", "limits"]
    assert one(page, "//a[@class='skip']").get("href") == "#problems"


def test_tables_have_captions_and_headings_with_a_scope(page: html.HtmlElement) -> None:
    tables = page.xpath("//table")
    assert len(tables) == 5
    for table in tables:
        one(table, "./caption")
        assert all(each.get("scope") for each in table.iter("th"))


def test_charts_have_title_description_and_a_table(page: html.HtmlElement) -> None:
    figures = page.xpath("//figure")
    assert len(figures) == 3
    for figure in figures:
        chart = one(figure, ".//*[local-name()='svg'][@role='img']")
        title, description = chart.xpath("./*[local-name()='title' or local-name()='desc']")
        assert said(title)
        assert said(description)
        assert set(chart.get("aria-labelledby").split()) == {title.get("id"), description.get("id")}
        one(figure, ".//table")


def test_the_chart_of_states_tells_what_its_table_tells(page: html.HtmlElement) -> None:
    figure = page.xpath("//figure")[0]
    numbers = [int(said(each)) for each in figure.xpath(".//td[@class='n']")]
    bars = figure.xpath(".//*[local-name()='rect'][@class='part']")
    assert sum(numbers) == len(sample().claims)
    assert len(bars) == len(numbers)
    for heading in ("The flood", "After it"):
        assert any(said(each).startswith(heading) for each in figure.xpath(".//tbody//th"))


def test_every_claim_is_there_with_its_state_in_words(page: html.HtmlElement) -> None:
    for each in sample().claims:
        article = one(page, f"//article[@id='claim-{each.claim.key}']")
        state = _words.STATES[each.state].word
        assert said(one(article, ".//p[@class='state']")).endswith(state)
        heading = said(one(article, ".//h4"))
        assert heading.startswith(f"{each.claim.key}, {state.lower()}:")
        marks = " ".join(said(mark) for mark in article.xpath(".//ul[@class='marks']/li"))
        for mark in each.marks:
            assert _words.MARKS[mark].word in marks


def test_signs_are_hidden_from_those_who_hear_the_page(page: html.HtmlElement) -> None:
    signs = page.xpath("//span[contains(@class, 'sign')]")
    assert signs
    assert all(each.get("aria-hidden") == "true" for each in signs)


def test_a_difference_is_shown_word_by_word_and_said_aloud(page: html.HtmlElement) -> None:
    article = one(page, "//article[@id='claim-C001']")
    difference = one(article, ".//p[@class='diff']")
    assert [said(each) for each in difference.iter("del")] == [
        "[only in the source: two]",
        "[only in the source: not]",
    ]
    assert [said(each) for each in difference.iter("ins")] == [
        "[only in the quotation: three]",
        "[only in the quotation: quickly]",
    ]
    assert "(number, material)" in said(difference)
    outcome = said(article.xpath(".//p[contains(@class, 'outcome')]")[0])
    assert outcome.startswith("≠ Differs materially in Waters 1953, p. 110 (file page 5)")
    assert "waters & co.pdf" in outcome


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("C003", "On another page in Waters 1953, p. 112 (file page 7)"),
        ("C005", "Exact in Waters 1953, p. 110 (file page 5)"),
        ("C005", "to be looked for anew"),
        ("C005", "Not looked for in Damm 1961"),
        ("C007", "Not found in Waters 1953"),
        ("C009", "Cannot be read in Waters 1953"),
        ("C009", "the page is a scan"),
    ],
)
def test_each_outcome_is_said_with_its_page(page: html.HtmlElement, key: str, words: str) -> None:
    assert words in said(one(page, f"//article[@id='claim-{key}']"))


def test_judgements_have_reason_name_and_day_and_keep_their_history(
    page: html.HtmlElement,
) -> None:
    article = one(page, "//article[@id='claim-C001']")
    *_, veracity = article.xpath(".//div[@class='judged']")
    assert "Refuted — Ada Lovelace, 20 November 2026 The page says so." in said(veracity)
    assert "Supported — Bob Reader, 18 November 2026" in said(veracity)
    earlier = [said(each) for each in article.xpath(".//details[@class='history']")]
    assert len(earlier) == 2
    assert "I had not read on." in earlier[-1]
    assert "superseded on 20 November 2026" in earlier[-1]
    assert "ada@example.org" not in said(page)


def test_what_software_judged_stands_apart_and_is_no_state(page: html.HtmlElement) -> None:
    article = one(page, "//article[@id='claim-C007']")
    assert "Unjudged" in said(one(article, ".//p[@class='state']"))
    assert article.xpath(".//div[@class='judged']") == []
    programs = said(one(article, ".//div[@class='judged programs']"))
    assert programs.startswith("Is the claim true?, by software: no verdict Supported")
    assert "40 % sure" in programs


def test_problems_come_first_by_severity_with_the_way_to_mend_them(page: html.HtmlElement) -> None:
    problems = one(page, "//section[@id='problems']")
    order = [said(each) for each in problems.xpath(".//h3")]
    assert [each.split()[1] for each in order] == ["Errors", "Warnings", "Notes", "Set"]
    for code in ("EV201", "EV405", "EV501", "EV503"):
        assert f"Why {code}. To mend it: Mend {code}." in said(problems)
    assert "Everybody knows <it>" in said(problems)
    linked = problems.xpath(".//a[@class='subject']/@href")
    assert "#claim-C001" in linked  # by way of its quotation
    assert "#section-After_20_it" in linked


def test_many_findings_of_a_rule_are_folded_and_none_is_lost() -> None:
    first = sample()
    many = first.findings[2:3] * 30
    page = html.document_fromstring(written(report_of([], findings=many)))
    assert page.xpath("count(//ul[@class='findings']/li)") == 30
    assert "25 more findings of EV501" in said(page)


def test_hostile_text_is_shown_and_does_nothing(text: str, page: html.HtmlElement) -> None:
    assert "<script" not in text
    assert "javascript:" not in text
    assert "\u202e" not in text
    assert "\x1b" not in text
    statement = said(one(page, "//article[@id='claim-C007']//h4"))
    assert '<script>alert(1)</script> & "x"\\u202egnp.exe\\u001b[31m' in statement
    assert "<i>" in said(one(page, "//article[@id='claim-C007']//blockquote"))


def test_foreign_text_is_isolated_from_the_text_around_it(page: html.HtmlElement) -> None:
    for path in (
        "//h1",
        "//article[contains(@class, 'claim')]//h4",
        "//blockquote/p",
        "//p[@class='raw']",
        "//cite",
    ):
        found = page.xpath(path)
        assert found
        assert all(each.xpath("./bdi") for each in found)
    assert one(page, "//cite[@lang='ar']") is not None


def test_the_lists_are_complete(page: html.HtmlElement) -> None:
    report = sample()
    references = one(page, "//section[@id='references']")
    for entry in report.paper.references:
        one(references, f".//li[@id='entry-{entry.key}']")
    for key in report.paper.sources:
        one(references, f".//p[@id='work-{key}']")
    assert HOSTILE.split("\u202e")[0] in said(references)


def test_it_says_what_it_establishes_and_of_which_database(page: html.HtmlElement) -> None:
    limits = said(one(page, "//section[@id='limits']"))
    assert "Unchecked is not wrong" in limits
    for axis in ("computed", "fidelity", "veracity"):
        assert axis in limits
    footer = said(one(page, "//footer"))
    assert "cd" * 32 in footer
    assert "ef" * 32 in footer
    assert "23 November 2026, 22:30 UTC" in said(one(page, "//body/header"))


def test_a_paper_without_anything_still_has_its_report() -> None:
    page = html.document_fromstring(written(report_of((), citations=(), references=())))
    assert "No claim of this paper has been entered yet" in said(page)
    assert page.xpath("//figure") == []
    levels = [int(each.tag[1]) for each in page.iter("h1", "h2", "h3", "h4", "h5")]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_the_style_is_for_paper_darkness_and_narrow_windows() -> None:
    style = (files("evidence.report") / "templates" / "report.css").read_text("utf-8")
    for query in ("@media print", "prefers-color-scheme:dark", "max-width:44rem", "size:A4"):
        assert query in style


def _luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = digits if len(digits) == 6 else "".join(2 * each for each in digits)
    channels = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_every_colour_of_text_contrasts_with_its_ground() -> None:
    """WCAG 2.2, 1.4.3: at least 4.5 to 1."""
    style = (files("evidence.report") / "templates" / "report.css").read_text("utf-8")
    light, dark, printed = re.findall(r":root\{([^}]*--paper[^}]*)\}", style)
    seen = 0
    for scheme in (light, dark, printed):
        colours = dict(re.findall(r"--([a-z-]+):(#[0-9a-f]{3,6})", scheme))
        ground = {name: colours.pop(name) for name in ("paper", "raised", "del", "ins")}
        colours.pop("rule")
        for name, colour in colours.items():
            on = ground.values() if name == "ink" else (ground["paper"], ground["raised"])
            for each in on:
                bright, dim = sorted((_luminance(colour), _luminance(each)), reverse=True)
                assert (bright + 0.05) / (dim + 0.05) >= 4.5, (name, colour, each)
                seen += 1
    assert seen > 60
