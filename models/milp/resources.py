"""What one suite or line is, and what is asked of it, for the search for its course (R6, R7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from models.batches import BatchKind
from models.milp.bucket_paths import Changes
from models.milp.hours import movable_h
from models.milp.indices import Indices
from models.plant import Plant

UNLIMITED = 10**9
"""Batches of a campaign that may go on for ever."""


class Load(NamedTuple):
    """What the batches of a bucket ask of a resource; counts and hours by number of the state."""

    counts: tuple[int, ...]
    hours: float
    """Batches and set-up."""

    movable: tuple[float, ...]
    """Most hours of a batch of the state that may cross a border; 0: none."""


@dataclass(frozen=True)
class Facts:
    """What does not change with the batches of a resource."""

    suite: bool
    names: tuple[str, ...]
    """States; one without a name where states do not count."""

    initial: int | None
    """State at the start; None: nothing has been made yet."""

    before: int
    """Batches of the campaign under way at the start."""

    changes: Changes
    least: tuple[int, ...]
    most: tuple[int, ...]
    decontamination_eur: tuple[float, ...]
    decontamination_h: tuple[float, ...]
    weeks: int
    offered: tuple[float, ...]
    open: tuple[bool, ...]
    """Whether the border before a bucket is worked through; also after the last one."""

    longest: float
    """Most hours that any batch may move."""

    fills: tuple[tuple[frozenset[int], float], ...]
    """Media fills in the order of their windows: buckets, hours."""

    keep: int
    """Labels of a state that are kept at a border."""

    early: bool
    """Try decontaminations before they are needed."""

    def own(self, state: int, batches: int) -> int:
        """Least number of decontaminations between so many batches."""
        return max(0, -(-batches // self.most[state]) - 1)

    def limited(self, state: int) -> bool:
        """Whether a campaign has to end some time."""
        return self.most[state] < UNLIMITED

    @classmethod
    def of(
        cls,
        indices: Indices,
        plant: Plant,
        resource: str,
        rows: tuple[int, ...],
        keep: int,
        early: bool,
    ) -> Facts:
        """The facts of a resource; `rows` are its media fills, in the order of their windows."""
        states, offered = indices.states, indices.hours.offered
        names = states.of.get(resource, ("",))
        campaigns = [states.campaigns.get((resource, name)) for name in names]
        suite = any(resource == row.suite for row in plant.suites)
        kinds = [*indices.kinds.values(), *(work.kind for work in indices.firm)]
        horizon = indices.calendar.horizon
        return cls(
            suite=suite,
            names=names,
            initial=names.index(states.initial[resource]) if resource in states.initial else None,
            before=states.before.get(resource, 0),
            changes=Changes(states, resource),
            least=tuple(row.min_batches if row else 0 for row in campaigns),
            most=tuple(row.max_batches if row else UNLIMITED for row in campaigns),
            decontamination_eur=tuple(row.decontamination_eur if row else 0.0 for row in campaigns),
            decontamination_h=tuple(row.decontamination_h if row else 0.0 for row in campaigns),
            weeks=indices.weeks if resource in states.of else 0,
            offered=tuple(offered[resource, t] for t in indices.calendar.planned),
            open=tuple((resource, t) in indices.hours.open_border for t in range(horizon + 1)),
            longest=max(
                (movable_h(k, resource) for k in kinds if resource in k.route), default=0.0
            ),
            fills=tuple(
                (frozenset(indices.appointments[row]), plant.media_fills[row].hours) for row in rows
            ),
            keep=keep,
            early=early,
        )

    def state(self, kind: BatchKind) -> int:
        """Number of the state that a batch needs."""
        name = kind.bulk if self.suite else kind.syringe
        return self.names.index(name) if self.sequenced else 0

    @property
    def sequenced(self) -> bool:
        return self.names != ("",)

    def work_h(self, kind: BatchKind) -> float:
        """Hours of a batch here."""
        return kind.cycle_h if self.suite else kind.set_up_h + kind.fill_h

    def movable_h(self, kind: BatchKind) -> float:
        """Hours of a batch that may cross a border; 0: none."""
        return max(0.0, (kind.cycle_h if self.suite else kind.fill_h) - 1)

    def load(self, counts: Mapping[BatchKind, int]) -> Load:
        """What some batches ask for."""
        numbers, movable = [0] * len(self.names), [0.0] * len(self.names)
        for kind, count in counts.items():
            if not count:
                continue
            state = self.state(kind)
            numbers[state] += count
            movable[state] = max(movable[state], self.movable_h(kind))
        hours = sum(self.work_h(kind) * count for kind, count in counts.items())
        return Load(tuple(numbers), round(hours, 9), tuple(movable))
