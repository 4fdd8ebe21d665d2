"""A second reading of docs/rules.md, for plants small enough to try every batch plan.

It shares nothing with the model but the row classes. Every unit keeps its source (lot,
filled batch, or route and bucket), every pair of country and presentation stands alone:
nothing is pooled, no window, no cut.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from models.plant import Plant
from tests.reference_flows import Flows, Stay
from tests.reference_hours import BatchPlan, Plans, Start
from tests.reference_need import Need, Pair, ShelfLives
from tests.reference_time import ONE_DAY


@dataclass(frozen=True)
class Cohort:
    """Units of one age and route."""

    name: str
    syringe: str
    suite: str
    line: str
    filled_on: dt.date
    """Day from which they age."""

    made_on: dt.date
    """Day from which release counts."""

    bucket: int | None
    """Planned bucket of the fill; None: they exist."""

    units: float
    presentation: str | None = None
    released_on: dt.date | None = None


class Reference:
    """A plant by the rules alone."""

    def __init__(self, plant: Plant) -> None:
        self.plant = plant
        self.plans = Plans(plant)
        self.buckets = self.plans.buckets
        self._lives = ShelfLives(plant)
        self._country = {row.country: row for row in plant.countries}
        self._syringe_of = {row.presentation: row.syringe for row in plant.presentations}
        self._value = {row.syringe: row.value_eur for row in plant.syringes}
        self.pairs: list[Pair] = sorted({(row.country, row.presentation) for row in plant.demand})
        self.needs = {pair: Need(plant, self.buckets, pair) for pair in self.pairs}
        self.cohorts = [*self._existing(), *self._made()]
        self.eligible = [
            (c, pair, t)
            for c, cohort in enumerate(self.cohorts)
            for pair in self.pairs
            for t in range(len(self.buckets))
            if self.may_ship(cohort, pair, t)
        ]
        self._flows = self._linear_program()

    def starts(self) -> list[Start]:
        """Where a batch that some country may receive can be planned."""
        useful = {self.cohorts[c].name for c, _, _ in self.eligible}
        return [
            kind.start(t)
            for kind in self.plans.kinds
            for t in range(self.buckets.planned)
            if f"{kind.syringe} {kind.suite} {kind.line} {t}" in useful
        ]

    def lateness(self, plan: BatchPlan) -> float:
        """Mean days late of the best shipments of a batch plan (R9, level 1)."""
        return self._flows.lateness(self._supply(plan))

    def cost(self, plan: BatchPlan, lateness: float) -> float:
        """Least cost of shipments that are no later than `lateness` (R9, level 3); EUR."""
        supply = self._supply(plan)
        return self._flows.cost(supply, lateness) + self._production(plan)

    def hopeless(self) -> list[str]:
        """What exists at routes that no country may ever receive. It costs the same
        whatever is planned, and the model leaves it out."""
        firm = {(row.syringe, row.suite, row.line) for row in self.plans.firm}
        return [
            c.name
            for c in self.cohorts
            if (c.bucket is None or (c.syringe, c.suite, c.line) in firm)
            and not any(
                self.approved(group, presentation, "prep", c.suite, day)
                and self.approved(group, presentation, "fill", c.line, day)
                for group, presentation in self.asking(c)
                for _, day in self.buckets.spans
            )
        ]

    def _production(self, plan: BatchPlan) -> float:
        kinds = self.plans.kinds
        cheapest = {
            s: min(k.cost_eur / k.units for k in kinds if k.syringe == s)
            for s in {k.syringe for k in kinds}
        }
        made = [(self.plans.kind(*key), count) for (*key, _), count in plan.items()]  # type: ignore[arg-type]
        return sum(n * (k.cost_eur - k.units * cheapest[k.syringe]) for k, n in made)

    def _existing(self) -> list[Cohort]:
        found = []
        for lot in self.plant.lots:
            if lot.place == "site" and lot.status in ("released", "in_qc"):
                syringe = lot.syringe or self._syringe_of[lot.presentation or ""]
                free = lot.releases_on if lot.status == "in_qc" else dt.date.min
                day = lot.filled_on
                found.append(
                    Cohort(
                        lot.lot,
                        syringe,
                        lot.suite,
                        lot.line,
                        day,
                        day,
                        None,
                        lot.units,
                        lot.presentation,
                        free,
                    )
                )
        for row in self.plant.firm_batches:
            if row.status == "filled":
                kind = self.plans.kind(row.syringe, row.suite, row.line, row.volume_l)
                day, units = row.fill_on, kind.units
                found.append(
                    Cohort(row.batch, row.syringe, row.suite, row.line, day, day, None, units)
                )
        return found

    def _made(self) -> list[Cohort]:
        routes = sorted({(k.syringe, k.suite, k.line) for k in self.plans.kinds})
        return [
            Cohort(" ".join((*route, str(t))), *route, *self.buckets.spans[t], t, 0.0)
            for route in routes
            for t in range(self.buckets.planned)
        ]

    def _loss(self, syringe: str) -> int:
        """Units of a batch or lot that may be less than a pack."""
        packs = [
            row.units_per_pack
            for row in self.plant.packs
            if (row.country, row.presentation) in self.needs
            and self._syringe_of[row.presentation] == syringe
        ]
        return max(packs, default=1) - 1

    def _supply(self, plan: BatchPlan) -> list[float]:
        """Units of each cohort that whole packs can surely take."""
        made: dict[tuple[str, str, str, int], float] = {}
        for (*key, bucket), count in plan.items():
            kind = self.plans.kind(*key)  # type: ignore[arg-type]
            place = kind.syringe, kind.suite, kind.line, bucket
            made[place] = made.get(place, 0.0) + (kind.units - self._loss(kind.syringe)) * count
        for row in self.plans.firm:
            kind = self.plans.kind(row.syringe, row.suite, row.line, row.volume_l)
            day = self.buckets.holding(row.fill_on)
            place = kind.syringe, kind.suite, kind.line, day or 0
            made[place] = made.get(place, 0.0) + kind.units - self._loss(kind.syringe)
        return [
            max(0, c.units - self._loss(c.syringe))
            if c.bucket is None
            else made.get((c.syringe, c.suite, c.line, c.bucket), 0.0)
            for c in self.cohorts
        ]

    def release_day(self, cohort: Cohort, group: str) -> dt.date:
        """Release for a group: the most specific row."""
        if cohort.released_on is not None:
            return cohort.released_on
        rows = {(row.syringe, row.approval_group): row.days for row in self.plant.release}
        names = (cohort.syringe, group), (cohort.syringe, "*"), ("*", group), ("*", "*")
        return cohort.made_on + next(rows[name] for name in names if name in rows) * ONE_DAY

    def approved(self, group: str, presentation: str, step: str, unit: str, day: dt.date) -> bool:
        return any(
            (row.approval_group, row.step, row.unit) == (group, step, unit)
            and row.presentation in ("*", presentation)
            and row.from_ <= day <= (row.until or dt.date.max)
            for row in self.plant.approvals
        )

    def may_ship(self, cohort: Cohort, pair: Pair, bucket: int) -> bool:
        """Whether units of a cohort may leave for a country on a bucket's last day."""
        country, presentation = self._country[pair[0]], pair[1]
        group, day = country.approval_group, self.buckets.last(bucket)
        way = (country.transit_days + country.import_hold_days) * ONE_DAY
        return (
            self._syringe_of[presentation] == cohort.syringe
            and cohort.presentation in (None, presentation)
            and self.release_day(cohort, group) <= day
            and self.approved(group, presentation, "prep", cohort.suite, day)
            and self.approved(group, presentation, "fill", cohort.line, day)
            and self._lives.may_arrive(
                presentation,
                group,
                cohort.filled_on,
                day + way,
                country.min_remaining_shelf_life_pct,
            )
        )

    def asking(self, cohort: Cohort) -> list[tuple[str, str]]:
        """(group, presentation) that demand what a cohort may become."""
        return sorted(
            {
                (self._country[country].approval_group, presentation)
                for country, presentation in self.pairs
                if self._syringe_of[presentation] == cohort.syringe
                and cohort.presentation in (None, presentation)
            }
        )

    def stay(self, cohort: Cohort) -> Stay:
        """What a unit costs that stays at the site, and when it is written off."""
        buckets, value = self.buckets, self._value[cohort.syringe]
        asking = self.asking(cohort)
        if not asking:
            return Stay([0.0] * len(buckets), 0.0)
        free = min(self.release_day(cohort, group) for group, _ in asking)
        gone = max(self._lives.expires_on(p, g, cohort.filled_on) for g, p in asking) + ONE_DAY
        expiry = buckets.holding(max(gone, buckets.start))
        rate = value * self.plant.settings.holding_site_pct_per_year / 100 / 365
        eur = [
            rate * buckets.days(t)
            if free <= buckets.last(t) and (expiry is None or t < expiry)
            else 0.0
            for t in range(len(buckets))
        ]
        return Stay(eur, value if expiry is not None else 0.0)

    def _linear_program(self) -> Flows:
        rate = self.plant.settings.holding_country_pct_per_year / 100 / 365
        return Flows(
            eligible=self.eligible,
            stays=[self.stay(cohort) for cohort in self.cohorts],
            needs=self.needs,
            buckets=self.buckets,
            priority={pair: self._country[pair[0]].priority for pair in self.pairs},
            country_eur={p: rate * self._value[self._syringe_of[p[1]]] for p in self.pairs},
        )
