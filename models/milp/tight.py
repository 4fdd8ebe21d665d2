"""Tight: rows that whole plans keep anyway and relaxed ones break (docs/model.md).

Take some markets that share what they may take, and a span of buckets of filling k..l with
the buckets A..E in which its batches may be received (`models.milp.spans`). What is due in
A..E comes from what lies at the site and in the countries before A, from batches of before k
that are released in A..E, from batches of k..l, or stays owed at E:

    stock before A + batches of before k + batches of k..l + backorder at E >= need      (*)

with need = dues of A..E less lots, firm batches and receipts of that time.

Start-up rows ((l,S) inequalities). Let N be the number of resources that are in the state at
k, plus the changes into it in k..l. If N = 0, nothing is planned in k..l, so (*) holds without
its third term. If N >= 1, the right side below is at most 0 and the left is not below 0:

    stock before A + batches of before k + backorder at E >= need * (1 - N)
    N = sum over resources of visit[k] + sum over t in k+1..l of (visit[t] - state[t])

(`entered` makes visit less state the changes into the state.) For the syringe on lines and
for its bulk on suites; batches of resources without states stay on the left. A relaxation
that keeps every resource one seventh set up for everything breaks them.

Rounded rows. Batches are whole. With a size s, r = need / s - floor(need / s) and
G(a) = floor(a) + min(1, (a - floor(a)) / r), the mixed-integer rounding of (*) is

    sum of G(size / s) * batches + (stock before A + backorder at E) / (s * r) >= ceil(need / s)

A relaxation that fills tenths of batches and holds no stock breaks them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import ceil, floor
from typing import Any

import pyomo.environ as pyo

from models.batches import BatchKind
from models.milp.counts import WHOLE
from models.milp.indices import THOUSAND, Indices
from models.milp.spans import Markets, Span, nested

Model = Any

LENGTHS = (0, 1, 3, 6, 12, 20)
"""Buckets of filling that a span has beyond its first."""

ROUNDED = 4.0
"""Batches up to which a need is rounded: of many the rounding is little."""

Row = tuple[list[Any], list[float], float]
"""Variables and expressions, their coefficients, and what the sum is at least."""


def relations(m: Model) -> list[Any]:
    """Rows that hold for every plan, as Pyomo relations; thousands."""
    return [
        pyo.quicksum(c * v for c, v in zip(coefficients, variables, strict=True)) >= least
        for variables, coefficients, least in [*start_up(m), *rounded(m)]
    ]


def start_up(m: Model, lengths: Sequence[int] = LENGTHS) -> Iterator[Row]:
    """The start-up rows of syringes on lines and bulks on suites."""
    indices = m.indices
    for place in ("line", "suite"):
        for state, flavours in _flavours_by_state(indices, place).items():
            for markets in nested(indices, flavours):
                for span in Markets(m, markets).spans(lengths):
                    row = _start_up(m, span, place, state)
                    if row is not None:
                        yield row


def rounded(m: Model, lengths: Sequence[int] = LENGTHS) -> Iterator[Row]:
    """The rounded rows of syringes."""
    indices = m.indices
    for flavours in _flavours_by_state(indices, "line").values():
        for markets in nested(indices, flavours):
            for span in Markets(m, markets).spans(lengths):
                yield from _rounded(m, span)


def _flavours_by_state(indices: Indices, place: str) -> dict[str, set[str]]:
    """State of lines or suites: the flavours filled or made in it."""
    found: dict[str, set[str]] = defaultdict(set)
    for kind in indices.kinds.values():
        name = indices.flavour_of.get((kind.syringe, *kind.route))
        if name is not None:
            found[kind.syringe if place == "line" else kind.bulk].add(name)
    return dict(sorted(found.items()))


def _start_up(m: Model, span: Span, place: str, state: str) -> Row | None:
    """The start-up row of a span; None where no resource has the state."""
    changeovers, states = m.changeovers, m.indices.states
    variables: list[Any] = list(span.stock)
    coefficients = [1.0] * len(variables)
    there: set[str] = set()
    for kind, start in (*span.before, *span.inside):
        resource = kind.line if place == "line" else kind.suite
        of_state = state == (kind.syringe if place == "line" else kind.bulk)
        if start[-1] >= span.first and resource in states.of and of_state:
            there.add(resource)
        else:
            variables.append(m.batches.made[start])
            coefficients.append(_units(m, kind))
    if not there:
        return None
    for resource in sorted(there):
        variables.append(changeovers.visit[resource, state, span.first])
        coefficients.append(span.need)
        for t in range(span.first + 1, span.last + 1):
            variables += [changeovers.visit[resource, state, t]]
            variables += [changeovers.state[resource, state, t]]
            coefficients += [span.need, -span.need]
    return variables, coefficients, span.need


def _rounded(m: Model, span: Span) -> Iterator[Row]:
    """The rows of a span rounded by each of its sizes."""
    batches = [(_units(m, kind), m.batches.made[start]) for kind, start in span.before]
    batches += [(_units(m, kind), m.batches.made[start]) for kind, start in span.inside]
    for size in sorted({units for units, _ in batches if units > 0}):
        share = span.need / size - floor(span.need / size)
        if share <= WHOLE or span.need > ROUNDED * size:
            continue
        variables = [*span.stock, *(made for _, made in batches)]
        coefficients = [1 / (size * share)] * len(span.stock)
        coefficients += [_rounding(units / size, share) for units, _ in batches]
        yield variables, coefficients, float(ceil(span.need / size))


def _units(m: Model, kind: BatchKind) -> float:
    """Thousands of units of a batch that may be shipped, at most."""
    indices: Indices = m.indices
    return max(0, kind.units - indices.pack_loss[kind.syringe]) / THOUSAND


def _rounding(ratio: float, share: float) -> float:
    """G of the mixed-integer rounding of a row."""
    whole = floor(ratio + WHOLE)
    return whole + min(1.0, max(0.0, ratio - whole) / share)
