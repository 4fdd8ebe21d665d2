"""States, changes and campaigns, read a second time from docs/rules.md (R6)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations

from models.equipment import Campaign, Changeover
from models.plant import Plant
from tests.reference_kinds import Kind

NONE = ""
"""The only state of a resource that is not sequenced."""

Path = tuple[str, ...]
"""States visited in a bucket, in order."""


@dataclass(frozen=True)
class Price:
    """What something takes of a resource."""

    hours: float
    eur: float


class Sequencing:
    """Which states each resource has, and what a change and a campaign ask for."""

    def __init__(self, plant: Plant, kinds: list[Kind], weekly: list[bool]) -> None:
        self._plant, self._weekly = plant, weekly
        self._bulk = {row.syringe: row.bulk for row in plant.syringes}
        self._format = {row.syringe: row.format for row in plant.syringes}
        self._substance = {row.bulk: row.substance for row in plant.bulks}
        names = [*(row.suite for row in plant.suites), *(row.line for row in plant.lines)]
        named = {row.resource for row in plant.changeovers}
        self.initial = {row.resource: row for row in plant.initial_states}
        self.states = {name: [NONE] for name in names}
        for name in names:
            if name in named or "*" in named:
                made = {k.bulk if name == k.suite else k.syringe for k in kinds if name in k.route}
                begun = {self.initial[name].state} if name in self.initial else set()
                self.states[name] = sorted(made | begun) or [NONE]
        self._prices = {
            (name, leave, enter): self._price(name, leave, enter)
            for name, states in self.states.items()
            for leave, enter in permutations(states, 2)
        }

    def state(self, kind: Kind, resource: str) -> str:
        """The state that a batch needs there."""
        if not self.sequenced(resource):
            return NONE
        return kind.bulk if resource == kind.suite else kind.syringe

    def sequenced(self, resource: str) -> bool:
        return self.states[resource] != [NONE]

    def paths(self, resource: str, begins: str | None, bucket: int) -> Iterator[Path]:
        """Ways through the states, each at most once; in a week at most one change."""
        states = self.states[resource]
        longest = 2 if self._weekly[bucket] else len(states)
        for length in range(1, longest + 1):
            for path in permutations(states, length):
                if begins is None or path[0] == begins:
                    yield path

    def change(self, resource: str, leave: str, enter: str) -> Price:
        return self._prices[resource, leave, enter]

    def campaign(self, resource: str, state: str) -> Campaign | None:
        """The row that limits campaigns: that of the state before that of all."""
        if not self.sequenced(resource):
            return None
        rows = {row.state: row for row in self._plant.campaigns if row.resource == resource}
        return rows.get(state) or rows.get("*")

    def _price(self, resource: str, leave: str, enter: str) -> Price:
        rows = self._plant.changeovers
        exact = [row for row in rows if (row.from_, row.to) == (leave, enter)]
        kinds = [row for row in rows if row.kind and self._applies(row.kind, leave, enter)]
        for choice in (exact, kinds):
            for name in (resource, "*"):
                found = [row for row in choice if row.resource == name]
                if found:
                    return _longest(found)
        raise AssertionError(f"no row of changeovers for {resource}, {leave}, {enter}")

    def _applies(self, kind: str, leave: str, enter: str) -> bool:
        if kind == "format":
            both = leave in self._format and enter in self._format
            return both and self._format[leave] != self._format[enter]
        one, other = (self._substance[self._bulk.get(state, state)] for state in (leave, enter))
        return (kind == "strength") == (one == other)


def _longest(rows: list[Changeover]) -> Price:
    """Most hours, then the dearest."""
    hours, eur = max((row.hours, row.cost_eur) for row in rows)
    return Price(hours, eur)


def carried(before: int, batches: int, decontaminations: int, most: int) -> int | None:
    """Fewest batches since the last decontamination at the end of a bucket, if so many
    batches and decontaminations are in it; None if a campaign would be too long."""
    if before > most:
        return None
    if not decontaminations:
        return before + batches if before + batches <= most else None
    after = max(0, batches - (most - before) - (decontaminations - 1) * most)
    return after if after <= most else None
