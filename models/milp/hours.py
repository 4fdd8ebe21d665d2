"""Hours: staffed hours of suites and lines, over the borders of buckets (R5, R7).

Variables
    shift[r,t] >= 0       hours moved over the border before bucket t: a suite works them
                          in t-1 for a batch of t (borrow), a line works them in t for
                          a batch of t-1 (spill)
    lead[r,t,f,h] in [0,1]  the batch that moves them has state f and may move up to h hours

Only borders that are worked through, between planned buckets, have these. f is blank
where states do not count.

Constraints
    staffed      hours[r,t] - shift out of t + shift into t <= offered[r,t]
    one_batch    sum over f, h of lead[r,t,f,h] <= 1
    has_batch    lead[r,t,f,h] <= batches on that side of the border that may move h hours
    at_border    sum over h of lead[r,t,f,h] <= state[r,f,t] of the border
    at_most      shift[r,t] <= sum over f, h of h * lead[r,t,f,h]

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
from models.states import state_of

Model = Any


def variables(m: Model, plant: Plant) -> None:
    b = m.hours
    b.suites = {row.suite for row in plant.suites}
    b.movers = _movers(m.indices, b.suites)
    b.LEADS = pyo.Set(dimen=4, initialize=sorted(b.movers))
    b.BORDERS = pyo.Set(dimen=2, initialize=sorted({(r, t) for r, t, _, _ in b.movers}))
    b.lead = pyo.Var(b.LEADS, bounds=(0, 1))
    b.shift = pyo.Var(b.BORDERS, domain=pyo.NonNegativeReals)


def constraints(m: Model, plant: Plant) -> None:
    b, offered = m.hours, m.indices.hours.offered
    leads: dict[tuple[str, int], list[Any]] = defaultdict(list)
    by_state: dict[tuple[str, int, str], list[Any]] = defaultdict(list)
    for lead in b.LEADS:
        leads[lead[:2]].append(lead)
        if lead[2]:
            by_state[lead[:3]].append(lead)
    touched = {(r, t) for r, border in b.BORDERS for t in (border - 1, border)}
    used = [key for key in sorted(offered) if key in touched or m.ledger.has(Account.HOURS, key)]

    @b.Constraint(b.BORDERS)
    def one_batch(b: Model, resource: str, border: int) -> Any:
        return pyo.quicksum(b.lead[each] for each in leads[resource, border]) <= 1

    @b.Constraint(b.LEADS)
    def has_batch(b: Model, *lead: Any) -> Any:
        planned, firm = b.movers[lead]
        return b.lead[lead] <= pyo.quicksum(m.batches.made[start] for start in planned) + firm

    @b.Constraint(sorted(by_state))
    def at_border(b: Model, resource: str, border: int, state: str) -> Any:
        led = pyo.quicksum(b.lead[each] for each in by_state[resource, border, state])
        return led <= m.changeovers.state[resource, state, border]

    @b.Constraint(b.BORDERS)
    def at_most(b: Model, resource: str, border: int) -> Any:
        return b.shift[resource, border] <= pyo.quicksum(
            each[3] * b.lead[each] for each in leads[resource, border]
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
) -> dict[tuple[str, int, str, float], tuple[list[Any], int]]:
    """(resource, border, state, hours): batch variables and number of firm batches that may
    move up to so many hours over a border."""
    found: dict[tuple[str, int, str, float], tuple[list[Any], int]] = {}
    planned = [(indices.kinds[key], t, (*key, t), False) for key, t in indices.starts]
    firm = [(work.kind, work.bucket, None, work.prepared) for work in indices.firm]
    for kind, bucket, start, prepared in [*planned, *firm]:
        for resource in kind.route:
            border = bucket if resource in suites else bucket + 1
            state = state_of(kind, resource) if resource in indices.states.of else ""
            key = resource, border, state, movable_h(kind, resource)
            if key[3] <= 0 or (resource, border) not in indices.hours.open_border:
                continue
            starts, count = found.get(key, ([], 0))
            if start is not None:
                found[key] = ([*starts, start], count)
            elif not (prepared and resource in suites):
                found[key] = (starts, count + 1)
    return found
