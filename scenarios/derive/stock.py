"""Opening stock: lots at the site and in the countries, firm batches."""

from __future__ import annotations

import datetime as dt
import math

from scenarios.derive import choices, markets
from scenarios.derive.dates import DAY
from scenarios.derive.demand import BACKLOG, Pair, forecast, needed
from scenarios.derive.history import Past, history
from scenarios.derive.products import presentations, syringes, units_per_pack
from scenarios.derive.write import Record

RELEASE_DAYS = markets.release_days("*")
FIRM_FROM = dt.date(2025, 12, 15)
"""Batches filled in the last week of 2025 are firm batches, not lots."""
SITE_WEEKS = 4.5
"""Released stock at the site, least."""
FIRST_NEW_WEEK = 9
"""Batches of the first weeks are released and can ship by the end of this week."""
RARE_BATCHES_A_YEAR, RARE_WEEKS = 12, 4
"""A syringe filled less often than that has so many weeks more."""
DEVIATIONS = {3: 14, 8: 10, 11: 20}
"""Lots in QC (counted) and the days a deviation adds."""
SPARE_DAYS = 7
"""Between the release of a lot and its departure to a country."""
RELEASED_IN_COUNTRY = 0.6
"""Where the import hold is long; the rest is on its way or held until it ends."""
SPLIT_FROM_UNITS = 20
BACKLOG_COVER = 0.5
"""A country that owes units has less stock."""
NEW = (
    ("LT26001", "D300", "PA1", "FA", dt.date(2026, 1, 3), dt.date(2026, 1, 5), "in_process"),
    ("LT26002", "D200", "PA2", "FB", dt.date(2026, 1, 4), dt.date(2026, 1, 6), "in_process"),
    ("LT26003", "D300", "PA1", "FA", dt.date(2026, 1, 6), dt.date(2026, 1, 8), "released"),
    ("LT26004", "D200", "PA2", "FB", dt.date(2026, 1, 7), dt.date(2026, 1, 9), "released"),
    ("LT26005", "D300", "PA1", "FA", dt.date(2026, 1, 12), dt.date(2026, 1, 14), "released"),
)
Pools = dict[str, list[tuple[Past, int]]]
"""Syringe -> (batch, units left), newest batch first."""


def tables() -> dict[str, list[Record]]:
    site, left = _released()
    return {
        "lots": [*site, *_in_qc(), *_stopped(), *_in_countries(left)],
        "firm_batches": _firm_batches(),
    }


def outflow(code: str, weeks: int) -> float:
    """Units of a syringe that leave the site in the first weeks if floors are kept."""
    total = 0.0
    for country, presentation in forecast():
        if presentations()[presentation][0] == code:
            ahead = markets.lead_days()[country] + 7 * markets.floor_weeks()[country]
            first = choices.START + ahead * DAY
            total += needed((country, presentation), first, 7 * weeks)
    return total


def _releases_on(number: int, past: Past) -> dt.date:
    return past.filled_on + (RELEASE_DAYS + DEVIATIONS.get(number, 0)) * DAY


def _qc() -> list[Past]:
    """Batches filled, not yet released, and not firm."""
    first = choices.START - RELEASE_DAYS * DAY
    return [past for past in history() if first <= past.filled_on < FIRM_FROM]


def _arrivals(code: str) -> list[tuple[dt.date, int]]:
    """(release date, units) of a syringe's lots in QC and filled batches."""
    lots = [(_releases_on(n, past), past) for n, past in enumerate(_qc(), 1)]
    lots += [(past.filled_on + RELEASE_DAYS * DAY, past) for past in _firm_history()]
    return [(day, past.units) for day, past in lots if past.syringe == code]


def _wanted(code: str) -> float:
    """Released units wanted at the site when the plan starts."""
    yearly = outflow(code, 52) / syringes()[code].good_units()
    extra = RARE_WEEKS if yearly < RARE_BATCHES_A_YEAR else 0
    wanted = outflow(code, 1) * (SITE_WEEKS + extra)
    for week in range(1, FIRST_NEW_WEEK + extra + 1):
        ships = choices.START + (7 * week - 1) * DAY
        arrived = sum(units for day, units in _arrivals(code) if day <= ships)
        wanted = max(wanted, outflow(code, week) - arrived)
    return wanted


def _released() -> tuple[list[Record], list[tuple[Past, int]]]:
    """Released site lots, and what older batches left for the countries.

    Newest first; the oldest lot is what is left of its batch.
    """
    older = [p for p in history() if p.filled_on < choices.START - RELEASE_DAYS * DAY]
    wanted = {code: _wanted(code) for code in choices.SYRINGES}
    rows: list[Record] = []
    left: list[tuple[Past, int]] = []
    for past in reversed(older):
        units = min(past.units, math.ceil(wanted[past.syringe] / 1000) * 1000)
        wanted[past.syringe] -= units
        if units > 0:
            rows.append(_lot(past, past.batch, units, "released", syringe=past.syringe))
        if past.units > units:
            left.append((past, past.units - max(units, 0)))
    return rows[::-1], left


