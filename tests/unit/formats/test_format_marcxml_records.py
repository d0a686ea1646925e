"""MARC records as libraries and repositories give them out, and MARC as it is written."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from tagged_works import again, any_works, one, same
from xml_works import core

from evidence.domain.items import Item
from evidence.domain.names import Name
from evidence.domain.records import Source
from evidence.formats.marcxml import FORMAT

_BOOK = "01142cam a2200301 a 4500"
_ARTICLE = "     caa a22     2  4500"


def _record(leader: str, *fields: str) -> str:
    """A record of lines such as "245 10 $aTitle /$cWho wrote it."; # is a blank."""
    body = [f"<leader>{leader}</leader>"]
    for field in fields:
        tag, first, second, rest = field[:3], field[4], field[5], field[7:]
        parts = re.split(r"\$(\w)", rest)[1:]
        inner = "".join(
            f'<subfield code="{code}">{value}</subfield>'
            for code, value in zip(parts[::2], parts[1::2], strict=True)
        )
        indicators = f'ind1="{first}" ind2="{second}"'.replace("#", " ")
        body.append(f'<datafield tag="{tag}" {indicators}>{inner}</datafield>')
    return f'<record xmlns="http://www.loc.gov/MARC21/slim">{"".join(body)}</record>'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (_record(_BOOK, "020 ## $a0152038655 (hbk.) :$c15.95",
                 "100 1# $aSand, Carl,$d1878-1967.",
                 "245 10 $aArithmetic /$cCarl Sand ; illustrated by Ted Rand.",
                 "260 ## $aSan Diego :$bHarcourt Brace,$cc1993.", "700 1# $aRand, Ted,$eill."),
         {"type": "book", "title": "Arithmetic", "author": "Sand, Carl",
          "illustrator": "Rand, Ted", "issued": "1993", "publisher": "Harcourt Brace",
          "ISBN": "0152038655"}),
        (_record("02000cam a2200301 i 4500", "100 1# $aO'Neill, Patrick,$eauthor.",
                 "245 14 $aThe rivers of X :$ba study /$cPatrick O'Neill.",
                 "264 #1 $aCambridge ;$aNew York :$bCambridge University Press,$c2013.",
                 "264 #4 $c©2012"),
         {"type": "book", "title": "The rivers of X: a study", "author": "O'Neill, Patrick",
          "issued": "2013", "publisher": "Cambridge University Press"}),
        (_record("00000nam a2200000uc 4500", "100 1# $aMüller, Ida$d1960-$eVerfasser$4aut",
                 "245 10 $aWege zum Fluss$bRoman$cIda Müller. Aus dem Franz. von Jo Maier",
                 "264 #1 $aBerlin$bSuhrkamp$c2017", "700 1# $aMaier, Jo$eÜbersetzer$4trl"),
         {"type": "book", "title": "Wege zum Fluss: Roman", "author": "Müller, Ida",
          "translator": "Maier, Jo", "issued": "2017", "publisher": "Suhrkamp"}),
        (_record(_ARTICLE, "024 7# $a10.1007/s11111-013-0001-1$2doi",
                 "100 1# $aBird, Tom$everfasserin$4aut", "245 10 $aFish$cTom Bird", "264 #1 $c2013",
                 "773 08 $iIn$tRiver affairs$dBerlin : Springer, 1990$g24(2013), 3, Seite 235-248",
                 "773 18 $gvolume:24$gyear:2013$gnumber:3$gpages:235-248"),
         {"type": "article-journal", "title": "Fish", "author": "Bird, Tom", "issued": "2013",
          "container-title": "River affairs", "volume": "24", "issue": "3", "page": "235-248",
          "DOI": "10.1007/s11111-013-0001-1", "publisher": "Springer"}),
        (_record(_BOOK, "111 2# $aConference on Rivers$n(3rd :$d2001 :$cKraków)",
                 "245 10 $aRivers 2001 :$bproceedings /$cAnn Lee (ed.).",
                 "260 ## $aBerlin :$bSpringer,$c2001.", "700 1# $aLee, Ann."),
         {"type": "book", "title": "Rivers 2001: proceedings", "editor": "Lee, Ann",
          "author": "{Conference on Rivers}", "issued": "2001", "publisher": "Springer"}),
        (_record(_BOOK, "110 1# $aUnited States.$bDepartment of State.$bBureau of X.",
                 "245 10 $aVitamin C.", "260 ## $aWashington, D.C. :$bDept. of State,$c2001."),
         {"type": "book", "title": "Vitamin C",
          "author": "{United States. Department of State. Bureau of X}", "issued": "2001",
          "publisher": "Dept. of State"}),
        (_record(_BOOK, "100 0# $aJohn Paul$bII,$cPope,$d1920-2005.", "245 10 $aFides =$bFaith",
                 "260 ## $aVatican :$bLEV,$c[19--?]"),
         {"type": "book", "title": "Fides = Faith", "author": "{John Paul II}",
          "issued": "19XX?", "publisher": "LEV"}),
        (_record(_BOOK, "245 10 $aHistory of X.$n2,$pThe Middle Ages :$b1000-1500 /$cA."),
         {"type": "book", "title": "History of X. 2: The Middle Ages: 1000-1500"}),
        (_record("00000ctm a2200000 a 4500", "245 10 $aDiary,$f1830-1835."),
         {"type": "manuscript", "title": "Diary", "issued": "1830/1835"}),
    ],
)  # fmt: skip
def test_catalogues_mean_what_a_careful_editor_would_say(
    text: str, expected: dict[str, str]
) -> None:
    assert core(one(FORMAT, text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (_record("", "024 7# $2DOI$a10.1103/PhysRevD.50.1140", "100 ## $aWit, E.$uPrinceton",
                 "245 ## $aMonopoles", "260 ## $c1994-03-01", "700 ## $aSei, N.",
                 "773 ## $pPhys.Rev.$vD50$n3$c1140-1150$y1994", "980 ## $aHEP"),
         {"type": "article-journal", "title": "Monopoles", "author": "Wit, E.; Sei, N.",
          "issued": "1994-03-01", "container-title": "Phys.Rev.", "volume": "D50", "issue": "3",
          "page": "1140-1150", "DOI": "10.1103/PhysRevD.50.1140"}),
        (_record("00000nam##2200000uu#4500", "024 7# $2DOI$a10.5281/zenodo.1", "100 ## $aLee, Ann",
                 "245 ## $aRivers", "260 ## $c2019-03-04", "700 ## $aEk, Bo", "980 ## $adataset"),
         {"type": "dataset", "title": "Rivers", "author": "Lee, Ann; Ek, Bo",
          "issued": "2019-03-04", "DOI": "10.5281/zenodo.1"}),
        (_record("00000nam##2200000uu#4500", "245 ## $aRivers", "980 ## $apublication$bthesis"),
         {"type": "thesis", "title": "Rivers"}),
    ],
)  # fmt: skip
def test_invenio_has_customs_of_its_own(text: str, expected: dict[str, str]) -> None:
    assert core(one(FORMAT, text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (_record("     cam  22        450 ", "010 ## $a0-306-40615-2$bbr.",
                 "200 1# $a˜Le œfleuve$eroman$fJean d'Oiseau$gtrad. par Ida Loup",
                 "210 ## $aParis$cÉd. du Seuil$d1987", "700 #| $aOiseau$bJean d'$4070",
                 "702 #| $aLoup$bIda$4730"),
         {"type": "book", "title": "Le fleuve: roman", "author": "Oiseau, Jean d'",
          "translator": "Loup, Ida", "issued": "1987", "publisher": "Éd. du Seuil",
          "ISBN": "0-306-40615-2"}),
        (_record("     cam0 22        450 ", "200 1# $aFleuves$fAnn Lee", "210 ## $d1999",
                 "328 #0 $bThèse de doctorat$cLettres$eParis 4$d1999", "700 #1 $aLee$bAnn$4070",
                 "702 #1 $aProf$bP$4727"),
         {"type": "thesis", "title": "Fleuves", "author": "Lee, Ann", "issued": "1999",
          "publisher": "Paris 4"}),
        (_record("     caa0 22        450 ", "200 1# $aPoissons", "210 ## $d2001",
                 "463 #0 $tRevue des fleuves$x0378-5955$v12, 3 (2001)$ppp. 12-34"),
         {"type": "article-journal", "title": "Poissons", "issued": "2001", "volume": "12",
          "container-title": "Revue des fleuves", "issue": "3", "page": "12-34"}),
    ],
)  # fmt: skip
def test_unimarc_of_french_libraries(text: str, expected: dict[str, str]) -> None:
    assert core(one(FORMAT, text)) == expected


