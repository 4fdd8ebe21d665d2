"""The proof: bounds from a process of its own, on models whose optimum is known by hand."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pyomo.environ as pyo
import pytest

from planner.engine import Level, Limits
from planner.engine.aim import Aim
from planner.engine.arrays import Arrays
from planner.engine.messages import Bound
from planner.engine.proof import Proof

PATIENCE = 120.0
"""Seconds after which a test gives up."""

Relations = Sequence[Any]


def until(true: Callable[[], bool]) -> bool:
    """Whether it becomes true before patience ends."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.02)
    return False


def lots(demand: tuple[int, ...] = (20, 30, 40, 10)) -> Any:
    """A lot in any bucket costs 100 and holds all; holding costs 1; nothing may be late."""
    m = pyo.ConcreteModel()
    m.T = pyo.RangeSet(0, len(demand) - 1)
    m.lot = pyo.Var(m.T, domain=pyo.Binary)
    m.made = pyo.Var(m.T, domain=pyo.NonNegativeReals)
    m.stock = pyo.Var(m.T, domain=pyo.NonNegativeReals)

    @m.Constraint(m.T)  # type: ignore[untyped-decorator]
    def balance(m: Any, t: int) -> Any:
        before = m.stock[t - 1] if t else 0
        return m.stock[t] == before + m.made[t] - demand[t]

    @m.Constraint(m.T)  # type: ignore[untyped-decorator]
    def set_up(m: Any, t: int) -> Any:
        return m.made[t] <= sum(demand) * m.lot[t]

    m.lots = pyo.Expression(expr=pyo.quicksum(m.lot.values()))
    m.held = pyo.Expression(expr=pyo.quicksum(m.stock.values()))
    m.cost = pyo.Expression(expr=100 * m.lots + m.held)
    return m


def no_stock_no_lot(m: Any, demand: tuple[int, ...] = (20, 30, 40, 10)) -> Relations:
    """What is due from k to l comes from the stock before k or from lots of k and later."""
    return [
        (m.stock[k - 1] if k else 0)
        + sum(demand[t] * sum(m.lot[u] for u in range(k, t + 1)) for t in range(k, last + 1))
        >= sum(demand[k : last + 1])
        for last in m.T
        for k in range(last + 1)
    ]


def knapsack(things: int, rows: int = 1) -> Any:
    """Take as much worth as goes in; many rows make it hard."""
    random = Random(1)
    m = pyo.ConcreteModel()
    m.take = pyo.Var(range(things), domain=pyo.Binary)
    m.rows = pyo.ConstraintList()
    for _ in range(rows):
        weights = [random.randint(100, 1000) for _ in range(things)]
        full = sum(weights) // 2
        m.rows.add(sum(w * x for w, x in zip(weights, m.take.values(), strict=True)) <= full)
    m.worth = pyo.Expression(expr=-sum(random.randint(100, 1000) * x for x in m.take.values()))
    return m


@contextmanager
def proof(
    m: Any,
    *levels: Any,
    loose: Sequence[Any] = (),
    tight: Relations = (),
    limits: Limits | None = None,
) -> Iterator[Proof]:
    arrays = Arrays(m)
    aims = [Aim.of(Level(f"{n}", e, "", 1e-6), arrays) for n, e in enumerate(levels)]
    rows = [arrays.relation(relation) for relation in tight]
    found = Proof(arrays, aims, loose, limits or Limits())
    found.tighten(rows)
    try:
        yield found
    finally:
        found.close()


def answer(
    found: Proof, level: int = 0, at_most: Sequence[float] = (np.inf, np.inf)
) -> list[Bound]:
    """All news of a question up to the last."""
    found.ask(level, np.array(at_most), [])
    news: list[Bound] = []

    def finished() -> bool:
        news.extend(each for each in found.heard() if each.level == level)
        return any(each.finished for each in news) or not found.alive

    assert until(finished)
    assert found.alive
    return news


def gone(pid: int) -> bool:
    """Whether a process is no more; one that nobody has buried counts as gone."""
    state = Path(f"/proc/{pid}/stat")
    try:
        return state.read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except OSError:
        return True