def _lot(past: Past, lot: str, units: int, status: str, **more: object) -> Record:
    return {
        "lot": lot,
        "suite": past.suite,
        "line": past.line,
        "filled_on": past.filled_on,
        "units": units,
        "place": "site",
        "status": status,
        **more,
    }


def _in_qc() -> list[Record]:
    rows = []
    for number, past in enumerate(_qc(), 1):
        note = "deviation under review" if number in DEVIATIONS else None
        on = _releases_on(number, past)
        more = {"syringe": past.syringe, "releases_on": on, "note": note}
        rows.append(_lot(past, past.batch, past.units, "in_qc", **more))
    return rows


def _stopped() -> list[Record]:
    """Two lots on hold and a small rejected one, beside the history."""
    held = (
        ("LT25H01", "D300", "PA2", "FA", dt.date(2025, 10, 8), 1.0, "on_hold", "particles"),
        ("LT25H02", "K200", "PA1", "FB", dt.date(2025, 9, 24), 0.4, "on_hold", "thaw deviation"),
        ("LT25R01", "D200", "PA2", "FB", dt.date(2025, 10, 29), 0.07, "rejected", "stopper"),
    )
    rows = []
    for batch, code, suite, line, day, share, status, why in held:
        past = Past(batch, code, suite, line, day)
        units = int(past.units * share)
        rows.append(_lot(past, batch, units, status, syringe=code, note=why))
    return rows


def _in_countries(left: list[tuple[Past, int]]) -> list[Record]:
    """Cover floor + transit + import hold of each pair, from what older batches left."""
    pools: Pools = {code: [] for code in choices.SYRINGES}
    for past, units in left:
        pools[past.syringe].append((past, units))
    lead = markets.lead_days()
    rows: list[Record] = []
    for pair in sorted(forecast(), key=lambda pair: lead[pair[0]]):
        for units, releases_on in _country_parts(pair):
            rows += _draw(pools, pair, units, releases_on)
    return sorted(rows, key=lambda row: (str(row["place"]), str(row["presentation"])))


def _country_parts(pair: Pair) -> list[tuple[int, dt.date | None]]:
    """Units of a pair in the country, and the day they may be used (None: now)."""
    country, presentation = pair
    days = markets.lead_days()[country] + 7 * markets.floor_weeks()[country]
    if pair in [(country, code) for country, code, _, _ in BACKLOG]:
        days = round(days * BACKLOG_COVER)
    pack = units_per_pack(country, presentation)
    units = math.ceil(needed(pair, choices.START, days) / pack) * pack
    hold = markets.hold_days(markets.by_code()[country])
    if hold < choices.LONG_HOLD_DAYS or units < SPLIT_FROM_UNITS:
        return [(units, None)]
    now = math.ceil(units * RELEASED_IN_COUNTRY / pack) * pack
    return [(now, None), (units - now, choices.START + hold * DAY)]


def _draw(pools: Pools, pair: Pair, units: int, on: dt.date | None) -> list[Record]:
    """Take units from the newest batches that can be there by now."""
    country, presentation = pair
    pool = pools[presentations()[presentation][0]]
    latest = _latest_fill(country, on)
    rows = []
    for place, (past, there) in enumerate(pool):
        taken = min(units, there) if past.filled_on <= latest else 0
        if taken > 0:
            pool[place] = past, there - taken
            units -= taken
            status = "released" if on is None else "in_qc"
            suffix = "" if on is None else "-Q"
            lot = f"{past.batch}-{country}-{presentation}{suffix}"
            more = {"presentation": presentation, "place": country, "releases_on": on}
            rows.append({**_lot(past, lot, taken, status), **more})
    if units:
        raise ValueError(f"no batch left for {units} units of {pair}")
    return rows


def _latest_fill(country: str, on: dt.date | None) -> dt.date:
    """Last fill date of a lot that is released in a country now, or will be on a day."""
    row = markets.by_code()[country]
    days = markets.release_days(markets.group(row)) + SPARE_DAYS + markets.lead_days()[country]
    return (on or choices.START) - days * DAY


def _firm_history() -> list[Past]:
    return [past for past in history() if past.filled_on >= FIRM_FROM]


def _firm_batches() -> list[Record]:
    keys = ("batch", "syringe", "suite", "line", "prep_on", "fill_on", "status")
    done = [
        (p.batch, p.syringe, p.suite, p.line, p.filled_on - 2 * DAY, p.filled_on, "filled")
        for p in _firm_history()
    ]
    rows = [dict(zip(keys, batch, strict=True)) for batch in (*done, *NEW)]
    return [
        {
            **row,
            "bulk": syringes()[str(row["syringe"])].bulk,
            "volume_l": choices.SUITE_VOLUME_L[str(row["suite"])],
        }
        for row in rows
    ]
