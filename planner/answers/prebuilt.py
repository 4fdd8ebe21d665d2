"""What is made at risk: filled on a unit before a group approves it, for that group."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from models.plant import Plant
from planner.answers.waiting import Waiting
from planner.run_folder import TextRow
from planner.study.contract import Result

MG_PER_KG = 1e6


@dataclass(frozen=True)
class Source:
    """A batch or lot that packs come from."""

    name: str
    made_on: tuple[str, str]
    """Its suite and line."""

    filled_on: dt.date
    kg_per_unit: float
    """Drug substance."""

    eur_per_unit: float


@dataclass(frozen=True)
class Part:
    """Units of one source that wait for an approval and then ship to one country."""

    source: str
    units: int
    kg: float
    eur: float
    approved_on: dt.date
    keeps_until: dt.date
    """Last day on which they may ship there with enough shelf life left on arrival."""


@dataclass(frozen=True)
class Prebuilt:
    """All that waits at risk for the approval of one unit by one group."""

    parts: tuple[Part, ...]

    @property
    def sources(self) -> int:
        """Batches and lots."""
        return len({part.source for part in self.parts})

    @property
    def units(self) -> int:
        return sum(part.units for part in self.parts)

    @property
    def kg(self) -> float:
        return sum(part.kg for part in self.parts)

    @property
    def eur(self) -> float:
        return sum(part.eur for part in self.parts)

    @property
    def all_ship_until(self) -> dt.date | None:
        """Day by which the approval must be there so that every unit still ships."""
        return min((part.keeps_until for part in self.parts), default=None)

    @property
    def some_ship_until(self) -> dt.date | None:
        """Day after which no unit of it may ship there any more."""
        return max((part.keeps_until for part in self.parts), default=None)

    def lost(self, later: Mapping[dt.date, dt.date]) -> int:
        """Units too old for the group if approvals come on other days, by the planned day."""
        return sum(p.units for p in self.parts if p.keeps_until < later[p.approved_on])


class AtRisk:
    """The plan's stock made at risk."""

    def __init__(self, plan: Result, plant: Plant) -> None:
        self._group_of = {row.country: row.approval_group for row in plant.countries}
        self._sources = {source.name: source for source in _sources(plan, plant)}
        self._shipments = plan.rows(
            "shipments", "source", "presentation", "country", "shipped_on", "units",
            "remaining_shelf_life_days", "required_days",
        )  # fmt: skip

    def of(self, waiting: Waiting) -> Prebuilt:
        """What is made on a unit before a group approves it, and ships to it after."""
        return Prebuilt(tuple(self._parts(waiting)))

    def _parts(self, waiting: Waiting) -> Iterator[Part]:
        for row in self._shipments:
            if self._group_of[row["country"]] != waiting.group:
                continue
            approved, source = (
                waiting.approved_on(row["presentation"]),
                self._sources[row["source"]],
            )
            if approved is None or waiting.unit not in source.made_on:
                continue
            shipped, units = dt.date.fromisoformat(row["shipped_on"]), int(row["units"])
            if source.filled_on < approved <= shipped:
                spare = int(row["remaining_shelf_life_days"]) - int(row["required_days"])
                yield Part(
                    source.name,
                    units,
                    units * source.kg_per_unit,
                    units * source.eur_per_unit,
                    approved,
                    shipped + dt.timedelta(days=spare),
                )


def made_on(plan: Result, plant: Plant) -> dict[str, tuple[str, str]]:
    """Suite and line of every batch and lot."""
    return {source.name: source.made_on for source in _sources(plan, plant)}


def _sources(plan: Result, plant: Plant) -> Iterator[Source]:
    needed = "batch", "syringe", "suite", "line", "units", "fill_end", "substance_kg"
    yield from _of_batches(plant, plan.rows("batches", *needed))
    yield from _of_lots(plant)


def _of_batches(plant: Plant, rows: Sequence[TextRow]) -> Iterator[Source]:
    value = {row.syringe: row.value_eur for row in plant.syringes}
    for row in rows:
        made_on, filled = (row["suite"], row["line"]), dt.date.fromisoformat(row["fill_end"])
        kg = float(row["substance_kg"]) / int(row["units"])
        yield Source(row["batch"], made_on, filled, kg, value[row["syringe"]])


def _of_lots(plant: Plant) -> Iterator[Source]:
    """Lots count with what their syringes hold; what their batches took is not known."""
    syringe_of = {row.presentation: row.syringe for row in plant.presentations}
    syringes = {row.syringe: row for row in plant.syringes}
    mg_per_ml = {row.bulk: row.mg_per_ml for row in plant.bulks}
    for lot in plant.lots:
        syringe = syringes[lot.syringe or syringe_of[lot.presentation or ""]]
        kg = syringe.target_fill_ml * mg_per_ml[syringe.bulk] / MG_PER_KG
        yield Source(lot.lot, (lot.suite, lot.line), lot.filled_on, kg, syringe.value_eur)
