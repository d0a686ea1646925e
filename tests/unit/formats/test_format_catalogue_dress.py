"""Records in the dress of the catalogues and indexes that give them out."""

from __future__ import annotations

import json
import re

import pytest
from tagged_works import one

from evidence.domain.names import Name
from evidence.formats import marcxml, mods, openalex_json, ovid, wos


def _marc(leader: str, *fields: str) -> str:
    """A record of lines such as "245 10 $aTitle"; # is a blank."""
    body = [f"<leader>{leader}</leader>"]
    for line in fields:
        parts = re.split(r"\$(\w)", line[7:])[1:]
        inner = "".join(
            f'<subfield code="{code}">{value}</subfield>'
            for code, value in zip(parts[::2], parts[1::2], strict=True)
        )
        indicators = f'ind1="{line[4]}" ind2="{line[5]}"'.replace("#", " ")
        body.append(f'<datafield tag="{line[:3]}" {indicators}>{inner}</datafield>')
    return f'<record xmlns="http://www.loc.gov/MARC21/slim">{"".join(body)}</record>'


@pytest.mark.parametrize(
    "parts",
    [
        ("773 08 $tBienen$gBand 35, Heft 1 (2005), Seite 55-60$x0028-0836",),
        ("773 08 $tBienen$x0028-0836", "773 18 $gvolume:35$gyear:2005$gnumber:1$gpages:55-60"),
        ("773 08 $tBienen$gJahrgang 35 (2005), Nr. 1, S. 55-60$x0028-0836",),
    ],
)
def test_german_unions_number_articles_in_words_and_for_machines(parts: tuple[str, ...]) -> None:
    item = one(marcxml.FORMAT, _marc("00000caa a22000002c 4500", "245 10 $aT", *parts)).item
    said = {name: item.variables.get(name) for name in ("volume", "issue", "page")}
    assert said == {"volume": "35", "issue": "1", "page": "55-60"}
    assert item.type == "article-journal"


def test_unimarc_numbers_an_article_in_its_set_and_its_piece() -> None:
    text = _marc(
        "00000naa  2200000   450 ",
        "200 1# $aLe chat noir$fPaul Blanc",
        "700 #1 $aBlanc$bPaul$4070",
        "461 #0 $tRevue des chats$x0028-0836$v12",
        "463 #0 $v3$d1999$pp. 4-9",
    )
    item = one(marcxml.FORMAT, text).item
    assert item.type == "article-journal"
    assert item.variables["container-title"] == "Revue des chats"
    assert [item.variables[each] for each in ("volume", "issue", "page")] == ["12", "3", "4-9"]
    assert item.dates["issued"] == "1999"


def test_who_grants_a_degree_is_no_contributor() -> None:
    text = _marc(
        "00000nam a2200000 i 4500",
        "100 1# $aPerez, Ana,$eauthor.",
        "245 10 $aSoils",
        "502 ## $aThesis (Ph.D.)--University of Florida, 2011.",
        "710 2# $aUniversity of Florida,$edegree granting institution.",
    )
    item = one(marcxml.FORMAT, text).item
    assert dict(item.names) == {"author": (Name("Perez", "Ana"),)}
    assert item.variables["publisher"] == "University of Florida"


def test_a_publisher_with_its_place_before_it_is_told_apart() -> None:
    text = (
        '<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo><title>T</title></titleInfo>'
        "<relatedItem type='host'><titleInfo><title>H</title></titleInfo><originInfo>"
        "<publisher>Berlin : Springer</publisher></originInfo></relatedItem></mods>"
    )
    variables = one(mods.FORMAT, text).item.variables
    assert (variables["publisher"], variables["publisher-place"]) == ("Springer", "Berlin")


def test_the_authors_of_a_book_in_web_of_science_come_once() -> None:
    text = "FN Clarivate Analytics Web of Science\nVR 1.0\nPT B\nAU Lee, A\nBA Lee, A\n"
    item = one(wos.FORMAT, f"{text}BF Lee, Ann\nTI Bridges\nSO BRIDGES\nPY 2009\nER\n\nEF\n").item
    assert dict(item.names) == {"author": (Name("Lee", "Ann"),)}


def test_the_brief_source_line_of_an_agricultural_index_is_read() -> None:
    text = "<1>\nVN  - Ovid Technologies\nDB  - CAB Abstracts\nTI  - Malaria in ducks.\n"
    text += "SO  - Bulletin of Ducks. 2001. 12: 3, 55-60. 20 ref.\nPT  - Journal article\n"
    variables = one(ovid.FORMAT, text).item.variables
    said = [variables[each] for each in ("container-title", "volume", "issue", "page")]
    assert said == ["Bulletin of Ducks", "12", "3", "55-60"]


@pytest.mark.parametrize(
    ("kind", "venue", "publisher", "series"),
    [
        ("repository", "Zenodo (CERN)", "Zenodo (CERN)", None),
        ("ebook platform", "World Bank eBooks", "World Bank", None),
        ("book series", "Policy Papers", "World Bank", "Policy Papers"),
    ],
)
def test_a_report_is_published_by_its_repository_or_by_who_runs_its_platform(
    kind: str, venue: str, publisher: str, series: str | None
) -> None:
    source = {"display_name": venue, "type": kind, "host_organization_name": "World Bank"}
    work = {
        "id": "https://openalex.org/W1",
        "ids": {},
        "title": "Roads",
        "type": "report",
        "authorships": [],
        "primary_location": {"source": source},
    }
    variables = one(openalex_json.FORMAT, json.dumps(work)).item.variables
    assert (variables["publisher"], variables.get("collection-title")) == (publisher, series)
