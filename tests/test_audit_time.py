"""The audit's own calendar and its way of spreading months over days."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest

from planner.audit.spread import UNIT, Spread, month_number, rounded
from planner.audit.time import Calendar, months_later

DAY = dt.timedelta(days=1)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def lasts(calendar: Calendar) -> list[str]:
    return [str(bucket.last) for bucket in calendar.planned]


def test_months_begin_with_the_stub_after_the_last_week() -> None:
    """Two weeks from 2026-01-05 end on 01-18; 10 tail days need one month more."""
    calendar = Calendar.made(day("2026-01-05"), 2, 2, 10)

    assert lasts(calendar) == ["2026-01-11", "2026-01-18", "2026-01-31", "2026-02-28"]
    assert calendar.planned[2].first == day("2026-01-19")
    assert calendar.planned[2].days == 13
    assert calendar.end == day("2026-03-31")


def test_no_stub_where_the_weeks_end_with_a_month() -> None:
    """Four weeks from 2027-02-01 end on 02-28."""
    calendar = Calendar.made(day("2027-02-01"), 4, 1, 0)

    assert lasts(calendar)[-2:] == ["2027-02-28", "2027-03-31"]
    assert calendar.tail == ()


@pytest.mark.parametrize(("days", "weeks"), [(0, 0), (1, 1), (7, 1), (7.5, 2), (14, 2)])
def test_the_tail_has_as_few_weeks_as_cover_its_days(days: float, weeks: int) -> None:
    assert len(Calendar.made(day("2026-01-05"), 3, 0, days).tail) == weeks


@pytest.mark.parametrize(
    ("date", "number"),
    [
        ("2026-01-04", None),
        ("2026-01-05", 0),
        ("2026-01-18", 1),
        ("2026-02-28", 3),
        ("2026-03-01", None),
    ],
)
def test_a_day_lies_in_one_planned_bucket(date: str, number: int | None) -> None:
    """The tail is not planned."""
    assert Calendar.made(day("2026-01-05"), 2, 2, 10).holding(day(date)) == number


@pytest.mark.parametrize(
    ("date", "months", "later"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2026-01-31", 25, "2028-02-29"),
        ("2024-02-29", 24, "2026-02-28"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2026-12-31", 12, "2027-12-31"),
    ],
)
def test_shelf_life_ends_on_the_same_day_of_the_month(date: str, months: int, later: str) -> None:
    assert months_later(day(date), months) == day(later)


def test_a_spread_is_the_sum_of_its_days() -> None:
    """Against a sum day by day, in fractions, over months of 31, 28, 30 days and a leap year."""
    start = day("2027-12-20")
    amounts = {month_number(start) + number: 1_000 + 37 * number for number in range(6)}
    spread = Spread(start, lambda month: amounts.get(month, 0) * UNIT)
    total = Fraction(0)
    date = start
    while date < day("2028-07-01"):
        following = (date.replace(day=1) + 32 * DAY).replace(day=1)
        total += Fraction(amounts.get(month_number(date), 0), (following - DAY).day)

        assert Fraction(spread.by(date), UNIT) == total
        date += DAY


def test_nothing_is_needed_before_the_start() -> None:
    spread = Spread(day("2026-01-05"), lambda month: 31 * UNIT)

    assert spread.by(day("2025-11-30")) == spread.by(day("2026-01-04")) == 0
    assert spread.by(day("2026-01-05")) == UNIT


@pytest.mark.parametrize(("parts", "units"), [(0.5, 1), (1.5, 2), (2.5, 3), (0.49, 0), (1, 1)])
def test_halves_round_up(parts: float, units: int) -> None:
    assert rounded(int(parts * UNIT)) == units
