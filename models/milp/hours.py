"""Hours: staffed hours of suites and lines, over the borders of buckets (R5, R7).

Variables
    shift[r,t] >= 0       hours moved over the border before bucket t: a suite works them
                          in t-1 for a batch of t (borrow), a line works them in t for
                          a batch of t-1 (spill)
    lead[r,t,h] in [0,1]  the batch that moves them is one that may move up to h hours

Only borders that are worked through, between planned buckets, have these.

Constraints
    staffed      hours[r,t] - shift out of t + shift into t <= offered[r,t]
    one_batch    sum over h of lead[r,t,h] <= 1
    has_batch    lead[r,t,h] <= batches on that side of the border that may move h hours
    at_most      shift[r,t] <= sum over h of h * lead[r,t,h]

h is cycle_h - 1 for suites (batches of t) and fill_h - 1 for lines (batches of t-1), so
a batch is finished in a suite, or begun on a line, in its own bucket. lead need not be
integer: with whole batches the largest right-hand side of at_most is at a corner.

Totals
    HOURS
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pyomo.environ as pyo

from models.batches import BatchKind
from models.milp.indices import Indices
from models.milp.ledger import Account
from models.plant import Plant

Model = Any


def variables(m: Model, plant: Plant) -> None:
    b = m.hours
    b.suites = {row.suite for row in plant.suites}
    b.movers = _movers(m.indices, b.suites)
    b.LEADS = pyo.Set(dimen=3, initialize=sorted(b.movers))
    b.BORDERS = pyo.Set(dimen=2, initialize=sorted({(r, t) for r, t, _ in b.movers}))
    b.lead = pyo.Var(b.LEADS, bounds=(0, 1))
    b.shift = pyo.Var(b.BORDERS, domain=pyo.NonNegativeReals)


def constraints(m: Model, plant: Plant) -> None:
    b, offered = m.hours, m.indices.hours.offered
    leads: dict[tuple[str, int], list[float]] = defaultdict(list)
    for resource, border, hours in b.LEADS:
        leads[resource, border].append(hours)
    touched = {(r, t) for r, border in b.BORDERS for t in (border - 1, border)}
    used = [key for key in sorted(offered) if key in touched or m.ledger.has(Account.HOURS, key)]

    @b.Constraint(b.BORDERS)
    def one_batch(b: Model, resource: str, border: int) -> Any:
        return pyo.quicksum(b.lead[resource, border, h] for h in leads[resource, border]) <= 1

    @b.Constraint(b.LEADS)
    def has_batch(b: Model, resource: str, border: int, hours: float) -> Any:
        planned, firm = b.movers[resource, border, hours]
        there = pyo.quicksum(m.batches.made[start] for start in planned) + firm
        return b.lead[resource, border, hours] <= there

    @b.Constraint(b.BORDERS)
    def at_most(b: Model, resource: str, border: int) -> Any:
        return b.shift[resource, border] <= pyo.quicksum(
            h * b.lead[resource, border, h] for h in leads[resource, border]
        )

    # an Expression, because firm batches alone make a plain number
    @b.Expression(used)
    def worked(b: Model, resource: str, bucket: int) -> Any:
        before = b.shift[resource, bucket] if (resource, bucket) in b.BORDERS else 0
        after = b.shift[resource, bucket + 1] if (resource, bucket + 1) in b.BORDERS else 0
        moved = after - before if resource in b.suites else before - after
        return m.ledger.total(Account.HOURS, (resource, bucket)) + moved

    @b.Constraint(used)
    def staffed(b: Model, resource: str, bucket: int) -> Any:
        return b.worked[resource, bucket] <= offered[resource, bucket]


def movable_h(kind: BatchKind, resource: str) -> float:
    """Most hours of a batch that may be worked on the other side of a border."""
    return (kind.cycle_h if resource == kind.suite else kind.fill_h) - 1


def _movers(
    indices: Indices, suites: set[str]
) -> dict[tuple[str, int, float], tuple[list[Any], int]]:
    """(resource, border, hours): batch variables and number of firm batches that may
    move up to so many hours over a border."""
    found: dict[tuple[str, int, float], tuple[list[Any], int]] = {}
    planned = [(indices.kinds[key], t, (*key, t), False) for key, t in indices.starts]
    firm = [(work.kind, work.bucket, None, work.prepared) for work in indices.firm]
    for kind, bucket, start, prepared in [*planned, *firm]:
        for resource in kind.route:
            border = bucket if resource in suites else bucket + 1
            key = resource, border, movable_h(kind, resource)
            if key[2] <= 0 or (resource, border) not in indices.hours.open_border:
                continue
            starts, count = found.get(key, ([], 0))
            if start is not None:
                found[key] = ([*starts, start], count)
            elif not (prepared and resource in suites):
                found[key] = (starts, count + 1)
    return found
