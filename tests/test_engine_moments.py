"""Bad moments of a solve: each ends in the documented status and keeps the best plan."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from random import Random
from threading import Thread, Timer
from typing import Any

import numpy as np
import pyomo.environ as pyo
import pytest

from planner.engine import Hints, Level, Limits, Moment, buckets, highs, solve
from planner.engine.aim import Aim
from planner.engine.annealing import Annealing
from planner.engine.arrays import Arrays
from planner.engine.course import Course
from planner.engine.descent import Descent
from planner.engine.local import Local
from planner.engine.proof import Proof
from planner.engine.search import Search
from planner.engine.session import Session
from planner.engine.windows import Windows
from tests.test_engine import levels, lot_sizing
from tests.test_engine_proof import gone, knapsack

PATIENCE = 30.0
"""Seconds in which any of these solves has ended, however slow the machine."""


def items(count: int, weeks: int, *, owing: bool = True) -> Any:
    """Items with set-up times that share the hours of a week; what is owed costs most."""
    draw = Random(3)
    hours = 2.2 * count
    m = pyo.ConcreteModel()
    m.ITEMS, m.WEEKS = pyo.RangeSet(0, count - 1), pyo.RangeSet(0, weeks - 1)
    m.lot = pyo.Var(m.ITEMS, m.WEEKS, domain=pyo.Binary)
    m.made = pyo.Var(m.ITEMS, m.WEEKS, bounds=(0, None))
    m.stock = pyo.Var(m.ITEMS, m.WEEKS, bounds=(0, None))
    m.owed = pyo.Var(m.ITEMS, m.WEEKS, bounds=(0, None if owing else 0))

    @m.Constraint(m.ITEMS, m.WEEKS)  # type: ignore[untyped-decorator]
    def balance(m: Any, i: int, t: int) -> Any:
        before = m.stock[i, t - 1] - m.owed[i, t - 1] if t else 30
        return m.stock[i, t] - m.owed[i, t] == before + m.made[i, t] - draw.randrange(5, 15)

    @m.Constraint(m.ITEMS, m.WEEKS)  # type: ignore[untyped-decorator]
    def set_up(m: Any, i: int, t: int) -> Any:
        return m.made[i, t] <= 100 * m.lot[i, t]

    @m.Constraint(m.WEEKS)  # type: ignore[untyped-decorator]
    def staffed(m: Any, t: int) -> Any:
        return pyo.quicksum(0.1 * m.made[i, t] + 3 * m.lot[i, t] for i in m.ITEMS) <= hours

    m.cost = pyo.Expression(
        expr=30 * pyo.quicksum(m.lot.values())
        + pyo.quicksum(m.stock.values())
        + 20 * pyo.quicksum(m.owed.values())
    )
    return m


def cost(m: Any) -> list[Level]:
    return [Level("cost", m.cost, "EUR", 0.01, gap_base="value")]


@pytest.fixture
def proofs(monkeypatch: pytest.MonkeyPatch) -> list[Proof]:
    """All proofs that are started; the test sees to it that none outlives its solve."""
    started: list[Proof] = []
    start = Proof.__init__

    def recorded(self: Proof, *about: Any) -> None:
        started.append(self)
        start(self, *about)

    monkeypatch.setattr(Proof, "__init__", recorded)
    return started


def no_orphan(proofs: list[Proof]) -> bool:
    return all(proof.pid is None or gone(proof.pid) for proof in proofs)


@contextmanager
def ends_in_time() -> Iterator[None]:
    begun = time.monotonic()
    yield
    assert time.monotonic() - begun < PATIENCE


def test_a_model_without_integers_keeps_its_levels_in_order() -> None:
    """x + y is at least 3; then y, which costs nothing before, is 3 less than x at its most."""
    m = pyo.ConcreteModel()
    m.T = pyo.RangeSet(0, 0)
    m.x, m.y = pyo.Var(m.T, bounds=(0, 2)), pyo.Var(m.T, bounds=(0, None))
    m.enough = pyo.Constraint(expr=m.x[0] + m.y[0] >= 3)
    both = [Level("sum", m.x[0] + m.y[0], "", 1e-6), Level("y", m.y[0], "", 1e-6)]

    outcome = solve(m, both, Hints(bucket=buckets(m, m.T)), Limits(seconds=20))

    assert outcome.status == "optimal"
    assert [level.value for level in outcome.levels] == pytest.approx([3, 1], abs=1e-4)
    assert [level.status for level in outcome.levels] == ["proven", "proven"]


@pytest.mark.parametrize("owing", [True, False])
def test_a_single_bucket_is_a_horizon(owing: bool) -> None:
    """One batch of 50 covers 20: 100 and 30 in stock. Where nothing may be owed the idle plan
    breaks rows, and there are no windows to begin with."""
    m = lot_sizing((20,))
    if not owing:
        m.owed[0].setub(0)

    outcome = solve(m, levels(m), Hints(bucket=buckets(m, m.T)), Limits(seconds=20))

    assert outcome.status == "optimal"
    assert [level.value for level in outcome.levels] == pytest.approx([0, 130])


def impossible(batches: float = 1.5) -> Any:
    """All is due at once and nothing may be owed; more hours are asked for than there are."""
    m = lot_sizing((60, 20))
    for owed in m.owed.values():
        owed.setub(0)
    m.hours = pyo.Constraint(expr=m.batches[0] <= batches)
    return m


def test_a_hard_rule_that_whole_batches_break_is_named() -> None:
    """60 take 1.2 batches, which 1.5 allow and whole ones do not: half a batch too much."""
    m = impossible()
    elastic = pyo.ComponentMap([(m.hours, "batches of bucket 0")])

    with ends_in_time():
        outcome = solve(m, levels(m), Hints(elastic=elastic), Limits(seconds=10))

    assert outcome.status == "infeasible"
    assert outcome.clashes == ("batches of bucket 0: 0.5 too much",)
    assert not outcome.levels
    assert not outcome.values


@pytest.mark.parametrize("batches", [1.5, 1.0])
def test_an_infeasible_model_without_elastic_rows_says_so(batches: float) -> None:
    """With 1.5 only whole numbers clash, with 1 the relaxation, too."""
    m = impossible(batches)

    with ends_in_time():
        outcome = solve(m, levels(m), Hints(), Limits(seconds=10))

    assert outcome.status == "infeasible"
    assert outcome.clashes == (
        "the model has no plan whatever the rows say; please report this case",
    )


def test_one_second_is_kept_by_a_model_that_takes_hours(proofs: list[Proof]) -> None:
    """More than 30,000 nonzeros, so that the proof runs. The idle plan at least is there."""
    m = items(60, 60)

    with ends_in_time():
        outcome = solve(m, cost(m), Hints(bucket=buckets(m, m.WEEKS)), Limits(seconds=1))

    (level,) = outcome.levels
    assert outcome.status == "limit"
    assert len(proofs) == 1
    assert no_orphan(proofs)
    assert level.bound <= level.value < np.inf
    assert np.isfinite(level.bound) == (level.status == "proven")
    assert level.value == pytest.approx(pyo.value(m.cost))


def test_one_second_without_any_plan_is_kept_as_well() -> None:
    """Nothing may be owed: the idle plan is none, and HiGHS finds none in a second. Whether
    there is one at all is not looked for any longer than that."""
    m = items(60, 60, owing=False)

    begun = time.monotonic()
    outcome = solve(m, cost(m), Hints(bucket=buckets(m, m.WEEKS)), Limits(seconds=1))

    assert outcome.status in ("no plan", "limit")
    assert time.monotonic() - begun < 10


def test_windows_without_a_solution_keep_the_incumbent(monkeypatch: pytest.MonkeyPatch) -> None:
    """HiGHS says of each window that there is nothing in it, at times that time was up."""
    asked: list[str] = []

    def nothing(task: highs.Task, improved: Any = None) -> highs.Answer:
        asked.append("limit" if len(asked) % 3 else "infeasible")
        return highs.Answer(asked[-1], None, np.inf, np.inf if len(asked) % 3 else -np.inf)

    monkeypatch.setattr("planner.engine.windows.run", nothing)
    m = items(5, 6)
    monkeypatch.setattr(Course, "_all", lambda *_: None)

    outcome = solve(m, cost(m), Hints(bucket=buckets(m, m.WEEKS)), Limits(seconds=4))

    found = [moment.value for moment in outcome.history if moment.stage == "plan"]
    assert outcome.status in ("limit", "optimal")
    assert outcome.levels[0].value == pytest.approx(min(found))
    assert asked or outcome.status == "optimal"


@pytest.mark.parametrize("by", ["progress", "thread"])
def test_a_killed_proof_does_not_end_the_solve(proofs: list[Proof], by: str) -> None:
    """Killed when it is born, or when the first is told after that: the bound is the best that
    was told before, or that of the relaxation."""
    m = items(60, 60)
    killed: list[int] = []

    def kill() -> None:
        if proofs and proofs[0].pid is not None and not killed:
            killed.append(proofs[0].pid)
            os.kill(proofs[0].pid, signal.SIGKILL)

    def wait() -> None:
        end = time.monotonic() + PATIENCE
        while not killed and time.monotonic() < end:
            kill()
            time.sleep(0.01)

    if by == "thread":
        Thread(target=wait, daemon=True).start()

    with ends_in_time():
        outcome = solve(
            m,
            cost(m),
            Hints(bucket=buckets(m, m.WEEKS)),
            Limits(seconds=3),
            (lambda _: kill()) if by == "progress" else None,
        )

    (level,) = outcome.levels
    assert killed
    assert gone(killed[0])
    assert outcome.status == "limit"
    assert not level.reached
    assert np.isfinite(level.bound) == (level.status == "proven")
    assert level.bound >= max(moment.bound for moment in outcome.history)
    assert level.value == pytest.approx(pyo.value(m.cost))


STAGES: dict[str, tuple[type, str, type, str]] = {
    "idle plan": (Local, "enter", Local, "_entered"),
    "relaxation": (Search, "relaxed", Search, "_relaxed"),
    "start": (Local, "worth", Local, "_entered"),
    "descent": (Local, "descend", Descent, "tried"),
    "annealing": (Local, "anneal", Annealing, "_drawn"),
    "windows": (Windows, "run", Windows, "_solved"),
    "whole": (Course, "_all", Course, "_all"),
    "waiting for the proof": (Search, "await_proof", Proof, "wait"),
}
"""Of each stage: the method that it is, and one inside it."""


@pytest.fixture
def ctrl_c() -> Iterator[None]:
    """Ctrl-C as in a terminal: whoever runs the tests may have switched it off."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def asked_in(stage: str, by: str, monkeypatch: pytest.MonkeyPatch) -> tuple[Any, Hints, Limits]:
    """A model, hints and limits that lead to a stage soon."""
    m = items(12, 20)
    bucket = buckets(m, m.WEEKS)

    def in_turn(_: Any) -> Any:
        """Every item every third week, for which there are hours."""
        return pyo.ComponentMap((lot, float((i + t) % 3 == 0)) for (i, t), lot in m.lot.items())

    if stage == "annealing":
        monkeypatch.setattr("planner.engine.beginning.SMALL", 0)
        tags = pyo.ComponentMap((lot, (f"item {i}",)) for (i, _), lot in m.lot.items())
        return m, Hints(bucket=bucket, tags=tags), Limits(seconds=4)
    if stage == "waiting for the proof":
        monkeypatch.setattr("planner.engine.beginning.SMALL", 0)
        # The wait ends when the work is done, and only then tells what was proven.
        work = 1 if by == "progress" else 10**6
        return m, Hints(bucket=bucket, starts=[in_turn]), Limits(work=work)
    return m, Hints(bucket=bucket, starts=[in_turn]), Limits(seconds=4)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no Ctrl-C to send")