def test_the_bound_of_a_lot_sizing_is_its_optimum() -> None:
    """
    One lot: 100 + 80 + 50 + 10 = 240 held and paid. Two, in 0 and 2: 200 + 30 + 10 = 240.
    Three, in 0, 1 and 2: 300 + 10. A second lot in 1: 200 + 50 + 10. So 240.
    """
    m = lots()

    with proof(m, m.cost) as found:
        news = answer(found)

    assert news[-1].bound == pytest.approx(240, abs=1e-4)
    assert news[-1].plan is not None
    assert [each.bound for each in news] == sorted(each.bound for each in news)


def test_tight_rows_lift_the_bound_of_the_relaxation() -> None:
    """
    Relaxed, a fifth of the demand in every bucket costs a fifth of a lot: 100 in all. With
    the rows of Wagner and Whitin the relaxation of an uncapacitated lot sizing whose
    holding costs do not fall is whole: 240.
    """
    m = lots()

    with proof(m, m.cost) as found:
        bare = [each.bound for each in answer(found) if each.stage == "cuts"]
    with proof(m, m.cost, tight=no_stock_no_lot(m)) as found:
        cut = [each.bound for each in answer(found) if each.stage == "cuts"]

    assert max(bare) == pytest.approx(100, abs=1e-3)
    assert max(cut) == pytest.approx(240, abs=1e-3)


def test_loose_rows_are_left_out_at_first_and_held_then() -> None:
    """Without the rows that ask for lots nothing costs: each bucket makes its demand."""
    m = lots()

    with proof(m, m.cost, loose=list(m.set_up.values())) as found:
        news = answer(found)

    assert news[0].stage == "light relaxation"
    assert news[0].bound == pytest.approx(0, abs=1e-4)
    assert max(each.bound for each in news if each.stage == "cuts") == pytest.approx(100, abs=1e-3)
    assert news[-1].bound == pytest.approx(240, abs=1e-4)


def test_a_level_holds_for_plans_that_keep_the_ones_before() -> None:
    """One lot is the least; with at most one lot 140 are held, with two 40, with three 10."""
    m = lots()

    with proof(m, m.lots, m.held) as found:
        fewest = answer(found)[-1].bound
        held = [answer(found, 1, (most, np.inf))[-1].bound for most in (1, 2, 3)]

    assert fewest == pytest.approx(1, abs=1e-4)
    assert held == pytest.approx([140, 40, 10], abs=1e-3)


def test_rows_found_since_the_last_question_are_held() -> None:
    """A lot in bucket 1 is forbidden, then also in 2: then one lot, at 240, or lots in 0 and 3,
    at 200 + 80 + 40 = 320 less 10 held three times: 200 + 70 + 40."""
    m = lots()
    arrays = Arrays(m)
    rows = [arrays.relation(m.lot[t] <= 0) for t in (1, 2)]
    rows.append(arrays.relation(m.lots >= 2))
    with proof(m, m.cost) as found:
        found.ask(0, np.array([np.inf]), rows)
        news = answer(found)

    assert news[-1].bound == pytest.approx(310, abs=1e-3)


def test_a_model_without_whole_numbers_has_its_optimum_as_bound() -> None:
    m = lots()
    for variable in m.lot.values():
        variable.domain = pyo.UnitInterval

    with proof(m, m.cost) as found:
        news = answer(found)

    assert news[-1].plan is not None
    assert news[-1].bound == pytest.approx(100, abs=1e-3)


@pytest.mark.parametrize("domain", [pyo.Reals, pyo.Integers])
def test_an_impossible_model_has_an_infinite_bound(domain: Any) -> None:
    m = pyo.ConcreteModel()
    m.many = pyo.Var(domain=domain, bounds=(0, 3))
    m.rule = pyo.Constraint(expr=2 * m.many >= 7)

    with proof(m, m.many) as found:
        news = answer(found)

    assert news[-1].bound == np.inf
    assert news[-1].plan is None


def test_what_only_whole_numbers_make_impossible() -> None:
    m = pyo.ConcreteModel()
    m.many = pyo.Var(domain=pyo.Integers, bounds=(0, 3))
    m.rule = pyo.Constraint(expr=2 * m.many == 3)

    with proof(m, m.many) as found:
        assert answer(found)[-1].bound == np.inf


