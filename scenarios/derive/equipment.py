"""Equipment: suites and lines, their hours, closures, recipes and rules of use."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from scenarios.derive import choices
from scenarios.derive.dates import DAY, add_months, iso_monday
from scenarios.derive.products import bulk_strengths, fill_yield, hold_up_l, syringes
from scenarios.derive.sources import parameter
from scenarios.derive.write import Record

SUITE_NAMES = {
    "PA1": "Old preparation, suite 1",
    "PA2": "Old preparation, suite 2",
    "PB": "New preparation building",
}
LINE_NAMES = {
    "FA": "Line A, 2.25 mL only",
    "FB": "Line B, both formats",
    "FC": "Line C, both formats, from 2028",
}
YEARS = (2026, 2027, 2028, 2029, 2030)
SUMMER_WEEK = 32
"""ISO week; 32 and 33 are the shutdown of the whole site."""
THIRD_SUMMER_WEEK = {"PA1": 31, "FA": 31, "PA2": 34, "FB": 34, "PB": 34, "FC": 31}
SPRING_WEEK = {"PA1": 14, "FA": 14, "PA2": 17, "FB": 17, "PB": 20, "FC": 20}
AUTUMN_WEEK = {"PA1": 43, "FA": 43, "PA2": 45, "FB": 45, "PB": 47, "FC": 47}
MEDIA_FILL_WINDOWS = {
    "FA": ((2, 1, 4, 30), (9, 1, 11, 30)),
    "FB": ((3, 1, 5, 31), (10, 1, 12, 15)),
    "FC": ((2, 1, 4, 30), (9, 1, 11, 30)),
}
MEDIA_FILL_H = 24
Closure = tuple[str, dt.date, dt.date, str]
"""(resource, from, to, reason)."""


def tables(end: dt.date) -> dict[str, list[Record]]:
    """The equipment tables of a plan that ends on a day."""
    shut = (closure for closure in closures() if closure[1] <= end)
    return {
        "suites": _units("suite", SUITE_NAMES, choices.BATCH_COST_EUR),
        "lines": _units("line", LINE_NAMES, choices.LINE_COST_EUR),
        "staffing": _records("resource from until hours_per_week efficiency", staffing()),
        "closures": _records("resource from to reason", shut),
        "initial_states": [
            {"resource": name, "state": state, "batches": batches}
            for name, state, batches in (
                ("PA1", "DUP150", 4),
                ("PA2", "DUP175", 3),
                ("FA", "D300", 3),
                ("FB", "D200", 2),
            )
        ],
        "prep_recipes": _prep_recipes(),
        "fill_recipes": _fill_recipes(),
        "connections": [
            {"suite": suite, "line": line} for suite in SUITE_NAMES for line in LINE_NAMES
        ],
        "changeovers": _changeovers(),
        "campaigns": _campaigns(),
        "media_fills": _media_fills(end.year),
    }


def _units(kind: str, names: dict[str, str], costs: dict[str, int]) -> list[Record]:
    return [
        {kind: code, "name": name, "batch_cost_eur": costs[code]} for code, name in names.items()
    ]


def _records(columns: str, rows: Iterable[tuple[object, ...]]) -> list[Record]:
    return [dict(zip(columns.split(), row, strict=True)) for row in rows]


def staffing() -> Iterator[tuple[str, dt.date, dt.date | None, float, float]]:
    """(resource, from, until, hours a week, efficiency)."""
    for name in (*SUITE_NAMES, *LINE_NAMES):
        suite = name in SUITE_NAMES
        shared = round(choices.LINE_HOURS * choices.ANTIBODY_SHARE, 4)
        hours = choices.SUITE_HOURS[name] if suite else shared
        full = choices.SUITE_EFFICIENCY if suite else choices.LINE_EFFICIENCY
        for first, until, share in _ramp(name):
            yield name, first, until, hours, round(full * share, 4)


def _ramp(name: str) -> list[tuple[dt.date, dt.date | None, float]]:
    """(from, until, share of the final efficiency): a quarter each for a new unit."""
    if name not in choices.OPENS:
        return [(choices.START, None, 1.0)]
    steps: list[tuple[dt.date, dt.date | None, float]] = []
    first = choices.OPENS[name]
    for share in choices.RAMP:
        after = add_months(first, 3)
        last = share == choices.RAMP[-1]
        steps.append((first, None if last else after - DAY, share))
        first = after
    return steps


def closures(refitted: bool = True) -> Iterator[Closure]:
    """(resource, from, to, reason): eight weeks a year, and the refit instead of some of them."""
    for name in (*SUITE_NAMES, *LINE_NAMES):
        refit = choices.REFIT.get(name) if refitted else None
        if refit is not None:
            yield name, *refit, "refit"
        for year in YEARS:
            for first, weeks, reason in _closed(name, year):
                last = first + (7 * weeks - 1) * DAY
                in_opening = reason.startswith("spring") and year == _opening_year(name)
                in_refit = refit is not None and refit[0] <= first and last <= refit[1]
                opened = first >= choices.OPENS.get(name, choices.START)
                if opened and not in_opening and not in_refit:
                    yield name, first, last, reason


def _closed(name: str, year: int) -> list[tuple[dt.date, int, str]]:
    """(Monday, weeks, reason); Christmas begins in the week of 24 December."""
    eve = dt.date(year, 12, 24)
    summer = min(SUMMER_WEEK, THIRD_SUMMER_WEEK[name])
    return [
        (iso_monday(year, SPRING_WEEK[name]), 2, "spring maintenance"),
        (iso_monday(year, summer), 3, "summer shutdown"),
        (iso_monday(year, AUTUMN_WEEK[name]), 1, "autumn maintenance"),
        (eve - eve.weekday() * DAY, 2, "Christmas"),
    ]


def _opening_year(name: str) -> int | None:
    return choices.OPENS[name].year if name in choices.OPENS else None


def _prep_recipes() -> list[Record]:
    return [
        {
            "suite": suite,
            "bulk": bulk,
            "volume_l": choices.SUITE_VOLUME_L[suite],
            "cycle_h": choices.CYCLE_H,
            "hold_up_l": hold_up_l(),
        }
        for suite in SUITE_NAMES
        for bulk in bulk_strengths()
        if suite != "PB" or bulk not in choices.NOT_IN_PB
    ]


def _fill_recipes() -> list[Record]:
    return [
        {
            "line": line,
            "syringe": syringe.code,
            "syringes_per_h": choices.LINE_SPEED[line],
            "set_up_h": choices.SET_UP_H,
            "yield": fill_yield(),
        }
        for line in LINE_NAMES
        for syringe in syringes().values()
        if syringe.format in choices.LINE_FORMATS[line]
    ]


def _changeovers() -> list[Record]:
    suite_hours = {
        "strength": parameter("prep_suite_changeover_other_bulk_same_molecule"),
        "molecule": parameter("prep_suite_changeover_other_molecule"),
    }
    line_hours = {
        "strength": parameter("fill_changeover_strength_same_molecule"),
        "molecule": parameter("fill_changeover_other_molecule"),
        "format": parameter("fill_changeover_format_1mL_to_2.25mL"),
    }
    suite_eur = {"strength": 5000, "molecule": 10000}
    low, typical = (int(parameter("changeover_cost_fill", c)) * 1000 for c in ("low", "typical"))
    line_eur = {"strength": low, "molecule": typical, "format": typical}
    rows = [(name, suite_hours, suite_eur) for name in SUITE_NAMES]
    rows += [(name, line_hours, line_eur) for name in LINE_NAMES]
    return [
        {"resource": name, "kind": kind, "hours": hours[kind], "cost_eur": costs[kind]}
        for name, hours, costs in rows
        for kind in hours
        if name != "FA" or kind == "molecule"
    ]


def _campaigns() -> list[Record]:
    least = int(parameter("min_campaign_fill", "low"))
    most = int(parameter("max_campaign_length_fill"))
    vhp = parameter("isolator_VHP_decontamination")
    cleaning = parameter("prep_suite_changeover_other_bulk_same_molecule")
    rows = [(suite, "*", 1, 12, cleaning, 2000) for suite in SUITE_NAMES]
    rows += [(line, "*", least, most, vhp, 5000) for line in LINE_NAMES]
    rows += [(line, code, 1, most, vhp, 5000) for line in ("FB", "FC") for code in ("D100", "K150")]
    columns = "resource state min_batches max_batches decontamination_h decontamination_eur"
    return _records(columns, rows)


def _media_fills(last_year: int) -> list[Record]:
    """Those of a year, though their windows may lie after the plan: two are due each year."""
    return [
        {
            "line": line,
            "earliest": dt.date(year, window[0], window[1]),
            "latest": dt.date(year, window[2], window[3]),
            "hours": MEDIA_FILL_H,
        }
        for line, windows in MEDIA_FILL_WINDOWS.items()
        for year in YEARS
        for window in windows
        if year <= last_year and dt.date(year, 12, 31) >= choices.OPENS.get(line, choices.START)
    ]
