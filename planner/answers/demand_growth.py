"""Whose demand grows, and the assignments that let it grow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from models.markets import Demand
from models.plant import Plant
from models.problems import Problem, unknown
from planner.errors import DataError

GROWS = ("forecast", "order")
"""Kinds of demand rows that grow; what is owed already stays as it is."""


@dataclass(frozen=True)
class Growth:
    """Some of the demand, by presentation and country."""

    words: str
    """`all products`, `DUP`, `DUP in JP`."""

    presentations: frozenset[str]
    countries: frozenset[str]
    rows: tuple[Demand, ...]
    """The forecasts and orders that grow."""

    everything: bool

    @classmethod
    def of(cls, plant: Plant, product: str | None, region: str | None) -> Growth:
        """The demand for a substance, bulk, syringe or presentation in a group or country.

        Raises
        ------
        DataError
            If a name is unknown, or if there is no demand to grow.
        """
        made, served = _presentations(plant, product), _countries(plant, region)
        problems = []
        if product is not None and not made:
            known = sorted({name for names in _names(plant).values() for name in names})
            what = unknown("product", product, known)
            problems.append(Problem("presentations", None, None, None, what))
        if region is not None and not served:
            known = sorted({*(c.approval_group for c in plant.countries), *_codes(plant)})
            what = unknown("region", region, known)
            problems.append(Problem("countries", None, None, None, what))
        words = product or "all products"
        words += f" in {region}" if region else ""
        rows = tuple(
            row
            for row in plant.demand
            if row.kind in GROWS and row.presentation in made and row.country in served
        )
        if not problems and not any(row.units or row.packs for row in rows):
            what = f"has no forecast or order of {words}; name another product or region"
            problems.append(Problem("demand", None, None, None, what))
        if problems:
            raise DataError(problems, plant.settings.name)
        return cls(words, made, served, rows, product is None and region is None)

    def by(self, factor: float) -> tuple[str, ...]:
        """Assignments after which the demand is so many times what it was."""
        return tuple(self._assigned(factor)) if factor != 1 else ()

    def _assigned(self, factor: float) -> Iterator[str]:
        for column in ("units", "packs"):
            rows = [row for row in self.rows if getattr(row, column) is not None]
            if not rows:
                continue
            where = ["kind=" + "|".join(sorted({row.kind for row in rows}))]
            if not self.everything:
                for name in ("presentation", "country"):
                    values = "|".join(sorted({getattr(row, name) for row in rows}))
                    where.append(f"{name}={values}")
            yield f"demand.{column}[{','.join(where)}]*={factor:.6g}"

    def has(self, row: dict[str, str]) -> bool:
        """Whether a row of a table is about demand that grows."""
        return row["presentation"] in self.presentations and row["country"] in self.countries


def _names(plant: Plant) -> dict[str, tuple[str, ...]]:
    """By presentation: what it may be called, from the widest name to its own."""
    bulks = {row.bulk: row for row in plant.bulks}
    syringes = {row.syringe: row for row in plant.syringes}
    return {
        row.presentation: (
            bulks[syringes[row.syringe].bulk].substance,
            syringes[row.syringe].bulk,
            row.syringe,
            row.presentation,
        )
        for row in plant.presentations
    }


def _presentations(plant: Plant, product: str | None) -> frozenset[str]:
    named = _names(plant)
    return frozenset(name for name in named if product is None or product in named[name])


def _countries(plant: Plant, region: str | None) -> frozenset[str]:
    """Those of an approval group; else the country of that name."""
    group = {row.country for row in plant.countries if row.approval_group == region}
    return frozenset(group or (_codes(plant) if region is None else _codes(plant) & {region}))


def _codes(plant: Plant) -> set[str]:
    return {row.country for row in plant.countries}
