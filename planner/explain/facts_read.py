"""The facts that reasons are read from, rebuilt from the folder of a run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from models.batches import batch_kinds
from models.milp.decisions import Decisions
from models.milp.indices import Indices
from planner.pegging import Pegged, Supply, supplies
from planner.saved import Saved
from planner.tables.facts import Facts
from planner.tables.stock import Ages, held

PLANNED = "planned"


def facts_of(saved: Saved) -> Facts:
    """What the plan's own tables of shortages were written from."""
    plant, records = saved.plan.plant, saved.plan.records
    indices = Indices.of(plant)
    calendar = indices.calendar
    pegged = [
        Pegged(
            row["source"],
            (row["country"], row["presentation"]),
            calendar.bucket_of(row["bucket"]),
            row["packs"],
            row["units"],
        )
        for row in records["shipments"]
    ]
    ages = Ages(plant, calendar, indices.demand.dues)
    found = sorted(_supplies(saved, indices), key=lambda supply: (supply.filled_on, supply.name))
    shelves = held(calendar, tuple(found), pegged, ages)
    tables = {name: list(rows) for name, rows in records.items()}
    return Facts(plant, indices, shelves, _paths(saved, indices), tables)


def _supplies(saved: Saved, indices: Indices) -> Iterator[Supply]:
    """Lots and firm batches as the case has them, planned batches as `batches.csv` names them."""
    nothing, kinds = Decisions((), {}, {}, {}, {}), batch_kinds(saved.plan.plant)
    yield from supplies(saved.plan.plant, indices, nothing)
    for row in saved.plan.records["batches"]:
        if row["status"] == PLANNED:
            kind = kinds[row["syringe"], row["suite"], row["line"], row["volume_l"]]
            bucket = indices.calendar.bucket_of(row["bucket"])
            yield Supply(
                name=row["batch"],
                syringe=kind.syringe,
                route=kind.route,
                filled_on=indices.calendar.first(bucket),
                units=kind.units,
                bucket=bucket,
                status=PLANNED,
                kind=kind,
                presentation=None,
                released_on=None,
                since_previous=row["since_previous"],
            )


def _paths(saved: Saved, indices: Indices) -> Mapping[tuple[str, int], tuple[str, ...]]:
    """The states that each sequenced resource goes through, from its changes."""
    calendar, states = indices.calendar, indices.states
    entered: dict[tuple[str, int], list[str]] = defaultdict(list)
    first: dict[str, str] = {}
    for row in saved.plan.records["changeovers"]:
        first.setdefault(row["resource"], row["from"])
        entered[row["resource"], calendar.bucket_of(row["bucket"])].append(row["to"])
    for row in saved.plan.records["campaigns"]:
        first.setdefault(row["resource"], row["state"])
    found = {}
    for resource, known in states.of.items():
        state = states.initial.get(resource) or first.get(resource) or known[0]
        for bucket in calendar.planned:
            path = (state, *entered.get((resource, bucket), ()))
            found[resource, bucket] = path
            state = path[-1]
    return found
