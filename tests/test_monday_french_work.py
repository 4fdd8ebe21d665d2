"""The Monday screen says in French what suites and lines do."""

from __future__ import annotations

import datetime as dt

from planner.monday.orders import obeyed
from planner.monday.stock import expiring
from planner.monday.work import batches, busy, changed, other_work
from tests.in_french import NEED, T, said, with_rows
from tests.small_plants import day, firm, plant
from tests.test_monday_sections import planned

WIDE = [
    {"resource": name, "from": dt.date(2020, 1, 1), "hours_per_week": 168, "efficiency": 1}
    for name in ("P", "F")
]
"""Round the clock."""


def test_instructions_are_told_with_what_was_made() -> None:
    row = {"syringe": "S", "suite": "*", "line": "F", "at_least": 1, "by": "A. Planner"}
    row |= {"from": day("01-12"), "until": day("01-18")}

    assert said(obeyed(planned(plant(instructions=[row], demand=NEED), ("S", 1, 2)), T)) == [
        "consigne respectée (instructions.csv, ligne 2) de A. Planner : au moins 1 S sur F du"
        " 2026-01-12 au 2026-01-18 (produit : 2)"
    ]


def test_instructions_that_are_left_out_are_counted() -> None:
    """8 of 9 are shown, each of a day of its own."""
    row = {"syringe": "S", "suite": "*", "line": "F", "at_most": 9, "by": "A"}
    days = [day(f"01-{n + 5:02}") for n in range(9)]
    rows = [{**row, "from": each, "until": each} for each in days]

    shown = said(obeyed(planned(plant(instructions=rows, demand=NEED)), T))
    assert shown[8:] == ["et 1 de plus : instructions.csv"]


def test_firm_batches() -> None:
    batch = firm("released", day("01-05"), day("01-07"))
    several = [{**batch, "batch": f"B{n}"} for n in range(7)]
    one = plant(firm_batches=[batch], demand=NEED)
    seven = plant(firm_batches=several, staffing=WIDE, demand=NEED)

    assert said(obeyed(planned(one), T)) == ["1 lot ferme, repris tel quel : B1"]
    assert said(obeyed(planned(seven), T)) == [
        "7 lots fermes, repris tels quels : B0, B1, B2, B3, B4, B5 et 1 de plus"
    ]


def test_frozen_weeks() -> None:
    previous = {"batch": "Q1", "syringe": "S", "suite": "P", "line": "F", "volume_l": 10}
    case = plant(previous_batches=[{**previous, "fill_on": day("01-05")}], demand=NEED)
    case = case.but(settings=case.settings.but(frozen_until=day("01-11")))

    assert said(obeyed(planned(case, ("S", 0, 1)), T)) == [
        "figé jusqu'au 2026-01-11 : lots du plan précédent qui y restent : 1"
    ]


def test_work_of_the_next_weeks() -> None:
    made = {"bucket": day("01-05"), "syringe": "S", "suite": "P", "line": "F"}
    plan = with_rows(
        batches=[{**made, "status": "planned"}, {**made, "status": "firm"}],
        changeovers=[{"bucket": day("01-05"), "resource": "F", "from": "S", "to": "R"}],
        campaigns=[{"resource": "P", "ended_by": "decontamination", "ended_in": day("01-05")}],
        media_fills=[{"bucket": day("01-12"), "line": "F"}],
    )

    assert said(batches(plan, T)) == ["2026-01-05  1 x S P > F, 1 x S P > F (ferme)"]
    assert said(other_work(plan, T)) == [
        "2026-01-05  F S > R, P décontamination",
        "2026-01-12  F media fill",
    ]


def test_hours_that_are_scarce() -> None:
    """8 of 100 h idle are 92 % worked."""
    hours = {"resource": "P", "bucket": day("04-01"), "offered_h": 100, "idle_h": 8}

    assert said(busy(with_rows(capacity=[hours]), T)) == ["P : 2026-T2 92 %"]


def test_batches_that_changed() -> None:
    place = {"bucket": day("01-05"), "suite": "P", "line": "F"}
    other = {"bucket": day("01-12"), "suite": "Q", "line": "F"}
    none = dict.fromkeys(place)
    rows = [
        {"batch": name, "syringe": "S", "change": change, "eur": 1_500.0}
        | {f"from_{key}": value for key, value in before.items()}
        | {f"to_{key}": value for key, value in after.items()}
        for name, change, before, after in (
            ("Q1", "moved", place, other),
            ("Q2", "dropped", place, none),
            ("Q3", "new", none, other),
        )
    ]

    assert said(changed(with_rows(moves=rows), T)) == [
        "lots maintenus : 0, déplacés : 1, supprimés : 1, nouveaux : 1 ; coût des changements :"
        " 4 500 EUR",
        "Q1 S déplacé : 2026-01-05 P > F, désormais 2026-01-12 Q > F",
        "Q2 S supprimé : 2026-01-05 P > F",
        "Q3 S nouveau : 2026-01-12 Q > F",
    ]
    assert said(changed(with_rows(moves=rows * 3), T))[-1] == "et 1 de plus : moves.csv"


def test_stock_that_expires() -> None:
    row = {"syringe": "S", "route": "P > F", "filled_bucket": day("01-05"), "expired_units": 1_200}

    assert said(expiring(with_rows(stock=[{**row, "bucket": day("02-01")}]), T)) == [
        "S de P > F, rempli dans la période du 2026-01-05 : quantité 1 200, périmée dans la période"
        " du 2026-02-01"
    ]