@pytest.mark.parametrize("by", ["progress", "itself", "thread"])
@pytest.mark.parametrize("stage", STAGES)
def test_ctrl_c_in_any_stage_keeps_the_best_plan(
    monkeypatch: pytest.MonkeyPatch, proofs: list[Proof], ctrl_c: None, stage: str, by: str
) -> None:
    """Raised by the first progress told since the stage began, or sent at once inside it, or
    sent by a thread a little later, in whatever it is then. The stage does not end before."""
    m, known, limits = asked_in(stage, by, monkeypatch)
    owner, outer, inside, inner = STAGES[stage]
    heard: list[Moment] = []
    began: list[str] = []
    pressed: list[str] = []

    def press() -> None:
        pressed.append(stage)
        os.kill(os.getpid(), signal.SIGINT)

    def progress(moment: Moment) -> None:
        heard.append(moment)
        if by == "progress" and began and not pressed:
            pressed.append(stage)
            raise KeyboardInterrupt

    def during(original: Any) -> Any:
        def wrapped(*about: Any, **named: Any) -> Any:
            if not began and by == "thread":
                Timer(0.1, press).start()
            began.append(stage)
            result = original(*about, **named)
            if by == "thread" and not pressed:
                time.sleep(PATIENCE)
            return result

        return wrapped

    def at_once(original: Any) -> Any:
        def wrapped(*about: Any, **named: Any) -> Any:
            if began and by == "itself" and not pressed:
                press()
            return original(*about, **named)

        return wrapped

    monkeypatch.setattr(inside, inner, at_once(getattr(inside, inner)))
    monkeypatch.setattr(owner, outer, during(getattr(owner, outer)))

    with ends_in_time():
        outcome = solve(m, cost(m), known, limits, progress)

    found = [moment.value for moment in heard if moment.stage == "plan"]
    assert pressed
    assert outcome.status == "interrupted"
    assert no_orphan(proofs)
    assert bool(outcome.levels) == bool(found)
    if found:
        assert outcome.levels[0].value == pytest.approx(pyo.value(m.cost))
        assert outcome.levels[0].value <= min(found) + 1e-6


