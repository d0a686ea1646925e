from __future__ import annotations

from urllib.parse import parse_qsl

from evidence.csl.writers.coins import context


def test_an_article_is_told_with_journal_pages_and_people() -> None:
    item = {
        "id": "a",
        "type": "article-journal",
        "title": "On A & B",
        "container-title": "Things",
        "author": [
            {"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"},
            {"literal": "The Society"},
        ],
        "issued": {"date-parts": [[2018, 3]]},
        "volume": 12,
        "page": "57–71",
        "DOI": "10.1000/x",
    }
    assert parse_qsl(context(item)) == [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:journal"),
        ("rft_id", "info:doi/10.1000/x"),
        ("rft.genre", "article"),
        ("rft.atitle", "On A & B"),
        ("rft.jtitle", "Things"),
        ("rft.date", "2018-03"),
        ("rft.aulast", "van Gogh"),
        ("rft.aufirst", "Vincent"),
        ("rft.au", "Vincent van Gogh"),
        ("rft.au", "The Society"),
        ("rft.volume", "12"),
        ("rft.pages", "57–71"),
    ]


def test_a_chapter_has_its_own_title_and_its_books() -> None:
    told = dict(parse_qsl(context({"type": "chapter", "title": "C", "container-title": "B"})))
    assert (told["rft.genre"], told["rft.atitle"], told["rft.btitle"]) == ("bookitem", "C", "B")


def test_a_thesis_is_a_dissertation() -> None:
    told = dict(parse_qsl(context({"type": "thesis", "title": "T", "publisher": "U"})))
    assert told["rft_val_fmt"].endswith(":dissertation")
    assert told["rft.title"] == "T"


def test_what_has_no_format_of_its_own_is_told_as_dublin_core() -> None:
    item = {"type": "webpage", "title": "W", "author": [{"family": "Roe"}], "URL": "https://e.org"}
    told = dict(parse_qsl(context(item)))
    assert told["rft_val_fmt"].endswith(":dc")
    assert (told["rft.creator"], told["rft_id"]) == ("Roe", "https://e.org")


def test_wrong_and_hostile_values_break_nothing() -> None:
    item = {
        "type": ["book"],
        "title": {"x": 1},
        "author": "Roe",
        "issued": {"date-parts": [None]},
        "URL": 'https://e.org/?a&rft.title="x"\x00\ud800',
    }
    told = parse_qsl(context(item))
    assert [key for key, _ in told] == ["ctx_ver", "rft_val_fmt", "rft_id"]
    assert context({}) == "ctx_ver=Z39.88-2004&rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3Adc"
