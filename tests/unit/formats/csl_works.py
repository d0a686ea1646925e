"""Works with every CSL variable, for round trips."""

from __future__ import annotations

from hypothesis import strategies as st

from evidence.domain.items import DATES, NAMES, STRINGS, TYPES, Item
from evidence.domain.names import Name

TEXT = (
    st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="&"), min_size=1)
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: bool(text) and ":" not in text)
)
NAME = st.one_of(
    st.builds(Name, family=TEXT, given=st.none() | TEXT, suffix=st.none() | TEXT),
    st.builds(Name, family=TEXT, given=TEXT, non_dropping_particle=TEXT, dropping_particle=TEXT),
    st.builds(Name, literal=TEXT),
)
DATE = st.one_of(
    st.dates().map(lambda day: day.isoformat()),
    st.sampled_from(["2018", "2018-03", "2018-21", "2018/2019", "2018-03~", "-0043", "2018/.."]),
)
ITEM = st.builds(
    Item,
    type=st.sampled_from(sorted(TYPES)),
    variables=st.dictionaries(
        st.sampled_from(sorted(STRINGS - {"DOI", "citation-key"})), TEXT, max_size=8
    ),
    dates=st.dictionaries(st.sampled_from(sorted(DATES)), DATE, max_size=4),
    names=st.dictionaries(
        st.sampled_from(sorted(NAMES)),
        st.lists(NAME, min_size=1, max_size=3).map(tuple),
        max_size=3,
    ),
    custom=st.dictionaries(
        st.sampled_from(["bibtex", "ris", "x-rank"]),
        st.dictionaries(TEXT, TEXT | st.integers() | st.floats(-1e6, 1e6), min_size=1),
    ),
).filter(lambda item: bool(item.variables or item.dates or item.names))
KEY = st.from_regex(r"[a-z]{1,10}[0-9]{4}[a-z]?", fullmatch=True)
