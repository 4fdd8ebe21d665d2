"""Every whole batch plan that the rules allow (docs/rules.md, R1, R5 to R7, R11, R12)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from math import isfinite

from models.plant import Plant
from tests.reference_commands import Commands, Substances, Work
from tests.reference_courses import Courses, Job
from tests.reference_hours import Hours
from tests.reference_kinds import BatchPlan, Kind, Start, kinds_of
from tests.reference_states import Sequencing
from tests.reference_time import Buckets


class Plans:
    """The batch plans of a plant."""

    def __init__(self, plant: Plant) -> None:
        self.buckets = Buckets(plant)
        self.kinds = kinds_of(plant)
        self.hours = Hours(plant, self.buckets)
        self.firm = [row for row in plant.firm_batches if row.status != "filled"]
        weekly = [t < plant.settings.weeks for t in range(self.buckets.planned)]
        self.sequencing = Sequencing(plant, self.kinds, weekly)
        self.courses = Courses(plant, self.buckets, self.hours, self.sequencing)
        self.substances = Substances(plant, self.buckets)
        self.commands = Commands(plant, self.buckets)
        self._firm_works = [self._firm_work(number) for number in range(len(self.firm))]

    def kind(self, syringe: str, suite: str, line: str, volume_l: float) -> Kind:
        key = syringe, suite, line, volume_l
        return next(k for k in self.kinds if (k.syringe, k.suite, k.line, k.volume_l) == key)

    def fits(self, plan: BatchPlan) -> bool:
        """Whether whole batches, and the firm ones beside them, keep every rule."""
        works = self._works(plan)
        return (
            self.has_room(plan)
            and self.commands.obeyed(works)
            and self._frozen_as_before(plan)
            and isfinite(self._states_eur(works, strict=True))
        )

    def has_room(self, plan: BatchPlan) -> bool:
        """The rules that no further batch can mend: hours, substance, at most."""
        works = self._works(plan)
        return (
            self.commands.kept_back(works)
            and self.substances.suffice(works)
            and isfinite(self._states_eur(works, strict=False))
        )

    def cost(self, plan: BatchPlan) -> float:
        """EUR of the cheapest changes and decontaminations, and of moves."""
        whole = Counter({start: round(count) for start, count in plan.items()})
        return self._states_eur(self._works(plan), strict=True) + self.commands.moves_eur(whole)

    def every(self, starts: list[Start], limit: int) -> list[BatchPlan] | None:
        """All plans with batches at some starts only; None if `limit` are not enough.

        Plans grow batch by batch, frozen batches first; what has no room now has none
        later. Some that have room keep not every rule: they may lack a batch.
        """
        free = [start for start in starts if start[-1] not in self.commands.frozen]
        frozen = {s: n for s, n in self.commands.open.items() if s[-1] in self.commands.frozen}
        found: list[BatchPlan] = []
        stack: list[tuple[int, Counter[Start]]] = [(0, Counter(frozen))]
        if not self.has_room(frozen):
            return []
        tried = 0
        while stack:
            at, plan = stack.pop()
            tried += 1
            if tried > limit:
                return None
            if self.fits(plan):
                found.append(dict(plan))
            for place in range(at, len(free)):
                more = plan + Counter({free[place]: 1})
                if self.has_room(more):
                    stack.append((place, more))
        return found

    def _frozen_as_before(self, plan: BatchPlan) -> bool:
        return all(
            round(plan.get(start, 0)) == self.commands.open[start]
            for start in {*plan, *self.commands.open}
            if start[-1] in self.commands.frozen
        )

    def _firm_work(self, number: int) -> Work:
        row = self.firm[number]
        bucket = self.buckets.holding(row.fill_on)
        assert bucket is not None
        kind = self.kind(row.syringe, row.suite, row.line, row.volume_l)
        return Work(kind, bucket, prepared=row.status == "in_process")

    def _works(self, plan: BatchPlan) -> list[Work]:
        planned = [
            Work(self.kind(*key), bucket)  # type: ignore[arg-type]
            for (*key, bucket), count in plan.items()
            for _ in range(round(count))
        ]
        return [*self._firm_works, *planned]

    def _states_eur(self, works: Iterable[Work], *, strict: bool) -> float:
        """Least cost of the courses of all resources; inf if some batch does not fit."""
        jobs: dict[tuple[str, int], list[Job]] = defaultdict(list)
        for work in works:
            kind, t = work.kind, work.bucket
            if not work.prepared:
                state = self.sequencing.state(kind, kind.suite)
                jobs[kind.suite, t].append(Job(state, kind.cycle_h, kind.cycle_h - 1))
            state = self.sequencing.state(kind, kind.line)
            jobs[kind.line, t].append(Job(state, kind.set_up_h + kind.fill_h, kind.fill_h - 1))
        total = 0.0
        for name in (*self.hours.suites, *self.hours.lines):
            of_bucket = (tuple(sorted(jobs[name, t])) for t in range(self.buckets.planned))
            total += self.courses.least_eur(name, tuple(of_bucket), strict=strict)
            if not isfinite(total):
                return total
        return total
