"""`evidence add 10.…`: identifiers are looked up; what is found is added, who was asked noted."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from command_line import CommandLine
from lookup_server import Site, mirrors, serving
from support import assert_sound, number_of, records, undo

DOI = "10.5555/rays"
WORK = {
    "type": "journal-article",
    "title": ["Radioactive substances and their rays"],
    "author": [{"family": "Curie", "given": "Marie"}],
    "container-title": ["Annals of Physics"],
    "issued": {"date-parts": [[1903, 6]]},
    "volume": "3",
    "DOI": DOI,
}
PRIVATE = "--allow-private"


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture
def here_asked(on_empty: CommandLine, site: Site, monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    """The program on an empty database, whose every service is on this machine."""
    monkeypatch.setenv("EVIDENCE_SERVICES", json.dumps(mirrors(site)))
    monkeypatch.setenv("NO_PROXY", "*")
    monkeypatch.setenv("no_proxy", "*")
    return on_empty


def at_crossref(site: Site) -> None:
    site.serve(f"/crossref/works/{quote(DOI, safe='')}", json.dumps({"message": WORK}))


def test_a_doi_is_enough(here_asked: CommandLine, site: Site) -> None:
    at_crossref(site)
    report = here_asked.json("add", f"https://doi.org/{DOI.upper()}", PRIVATE)
    assert (report["added"], report["broken"]) == (1, 0)
    (asked,) = report["lookups"]
    assert (asked["outcome"], asked["service"], asked["key"]) == ("found", "crossref", "curie1903")
    shown = here_asked.json("source", "show", "curie1903", "--origins")
    assert (shown["DOI"], shown["volume"]) == (DOI, "3")
    assert {each["origin"] for each in shown["origins"]} == {"look-up"}
    assert shown["lookups"][0]["outcome"] == "found"


def test_a_retraction_is_told_and_kept(here_asked: CommandLine, site: Site) -> None:
    notice = {
        "DOI": "10.5555/notice",
        "type": "retraction",
        "source": "publisher",
        "updated": {"date-parts": [[1910, 4, 22]]},
    }
    record = {"message": {**WORK, "updated-by": [notice]}}
    site.serve(f"/crossref/works/{quote(DOI, safe='')}", json.dumps(record))
    report = here_asked.json("add", DOI, PRIVATE)
    assert report["lookups"][0]["notices"][0]["doi"] == "10.5555/notice"
    shown = here_asked.json("source", "show", "curie1903")
    assert "retracted" in str(shown["notices"])


def test_what_is_there_is_made_fuller(here_asked: CommandLine, site: Site) -> None:
    at_crossref(site)
    here_asked.ok(
        *("source", "add", "--type", "article-journal", "--author", "Curie, M."),
        *("--title", "Radioactive substances and their rays", "--issued", "1903", "--DOI", DOI),
    )
    report = here_asked.json("add", DOI, PRIVATE)
    assert (report["added"], report["updated"]) == (0, 1)
    shown = here_asked.json("source", "show", "curie1903")
    assert shown["author"] == [{"family": "Curie", "given": "Marie"}]
    assert shown["container-title"] == "Annals of Physics"


def test_undo_takes_the_work_and_its_look_up_back(
    here_asked: CommandLine, site: Site, empty: Path
) -> None:
    at_crossref(site)
    before = records(empty)
    here_asked.ok("add", DOI, PRIVATE)
    undo(empty)
    assert records(empty) == before
    assert_sound(empty)


def test_one_that_nobody_knows_costs_only_itself(
    here_asked: CommandLine, site: Site, empty: Path
) -> None:
    at_crossref(site)
    ran = here_asked("add", DOI, "10.5555/nobody", PRIVATE, "--format", "json")
    assert ran.status == 1
    assert ran.data["added"] == 1
    assert {each["given"]: each["outcome"] for each in ran.data["lookups"]} == {
        DOI: "found",
        "10.5555/nobody": "no-match",
    }
    assert number_of(empty, "lookup") >= 2


def test_a_list_of_identifiers_comes_from_a_file_or_stdin(
    here_asked: CommandLine, site: Site, here: Path
) -> None:
    at_crossref(site)
    text = f"# my list\n\n- doi:{DOI}\nnot one at all\n"
    ran = here_asked("add", "-", PRIVATE, "--format", "json", stdin=f"{text}{DOI}\n")
    assert ran.status == 1
    assert [each["key"] for each in ran.data["lookups"]] == ["curie1903", "curie1903"]
    (problem,) = ran.data["problems"]
    assert (problem["file"], problem["line"], problem["raw"]) == ("stdin", 4, "not one at all")
    (here / "list.txt").write_text(f"{DOI}\n")
    assert here_asked.json("add", "list.txt", PRIVATE)["skipped"] == 1


def test_files_and_identifiers_may_be_mixed(
    here_asked: CommandLine, site: Site, here: Path
) -> None:
    at_crossref(site)
    (here / "a.bib").write_text("@book{roy, author={Roy, Ada}, title={A book of hers}, year=1999}")
    report = here_asked.json("add", "a.bib", DOI, PRIVATE)
    assert {each["key"] for each in report["records"]} == {"roy", "curie1903"}


def test_private_addresses_are_asked_only_when_told_to(here_asked: CommandLine, site: Site) -> None:
    at_crossref(site)
    ran = here_asked("add", DOI, "--format", "json")
    assert ran.status == 4
    (asked,) = ran.data["lookups"]
    assert asked["outcome"] == "not-tried"
    assert PRIVATE in asked["detail"]
    assert site.paths == []


def test_being_offline_is_said_and_changes_only_the_look_ups(
    here_asked: CommandLine, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def offline(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.delenv("EVIDENCE_SERVICES")
    monkeypatch.setattr(socket, "getaddrinfo", offline)
    ran = here_asked("add", DOI, "PMID:31452104", "--format", "json")
    assert ran.status == 4
    assert "offline" in ran.err.splitlines()[-1]
    assert {each["detail"] for each in ran.data["lookups"]} == {"offline"}
    assert number_of(empty, "source") == 0
    assert number_of(empty, "lookup") == 2
    assert_sound(empty)
