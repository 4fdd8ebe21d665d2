"""Lots, drug substance, release days and approvals that would come sooner."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from statistics import median

from models.calendar import DAY, Calendar, add_months
from models.inventory import SITE, SubstanceLot
from models.markets import Approval
from models.plant import Plant
from models.units import ANY
from planner.answers.extras import Extra, cells_of_row
from planner.answers.kinds import Kind
from planner.answers.periods import Period
from planner.answers.what_binds import Short

HELD = "on_hold"


class MoreSupply:
    """What could reach countries sooner."""

    def __init__(self, plant: Plant, calendar: Calendar, short: Sequence[Short]) -> None:
        self._plant, self._calendar, self._short = plant, calendar, short
        self._group = {row.country: row.approval_group for row in plant.countries}
        self._syringe = {row.presentation: row.syringe for row in plant.presentations}
        bulks = {row.bulk: row.substance for row in plant.bulks}
        self._substance = {row.syringe: bulks[row.bulk] for row in plant.syringes}

    def approvals(self, months: int) -> Iterator[Extra]:
        """Each unit that a group approves within the plan, some months earlier."""
        coming: dict[tuple[str, str, str], list[Approval]] = defaultdict(list)
        for row in self._plant.approvals:
            if self._calendar.start < row.from_ <= self._calendar.end:
                coming[row.approval_group, row.step, row.unit].append(row)
        for (group, step, unit), rows in coming.items():
            named = {row.presentation for row in rows}
            soonest = add_months(min(row.from_ for row in rows), -months)
            where = {
                "approval_group": [group],
                "step": [step],
                "unit": [unit],
                "from": sorted({row.from_.isoformat() for row in rows}),
            }
            shift = {"from": f"-{months} months"}
            helped = [
                short
                for short in self._short
                if self._group[short.country] == group
                and (ANY in named or short.presentation in named)
                and short.until >= soonest
            ]
            yield Extra(
                kind=Kind.APPROVAL,
                what=f"{group} {unit}",
                added=f"{months} month{'s' * (months > 1)} earlier",
                changes=({"table": "approvals", "where": where, "shift": shift},),
                owed=sum(short.units for short in helped),
            )

    def releases(self, days: int) -> Iterator[Extra]:
        """Each row of `release`, some days shorter."""
        for row in self._plant.release:
            if row.days < days:
                continue
            helped = [
                short
                for short in self._short
                if row.syringe in (ANY, self._syringe[short.presentation])
                and row.approval_group in (ANY, self._group[short.country])
            ]
            # a list, as a lone * would mean every row
            where = {"syringe": [row.syringe], "approval_group": [row.approval_group]}
            yield Extra(
                kind=Kind.RELEASE,
                what=_everyone(row.syringe, row.approval_group),
                added=f"{row.days} > {row.days - days} days",
                changes=({"table": "release", "where": where, "add": {"days": -days}},),
                owed=sum(short.units for short in helped),
            )

    def lots(self) -> Iterator[Extra]:
        """Each lot of syringes or of substance on hold, released."""
        for lot in self._plant.lots:
            if lot.status == HELD:
                syringe = lot.syringe or self._syringe[lot.presentation or ""]
                owed = sum(
                    short.units
                    for short in self._short
                    if self._syringe[short.presentation] == syringe
                    and lot.presentation in (None, short.presentation)
                    and lot.place in (SITE, short.country)
                )
                yield self._freed("lots", lot.lot, f"{lot.units:,} {syringe} released", owed)
        for held in self._plant.substance_lots:
            if held.status == HELD:
                owed = self._owed_of(held.substance, self._calendar.start)
                said = f"{held.kg:g} kg {held.substance} released"
                yield self._freed("substance_lots", held.lot, said, owed)

    def substances(self, periods: Sequence[Period]) -> Iterator[Extra]:
        """One lot more, of the usual kg and life, on the first day of a period."""
        lots: dict[str, list[SubstanceLot]] = defaultdict(list)
        for lot in self._plant.substance_lots:
            lots[lot.substance].append(lot)
        for substance, rows in lots.items():
            kg = median(row.kg for row in rows)
            life = int(median((row.expires_on - row.available_on).days for row in rows))
            for period in periods:
                lot = SubstanceLot(
                    lot=f"EXTRA {substance} {period.name}",
                    substance=substance,
                    kg=kg,
                    available_on=period.first,
                    expires_on=period.first + life * DAY,
                    status="released",
                )
                yield Extra(
                    kind=Kind.SUBSTANCE,
                    what=substance,
                    added=f"{kg:g} kg more",
                    changes=({"table": "substance_lots", "insert": [cells_of_row(lot)]},),
                    owed=self._owed_of(substance, period.first),
                    period=period,
                )

    def _owed_of(self, substance: str, since: dt.date) -> int:
        """What is owed for want of a substance."""
        return sum(
            short.units
            for short in self._short
            if short.binds == "substance"
            and short.until >= since
            and self._substance[self._syringe[short.presentation]] == substance
        )

    def _freed(self, table: str, lot: str, added: str, owed: int) -> Extra:
        change = {"table": table, "where": {"lot": [lot]}, "set": {"status": "released"}}
        return Extra(Kind.LOT, lot, added, (change,), owed)


def _everyone(syringe: str, group: str) -> str:
    """`all syringes JP`: whom a row of `release` is for."""
    parts = ["all syringes" if syringe == ANY else syringe]
    return " ".join([*parts, "all groups" if group == ANY else group])
