"""Which plans are possible where, and what the search misses (planner/answers/dominance.py)."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.answers.attribution import ask as attributed
from planner.answers.dominance import Replaced, best_known, clipped, noise_words, sense_of
from planner.answers.served import Served
from planner.answers.shares import NOBODY, Subset
from planner.answers.tornado import ask as varied
from planner.study.contract import Scenario, against_base
from planner.study.spans import Span
from tests.late_approvals import study_of, waiting_plant

A, B = frozenset({0}), frozenset({1})
TOLERANCE = 0.001


def plan(days: float, bound: float = 0.0) -> Served:
    return Served(Span(bound, days, days), Span.exact(1), 90.0, {})


def found(best: Served) -> float:
    return best.days_late.found


@pytest.mark.parametrize(
    ("assignments", "sense"),
    [
        (["staffing.hours_per_week[resource=FB]*=1.1"], 1),
        (["staffing.efficiency*=0.9"], -1),
        (["fill_recipes.yield+=-0.02"], -1),
        (["release.days-=7"], 1),
        (["release.days+=7"], -1),
        (["approvals.from[unit=PB]+=3 months"], -1),
        (["approvals.from[unit=PB]+=-3 months"], 1),
        (["lots.units*=1.2", "substance_lots.kg*=1.1"], 1),
        (["lots.units*=1.2", "substance_lots.kg*=0.9"], 0),
        (["demand.units*=0.9"], 0),
        (["staffing.efficiency=0.9"], 0),
        (["approvals.from=2026-01-05"], 0),
        (["staffing"], 0),
        ([], 0),
    ],
)
def test_what_only_allows_more_is_known_of_some_columns(assignments: list[str], sense: int) -> None:
    """Setting a cell may do either; a mean over less demand may be later."""
    assert sense_of(assignments) == sense


def test_what_helps_is_no_worse_than_the_base() -> None:
    """With A the search found 1.5 d; the base's plan of 1.0 d is possible there, too."""
    served = {NOBODY: plan(1.0, 0.2), A: plan(1.5, 0.4), B: plan(1.2)}

    best, replaced = best_known(served, [1, 0], TOLERANCE)

    assert (best[A].days_late.low, found(best[A])) == (0.4, 1.0)
    assert found(best[B]) == 1.2
    assert replaced == (Replaced(A, NOBODY, 0.5),)


def test_what_hurts_may_have_the_better_plan_of_the_base() -> None:
    """A allows less and B more: the plan of A at 0.7 d is one of the base, of B and of both."""
    served: dict[Subset, Served] = {
        NOBODY: plan(1.0), A: plan(0.7), B: plan(0.9), A | B: plan(0.8),
    }  # fmt: skip

    best, replaced = best_known(served, [-1, 1], TOLERANCE)

    assert {each: found(one) for each, one in best.items()} == dict.fromkeys(served, 0.7)
    assert {each.plan_of for each in replaced} == {A}
    assert {each.subset for each in replaced} == {NOBODY, B, A | B}


def test_a_plan_that_counts_as_equal_keeps_its_place() -> None:
    """Better by 0.0009 d where 0.001 d count as equal: its cost is not the base's."""
    served = {NOBODY: plan(1.0), A: plan(0.9991)}

    assert best_known(served, [-1], TOLERANCE)[1] == ()
    assert len(best_known(served, [-1], 0.0)[1]) == 1


def test_a_range_ends_at_0_where_a_change_can_only_help_or_hurt() -> None:
    across = Span(-1.0, 0.5, 2.0)

    assert clipped(across, 1) == Span(-1.0, 0.0, 0.0)
    assert clipped(across, -1) == Span(0.0, 0.5, 2.0)
    assert clipped(across, 0) == across


def test_noise_is_the_largest_difference_that_is_only_the_search(tmp_path: Path) -> None:
    """First plan and base are proven and alike; what was 0.5 d worse than it need be decides."""
    study = study_of(waiting_plant(), tmp_path)
    base, _ = against_base(study, [])
    (first,) = study.solve([Scenario("first plan")])
    own = Served.by(base)
    names: dict[Subset, str] = {NOBODY: "base", A: "more hours"}

    said = noise_words(study, own, [Replaced(A, NOBODY, 0.5)], names)

    assert f"came out {first.level('lateness').found:.4f} d late at first" in said
    assert (
        "1 scenario that allows more came out worse than one that allows less, whose plan stands"
        " there, too: more hours by 0.5000 d than base" in said
    )
    assert "Differences below 0.5000 d say little" in said


def test_questions_say_how_much_the_search_varies(tmp_path: Path) -> None:
    study = study_of(waiting_plant(), tmp_path)
    parts = ["release.days-=1", "release.days+=1"]

    for finding in (varied(study, vary=["release.days+=-1..1"]), attributed(study, parts=parts)):
        assert [
            note for note in finding.notes if note.startswith("How much the search itself varies: ")
        ]