@settings(deadline=None)
@given(any_works())
def test_every_work_comes_back_with_tags_and_notes(source: Source) -> None:
    (entry,) = again(FORMAT, [source])
    assert same(entry.item, source.item)
    assert (entry.key, entry.tags, entry.notes) == (source.key, source.tags, source.notes)


def test_a_librarian_finds_everything_in_its_field() -> None:
    work = Source(
        "drab2018",
        Item(
            "article-journal",
            {"title": "Rivers", "container-title": "River Affairs", "volume": "96", "issue": "2",
             "page": "1-9", "DOI": "10.1093/ia/iiaa061", "ISSN": "0378-5955", "language": "eng"},
            {"issued": "2018"},
            {"author": (Name("Drab", "Lech"), Name(literal="World Bank"))},
        ),
        tags=("water",),
        notes=("Read twice",),
    )  # fmt: skip
    assert FORMAT.write is not None
    text = "".join(FORMAT.write([work]))
    assert "<leader>     nab a22     7c 4500</leader>" in text
    found = {
        (tag, "".join(f"${code}{value}" for code, value in re.findall(_SUBFIELD, inner)))
        for tag, inner in re.findall(r'<datafield tag="(\d+)"[^>]*>(.*?)</datafield>', text)
    }
    assert found == {
        ("024", "$a10.1093/ia/iiaa061$2doi"), ("100", "$aDrab, Lech$eauthor$4aut"),
        ("245", "$aRivers"), ("264", "$c2018"), ("500", "$aRead twice"), ("653", "$awater"),
        ("710", "$aWorld Bank$eauthor$4aut"),
        ("773", "$tRiver Affairs$gVol. 96, no. 2, p. 1-9$x0378-5955"),
    }  # fmt: skip
    assert re.search(r'tag="008">(.{40})<', text)


