"""The brute force of tests.reference on states and commands, by hand.

The small plant with a second syringe R of bulk N, another substance: a batch takes 30 h
of the suite P and 15 h of the line F, both staffed 35 h a week.
"""

from __future__ import annotations

from math import inf
from typing import Any

import pytest

from models.plant import Plant
from tests.reference_kinds import Start
from tests.reference_plans import Plans
from tests.reference_states import carried
from tests.small_plants import PRODUCT, SITE, day, order, plant


def at(syringe: str, bucket: int) -> Start:
    return syringe, "P", "F", 10.0, bucket


def two_syringes(change_h: float, **tables: Any) -> Plans:
    """Three weeks; the line begins with S, the suite has no states."""
    second = {"substance": "MAC", "name": "Other"}
    case: Plant = plant(
        weeks=3,
        demand=[order(1, day("01-05"))],
        **{
            **PRODUCT,
            "substances": [*PRODUCT["substances"], second],
            "bulks": [*PRODUCT["bulks"], {**PRODUCT["bulks"][0], "bulk": "N", "substance": "MAC"}],
            "syringes": [
                *PRODUCT["syringes"],
                {**PRODUCT["syringes"][0], "syringe": "R", "bulk": "N"},
            ],
            "prep_recipes": [*SITE["prep_recipes"], {**SITE["prep_recipes"][0], "bulk": "N"}],
            "fill_recipes": [*SITE["fill_recipes"], {**SITE["fill_recipes"][0], "syringe": "R"}],
            "changeovers": [
                {"resource": "F", "kind": "molecule", "hours": change_h, "cost_eur": 700}
            ],
            "initial_states": [{"resource": "F", "state": "S", "batches": 0}],
            **tables,
        },
    )
    return Plans(case)


def campaign(least: int, most: int) -> dict[str, Any]:
    limits = {"min_batches": least, "max_batches": most}
    price = {"decontamination_h": 4, "decontamination_eur": 50}
    return {"campaigns": [{"resource": "F", "state": "*", **limits, **price}]}


@pytest.mark.parametrize(("change_h", "eur"), [(35, 700), (36, inf)])
def test_a_change_is_worked_in_one_bucket(change_h: float, eur: float) -> None:
    """S in week 0, R in week 2: the idle week 1 has 35 h for the change."""
    plans = two_syringes(change_h)

    assert plans.cost({at("S", 0): 1, at("R", 2): 1}) == eur


def test_a_stay_that_ends_needs_its_batches() -> None:
    """R in week 1 is entered and left again with one batch; S was under way at the start.
    Two changes at 700 EUR and two decontaminations at 50 EUR."""
    there_and_back = {at("R", 1): 1, at("S", 2): 1}

    assert two_syringes(2, **campaign(1, 3)).cost(there_and_back) == 1_500
    assert two_syringes(2, **campaign(2, 3)).cost(there_and_back) == inf
    assert two_syringes(2, **campaign(2, 3)).has_room(there_and_back)


def test_a_long_campaign_is_decontaminated() -> None:
    """Three batches of S, at most two in a campaign: once, at 50 EUR. Two weekly batches
    take 30 of 35 h, so there are 4 h for it."""
    plans = two_syringes(2, **campaign(1, 2))

    assert plans.cost({at("S", 0): 1, at("S", 1): 1, at("S", 2): 1}) == 50


@pytest.mark.parametrize(
    ("before", "batches", "decontaminations", "after"),
    [(2, 1, 0, 3), (2, 2, 0, None), (2, 2, 1, 1), (0, 7, 1, None), (0, 7, 2, 1), (3, 0, 1, 0)],
)
def test_batches_split_into_campaigns_of_three(
    before: int, batches: int, decontaminations: int, after: int | None
) -> None:
    assert carried(before, batches, decontaminations, 3) == after


def test_the_batch_that_spills_has_the_state_of_the_border() -> None:
    """S and R in week 0 take 30 h, the change 12 h: 7 h too many. R, the last, spills them
    (9 h at most); S comes first, because the line begins with it."""
    batches = {at("S", 0): 1, at("R", 0): 1}
    suite = [{**recipe, "cycle_h": 15} for recipe in SITE["prep_recipes"]]
    recipes = [*suite, {**suite[0], "bulk": "N"}]

    assert two_syringes(12, prep_recipes=recipes).fits(batches)
    assert two_syringes(14, prep_recipes=recipes).fits(batches)
    assert not two_syringes(15, prep_recipes=recipes).fits(batches)


@pytest.mark.parametrize(("hours", "fits"), [(20, True), (29, True), (30, False)])
def test_a_media_fill_takes_the_hours_of_its_window(hours: float, fits: bool) -> None:
    """The only week of the window has 35 h; a batch takes 15 h and may spill 9 h of them."""
    window = {"line": "F", "earliest": day("01-12"), "latest": day("01-18"), "hours": hours}

    assert two_syringes(2, media_fills=[window]).fits({at("S", 1): 1}) == fits


def test_substance_comes_from_lots_that_last() -> None:
    """A batch takes 1 kg; 1 kg expires on the last day of week 0, 1 kg comes in week 1."""
    old = {"lot": "D1", "substance": "MAB", "kg": 1, "available_on": day("01-01")}
    new = {**old, "lot": "D2", "available_on": day("01-12"), "expires_on": day("12-31")}
    lots = [{**old, "expires_on": day("01-11")}, new]
    plans = two_syringes(2, substance_lots=[{**row, "status": "released"} for row in lots])

    assert plans.fits({at("S", 0): 1, at("S", 2): 1})
    assert not plans.has_room({at("S", 1): 1, at("S", 2): 1})


def test_a_batch_that_is_not_where_it_was_costs_a_move() -> None:
    before = {"batch": "B1", "syringe": "S", "suite": "P", "line": "F", "volume_l": 10}
    plans = two_syringes(2, previous_batches=[{**before, "fill_on": day("01-14")}])

    assert plans.cost({at("S", 1): 1}) == 0
    assert plans.cost({at("S", 2): 1}) == 100
