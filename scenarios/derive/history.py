"""What the site filled in 2025: a made-up but whole-batch history to take lots from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache

from scenarios.derive import choices
from scenarios.derive.dates import DAY
from scenarios.derive.demand import FIRST_MONTH, forecast, yearly
from scenarios.derive.products import presentations, syringes

FIRST_FILL = dt.date(2025, 1, 6)
LAST_FILL = dt.date(2025, 12, 21)
SHUTDOWN = (dt.date(2025, 8, 4), dt.date(2025, 8, 17))
WEEK = ((0, "FA"), (1, "FB"), (3, "FA"), (4, "FB"))
"""Weekday and line of the four fills of a week: the rhythm of 2025."""


@dataclass(frozen=True)
class Past:
    """A batch filled before the plan starts."""

    batch: str
    syringe: str
    suite: str
    line: str
    filled_on: dt.date

    @property
    def units(self) -> int:
        return syringes()[self.syringe].good_units()


def batches_per_day() -> dict[str, float]:
    """Batches a day that each syringe's demand of the plan's first year asks for."""
    rates = dict.fromkeys(choices.SYRINGES, 0.0)
    for pair in forecast():
        code = presentations()[pair[1]][0]
        rates[code] += yearly(FIRST_MONTH.year)[pair] / 365 / syringes()[code].good_units()
    return rates


@cache
def history() -> tuple[Past, ...]:
    """Batches in order of fill: each slot takes the syringe furthest behind its demand.

    Line B keeps a syringe for both fills of a week.
    """
    rates = batches_per_day()
    made = dict.fromkeys(rates, -0.5)
    found: list[Past] = []
    monday = FIRST_FILL
    while monday <= LAST_FILL:
        if not SHUTDOWN[0] <= monday <= SHUTDOWN[1]:
            elapsed = (monday - FIRST_FILL).days
            on_b = _furthest_behind(rates, made, elapsed, ("1 mL", "2.25 mL"))
            for slot, (weekday, line) in enumerate(WEEK):
                formats = choices.LINE_FORMATS[line]
                code = on_b if line == "FB" else _furthest_behind(rates, made, elapsed, formats)
                made[code] += 1
                week = monday.isocalendar().week
                found.append(
                    Past(
                        batch=f"LT25{len(found) + 1:03d}",
                        syringe=code,
                        suite=("PA1", "PA2")[(slot + week) % 2],
                        line=line,
                        filled_on=monday + weekday * DAY,
                    )
                )
        monday += 7 * DAY
    return tuple(found)


def _furthest_behind(
    rates: dict[str, float], made: dict[str, float], elapsed: int, formats: tuple[str, ...]
) -> str:
    fits = [code for code in rates if syringes()[code].format in formats]
    return max(fits, key=lambda code: rates[code] * elapsed - made[code])
