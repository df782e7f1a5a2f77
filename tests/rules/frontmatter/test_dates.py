"""The format `date-or-range`: dates as people write them."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wikilint_rules.frontmatter._dates import date_or_range


def lines(name: str) -> list[str]:
    return Path(__file__).with_name(name).read_text("utf-8").rstrip("\n").split("\n")


@pytest.mark.parametrize("text", lines("dates.txt"))
def test_accepts(text: str) -> None:
    assert date_or_range(text)


@pytest.mark.parametrize("text", [*lines("no-dates.txt"), "", " ", "2017\n2018", "1" * 1000])
def test_refuses(text: str) -> None:
    assert not date_or_range(text)


def test_leaves_what_is_no_text_to_other_keywords() -> None:
    assert date_or_range(2017)
    assert date_or_range(None)


DAYS = st.dates(date(1000, 1, 1), date(2999, 12, 31))


def written(day: date, *, year: bool = True) -> str:
    return f"{day.day} {day:%B}" + (f" {day.year}" if year else "")


@given(DAYS, st.integers(0, 4000))
def test_every_stretch_of_time_that_runs_forward(start: date, days: int) -> None:
    try:
        end = start + timedelta(days)
    except OverflowError:
        return
    assert date_or_range(f"{written(start)} – {written(end)}")
    assert date_or_range(f"{start} – {end}")
    assert date_or_range(f"{written(end)} – {written(start)}") == (days == 0)
    if start.year == end.year:
        assert date_or_range(f"{written(start, year=False)} – {written(end)}")


@given(st.text(max_size=120))
def test_takes_any_text(text: str) -> None:
    assert date_or_range(text) in (True, False)