_SUBFIELD = r'<subfield code="(\w)">(.*?)</subfield>'


def test_only_what_marc_cannot_say_stands_in_its_field_for_foreign_data() -> None:
    item = Item("book", {"title": "T", "event-title": "E"}, {"issued": "2018-03-04"})
    (entry,) = again(FORMAT, [Source("k", item)])
    rest = re.search(r'tag="887".*?code="a">(.*?)</subfield>', entry.raw)
    assert rest is not None
    assert rest[1].replace("&quot;", '"') == '{"event-title": "E", "issued": "2018-03-04"}'


def test_a_spoiled_field_for_foreign_data_costs_only_itself() -> None:
    for spoiled in ("{", "[1]", "[" * 5000):
        text = _record(_BOOK, "245 10 $aRivers", f"887 ## $a{spoiled}$2csl")
        assert core(one(FORMAT, text)) == {"type": "book", "title": "Rivers"}


def test_fields_without_a_variable_go_out_again() -> None:
    text = _record(_BOOK, "010 ## $a99042030", "245 10 $aRivers", "310 ## $aAnnual")
    entry = one(FORMAT, text)
    (returned,) = again(FORMAT, [Source("k", entry.item)])
    assert returned.item.custom == {"marc": {"lccn": "99042030", "frequency": "Annual"}}
    assert '<datafield tag="310"' in returned.raw
