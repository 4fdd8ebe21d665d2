"""`alternatives`: as many plans as there are, and how they differ."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from models.plant import Plant
from planner.answers import alternatives
from planner.answers.contract import Finding, Heat
from planner.answers.unlike import Place, elsewhere, in_words, shared
from planner.engine import Limits
from planner.errors import DataError
from planner.files import write_case
from planner.study.alone import Alone
from tests.small_plants import SITE, approval, day, order, plant, staffed


def asked(case: Plant, folder: Path, **options: Any) -> Finding:
    write_case(case, folder / "case")
    return alternatives.ask(Alone(folder / "case", folder, Limits(work=20)), **options)


def twins(second: float = 1_000) -> Plant:
    """
    10,000 units are due on 1 February, the last ship date. A week of stock costs 192 EUR
    (10,000 x 10 EUR x 10 % x 7/365), so the one batch is made in week 3, on P or on Q, which
    costs 1,000 EUR as P does, or `second`.
    """
    recipe = SITE["prep_recipes"][0]
    return plant(
        demand=[order(10_000, day("02-01"))],
        suites=[*SITE["suites"], {"suite": "Q", "name": "Q", "batch_cost_eur": second}],
        staffing=[staffed("P", 35), staffed("Q", 35), staffed("F", 35)],
        prep_recipes=[recipe, {**recipe, "suite": "Q"}],
        connections=[{"suite": "P", "line": "F"}, {"suite": "Q", "line": "F"}],
        approvals=[*SITE["approvals"], approval("prep", "Q")],
    )


def test_two_suites_alike_make_two_plans_and_no_third(tmp_path: Path) -> None:
    found = asked(twins(), tmp_path, plans=4)

    first, second, third = found.rows
    assert (first["batches"], second["batches"]) == (1, 1)
    assert second["elsewhere_than_first_pct"] == 100
    assert second["differs_from_first_in"] in (
        "S: P > F -1, Q > F +1",
        "S: Q > F -1, P > F +1",
    )
    assert (third["scenario"], third["status"]) == ("plan 3", "same plan")
    assert found.sentence == (
        "2 plans cost 0 to 0 EUR and put 100% of their batches elsewhere; 0 of 1 batches stand in"
        " all of them (none is fixed)."
    )
    assert "4 plans were asked for, 2 were found" in found.notes
    heat = found.pictures[0]
    assert isinstance(heat, Heat)
    assert heat.rows == (("plan 1", (0, 100)), ("plan 2", (100, 0)))


def test_a_dearer_suite_is_no_alternative(tmp_path: Path) -> None:
    """Q costs 1,500 EUR more, a week earlier 192: more than 1 EUR, the least that is given."""
    found = asked(twins(2_500), tmp_path)

    assert found.sentence == (
        "No other plan was found within 1.0% of 0 EUR (proven): all 1 planned batches stay where"
        " they are."
    )
    assert found.pictures == ()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"plans": 1}, "--plans ...: '1' leaves no alternative; ask for 2 or more"),
        ({"within": 2}, "--within ...: '2' is no share; write 0.01 for 1 %"),
        ({"days": -1}, "--days ...: '-1' are no days; write 0 or more"),
    ],
)
def test_refused_is(tmp_path: Path, options: dict[str, Any], words: str) -> None:
    with pytest.raises(DataError) as refused:
        asked(twins(), tmp_path, **options)

    assert words in str(refused.value)


def place(syringe: str, suite: str, month: int, monday: int = 1) -> Place:
    return Place(syringe, suite, "F", "10", dt.date(2026, month, monday))


def test_plans_differ_by_what_the_larger_has_elsewhere() -> None:
    """Of 4 and 2 batches, 1 stands at the same place: 3 of 4 do not."""
    one = Counter({place("S", "P", 1): 2, place("S", "P", 2): 2})
    other = Counter({place("S", "P", 1): 1, place("S", "Q", 1): 1})

    assert elsewhere(one, other) == elsewhere(other, one) == 0.75
    assert elsewhere(Counter(), Counter()) == 0
    assert shared([one, other]) == Counter({place("S", "P", 1): 1})


def test_what_differs_is_the_route_else_the_month_else_the_week() -> None:
    """A moves from P to Q, B from January to March, C within May."""
    before = Counter([place("A", "P", 1), place("B", "P", 1), place("C", "P", 5, 4)])
    after = Counter([place("A", "Q", 1), place("B", "P", 3), place("C", "P", 5, 11)])

    assert in_words(before, after) == (
        "A: P > F -1, Q > F +1; B: 2026-01 -1, 2026-03 +1; C: other weeks of the same months"
    )
