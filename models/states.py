"""States of suites and lines: what a change and a campaign ask for (docs/rules.md, R6)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from models.batches import BatchKind, batch_kinds
from models.equipment import Campaign, Changeover
from models.plant import Plant
from models.units import ANY


@dataclass(frozen=True)
class States:
    """The resources on which states count, and their states."""

    of: dict[str, tuple[str, ...]]
    """Sequenced resource: its bulks (of a suite) or syringes (of a line)."""

    initial: dict[str, str]
    """State at the start, of the resources that have one."""

    before: dict[str, int]
    """Batches of the campaign under way at the start."""

    changes: dict[tuple[str, str, str], Changeover]
    """(resource, from, to): the row that says what the change takes."""

    campaigns: dict[tuple[str, str], Campaign]
    """(resource, state): the row that limits its campaigns; absent: none does."""

    @classmethod
    def of_plant(cls, plant: Plant) -> States:
        """The states of a plant; pairs without a row of `changeovers` are left out."""
        found = states_of(plant)
        changes = {}
        for resource, states in found.items():
            for leave, enter in _pairs(states):
                row = change_row(plant, resource, leave, enter)
                if row is not None:
                    changes[resource, leave, enter] = row
        rows = {(row.resource, row.state): row for row in plant.campaigns}
        campaigns = {
            (resource, state): rows.get((resource, state)) or rows.get((resource, ANY))
            for resource, states in found.items()
            for state in states
        }
        return cls(
            of=found,
            initial={r.resource: r.state for r in plant.initial_states if r.resource in found},
            before={r.resource: r.batches for r in plant.initial_states if r.resource in found},
            changes=changes,
            campaigns={key: row for key, row in campaigns.items() if row is not None},
        )

    def decontamination_h(self, resource: str, state: str) -> float:
        """Hours of the decontamination that ends a campaign."""
        row = self.campaigns.get((resource, state))
        return row.decontamination_h if row else 0.0

    def decontamination_eur(self, resource: str, state: str) -> float:
        """Cost of the decontamination that ends a campaign."""
        row = self.campaigns.get((resource, state))
        return row.decontamination_eur if row else 0.0


def state_of(kind: BatchKind, resource: str) -> str:
    """The state that a batch needs: its bulk in a suite, its syringe on a line."""
    return kind.bulk if resource == kind.suite else kind.syringe


def states_of(plant: Plant) -> dict[str, tuple[str, ...]]:
    """The states of each sequenced resource: those of its batch kinds and its initial one.

    A resource without any is left out: it makes nothing.
    """
    named = {row.resource for row in plant.changeovers}
    resources = [row.suite for row in plant.suites] + [row.line for row in plant.lines]
    found: dict[str, set[str]] = {r: set() for r in resources if r in named or ANY in named}
    for kind in batch_kinds(plant).values():
        for resource in kind.route:
            if resource in found:
                found[resource].add(state_of(kind, resource))
    for row in plant.initial_states:
        if row.resource in found:
            found[row.resource].add(row.state)
    return {resource: tuple(sorted(states)) for resource, states in found.items() if states}


def change_row(plant: Plant, resource: str, leave: str, enter: str) -> Changeover | None:
    """The row of `changeovers` that holds for a change of state; None if there is none.

    The change itself comes before its kinds, the resource before `*`; of several kinds
    the one with most hours, then the dearest.
    """
    kinds = _kinds(plant, leave, enter)
    for exact in (True, False):
        for name in (resource, ANY):
            rows = [
                row
                for row in plant.changeovers
                if row.resource == name
                and ((row.from_, row.to) == (leave, enter) if exact else row.kind in kinds)
            ]
            if rows:
                return max(rows, key=lambda row: (row.hours, row.cost_eur))
    return None


def _kinds(plant: Plant, leave: str, enter: str) -> set[str]:
    """The kinds of a change between two bulks or two syringes."""
    syringes = {row.syringe: row for row in plant.syringes}
    substance = {row.bulk: row.substance for row in plant.bulks}
    bulks = [syringes[s].bulk if s in syringes else s for s in (leave, enter)]
    same = substance.get(bulks[0]) == substance.get(bulks[1])
    kinds = {"strength" if same else "molecule"}
    if leave in syringes and enter in syringes and syringes[leave].format != syringes[enter].format:
        kinds.add("format")
    return kinds


def _pairs(states: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    return ((leave, enter) for leave in states for enter in states if leave != enter)
