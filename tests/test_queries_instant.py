"""Instants are kept in UTC and read in Vietnam's time."""

import pytest

from queries.instant import day_of, moment


@pytest.mark.parametrize(
    ("at", "vi", "en"),
    [
        ("2026-11-21T08:04:59.123+00:00", "15:04, 21/11/2026", "2026-11-21 15:04"),
        ("2026-01-31T17:00:00+00:00", "00:00, 01/02/2026", "2026-02-01 00:00"),
        ("2026-07-01T16:59:00Z", "23:59, 01/7/2026", "2026-07-01 23:59"),
        ("2026-07-01T23:59:00+07:00", "23:59, 01/7/2026", "2026-07-01 23:59"),
        ("2026-07-01T16:59:00", "23:59, 01/7/2026", "2026-07-01 23:59"),
        ("hôm qua", "hôm qua", "hôm qua"),
        ("9999-12-31T23:00:00+00:00", "9999-12-31T23:00:00+00:00", "9999-12-31T23:00:00+00:00"),
    ],
)
def test_an_instant_is_told_as_a_clock_in_vietnam_shows_it(at: str, vi: str, en: str) -> None:
    assert (moment(at), moment(at, "en")) == (vi, en)


def test_the_day_in_vietnam_begins_at_17_o_clock_utc() -> None:
    assert [day_of(f"2026-12-31T{hour}:00:00+00:00") for hour in ("16", "17")] == ["2026-12-31", "2027-01-01"]
