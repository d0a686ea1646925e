"""What the store writes: times with a zone, canonical JSON."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects.sqlite.base import SQLiteDialect

from evidence.store.types import UTCDateTime, compact_json, utc_text

DIALECT = SQLiteDialect()
PARIS = timezone(timedelta(hours=1))
moments = st.datetimes(timezones=st.just(UTC)).map(
    lambda moment: moment.astimezone(PARIS) if 1 < moment.year < 9999 else moment
)


def test_a_time_is_kept_in_utc_to_the_microsecond() -> None:
    moment = datetime(2026, 11, 22, 0, 30, 0, 7, tzinfo=PARIS)
    assert utc_text(moment) == "2026-11-21T23:30:00.000007Z"


def test_a_time_without_a_zone_is_refused() -> None:
    naive = datetime(2026, 11, 22, tzinfo=UTC).replace(tzinfo=None)
    with pytest.raises(ValueError, match="without a zone"):
        utc_text(naive)


@given(moments)
def test_a_time_comes_back_as_the_same_moment(moment: datetime) -> None:
    column = UTCDateTime()
    text = column.process_bind_param(moment, DIALECT)
    assert text is not None
    back = column.process_result_value(text, DIALECT)
    assert back == moment
    assert back.tzinfo is UTC


@given(st.lists(moments))
def test_times_as_text_sort_by_time(found: list[datetime]) -> None:
    assert [utc_text(each) for each in sorted(found)] == sorted(map(utc_text, found))


def test_json_is_canonical_whatever_the_order_it_was_made_in() -> None:
    assert compact_json({"b": [1, None], "a": "é"}) == '{"a":"é","b":[1,null]}'
    assert compact_json({"a": "é", "b": [1, None]}) == compact_json({"b": [1, None], "a": "é"})
