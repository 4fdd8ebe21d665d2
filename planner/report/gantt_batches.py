"""Batches of a plan with what people ask of them: hours, who gets them, whether they are pinned."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from models.batches import batch_kinds
from models.previous import frozen_buckets
from planner.plan import Record
from planner.report.view import View

Pin = Literal["frozen", "ordered"]
"""Planned, but by `frozen_until` or by an instruction that asks for at least so many."""


@dataclass(frozen=True)
class Batch:
    """A batch of the plan."""

    row: Record
    """Its row of batches.csv."""

    suite_h: float | None
    """Hours on the suite in this plan; None if it was prepared before, or no recipe says so."""

    line_h: float | None
    """Hours on the line in this plan; None if it was filled before, or no recipe says so."""

    receivers: tuple[tuple[str, int], ...]
    """Countries with the units they get within the plan, largest first."""

    presentations: tuple[str, ...]
    """Presentations it is shipped as."""

    groups: tuple[str, ...]
    """Approval groups that get units of it."""

    pin: Pin | None

    @property
    def name(self) -> str:
        return str(self.row["batch"])

    @property
    def route(self) -> str:
        return f"{self.row['suite']} > {self.row['line']}"

    @property
    def is_drawn(self) -> bool:
        """Whether it has a bucket: batches filled before the start have none."""
        return self.row["bucket"] is not None

    @property
    def left(self) -> int:
        """Units that do not leave the site within the plan."""
        return int(self.row["units"]) - sum(units for _, units in self.receivers)


def batches_of(view: View) -> tuple[Batch, ...]:
    """Every batch, in the order of batches.csv."""
    kinds = batch_kinds(view.plant)
    pins = _pins(view)
    units: defaultdict[str, Counter[str]] = defaultdict(Counter)
    shipped_as: defaultdict[str, set[str]] = defaultdict(set)
    for shipment in view.rows("shipments"):
        units[shipment["source"]][shipment["country"]] += shipment["units"]
        shipped_as[shipment["source"]].add(shipment["presentation"])
    found = []
    for row in view.rows("batches"):
        kind = kinds.get((row["syringe"], row["suite"], row["line"], row["volume_l"]))
        before, filled = row["status"] in ("in_process", "filled"), row["status"] == "filled"
        got = units[row["batch"]]
        found.append(
            Batch(
                row=row,
                suite_h=None if kind is None or before else kind.cycle_h,
                line_h=None if kind is None or filled else kind.set_up_h + kind.fill_h,
                receivers=tuple(sorted(got.items(), key=lambda pair: (-pair[1], pair[0]))),
                presentations=tuple(sorted(shipped_as[row["batch"]])),
                groups=tuple(sorted({view.group_of[country] for country in got})),
                pin=pins.get(row["batch"]),
            )
        )
    return tuple(found)


def _pins(view: View) -> Mapping[str, Pin]:
    """Planned batches that the search was not free to place."""
    calendar, plant = view.calendar, view.plant
    pins: dict[str, Pin] = {}
    planned = [row for row in view.rows("batches") if row["status"] == "planned"]
    for order in plant.instructions:
        if order.at_least:
            inside = {calendar.first(t) for t in calendar.inside(order.from_, order.until)}
            for row in planned:
                made = row["syringe"], row["suite"], row["line"]
                if row["bucket"] in inside and order.means(made):
                    pins[row["batch"]] = "ordered"
    frozen = {calendar.first(t) for t in frozen_buckets(plant, calendar)}
    return pins | {row["batch"]: "frozen" for row in planned if row["bucket"] in frozen}
