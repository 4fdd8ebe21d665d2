"""A second reading of docs/rules.md, for plants small enough to try every batch plan.

It shares nothing with the model but the row classes. Every unit keeps its source (lot,
filled batch, or route and bucket), every pair of country and presentation stands alone:
nothing is pooled, no window, no cut.
"""

from __future__ import annotations

import datetime as dt
from math import inf

from models.plant import Plant
from tests.reference_cohorts import Cohort, existing, made
from tests.reference_commands import counts
from tests.reference_flows import Flows, Stay
from tests.reference_kinds import BatchPlan, Kind, Start
from tests.reference_need import Need, Pair, ShelfLives
from tests.reference_plans import Plans
from tests.reference_time import ONE_DAY


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
        self.cohorts = [*existing(plant, self.plans), *made(self.plans)]
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

    def places(self) -> list[Start]:
        """Where a batch can be planned of which some country may receive something at some
        time, if not this batch: it may still keep a campaign or an instruction. An
        instruction that counts no such batch has those that it counts."""
        kinds = [*self._welcome_kinds(), *self._ordered_kinds()]
        return [kind.start(t) for kind in kinds for t in range(self.buckets.planned)]

    def lateness(self, plan: BatchPlan) -> float:
        """Mean days late of the best shipments of a batch plan (R9, level 1)."""
        return self._flows.least("lateness", self._supply(plan), {})

    def cover(self, plan: BatchPlan, lateness: float) -> float:
        """Mean days below the floors at the least, no later than `lateness` (level 2a)."""
        return self._flows.least("cover", self._supply(plan), {"lateness": lateness})

    def fairness(self, plan: BatchPlan, lateness: float, cover: float) -> float:
        """Mean of the largest backlogs at the least, in days (level 2b)."""
        held = {"lateness": lateness, "cover": cover}
        return self._flows.least("fairness", self._supply(plan), held)

    def cost(
        self, plan: BatchPlan, lateness: float, cover: float = inf, fairness: float = inf
    ) -> float:
        """Least cost of batches and shipments that are no worse in the levels before
        (level 3); EUR. `plans.cost` comes on top."""
        held = {"lateness": lateness, "cover": cover, "fairness": fairness}
        return self._flows.least("cost", self._supply(plan), held) + self._production(plan)

    def hopeless(self) -> list[str]:
        """What exists at routes that no country may ever receive. It costs the same
        whatever is planned, and the model leaves it out."""
        fixed = {(row.syringe, row.suite, row.line) for row in self.plans.firm}
        fixed |= {
            (k.syringe, *k.route) for k in self._ordered_kinds() if self.asking(k.syringe, None)
        }
        return [
            c.name
            for c in self.cohorts
            if (c.bucket is None or (c.syringe, c.suite, c.line) in fixed)
            and not self._welcome(c.syringe, c.suite, c.line, c.presentation)
        ]

    def _welcome_kinds(self) -> list[Kind]:
        return [k for k in self.plans.kinds if self._welcome(k.syringe, k.suite, k.line, None)]

    def _ordered_kinds(self) -> list[Kind]:
        """Kinds that nobody may receive, but that an instruction asks for all the same."""
        welcome, found = self._welcome_kinds(), set()
        for row in self.plant.instructions:
            wanted = {kind for kind in self.plans.kinds if counts(row, kind)}
            if row.at_least and wanted.isdisjoint(welcome):
                found |= wanted
        return sorted(found, key=lambda kind: kind.start(0))

    def _welcome(self, syringe: str, suite: str, line: str, only: str | None) -> bool:
        """Whether a country asks for a syringe and approves its route on some ship date."""
        return any(
            self.approved(group, presentation, "prep", suite, day)
            and self.approved(group, presentation, "fill", line, day)
            for group, presentation in self.asking(syringe, only)
            for _, day in self.buckets.spans
        )

    def _production(self, plan: BatchPlan) -> float:
        kinds = self.plans.kinds
        cheapest = {
            s: min(k.cost_eur / k.units for k in kinds if k.syringe == s)
            for s in {k.syringe for k in kinds}
        }
        made = [(self.plans.kind(*key), count) for (*key, _), count in plan.items()]  # type: ignore[arg-type]
        return sum(n * (k.cost_eur - k.units * cheapest[k.syringe]) for k, n in made)

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

    def asking(self, syringe: str, only: str | None) -> list[tuple[str, str]]:
        """(group, presentation) that demand a syringe, or only one presentation of it."""
        return sorted(
            {
                (self._country[country].approval_group, presentation)
                for country, presentation in self.pairs
                if self._syringe_of[presentation] == syringe and only in (None, presentation)
            }
        )

    def stay(self, cohort: Cohort) -> Stay:
        """What a unit costs that stays at the site, and when it is written off."""
        buckets, value = self.buckets, self._value[cohort.syringe]
        asking = self.asking(cohort.syringe, cohort.presentation)
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
            syringe={pair: self._syringe_of[pair[1]] for pair in self.pairs},
        )
