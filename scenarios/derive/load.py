"""What the demand asks of the plant: units, litres, batches, substance, hours by year."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache

from scenarios.derive import choices, demand, equipment, markets, substance
from scenarios.derive.dates import DAY, month_days, months
from scenarios.derive.products import Filled, presentations, syringes
from scenarios.derive.sources import countries

YEARS = (2026, 2027, 2028, 2029)
OLD_SUITES = ("PA1", "PA2")


@dataclass(frozen=True)
class Load:
    """A year's demand; everything as batches of 150 L, fractions of a batch included."""

    units: float
    litres: float
    batches: float
    set_up_h: float
    fill_h: float
    small_format_h: float
    """Set-up and filling of 1 mL syringes, which FA cannot do."""

    substance_t: float


@cache
def year_load(year: int) -> Load:
    """The load of a calendar year, by date of need."""
    parts = [(_syringe(pair), units) for pair, units in demand.yearly(year).items()]
    hours = [(syringe, *_hours(syringe, units)) for syringe, units in parts]
    litres = sum(syringe.litres(units) for syringe, units in parts)
    return Load(
        units=sum(units for _, units in parts),
        litres=litres,
        batches=litres / choices.SUITE_VOLUME_L["PA1"],
        set_up_h=sum(set_up for _, set_up, _ in hours),
        fill_h=sum(fill for _, _, fill in hours),
        small_format_h=sum(a + b for syringe, a, b in hours if syringe.format == "1 mL"),
        substance_t=sum(s.litres(units) * s.mg_per_ml for s, units in parts) / 1e6,
    )


def syringe_batches(year: int) -> dict[str, float]:
    """Batches of 150 L of each syringe that a year's demand asks for."""
    found = dict.fromkeys(syringes(), 0.0)
    for pair, units in demand.yearly(year).items():
        found[_syringe(pair).code] += units / _syringe(pair).good_units()
    return found


def _syringe(pair: demand.Pair) -> Filled:
    return syringes()[presentations()[pair[1]][0]]


def _hours(syringe: Filled, units: float) -> tuple[float, float]:
    """Set-up and filling hours: 2.25 mL at the speed of FA, 1 mL at that of FB."""
    line = "FA" if syringe.format == "2.25 mL" else "FB"
    batches = units / syringe.good_units()
    fill = batches * syringe.filled() / choices.LINE_SPEED[line]
    return batches * choices.SET_UP_H, fill


def suite_batches(suite: str) -> float:
    """Batches of a full year of 44 working weeks, without ramp and changeovers."""
    hours = choices.SUITE_HOURS[suite] * choices.SUITE_EFFICIENCY * choices.WORKING_WEEKS
    return hours / choices.CYCLE_H


def suite_litres(suite: str) -> float:
    return suite_batches(suite) * choices.SUITE_VOLUME_L[suite]


def line_hours() -> float:
    """Hours of one line in a full year."""
    return choices.LINE_HOURS * choices.LINE_EFFICIENCY * choices.WORKING_WEEKS


@cache
def offered(resource: str, year: int) -> float:
    """Hours that the tables offer in the plan's days of a year: staffing less closures."""
    shut = {
        first + n * DAY
        for name, first, last, _ in equipment.closures()
        if name == resource
        for n in range((last - first).days + 1)
    }
    total, day = 0.0, max(choices.START, dt.date(year, 1, 1))
    while day <= dt.date(year, 12, 31):
        if day not in shut:
            total += _daily(resource, day)
        day += DAY
    return total


def _daily(resource: str, day: dt.date) -> float:
    for name, first, last, hours, efficiency in equipment.staffing():
        if name == resource and first <= day <= (last or dt.date.max):
            return hours * efficiency / 7
    return 0.0


def calendar_litres(suite: str, year: int) -> float:
    """Litres that the tables' hours make in a year, ramp and closures included."""
    return offered(suite, year) / choices.CYCLE_H * choices.SUITE_VOLUME_L[suite]


@cache
def old_suites_only(year: int) -> float:
    """Litres of demand that PB may not serve on the day they leave the site."""
    lags = {row["iso2"]: markets.groups()[markets.group(row)] for row in countries()}
    lead = markets.lead_days()
    total = 0.0
    for pair, plan in demand.forecast().items():
        country, code = pair
        opens = markets.pb_from(code, lags[country]) + lead[country] * DAY
        barred = _syringe(pair).bulk in choices.NOT_IN_PB
        for month in months(dt.date(year, 1, 1), dt.date(year, 12, 1)):
            days = month_days(month)
            before = days if barred else min(max((opens - month).days, 0), days)
            total += _syringe(pair).litres(plan.get(month, 0)) * before / days
    return total


def substance_on_hand() -> dict[str, float]:
    """Substance in the freezer at the start, kg."""
    kilograms = dict.fromkeys((code for code, _ in choices.PRODUCTS.values()), 0.0)
    for row in substance.table_rows(choices.LAST_FORECAST):
        if row["status"] == "released":
            kilograms[str(row["substance"])] += float(str(row["kg"]))
    return kilograms
