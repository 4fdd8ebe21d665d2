"""R1: what a batch of a kind makes and takes."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from planner.audit.reading import Row, Run

HOURS = 0.01
"""Hours that do not matter."""

KindKey = tuple[str, str, str, float]
"""Syringe, suite, line and volume."""


def kind_key(row: Row) -> KindKey:
    syringe, suite, line = (row.text(column) for column in ("syringe", "suite", "line"))
    return syringe, suite, line, row.amount("volume_l")


@dataclass(frozen=True)
class Kind:
    """A batch kind: a syringe made of one volume on one suite and line."""

    units: int
    """Good units a batch gives."""

    cycle_h: float
    set_up_h: float
    fill_h: float
    substance_kg: float
    cost_eur: float


class Recipes:
    """The recipes of a case, and the batch kinds they allow."""

    def __init__(self, run: Run) -> None:
        case = run.case
        self.syringes = {row.text("syringe"): row for row in case["syringes"]}
        self._bulks = {row.text("bulk"): row for row in case["bulks"]}
        self._preps = {
            (row.text("suite"), row.text("bulk"), row.amount("volume_l")): row
            for row in case["prep_recipes"]
        }
        self._fills = {(row.text("line"), row.text("syringe")): row for row in case["fill_recipes"]}
        self._connections = {(row.text("suite"), row.text("line")) for row in case["connections"]}
        self._costs = {row.text("suite"): row.amount("batch_cost_eur") for row in case["suites"]}
        self._costs |= {row.text("line"): row.amount("batch_cost_eur") for row in case["lines"]}

    def kind(self, batch: Row) -> Kind | None:
        """What a batch makes and takes; None without recipes for it."""
        syringe, suite, line = (batch.text(name) for name in ("syringe", "suite", "line"))
        return self._kind(syringe, suite, line, batch.amount("volume_l"))

    def substance(self, state: str) -> str:
        """The drug substance of a bulk, or of the bulk in a syringe."""
        bulk = self.syringes[state].text("bulk") if state in self.syringes else state
        return self._bulks[bulk].text("substance")

    def _kind(self, name: str, suite: str, line: str, volume: float) -> Kind | None:
        syringe = self.syringes[name]
        bulk = self._bulks[syringe.text("bulk")]
        prep = self._preps.get((suite, bulk.text("bulk"), volume))
        fill = self._fills.get((line, name))
        if prep is None or fill is None:
            return None
        filled = (volume - prep.amount("hold_up_l")) * 1000 / syringe.amount("target_fill_ml")
        good = math.floor(filled * fill.amount("yield") + 1e-6)
        return Kind(
            units=good - syringe.whole("sample_units"),
            cycle_h=prep.amount("cycle_h"),
            set_up_h=fill.amount("set_up_h"),
            fill_h=filled / fill.amount("syringes_per_h"),
            substance_kg=volume * bulk.amount("mg_per_ml") / 1000,
            cost_eur=self._costs[suite] + self._costs[line],
        )

    def faults(self, batch: Row) -> Iterator[str]:
        """Why a batch is of no kind that the case allows."""
        name, suite, line = batch.text("syringe"), batch.text("suite"), batch.text("line")
        bulk, volume = self.syringes[name].text("bulk"), batch.amount("volume_l")
        if batch.text("bulk") != bulk:
            yield f"{name} is filled from {bulk}, not from {batch.text('bulk')}"
        if (suite, bulk, volume) not in self._preps:
            volumes = sorted(key[2] for key in self._preps if key[:2] == (suite, bulk))
            known = " or ".join(f"{litres:g} L" for litres in volumes) or "nothing"
            yield f"{volume:g} L of {bulk} is not validated in {suite} (validated: {known})"
        if (line, name) not in self._fills:
            yield f"{line} has no recipe for {name}"
        if (suite, line) not in self._connections:
            yield f"{suite} does not feed {line}"
        kind, limit = self.kind(batch), self._hold_limit(name)
        if kind is not None and kind.fill_h > limit + HOURS:
            yield f"filling takes {kind.fill_h:.2f} h, but {bulk} may be held for {limit:g} h"

    def _hold_limit(self, syringe: str) -> float:
        return self._bulks[self.syringes[syringe].text("bulk")].amount("hold_limit_h")

    def kinds(self, syringe: str) -> Iterator[tuple[tuple[str, str, float], Kind]]:
        """The kinds of a syringe that the case allows, by (suite, line, volume)."""
        limit = self._hold_limit(syringe) + 1e-9
        for suite, bulk, volume in self._preps:
            for line, filled in self._fills:
                kind = self._kind(syringe, suite, line, volume) if filled == syringe else None
                same = bulk == self.syringes[syringe].text("bulk")
                fits = kind is not None and kind.fill_h <= limit
                if kind is not None and same and fits and (suite, line) in self._connections:
                    yield (suite, line, volume), kind

    def cheapest(self, syringe: str) -> float:
        """The lowest cost per unit, in EUR, among the kinds of a syringe."""
        costs = (kind.cost_eur / kind.units for _, kind in self.kinds(syringe) if kind.units > 0)
        return min(costs, default=0.0)
