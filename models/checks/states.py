"""States: what changeovers, campaigns and initial states say of sequenced resources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from models.checks.scope import combinations
from models.plant import Plant
from models.problems import Problem
from models.states import change_row
from models.units import ANY


def problems(plant: Plant) -> Iterator[Problem]:
    """Every problem with states."""
    yield from _not_sequenced(plant)
    yield from _foreign_states(plant)
    yield from _missing_changes(plant)
    yield from _too_many_before(plant)


def sequenced(plant: Plant) -> tuple[str, ...]:
    """Suites and lines on which states count."""
    named = {row.resource for row in plant.changeovers}
    every = (*(row.suite for row in plant.suites), *(row.line for row in plant.lines))
    return tuple(resource for resource in every if ANY in named or resource in named)


def recipes(plant: Plant) -> set[tuple[str, str]]:
    """(suite, bulk) and (line, syringe) that have a recipe."""
    found = {(row.suite, row.bulk) for row in plant.prep_recipes}
    return found | {(row.line, row.syringe) for row in plant.fill_recipes}


def _initial(plant: Plant) -> set[tuple[str, str]]:
    """(resource, state) at the start, of states that the resource may have."""
    suites = {row.suite for row in plant.suites}
    kinds = [(suites, {row.bulk for row in plant.bulks})]
    kinds.append(({row.line for row in plant.lines}, {row.syringe for row in plant.syringes}))
    return {
        (row.resource, row.state)
        for row in plant.initial_states
        for resources, states in kinds
        if row.resource in resources and row.state in states
    }


def _states(plant: Plant) -> dict[str, tuple[str, ...]]:
    """States of each sequenced resource, of recipes that meet and of the start."""
    found = _initial(plant)
    for _, made in combinations(plant):
        if made.fits and made.units > 0:
            found |= {(made.prep.suite, made.bulk.bulk), (made.fill.line, made.syringe.syringe)}
    return {
        resource: tuple(sorted(state for owner, state in found if owner == resource))
        for resource in sequenced(plant)
    }


def _not_sequenced(plant: Plant) -> Iterator[Problem]:
    """Campaigns and initial states that nothing would heed."""
    heeded = set(sequenced(plant))
    idle = {row.suite for row in plant.suites} | {row.line for row in plant.lines}
    idle -= heeded
    for table in ("initial_states", "campaigns"):
        for index, row in enumerate(getattr(plant, table)):
            if row.resource in idle:
                what = (
                    f"no row of changeovers names '{row.resource}', so its states would not count;"
                    f" add its changeovers (hours may be 0) or delete this row"
                )
                yield Problem(table, index, "resource", row.resource, what)


def _foreign_states(plant: Plant) -> Iterator[Problem]:
    """States that the resource never has; those of the wrong kind are told with the names."""
    has = recipes(plant) | _initial(plant)
    of_suite = {row.suite: {b.bulk for b in plant.bulks} for row in plant.suites}
    of_line = {row.line: {s.syringe for s in plant.syringes} for row in plant.lines}
    possible = of_suite | of_line
    for table, index, column, resource, state in _stated(plant):
        if state in possible.get(resource, ()) and (resource, state) not in has:
            recipe = "prep_recipes" if resource in of_suite else "fill_recipes"
            what = (
                f"'{resource}' has no recipe for '{state}';"
                f" add it to {recipe}, correct the state or delete this row"
            )
            yield Problem(table, index, column, state, what)


def _stated(plant: Plant) -> Iterator[tuple[str, int, str, str, str | None]]:
    """Every state that is named for one resource: table, row, column, resource, state."""
    for index, campaign in enumerate(plant.campaigns):
        yield "campaigns", index, "state", campaign.resource, campaign.state
    for index, change in enumerate(plant.changeovers):
        yield "changeovers", index, "from", change.resource, change.from_
        yield "changeovers", index, "to", change.resource, change.to


def _missing_changes(plant: Plant) -> Iterator[Problem]:
    """Pairs of states without a row of changeovers, one problem for each kind of change."""
    substance = {row.bulk: row.substance for row in plant.bulks}
    bulk_of = {row.bulk: row.bulk for row in plant.bulks}
    bulk_of |= {row.syringe: row.bulk for row in plant.syringes}
    for resource, states in _states(plant).items():
        missing: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for leave in states:
            for enter in states:
                if leave == enter or change_row(plant, resource, leave, enter) is not None:
                    continue
                inside = [substance.get(bulk_of[state]) for state in (leave, enter)]
                missing["strength" if inside[0] == inside[1] else "molecule"].append((leave, enter))
        for kind, pairs in sorted(missing.items()):
            yield Problem("changeovers", None, None, None, _missing(resource, kind, pairs))


def _missing(resource: str, kind: str, pairs: list[tuple[str, str]]) -> str:
    leave, enter = pairs[0]
    more = f", nor for {len(pairs) - 1} more of the kind {kind}" if len(pairs) > 1 else ""
    return (
        f"'{resource}' has no row for the change from '{leave}' to '{enter}'{more};"
        f" add a row ({resource} or {ANY}, {kind}) or rows with from and to"
    )


def _too_many_before(plant: Plant) -> Iterator[Problem]:
    """Campaigns under way that are longer than they may be."""
    campaigns = {(row.resource, row.state): row for row in plant.campaigns}
    for index, row in enumerate(plant.initial_states):
        limit = campaigns.get((row.resource, row.state)) or campaigns.get((row.resource, ANY))
        if limit is not None and row.batches > limit.max_batches:
            what = (
                f"{row.batches} is above max_batches {limit.max_batches} of campaigns"
                f" ({limit.resource}, {limit.state}); correct one"
            )
            yield Problem("initial_states", index, "batches", str(row.batches), what)
