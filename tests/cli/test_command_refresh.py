"""Works compared with what services say of them: shown, taken, kept, and never by mistake."""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from command_line import CommandLine
from lookup_server import Site, mirrors, serving
from support import assert_sound, everything, number_of, raw, records
from terminal import ESCAPE, on_a_terminal, unix

DOI = "10.5555/x"
NOTICE = "10.5555/notice"
WORK = {
    "type": "journal-article",
    "title": ["Defence diplomacy in Central Asia"],
    "author": [{"family": "Roy", "given": "Ada"}],
    "container-title": ["Asian Affairs"],
    "issued": {"date-parts": [[2020, 3]]},
    "volume": "12",
    "page": "57-71",
}
HELD = (
    *("--type", "article-journal", "--title", "Defence diplomacy in Central Asia"),
    *("--author", "Roy, A.", "--issued", "2020", "--volume", "11", "--DOI", DOI),
)
REFRESH = ("source", "refresh", "roy2020")
PRIVATE = "--allow-private"
MEMBERS = "key outcome detail service added refined differences notices changed".split()


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture
def on_roy(
    on_empty: CommandLine, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> CommandLine:
    """The program on a database with one work, whose every service is on this machine."""
    for name, value in surroundings(site, tmp_path).items():
        monkeypatch.setenv(name, value)
    on_empty.ok("source", "add", *HELD)
    return on_empty


def surroundings(site: Site, folder: Path) -> dict[str, str]:
    """What keeps look-ups on this machine and away from the tester's files."""
    return {
        "EVIDENCE_SERVICES": json.dumps(mirrors(site)),
        "EVIDENCE_CACHE": str(folder / "cache"),
        "EVIDENCE_MAILTO": "ada@example.org",
        "NO_PROXY": "*",
        "no_proxy": "*",
    }


def at_crossref(
    site: Site, *notices: dict[str, Any], doi: str = DOI, more: dict[str, Any] | None = None
) -> None:
    """Have Crossref hold a work, with notices about it; `more` than what its record has."""
    record = {"message": {**WORK, "DOI": doi, "updated-by": notices, **(more or {})}}
    site.serve(f"/crossref/works/{quote(doi, safe='')}", json.dumps(record))
    site.serve("/crossref/works", json.dumps({"message": {"items": []}}))


def notice(type_: str = "retraction", source: str = "publisher") -> dict[str, Any]:
    """A notice as Crossref's record of the work tells of it."""
    updated = {"date-parts": [[2023, 4, 22]]}
    return {"DOI": NOTICE, "type": type_, "source": source, "updated": updated}


def refreshed(on: CommandLine, *options: str, status: int = 0) -> dict[str, Any]:
    """The JSON of the one work that is refreshed."""
    ran = on(*REFRESH, PRIVATE, "--format", "json", *options)
    assert ran.status == status, ran
    (record,) = ran.data
    return dict(record)


def kept(database: Path) -> list[dict[str, Any]]:
    """What look-ups said, as it is kept: whole records, and single variables."""
    query = "SELECT variable, value, url, note FROM source_statement WHERE origin = 'look-up'"
    with raw(database) as connection:
        return [
            {"variable": variable, "value": json.loads(value or "null"), "url": url, "note": note}
            for variable, value, url, note in connection.execute(f"{query} ORDER BY id")
        ]


def variables(on: CommandLine) -> dict[str, Any]:
    """The record of the work."""
    shown = on.json("source", "show", "roy2020")
    return {name: value for name, value in shown.items() if name != "lookups"}


def test_what_is_new_fuller_and_other_is_shown_and_nothing_is_taken(
    on_roy: CommandLine, site: Site
) -> None:
    at_crossref(site)
    before = variables(on_roy)
    shown = refreshed(on_roy)
    assert list(shown)[: len(MEMBERS)] == MEMBERS
    assert (shown["key"], shown["outcome"], shown["service"]) == ("roy2020", "found", "crossref")
    assert shown["detail"] is None
    assert {"container-title", "page"} <= set(shown["added"])
    assert shown["added"]["page"] == "57-71"
    assert shown["refined"] == {
        "author": [{"family": "Roy", "given": "Ada"}],
        "issued": {"date-parts": [[2020, 3]]},
    }
    assert shown["differences"] == [{"variable": "volume", "held": "11", "given": "12"}]
    assert (shown["notices"], shown["changed"]) == ([], [])
    assert variables(on_roy) == before


def test_what_the_look_up_said_is_kept_once(
    on_roy: CommandLine, site: Site, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_crossref(site)
    at_crossref(site, more={"is-referenced-by-count": 99})
    refreshed(on_roy)
    (said,) = kept(empty)
    assert (said["variable"], said["value"]["volume"]) == (None, "12")
    assert "id" not in said["value"]
    assert said["url"] == f"{site.url}/crossref/works/10.5555%2Fx"
    assert re.fullmatch(r"Crossref, \d{4}-\d\d-\d\d", said["note"])
    origins = on_roy.json("source", "show", "roy2020", "--origins")["origins"]
    assert ("look-up", "volume", "12") in {
        (each["origin"], each["variable"], str(each["value"])) for each in origins
    }
    shown = on_roy.json("source", "show", "roy2020")
    assert list(shown)[-1] == "lookups"
    assert {
        (each["scheme"], each["value"], each["service"], each["outcome"], each["detail"])
        for each in shown["lookups"]
    } == {
        ("doi", DOI, "crossref", "found", None),
        ("doi", DOI, "crossref", "found", "notices: Crossref knows of no notice"),
    }
    state = everything(empty)
    refreshed(on_roy)
    assert everything(empty) == state, "the cache answers, and that is known already"
    monkeypatch.setenv("EVIDENCE_CACHE", str(empty.parent / "another cache"))
    refreshed(on_roy)
    assert len(kept(empty)) == 1, "that it is cited more often by now is no other word"
    assert number_of(empty, "lookup") == 4
    assert "DOI 10.5555/x found at crossref" in on_roy.ok(
        "source", "show", "roy2020", "--origins", "-f", "table"
    ).out.replace("\n", " ")
    assert "lookups" not in on_roy.ok("source", "show", "roy2020", "-f", "table").out


def test_yes_takes_what_is_missing_and_fuller_and_never_what_disagrees(
    on_roy: CommandLine, site: Site, empty: Path
) -> None:
    at_crossref(site)
    before = records(empty)
    taken = refreshed(on_roy, "--yes")
    assert {"container-title", "page", "author", "issued"} <= set(taken["changed"])
    assert "volume" not in taken["changed"]
    shown = variables(on_roy)
    assert (shown["page"], shown["volume"]) == ("57-71", "11")
    assert shown["author"] == [{"family": "Roy", "given": "Ada"}]
    assert "custom" not in shown, "counts and licences stay what the service said"
    on_roy.ok("undo")
    assert records(empty) == before
    assert_sound(empty)


def test_take_takes_that_variable_and_no_other(
    on_roy: CommandLine, site: Site, empty: Path
) -> None:
    at_crossref(site)
    before = records(empty)
    assert refreshed(on_roy, "--take", "volume", "--take", "Container_Title")["changed"] == [
        "container-title",
        "volume",
    ]
    shown = variables(on_roy)
    assert (shown["volume"], shown["container-title"]) == ("12", "Asian Affairs")
    assert "page" not in shown
    on_roy.ok("undo")
    assert records(empty) == before
    assert "did you mean volume" in on_roy.refused(2, *REFRESH, "--take", "volum")


def test_a_dry_run_says_what_would_change_and_keeps_nothing(
    on_roy: CommandLine, site: Site, empty: Path
) -> None:
    at_crossref(site)
    before = everything(empty)
    ran = on_roy.ok(*REFRESH, PRIVATE, "--yes", "--dry-run")
    assert "would change roy2020 (" in ran.err
    assert everything(empty) == before


@pytest.mark.parametrize(
    ("type_", "told", "value"),
    [
        ("retraction", "RETRACTED 2023-04-22", "retracted 2023-04-22"),
        ("partial_retraction", "PARTIALLY RETRACTED 2023-04-22", "partially retracted 2023-04-22"),
        ("withdrawal", "WITHDRAWN 2023-04-22", "withdrawn 2023-04-22"),
    ],
)
def test_a_retraction_is_said_loudly_and_kept_once(
    on_roy: CommandLine, site: Site, empty: Path, type_: str, told: str, value: str
) -> None:
    at_crossref(site, notice(type_), notice(type_, "retraction-watch"))
    shown = on_roy.ok(*REFRESH, PRIVATE, "-f", "table").out
    assert f"{told} https://doi.org/{NOTICE} (publisher, retraction-watch)" in shown.replace(
        "\n" + " " * 2, " "
    )
    assert shown.count(told) == 1
    found = refreshed(on_roy)
    assert [(each["type"], each["doi"], each["date"]) for each in found["notices"]] == [
        (type_.replace("_", "-"), NOTICE, "2023-04-22")
    ] * 2
    (status,) = [each for each in kept(empty) if each["variable"]]
    assert status["variable"] == "status"
    assert (status["value"], status["url"]) == (value, f"https://doi.org/{NOTICE}")
    assert "publisher" in status["note"]
    said = f"{value.removesuffix(' 2023-04-22')}: notice {NOTICE} of 2023-04-22"
    record = on_roy.json("source", "show", "roy2020")
    assert (list(record)[-1], record["notices"]) == ("notices", [said])
    assert said in " ".join(on_roy.ok("source", "show", "roy2020", "-f", "table").out.split())


def test_a_correction_is_told_and_is_no_retraction(
    on_roy: CommandLine, site: Site, empty: Path
) -> None:
    at_crossref(site, notice("correction"))
    assert "correction 2023-04-22" in on_roy.ok(*REFRESH, PRIVATE, "-f", "table").out
    assert [each["variable"] for each in kept(empty)] == [None]


def test_another_work_is_said_to_be_one_and_accuses_nobody(
    on_roy: CommandLine, site: Site, empty: Path
) -> None:
    other = {"title": ["The physics of snow"], "author": [{"family": "Curie"}], "abstract": "Snow."}
    at_crossref(site, notice(), more={**other, "issued": {"date-parts": [[1903]]}})
    before = variables(on_roy)
    shown = refreshed(on_roy, "--yes", "--take", "title")
    assert shown["another_work"] is True
    assert "another work" in shown["detail"]
    assert (shown["added"], shown["refined"], shown["changed"]) == ({}, {}, [])
    assert "title" in {each["variable"] for each in shown["differences"]}
    assert shown["notices"] == []
    assert variables(on_roy) == before
    refreshed(on_roy)
    (said,) = kept(empty)
    assert (said["variable"], said["value"]) == (None, None), "it bears no witness about ours"
    assert "another work: The physics of snow" in said["note"]
    assert "ANOTHER" in on_roy.ok(*REFRESH, PRIVATE, "-f", "table").out
    assert_sound(empty)


def test_a_work_without_identifier_is_not_tried(on_roy: CommandLine, site: Site) -> None:
    on_roy.ok("source", "edit", "roy2020", "--DOI", "")
    shown = refreshed(on_roy)
    assert (shown["outcome"], shown["detail"]) == ("not-tried", "it has no identifier")
    book = ("--ISBN", "9780521880329", "--container-title", "A Handbook")
    on_roy.ok("source", "edit", "roy2020", *book)
    assert "book that it stands in" in refreshed(on_roy)["detail"]
    assert site.asked == []


def test_what_services_lack_is_told_from_what_does_not_exist(
    on_roy: CommandLine, site: Site
) -> None:
    nothing = refreshed(on_roy)
    assert (nothing["outcome"], nothing["service"]) == ("no-match", "doi-org")
    assert nothing["changed"] == []
    site.serve("/doi-org/10.5555/y", "", 302, Location="/agency")
    on_roy.ok("source", "edit", "roy2020", "--DOI", "10.5555/y")
    assert refreshed(on_roy)["outcome"] == "not-indexed"
    asked = on_roy.json("source", "show", "roy2020")["lookups"]
    services = ("crossref", "datacite", "doi-org")
    assert {(each["value"], each["service"]) for each in asked} == {
        (doi, service) for doi in (DOI, "10.5555/y") for service in services
    }


def test_the_next_identifier_is_tried_where_the_surest_is_unknown(
    on_roy: CommandLine, site: Site
) -> None:
    site.serve(
        "/page",
        '<html><head><meta name="citation_title" content="Defence diplomacy in Central Asia">'
        "</head></html>",
        content_type="text/html",
    )
    on_roy.ok("source", "edit", "roy2020", "--URL", f"{site.url}/page")
    shown = refreshed(on_roy)
    assert (shown["outcome"], shown["service"]) == ("found", "webpage")


def test_a_service_that_fails_is_status_4_and_one_of_several_1(
    on_roy: CommandLine, site: Site, empty: Path
) -> None:
    site.serve("/crossref/works/10.5555%2Fx", "{}", 400)
    for name in ("datacite/dois/10.5555%2Fx", "doi-org/10.5555/x"):
        site.serve(f"/{name}", "{}", 400)
    shown = refreshed(on_roy, status=4)
    assert shown["outcome"] == "failed"
    assert "HTTP 400" in shown["detail"]
    on_roy.ok("source", "add", "--type", "book", "--title", "Other", "--DOI", "10.5555/y")
    at_crossref(site, doi="10.5555/y", more={"title": ["Other"]})
    ran = on_roy("source", "refresh", "--all", PRIVATE, "--format", "json")
    assert ran.status == 1
    assert {each["key"]: each["outcome"] for each in ran.data} == {
        "other-nd": "found",
        "roy2020": "failed",
    }
    assert "1 found and 1 failed" in ran.err


def test_that_notices_could_not_be_had_is_said(on_roy: CommandLine, site: Site) -> None:
    record = {"message": {**WORK, "DOI": DOI}}
    site.serve("/crossref/works/10.5555%2Fx", json.dumps(record))
    site.serve("/crossref/works", "{}", 400)
    shown = refreshed(on_roy, status=1)
    assert shown["outcome"] == "found"
    assert shown["detail"].startswith("notices: there may be more: ")
    assert shown["detail"].count("there may be more") == 1


def test_offline_is_one_line_and_only_the_look_ups_are_noted(
    on_roy: CommandLine, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    def nobody(*of: object, **_: object) -> list[object]:
        asked.append(of)
        raise socket.gaierror(socket.EAI_AGAIN, "no name service")

    monkeypatch.setenv("EVIDENCE_SERVICES", "")
    monkeypatch.setattr(socket, "getaddrinfo", nobody)
    before = records(empty)
    line = on_roy.refused(4, *REFRESH, "--yes", "--format", "json")
    assert line.startswith("offline: nothing was looked up")
    assert asked, "nobody else was asked where hosts are"
    after = records(empty)
    assert {table for table in after if after[table] != before[table]} == {"lookup"}
    (noted,) = on_roy.json("source", "show", "roy2020")["lookups"]
    assert (noted["outcome"], noted["detail"]) == ("failed", "offline")
    assert_sound(empty)


def test_addresses_of_this_machine_need_leave(on_roy: CommandLine, site: Site) -> None:
    ran = on_roy(*REFRESH, "--format", "json")
    assert ran.status == 1
    assert ran.data[0]["outcome"] == "not-tried"
    assert PRIVATE in ran.data[0]["detail"]
    assert site.asked == []


def test_works_are_chosen_by_key_by_tag_or_all(on_roy: CommandLine, site: Site) -> None:
    at_crossref(site)
    on_roy.ok("source", "add", "--type", "book", "--title", "Other", "--tag", "late")

    def keys(*words: str) -> list[str]:
        data = on_roy.json("source", "refresh", PRIVATE, *words)
        return [each["key"] for each in data]

    assert keys("--all") == ["other-nd", "roy2020"]
    assert keys("--all", "--tag", "late") == keys("--tag", "late") == ["other-nd"]
    assert keys("roy2020", "other-nd", "roy2020") == ["roy2020", "other-nd"]
    assert "missing argument" in on_roy.refused(2, "source", "refresh")
    assert "exclude each other" in on_roy.refused(2, *REFRESH, "--all")
    assert "did you mean roy2020" in on_roy.refused(3, "source", "refresh", "roy202")
    assert "no tag" in on_roy.refused(3, "source", "refresh", "--tag", "lat", "--all")


def test_rows_hold_everything(on_roy: CommandLine, site: Site) -> None:
    at_crossref(site)
    (row,) = on_roy.ok(*REFRESH, PRIVATE).rows
    assert row["differences"] == "volume: 11 | 12"
    assert "issued: 2020-03" in row["refined"]
    assert "author: Roy, Ada" in row["refined"]


def test_a_removed_work_takes_its_look_ups_along_and_back(
    on_roy: CommandLine, site: Site, empty: Path
) -> None:
    at_crossref(site)
    assert "look-up" not in on_roy.ok("source", "remove", "roy2020", "--dry-run").err
    refreshed(on_roy)
    before = records(empty)
    assert "2 look-ups" in on_roy.ok("source", "remove", "roy2020", "--dry-run").err
    on_roy.ok("source", "remove", "roy2020", "--yes")
    assert number_of(empty, "lookup") == 0
    on_roy.ok("undo")
    assert records(empty) == before
    assert_sound(empty)


@unix
@pytest.mark.parametrize(
    ("typed", "volume", "page"),
    [
        ("a\n", "12", "57-71"),
        ("m\n", "11", "57-71"),
        ("n\n", "11", None),
    ],
)
def test_on_a_terminal_each_work_is_shown_and_asked_about(
    on_roy: CommandLine, site: Site, empty: Path, tmp_path: Path,
    typed: str, volume: str, page: str | None,
) -> None:  # fmt: skip
    at_crossref(site, notice(), more={"publisher": "Routledge"})
    status, shown = on_a_terminal(
        empty, *REFRESH, PRIVATE, typed=typed, more=surroundings(site, tmp_path)
    )
    assert status == 0, shown
    plain = " ".join(ESCAPE.sub("", shown).split())
    assert plain.index("RETRACTED") < plain.index("volume: held | looked up 11 | 12")
    assert plain.index("volume: held") < plain.index("Take [a]")
    assert "issued: 2020 → 2020-03" in plain
    record = variables(on_roy)
    assert (record["volume"], record.get("page")) == (volume, page)


@unix
def test_on_a_terminal_each_variable_may_be_chosen(
    on_roy: CommandLine, site: Site, empty: Path, tmp_path: Path
) -> None:
    at_crossref(site)
    shown = refreshed(on_roy)
    missing = len(shown["added"]) + len(shown["refined"])
    status, told = on_a_terminal(
        empty, *REFRESH, PRIVATE, typed="c\n" + "n\n" * missing + "y\n",
        more=surroundings(site, tmp_path),
    )  # fmt: skip
    assert (status, "changed roy2020 (volume)" in told) == (0, True), told
    record = variables(on_roy)
    assert (record["volume"], record.get("page")) == ("12", None)


@unix
def test_who_breaks_off_while_asked_changes_nothing(
    on_roy: CommandLine, site: Site, empty: Path, tmp_path: Path
) -> None:
    at_crossref(site)
    before = everything(empty)
    status, shown = on_a_terminal(
        empty, *REFRESH, PRIVATE, typed="\x04", more=surroundings(site, tmp_path)
    )
    assert status == 130, shown
    assert everything(empty) == before
