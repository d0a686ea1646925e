"""Works as tagged formats can hold them, for their round trips."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from hypothesis import strategies as st

from evidence.domain.items import DATES, NAMES, STRINGS, TYPES, Item
from evidence.domain.names import Name
from evidence.domain.records import Source
from evidence.formats.base import Broken, Entry, Format

_LETTERS = "abcdefghijklmnopqrstuvwxyzäéñøšżаб中文"
WORD = st.text(_LETTERS + "-'’&%<>.:(", min_size=1, max_size=9).map(lambda word: f"W{word}w")
TEXT = st.lists(WORD | st.sampled_from(["&amp;", "TY  - ", "AB-", "%T", "a & b"]), min_size=1).map(
    lambda words: " ".join(" ".join(["Of", *words, "end"]).split())
)
PARAGRAPHS = st.lists(TEXT, min_size=1, max_size=3).map("\n".join)
CAPITALISED = st.text(_LETTERS[:20], min_size=2, max_size=8).map(str.title)
KEY = st.from_regex(r"[A-Za-z][a-z]{1,8}[0-9]{4}[a-z]?", fullmatch=True)
DOI = st.from_regex(
    r"10\.[1-9][0-9]{3}/[A-Za-z0-9]{1,6}[-.()][a-z0-9]{2,4}", fullmatch=True
).filter(lambda doi: doi.count("(") == doi.count(")") == 0)
NUMERAL = st.integers(1, 999).map(str)
PAGE = st.sampled_from(["57-71", "S1-S5", "e12", "57", "1-2, 7", "A3-A3", "123", "xii-xx"])
LINK = st.sampled_from(["https://example.org/a?b=1&c=2", "http://example.org/x#y"])
ISSN = st.sampled_from(["0378-5955", "1050-124X"])
ISBN = st.sampled_from(["978-3-16-148410-0", "0306406152", "0-306-40615-2"])
DATE = st.one_of(
    st.sampled_from(
        "2018 2018-03 2018-03-20 2018-21 2018-03/2018-04 1998/2001 2018~ 201X -0043 2018-12-01/.. "
        "1999-12-31/2000-01-02 2004-07-05? 0987".split()
    ),
    st.dates().map(lambda day: day.isoformat()),
)

NAME = st.one_of(
    st.builds(
        Name,
        family=CAPITALISED,
        given=st.lists(CAPITALISED, min_size=1, max_size=2).map(" ".join),
        non_dropping_particle=st.none() | st.sampled_from(["van der", "de la"]),
        suffix=st.none() | st.sampled_from(["Jr.", "III"]),
    ),
    st.builds(
        Name,
        literal=st.sampled_from(
            ["World Bank", "University of California, Irvine", "UNESCO", "Médecins Sans Frontières"]
        ),
    ),
)
PEOPLE = st.lists(NAME, min_size=1, max_size=3, unique=True).map(tuple)

Shape = tuple[Iterable[str], Iterable[str], Mapping[str, st.SearchStrategy[str]]]


def works(shapes: Mapping[str, Shape], dates: Iterable[str]) -> st.SearchStrategy[Source]:
    """Works of some types, each with the roles, text variables and other variables it may have."""

    def of(type_: str) -> st.SearchStrategy[Source]:
        roles, texts, others = shapes[type_]
        variables = {**dict.fromkeys(texts, TEXT), **others}
        return st.builds(
            lambda key, title, held, dated, people, tags: Source(
                key,
                Item(type_, {"title": title, **held}, dated, people),
                tuple(dict.fromkeys(tags)),
            ),
            KEY,
            TEXT,
            st.fixed_dictionaries({}, optional=variables),
            st.fixed_dictionaries({}, optional=dict.fromkeys(dates, DATE)),
            st.fixed_dictionaries({}, optional=dict.fromkeys(roles, PEOPLE)),
            st.lists(WORD.map(lambda word: word.replace("&", "")), max_size=3),
        )

    return st.sampled_from(sorted(shapes)).flatmap(of)


def any_works() -> st.SearchStrategy[Source]:
    """Works of any type with any of CSL's variables, with tags, notes and files."""
    words = st.lists(WORD.map(lambda word: word.replace("&", "")), max_size=2, unique=True)
    return st.builds(
        lambda key, type_, texts, dates, names, tags, notes: Source(
            key, Item(type_, {"title": "T", **texts}, dates, names), tuple(tags), notes=tuple(notes)
        ),
        KEY,
        st.sampled_from(sorted(TYPES)),
        st.dictionaries(st.sampled_from(sorted(STRINGS - {"keyword"})), TEXT, max_size=8),
        st.dictionaries(st.sampled_from(sorted(DATES)), DATE, max_size=3),
        st.dictionaries(st.sampled_from(sorted(NAMES)), PEOPLE, max_size=3),
        words,
        st.lists(TEXT.map(lambda text: f"Note: {text}"), max_size=2, unique=True),
    )


def again(format_: Format, sources: Iterable[Source]) -> list[Entry]:
    """What a format reads of what it writes."""
    assert format_.write is not None
    entries = list(read(format_)("".join(format_.write(sources))))
    assert not [each for each in entries if isinstance(each, Broken)]
    return [each for each in entries if isinstance(each, Entry)]


def read(format_: Format) -> Callable[[str], list[Entry | Broken]]:
    """The reader of a format that has one."""
    reader = format_.read
    assert reader is not None
    return lambda text: list(reader(text))


def one(format_: Format, text: str) -> Entry:
    """The only entry of a text."""
    (entry,) = read(format_)(text)
    assert isinstance(entry, Entry), entry
    return entry


def people(entry: Entry, role: str = "author") -> list[str]:
    """The contributors of a role as lists sort them."""
    return [name.inverted for name in entry.item.names.get(role, ())]


def same(first: Item, second: Item) -> bool:
    """Whether two works say the same, whatever order they say it in."""
    return (first.type, dict(first.variables), dict(first.dates), dict(first.names)) == (
        second.type,
        dict(second.variables),
        dict(second.dates),
        dict(second.names),
    )


def accounted(text: str, results: list[Entry | Broken], furniture: Callable[[str], bool]) -> bool:
    """Whether every line that says something stands in an entry or in something broken."""
    held = "\n".join(each.raw for each in results).replace("\r\n", "\n").replace("\r", "\n")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    known = set(held.split("\n"))
    return all(
        line in known or not line.strip() or line == "\ufeff" or furniture(line) for line in lines
    )


def soup(*pieces: str) -> st.SearchStrategy[str]:
    """Files of a format's own pieces with any text between."""
    piece = st.sampled_from(pieces) | st.text(max_size=12) | st.sampled_from(["\n", "\r\n", "\r"])
    return st.lists(piece, max_size=60).map("".join) | st.text()