def test_a_question_is_left_for_the_next_one() -> None:
    """The first level is hard; the second, of one variable, is told at once."""
    m = knapsack(80, rows=20)

    with proof(m, m.worth, m.take[0]) as found:
        found.ask(0, np.array([np.inf, np.inf]), [])
        assert until(lambda: any(each.stage == "branch and bound" for each in found.heard()))
        news = answer(found, 1)

    assert {each.level for each in news} == {1}
    assert news[-1].bound == pytest.approx(0, abs=1e-6)


def test_a_plan_told_is_where_branch_and_bound_begins() -> None:
    """Told the optimum, it is at once a plan of the proof."""
    m = knapsack(30, rows=5)
    with proof(m, m.worth) as found:
        best = answer(found)[-1].plan
    assert best is not None

    with proof(m, m.worth) as found:
        found.tell(best)
        news = [each for each in answer(found) if each.plan is not None]

    assert news[0].plan == pytest.approx(best)


def test_a_killed_process_is_harmless() -> None:
    m = knapsack(80, rows=20)
    with proof(m, m.worth) as found:
        found.ask(0, np.array([np.inf]), [])
        assert found.pid is not None
        os.kill(found.pid, signal.SIGKILL)

        assert until(lambda: not found.alive)
        found.tell(np.zeros(80))
        found.ask(0, np.array([np.inf]), [])
        found.heard()
        assert found.wait() == []


def test_a_killed_process_ends_a_wait() -> None:
    m = knapsack(80, rows=20)
    with proof(m, m.worth, limits=Limits(work=10**9)) as found:
        found.ask(0, np.array([np.inf]), [])
        assert found.pid is not None
        os.kill(found.pid, signal.SIGKILL)

        found.wait()


def test_closed_while_it_works_the_process_is_gone() -> None:
    m = knapsack(80, rows=20)
    with proof(m, m.worth) as found:
        found.ask(0, np.array([np.inf]), [])
        assert until(lambda: any(each.stage == "branch and bound" for each in found.heard()))
        assert found.pid is not None

        found.close()

        assert gone(found.pid)
        assert not found.alive
        found.close()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no Ctrl-C to send")
def test_ctrl_c_leaves_the_process_alone() -> None:
    m = lots()
    with proof(m, m.cost) as found:
        answer(found)
        assert found.pid is not None
        os.kill(found.pid, signal.SIGINT)

        assert answer(found)[-1].bound == pytest.approx(240, abs=1e-4)


ORPHAN = """
import sys, time
import numpy as np
from planner.engine import Limits
from tests.test_engine_proof import knapsack, proof
m = knapsack(80, rows=20)
with proof(m, m.worth) as found:
    found.ask(0, np.array([np.inf]), [])
    while not any(each.stage == "branch and bound" for each in found.heard()):
        time.sleep(0.02)
    print(found.pid, flush=True)
    time.sleep(600)
"""


def test_the_process_ends_with_its_parent() -> None:
    root = str(Path(__file__).parents[1])
    environment = {**os.environ, "PYTHONPATH": root}
    parent = subprocess.Popen(
        [sys.executable, "-c", ORPHAN], stdout=subprocess.PIPE, env=environment, text=True
    )
    assert parent.stdout is not None
    with parent.stdout:
        pid = int(parent.stdout.readline())
        assert not gone(pid)

        parent.kill()
        parent.wait()

        assert until(lambda: gone(pid))


def test_counted_work_repeats() -> None:
    """Two runs say the same, whatever is heard in between."""

    def run(glances: int) -> list[tuple[int, str, float, bool]]:
        m = knapsack(50, rows=10)
        limits = Limits(work=20)
        with proof(m, m.worth, m.take[0], limits=limits) as found:
            found.ask(0, np.array([np.inf, np.inf]), [])
            for _ in range(glances):
                assert found.heard() == []
                time.sleep(0.01)
            news = found.wait()
            found.tell(np.zeros(50))
            found.ask(1, np.array([0.0, np.inf]), [])
            news += found.wait()
        return [(each.level, each.stage, each.bound, each.finished) for each in news]

    first = run(0)

    assert first == run(20)
    assert {level for level, *_ in first} == {0, 1}
    assert not any(finished for level, _, _, finished in first if level == 0)