def assigned(people: int) -> Arrays:
    """As many jobs as people, one each, at random costs; 2 * people ** 2 nonzeros."""
    m = pyo.ConcreteModel()
    m.x = pyo.Var(bounds=(0, None))
    m.row = pyo.Constraint(expr=m.x >= 0)
    pairs = np.arange(people**2, dtype=np.int32)
    found = copy(Arrays(m))
    found.lower, found.upper = np.zeros(len(pairs)), np.full(len(pairs), np.inf)
    found.integer = np.zeros(len(pairs), dtype=bool)
    found.row_lower = found.row_upper = np.ones(2 * people)
    found.starts = np.arange(2 * people + 1, dtype=np.int32) * people
    by_person = pairs.reshape(people, people)
    found.columns = np.concatenate([by_person.ravel(), by_person.T.ravel()]).astype(np.int32)
    found.coefficients = np.ones(len(found.columns))
    return found


@pytest.mark.skipif(sys.platform == "win32", reason="there is no Ctrl-C to send")
def test_ctrl_c_ends_a_long_relaxation(ctrl_c: None) -> None:
    """It goes on to the caller, within the seconds that a cancelled run is given."""
    session = Session(assigned(300))
    session.minimise(np.random.default_rng(0).integers(1, 1000, 300**2).astype(float), 0.0)
    Timer(0.3, os.kill, (os.getpid(), signal.SIGINT)).start()

    with ends_in_time(), pytest.raises(KeyboardInterrupt):
        session.run()
        time.sleep(PATIENCE)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no Ctrl-C to send")
