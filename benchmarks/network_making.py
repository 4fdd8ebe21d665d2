"""Products, equipment and hours of a generated network. All numbers are illustrative.

Staffed hours follow from demand, so that every suite and line is used as much as `SUITE_USE`
and `LINE_USE` say, whatever the size.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from random import Random
from typing import Any

Rows = list[dict[str, Any]]

BATCHES_A_WEEK = 2.3
"""Mean of a suite, all syringes together (Le Trait: 93.5 worked hours, cycles of 36 h)."""
SUITE_USE, LINE_USE = 0.88, 0.85
"""Hours of batches and set-up over hours offered; changes and media fills come on top. Lines
change more often than suites."""
SUITE_EFFICIENCY, LINE_EFFICIENCY = 0.85, 0.8
VOLUME_L, HOLD_UP_L, CYCLE_H = 150.0, 5.0, 36.0
SET_UP_H, YIELD, SAMPLES = 8.0, 0.97, 200
FILLS_ML = {0.67: "1 mL", 1.0: "1 mL", 1.14: "1 mL", 2.0: "2.25 mL"}
OVERFILL = 1.05
SPEEDS = (12_000.0, 13_000.0, 25_000.0)
"""Syringes an hour."""
BULKS_A_SUBSTANCE, SYRINGES_A_BULK = 2, 2
MEDIA_FILL_H, MEDIA_FILL_EVERY_WEEKS, MEDIA_FILL_WINDOW_WEEKS = 24.0, 26, 12
LEAST_WEEKLY_H, MOST_WEEKLY_H = 40.0, 168.0
SUITE_CHANGES = (("strength", 8, 5_000), ("molecule", 16, 10_000))
LINE_CHANGES = (("strength", 6, 6_000), ("molecule", 12, 12_000), ("format", 16, 12_000))
"""Kind, hours, EUR."""


@dataclass(frozen=True)
class Product:
    """A syringe, where it is made, and how much of it a year asks for."""

    syringe: str
    bulk: str
    substance: str
    fill_ml: float
    suites: tuple[str, ...]
    lines: tuple[str, ...]
    batches_a_year: float

    @property
    def target_ml(self) -> float:
        return round(self.fill_ml * OVERFILL, 3)

    @property
    def filled(self) -> float:
        """Syringes that a batch fills."""
        return (VOLUME_L - HOLD_UP_L) * 1000 / self.target_ml

    @property
    def units_a_week(self) -> float:
        """Good units asked for."""
        return (self.filled * YIELD - SAMPLES) * self.batches_a_year / 52


class Making:
    """Products, equipment and the hours that their demand takes."""

    def __init__(
        self, random: Random, start: dt.date, suites: int, lines: int, syringes: int, weeks: int
    ) -> None:
        self.random, self.start, self.weeks = random, start, weeks
        self.suites = [f"S{n:02}" for n in range(suites)]
        self.lines = [f"L{n:02}" for n in range(lines)]
        self.speeds = {line: random.choice(SPEEDS) for line in self.lines}
        self.products = self._products(syringes)

    def _products(self, syringes: int) -> list[Product]:
        """Neighbouring syringes share a bulk, neighbouring bulks a substance; a year of all
        suites is split among the syringes, the largest some ten times the smallest."""
        draws = [self.random.uniform(0.3, 3.0) for _ in range(syringes)]
        whole = BATCHES_A_WEEK * 52 * len(self.suites) / sum(draws)
        products, fills = [], sorted(FILLS_ML)
        for number, draw in enumerate(draws):
            bulk = number // SYRINGES_A_BULK
            products.append(
                Product(
                    syringe=f"P{number:02}",
                    bulk=f"B{bulk:02}",
                    substance=f"X{bulk // BULKS_A_SUBSTANCE:02}",
                    fill_ml=fills[number % len(fills)],
                    suites=self._pair(self.suites, bulk),
                    lines=self._pair(self.lines, number),
                    batches_a_year=draw * whole,
                )
            )
        return products

    @staticmethod
    def _pair(units: list[str], number: int) -> tuple[str, ...]:
        """Two units in turn, neighbours of one another once a round, farther ones the next."""
        here = number % len(units)
        there = (here + 1 + number // len(units)) % len(units)
        return (units[here],) if here == there else (units[here], units[there])

    def tables(self) -> dict[str, Rows]:
        return {
            **self._product_tables(),
            "suites": [
                {"suite": name, "name": f"Suite {name}", "batch_cost_eur": cost}
                for name, cost in zip(self.suites, self._costs(self.suites, 60_000), strict=True)
            ],
            "lines": [
                {"line": name, "name": f"Line {name}", "batch_cost_eur": cost}
                for name, cost in zip(self.lines, self._costs(self.lines, 105_000), strict=True)
            ],
            "staffing": self._staffing(),
            "prep_recipes": [
                {"suite": suite, "bulk": bulk, "volume_l": VOLUME_L}
                | {"cycle_h": CYCLE_H, "hold_up_l": HOLD_UP_L}
                for suite, bulk in sorted({(s, p.bulk) for p in self.products for s in p.suites})
            ],
            "fill_recipes": [
                {"line": line, "syringe": p.syringe, "syringes_per_h": self.speeds[line]}
                | {"set_up_h": SET_UP_H, "yield": YIELD}
                for p in self.products
                for line in p.lines
            ],
            "connections": [
                {"suite": suite, "line": line} for suite in self.suites for line in self.lines
            ],
            **self._states(),
            "media_fills": [row for line in self.lines for row in self._media_fills(line)],
        }

    def _product_tables(self) -> dict[str, Rows]:
        substances = sorted({p.substance for p in self.products})
        bulks = {p.bulk: p.substance for p in self.products}
        return {
            "substances": [{"substance": name, "name": f"Substance {name}"} for name in substances],
            "bulks": [
                {"bulk": bulk, "substance": substance, "mg_per_ml": 150, "hold_limit_h": 48}
                for bulk, substance in bulks.items()
            ],
            "syringes": [
                {"syringe": p.syringe, "bulk": p.bulk, "fill_volume_ml": p.fill_ml}
                | {"target_fill_ml": p.target_ml, "format": FILLS_ML[p.fill_ml]}
                | {"sample_units": SAMPLES, "value_eur": round(5 + 13 * p.fill_ml, 2)}
                for p in self.products
            ],
        }

    def _costs(self, units: list[str], typical: int) -> list[int]:
        return [int(round(typical * self.random.uniform(0.95, 1.2), -3)) for _ in units]

    def _staffing(self) -> Rows:
        """Hours for what is asked, shared evenly by the units that may make it."""
        load_h = dict.fromkeys([*self.suites, *self.lines], 0.0)
        for p in self.products:
            for suite in p.suites:
                load_h[suite] += CYCLE_H * p.batches_a_year / 52 / len(p.suites)
            for line in p.lines:
                batch_h = SET_UP_H + p.filled / self.speeds[line]
                load_h[line] += batch_h * p.batches_a_year / 52 / len(p.lines)
        rows = []
        for name, hours in load_h.items():
            of_suite = name in self.suites
            efficiency = SUITE_EFFICIENCY if of_suite else LINE_EFFICIENCY
            weekly = hours / (SUITE_USE if of_suite else LINE_USE) / efficiency
            weekly = round(min(max(weekly, LEAST_WEEKLY_H), MOST_WEEKLY_H), 1)
            rows.append({"resource": name, "from": self.start, "until": None})
            rows[-1] |= {"hours_per_week": weekly, "efficiency": efficiency}
        return rows

    def _states(self) -> dict[str, Rows]:
        """Changeovers, campaigns and initial states, as in the Le Trait case."""
        changes = [
            *((name, kind, h, eur) for name in self.suites for kind, h, eur in SUITE_CHANGES),
            *((name, kind, h, eur) for name in self.lines for kind, h, eur in LINE_CHANGES),
        ]
        first = {name: p.bulk for p in reversed(self.products) for name in p.suites}
        first |= {name: p.syringe for p in reversed(self.products) for name in p.lines}
        return {
            "changeovers": [
                {"resource": name, "kind": kind, "hours": hours, "cost_eur": eur}
                for name, kind, hours, eur in changes
            ],
            "campaigns": [
                {"resource": name, "state": "*", "min_batches": least, "max_batches": most}
                | {"decontamination_h": hours, "decontamination_eur": eur}
                for units, (least, most, hours, eur) in (
                    (self.suites, (1, 12, 8, 2_000)),
                    (self.lines, (2, 7, 6, 5_000)),
                )
                for name in units
            ],
            "initial_states": [
                {"resource": name, "state": state, "batches": self.random.randint(0, 5)}
                for name, state in sorted(first.items())
            ],
        }

    def _media_fills(self, line: str) -> Rows:
        """Two a year, in windows that begin in another week on each line."""
        rows, last = [], self.start + dt.timedelta(weeks=self.weeks, days=-1)
        begins = self.start + dt.timedelta(weeks=self.random.randint(0, 12))
        while begins + dt.timedelta(weeks=MEDIA_FILL_WINDOW_WEEKS) <= last:
            latest = begins + dt.timedelta(weeks=MEDIA_FILL_WINDOW_WEEKS, days=-1)
            rows.append({"line": line, "earliest": begins, "latest": latest})
            rows[-1] |= {"hours": MEDIA_FILL_H}
            begins += dt.timedelta(weeks=MEDIA_FILL_EVERY_WEEKS)
        return rows
