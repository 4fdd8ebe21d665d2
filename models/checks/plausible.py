"""Plausible sizes: slips of unit or of the keyboard that no arithmetic should meet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from models.plant import Plant
from models.problems import Problem
from models.tables import TABLES, columns

LONGEST_DAYS = 1_000
MOST_UNITS = 1_000_000_000

RANGES: dict[str, dict[str, tuple[float, float]]] = {
    "bulks": {"mg_per_ml": (0.001, 10_000)},
    "syringes": {
        "fill_volume_ml": (0.001, 1_000),
        "target_fill_ml": (0.001, 1_000),
        "sample_units": (0, MOST_UNITS),
        "value_eur": (0, 10_000_000),
    },
    "packs": {"units_per_pack": (1, 1_000_000), "min_order_packs": (0, MOST_UNITS)},
    "shelf_life": {"months": (1, 600)},
    "suites": {"batch_cost_eur": (0, 1_000_000_000)},
    "lines": {"batch_cost_eur": (0, 1_000_000_000)},
    "prep_recipes": {"volume_l": (0.001, 100_000), "cycle_h": (0, 10_000)},
    "fill_recipes": {
        "syringes_per_h": (0.1, 1_000_000),
        "set_up_h": (0, 10_000),
        "yield": (0.001, 1),
    },
    "release": {"days": (0, LONGEST_DAYS)},
    "countries": {
        "priority": (0.000_001, 1_000_000),
        "transit_days": (0, LONGEST_DAYS),
        "import_hold_days": (0, LONGEST_DAYS),
        "cover_floor_weeks": (0, 520),
    },
    "demand": {"units": (0, MOST_UNITS), "packs": (0, MOST_UNITS)},
    "lots": {"units": (1, MOST_UNITS)},
    "initial_states": {"batches": (0, 1_000_000)},
    "changeovers": {"hours": (0, 10_000), "cost_eur": (0, 1_000_000_000)},
    "campaigns": {
        "min_batches": (1, 1_000_000),
        "max_batches": (1, 1_000_000),
        "decontamination_h": (0, 10_000),
        "decontamination_eur": (0, 1_000_000_000),
    },
    "media_fills": {"hours": (0, 10_000)},
    "instructions": {"at_least": (0, 1_000_000), "at_most": (0, 1_000_000)},
    "substance_lots": {"kg": (0.000_001, 1_000_000)},
}
"""Least and most of a column. Real values lie far inside."""

LAST_DAY = dt.date(2200, 1, 1)
DAYS: dict[str, tuple[str, ...]] = {"substance_lots": ("available_on", "expires_on")}
"""Columns whose days are reckoned with."""


def problems(plant: Plant) -> Iterator[Problem]:
    """Every number and day that is out of all proportion."""
    yield from _numbers(plant)
    for table, names in DAYS.items():
        for name in names:
            for index, row in enumerate(getattr(plant, table)):
                day = getattr(row, name)
                if day > LAST_DAY:
                    what = f"{day} is not plausible; write a day until {LAST_DAY}"
                    yield Problem(table, index, name, str(day), what)


def _numbers(plant: Plant) -> Iterator[Problem]:
    for table, ranges in RANGES.items():
        for column in columns(TABLES[table]):
            if column.name not in ranges:
                continue
            least, most = ranges[column.name]
            for index, row in enumerate(getattr(plant, table)):
                value = getattr(row, column.field)
                if value is not None and not least <= value <= most:
                    what = (
                        f"{_in_words(value)} is not plausible;"
                        f" write {_in_words(least)} to {_in_words(most)} ({column.unit})"
                    )
                    yield Problem(table, index, column.name, str(value), what)


def _in_words(number: float) -> str:
    whole = number == int(number) and abs(number) < 1e15
    return str(int(number)) if whole else f"{number:g}"
