"""First plans: whole batches for which suites and lines have a course (R6, R7)."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyomo.environ as pyo
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyomo.core.expr.visitor import identify_variables

from models.milp import build
from models.milp.followers import followers, sequencers
from models.milp.late_start import latest_batches
from models.milp.start import whole_batches
from models.plant import Plant
from tests.random_plants import proof
from tests.sequencing_cases import cases, site

STARTS = (lambda m, value: whole_batches(m, value, 2), latest_batches)


@settings(proof, max_examples=60)
@given(cases(), st.sampled_from(STARTS))
def test_every_start_has_courses(drawn: tuple[Plant, str, dict[Any, int]], start: Any) -> None:
    """The relaxed plan asks for any batches; those that are made keep every rule of states."""
    case, _, counts = drawn
    m = build(case)
    found = sequencers(m, case)
    wanted = {
        id(m.batches.made[(*key, t)]): n
        for (key, t), n in counts.items()
        if (*key, t) in m.batches.STARTS
    }

    chosen = start(m, lambda made: wanted.get(id(made), 0))

    made = {
        (tuple(key), t): round(chosen[m.batches.made[(*key, t)]]) for *key, t in m.batches.STARTS
    }
    for sequencer in found.values():
        assert sequencer.course(sequencer.loads(made)) is not None


@pytest.mark.parametrize("start", STARTS)
def test_starts_keep_the_bounds_of_batches(start: Any) -> None:
    """Two batches of S are fixed in the first week; the relaxed plan asks for none of them."""
    m = build(site(3, 0, "S"))
    made = {t: v for (*_, t), v in m.batches.made.items()}
    made[0].fix(2)
    made[0].setlb(2)
    made[0].setub(2)
    made[1].setub(0)

    chosen = start(m, lambda variable: 1.0 if variable is made[1] else 0.0)

    assert (chosen[made[0]], chosen[made[1]]) == (2, 0)


@settings(proof, max_examples=60)
@given(cases())
def test_followers_keep_the_rows_of_the_model(drawn: tuple[Plant, str, dict[Any, int]]) -> None:
    """What follows from batches breaks no row of changeovers, campaigns, media fills, hours."""
    case, _, counts = drawn
    m = build(case)
    values = {
        id(m.batches.made[(*key, t)]): n
        for (key, t), n in counts.items()
        if (*key, t) in m.batches.STARTS
    }
    for variable in m.batches.made.values():
        variable.set_value(values.get(id(variable), 0))
    for follower in followers(m, case, 3):
        best = follower.best(
            np.array([variable.value for variable in follower.leaders], dtype=float)
        )
        if best is None:
            continue
        for variable, value in zip(follower.followers, best.values(), strict=True):
            variable.set_value(float(value))
            assert variable.lb is None or value >= variable.lb
            assert variable.ub is None or value <= variable.ub + 1e-9

        assert not broken_rows(m, follower.followers)


def broken_rows(m: Any, followers: list[Any]) -> list[str]:
    """Names of rows that hold followers only and batches, and are broken."""

    decided = {id(v) for v in followers} | {id(v) for v in m.batches.made.values()}
    found = []
    for block in (m.changeovers, m.campaigns, m.media_fills, m.hours):
        for row in block.component_data_objects(pyo.Constraint):
            if all(id(v) in decided for v in identify_variables(row.body)):
                body = pyo.value(row.body)
                low = row.lower is not None and body < pyo.value(row.lower) - 1e-6
                high = row.upper is not None and body > pyo.value(row.upper) + 1e-6
                if low or high:
                    found.append(row.name)
    return found