def test_ctrl_c_ends_a_long_branch_and_bound_with_what_it_has(ctrl_c: None) -> None:
    """Taking nothing is a plan that HiGHS begins with."""
    m = knapsack(80, rows=20)
    arrays = Arrays(m)
    aim = Aim.of(Level("worth", m.worth, "", 1e-6), arrays)
    Timer(0.5, os.kill, (os.getpid(), signal.SIGINT)).start()

    with ends_in_time():
        answer = highs.run(highs.Task(arrays, aim.cost, start=np.zeros(80)))

    assert answer.status == "interrupted"
    assert answer.values is not None
    assert answer.bound <= answer.value


def test_a_run_that_does_not_hear_ctrl_c_is_left_alone(
    monkeypatch: pytest.MonkeyPatch, ctrl_c: None
) -> None:
    """As presolve does not: the answer is there at once, and says nothing."""
    monkeypatch.setattr(highs.Runner, "cancel", lambda _: None)
    monkeypatch.setattr(highs, "PATIENCE", 0.1)
    m = knapsack(80, rows=20)
    aim = Aim.of(Level("worth", m.worth, "", 1e-6), Arrays(m))
    Timer(0.3, os.kill, (os.getpid(), signal.SIGINT)).start()

    begun = time.monotonic()
    answer = highs.run(highs.Task(Arrays(m), aim.cost, seconds=3))

    assert (answer.status, answer.values, answer.bound) == ("interrupted", None, -np.inf)
    assert time.monotonic() - begun < 3


def test_long_relaxations_run_in_threads_and_say_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if every relaxation were long."""
    m = lot_sizing()
    monkeypatch.setattr("planner.engine.session.LONG", 0)

    outcome = solve(m, levels(m), Hints(bucket=buckets(m, m.T)), Limits(seconds=20))

    assert outcome.status == "optimal"
    assert [level.value for level in outcome.levels] == pytest.approx([0, 240])
