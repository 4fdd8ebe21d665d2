"""Plans under limits: which stands for which, what is beyond one, and money in words."""

from __future__ import annotations

from dataclasses import replace
from math import inf
from pathlib import Path

import pytest

from planner.answers.alternatives import fault
from planner.answers.axes import Step, kept_on
from planner.answers.enough import Enough
from planner.answers.limits_tried import Tried, cheaper, served_better, with_best, with_dominated
from planner.answers.measured import Measured
from planner.answers.money import money, money_allowed
from planner.answers.pareto_told import notes_of, row_of
from planner.engine import Limits
from planner.files import write_case
from planner.study.alone import Alone
from planner.study.contract import Result, Scenario
from planner.study.spans import Span
from tests.test_answer_pareto import two_suites


def tried(name: str, limit: float, days: float, cost: float) -> Tried:
    """A limit and a plan with so many days late and M EUR."""
    result = Result(Scenario(name), "finished", None, None, "", "")
    figures = Span.exact(days), Span.exact(0.0), 99.0, Span.exact(cost)
    return Tried(name, limit, result, Measured(*figures, moves=int(limit), stock=1.0))


def test_a_plan_under_a_tighter_limit_stands_for_a_looser_one_that_found_less() -> None:
    """The plan at 1 keeps 2, too, and is cheaper; the one at 4 is cheaper still."""
    ladder = [tried("4", 4, 3, 5), tried("2", 2, 2, 8), tried("1", 1, 1, 7)]

    best = with_best(ladder, cheaper, lambda limit, plan: False)

    assert [(one.allowed, one.plan_of, one.replaced) for one in best] == [
        ("1", "1", False),
        ("2", "1", True),
        ("4", "4", False),
    ]


def test_a_plan_under_a_looser_limit_stands_for_a_tighter_one_that_it_keeps() -> None:
    """Under 4 the search found a cheaper plan that is half a day late: it keeps 1, too. Under 8 it
    found a cheaper one that does not."""
    ladder = [tried("1", 1, 1, 7), tried("4", 4, 0.5, 5), tried("8", 8, 6, 4)]

    def keeps(limit: Tried, plan: Tried) -> bool:
        return plan.own is not None and plan.own.days_late.found <= limit.limit

    best = with_best(ladder, cheaper, keeps)

    assert [(one.allowed, one.plan_of) for one in best] == [("1", "4"), ("4", "4"), ("8", "8")]


def test_few_moves_under_a_loose_limit_keep_a_tight_one_and_no_limit_is_none() -> None:
    keeps, few = kept_on("moves"), tried("50", 50, 1, 1)
    assert few.own is not None
    few = replace(few, own=replace(few.own, moves=3))

    assert keeps(tried("5", 5, 1, 1), few)
    assert not keeps(tried("2", 2, 1, 1), few)
    assert not keeps(replace(tried("any", 0, 1, 1), limit=inf), few)
    assert not kept_on("stock")(tried("5", 5, 1, 1), few)


def test_it_is_said_where_more_room_made_a_plan_less_late() -> None:
    ladder = [tried("0.5 d worse", 0.5, 0.7, 9), tried("1 d worse", 1, 0.6, 8)]
    own = [replace(one, best=one.own, plan_of=one.allowed) for one in ladder]

    assert any(
        note.startswith("0.5 d worse is later than 1 d worse: with more room")
        for note in notes_of("service", own)
    )
    assert not any("is later than" in note for note in notes_of("service", own[::-1]))


def test_a_plan_beyond_what_was_asked_is_none(tmp_path: Path) -> None:
    """Suite Q costs 2,000 EUR more and nobody waits: 1,999 are exceeded, 0 days are not."""
    case = two_suites(3_000)
    write_case(case, tmp_path / "case")
    study = Alone(tmp_path / "case", tmp_path, Limits(work=20))
    (base,) = study.solve([Scenario("base")])
    asked_for = Enough({"cost": 1_999.0, "lateness": 0.0})

    missed = Step("cheap", 0, base.scenario, asked_for).tried(base, case)

    assert asked_for.missed(base) == "2,000 EUR; 1,999 may be"
    assert (missed.own, missed.beyond) == (None, "2,000 EUR; 1,999 may be")
    assert row_of(missed)["remark"] == "its search ended beyond the limit: 2,000 EUR; 1,999 may be"
    assert Enough.beyond(base, {"cost": 0.0}).missed(base) == ""
    assert fault(base, [], asked_for) == ("beyond the limit", "2,000 EUR; 1,999 may be")
    assert fault(base, [], Enough({"cost": 2_001.0})) == ("", "")


def test_what_is_enough_is_set_by_its_value() -> None:
    enough = Enough({"lateness": 0.25}).but(Enough({"cost": 1_200.0}))

    assert enough.assignments == (
        "settings.enough.lateness_days=0.25",
        "settings.enough.cost_eur=1200",
    )


@pytest.mark.parametrize(
    ("meur", "words"),
    [(32.1, "32.10 M EUR"), (-0.0367, "-36.7 k EUR"), (0.000192, "192 EUR"), (0, "0 EUR")],
)
def test_money_is_told_in_the_unit_that_fits(meur: float, words: str) -> None:
    assert money(meur) == words


def test_a_range_of_money_is_told_in_the_unit_of_what_was_found() -> None:
    assert money_allowed(Span(-0.5, 0.0633, 2)) == "found; the gaps allow -500.0 to 2,000.0 k EUR"
    assert money_allowed(Span.exact(3)) == "proven"


def test_service_comes_before_cost_where_moves_are_limited() -> None:
    """Half a day later is worse however cheap; 0.0005 d are within the tolerance of 0.001."""
    better = served_better(0.001)

    assert better(tried("a", 0, 1.0, 9).own, tried("b", 0, 1.5, 1).own)  # type: ignore[arg-type]
    assert better(tried("a", 0, 1.0005, 1).own, tried("b", 0, 1.0, 9).own)  # type: ignore[arg-type]


def test_a_point_is_dominated_by_one_that_is_nowhere_worse() -> None:
    """At 2 later and dearer than at 1 with more moves; at 0 the latest but with fewest moves."""
    ladder = [tried("0", 0, 9, 9), tried("1", 1, 1, 7), tried("2", 2, 2, 8)]
    own = [replace(one, best=one.own, plan_of=one.allowed) for one in ladder]

    marked = with_dominated(own, lambda plan: plan.moves)

    assert [one.dominated_by for one in marked] == ["", "", "1"]
