"""The Monday screen speaks French too."""

from __future__ import annotations

from dataclasses import replace
from math import inf
from typing import Any

from planner.engine import LevelResult
from planner.language.french import monday
from planner.monday import screen, sections
from planner.monday.held import on_hold
from planner.monday.levels import levels
from planner.monday.service import below_floor, short, too_late
from planner.on_time import percent
from tests.in_french import NEED, T, plain, said, with_rows
from tests.small_plants import country, day, firm, lot, order, plant
from tests.test_monday_sections import FROZEN, planned


def level(name: str, unit: str, bound: float, status: Any) -> LevelResult:
    """1,234.5 found, gap 0.25."""
    return LevelResult(name, unit, 1_234.5, bound, 0.25, "value", 0.1, status, False)


def test_the_whole_screen_is_its_sections() -> None:
    """One batch of 10,000 for 10,000; nothing is short, and 30 of 35 h are 86 %."""
    plan = planned(plant(demand=NEED), ("S", 0, 1), shipped={("S-PFS AA", 0): 10_000})

    head, *rest = sections(plan, T)
    assert plain(screen(plan, T)) == (
        "Small, du 2026-01-05 à la période du 2026-01-26\n"
        "lots planifiés : 1, fermes : 0 ; besoin : 0,01 M d'unités, dont 100,00 % à temps ; retard"
        " moyen : 0,000 j\n"
        "\n"
        "Ruptures\n"
        "  aucun pays\n"
        "\n"
        "Lots des 8 prochaines semaines (début du remplissage aseptique)\n"
        "  2026-01-05  1 x S P > F\n"
        "\n"
        "Changements de produit et de format, décontaminations et media fills des 8 prochaines"
        " semaines\n"
        "  néant\n"
        "\n"
        "Sous le plancher de couverture dans 8 semaines\n"
        "  néant\n"
        "\n"
        "Péremptions sur site d'ici 6 mois\n"
        "  néant\n"
        "\n"
        "Suites et lignes occupées à plus de 90 % de leurs heures, par trimestre\n"
        "  néant\n"
        "\n"
        "Lots bloqués\n"
        "  néant\n"
        "\n"
        "Que vaut ce plan\n"
        "  la recherche est terminée\n"
    )
    assert head == ("", tuple(screen(plan, T).splitlines()[:2]))
    assert [found for _, found in rest][:2] == [("aucun pays",), ("2026-01-05  1 x S P > F",)]


def test_a_plan_that_was_told_something_has_titles_for_it() -> None:
    previous = {"batch": "Q1", "syringe": "S", "suite": "P", "line": "F", "volume_l": 10}
    case = plant(
        previous_batches=[{**previous, "fill_on": day("01-26")}],
        firm_batches=[firm("released", day("01-05"), day("01-07"))],
        demand=NEED,
    )
    late = ({"country": "AA", "presentation": "S-PFS", "units": 1, "first_arrival": day("01-11")},)
    plan = replace(planned(case), too_late=late)

    assert [title for title, _ in sections(plan, T)][:5] == [
        "",
        "Ruptures",
        "Trop tard, quoi que l'on produise",
        "Changements depuis le plan précédent",
        "Consignes, lots fermes et figés",
    ]
    assert [title for title, _ in sections(plan)][:5] == [
        "",
        "Short",
        "Too late whatever is made",
        "Changed since the previous plan",
        "Instructions, firm and frozen batches",
    ]


def test_shortages_and_their_reasons() -> None:
    """Due on 11 January, none made; the first bucket is released on 25 January."""
    names = ["AA", "BB"]
    case = plant(
        countries=[country(name) for name in names],
        release=[{"syringe": "*", "approval_group": "*", "days": 14}],
        demand=[order(1_000 * n, day("01-11"), name) for n, name in enumerate(names, start=1)],
    )

    assert said(short(planned(case), T)) == [
        "AA S-PFS     du 2026-01-05 au 2026-02-01 : 1 000 unités, jusqu'à 0 j de retard (trop tôt)",
        "BB S-PFS     du 2026-01-05 au 2026-02-01 : 2 000 unités, jusqu'à 0 j de retard (trop tôt)",
        "trop tôt, 2 pays, dont BB S-PFS : un lot de la première période est libéré le 2026-01-25 ;"
        " avant cette date, seul compte le stock déjà sur site",
    ]


def test_what_a_list_leaves_out_is_counted() -> None:
    """8 of 9 are shown; each has a reason of its own."""
    row = {"presentation": "S-PFS", "from": day("01-05"), "until": day("01-11"), "worst_units": 10}
    rows = [
        {**row, "country": f"A{n}", "worst_days": 1, "binds": "capacity", "reason": f"reason {n}"}
        for n in range(9)
    ]
    late = {"presentation": "S-PFS", "units": 1_688, "first_arrival": day("01-11")}
    plan = replace(
        with_rows(shortages=rows), too_late=tuple({**late, "country": f"A{n}"} for n in range(9))
    )

    shown = said(short(plan, T))
    assert shown[8] == ("les plus graves seulement ; ruptures : 9, pays : 9, voir shortages.csv")
    assert shown[9] == "capacité, A0 S-PFS : reason 0"
    assert shown[-1] == "et d'autres causes (1) : shortages.csv"
    assert said(too_late(plan, T))[0] == (
        "A0 S-PFS     quantité 1 688 : arriéré, ou besoin antérieur au 2026-01-11, premier jour où"
        " une expédition peut y être utilisée"
    )
    assert said(too_late(plan, T))[-1] == "et 1 de plus : too_late dans run.json"


def test_cover_below_the_floor() -> None:
    """500 units last 6 days, 0.9 weeks; the floor of 2 weeks is 8,000."""
    case = plant(
        countries=[country("AA", cover_floor_weeks=2)],
        demand=[order(1_000, day("02-08")), order(7_000, day("02-15"))],
    )
    plan = planned(case, ("S", 0, 1), shipped={("S-PFS AA", 0): 500})
    (row,) = (row for row in plan.records["cover"] if row["bucket"] == day("01-26"))
    nine = replace(plan, records={**plan.records, "cover": (row,) * 9})

    assert said(below_floor(plan, T)) == [
        "AA S-PFS     couverture 0,9 sem., plancher 2 sem. : il manque 7 500 unités"
    ]
    assert said(below_floor(nine, T))[-1] == "et 1 de plus : cover.csv, période du 2026-01-26"


def test_lots_on_hold() -> None:
    """A batch of S takes 1 kg: 2.5 kg are 2 batches, 1.5 kg one."""
    case = plant(
        countries=[country("AA"), country("BB")],
        lots=[
            lot("L1", 7_000, day("01-01"), status="on_hold"),
            lot("L2", 500, day("01-01"), status="on_hold", place="BB")
            | {"syringe": None, "presentation": "S-PFS"},
        ],
        substance_lots=[FROZEN, {**FROZEN, "lot": "D2", "kg": 1.5}],
        demand=[order(12_000, day("01-15")), order(10, day("01-31"), "BB")],
    )

    assert said(on_hold(planned(case, shipped={}), T)) == [
        "L1 bloqué : 7 000 S sur site ; il manque 12 000 à AA S-PFS à partir du 2026-01-12 (et 1"
        " de plus)",
        "D1 bloqué : 2,5 kg de MAB = 2 lots de S ; il manque 12 000 à AA S-PFS à partir du"
        " 2026-01-12 (et 1 de plus)",
        "D2 bloqué : 1,5 kg de MAB = 1 lot de S ; il manque 12 000 à AA S-PFS à partir du"
        " 2026-01-12 (et 1 de plus)",
        "L2 bloqué : 500 S-PFS, pays BB ; il manque 10 à BB S-PFS à partir du 2026-01-26",
    ]


def test_lots_on_hold_that_help_nobody() -> None:
    case = plant(lots=[lot("L1", 7_000, day("01-01"), status="on_hold")], demand=NEED)
    plan = planned(case, ("S", 0, 1), shipped={("S-PFS AA", 0): 10_000})

    assert said(on_hold(plan, T)) == [
        "L1 bloqué : 7 000 S sur site ; aucun pays qu'il peut servir n'est en rupture"
    ]


def test_levels_with_bound_and_gap() -> None:
    found = (
        level("lateness", "d", 1_000, "proven"),
        level("cover", "d", 1_000, "conditional"),
        level("fairness", "d", -inf, "conditional"),
        level("cost", "EUR", 1_000, "proven"),
        level("cost", "EUR", 1_000, "conditional"),
    )
    plan = replace(planned(plant(demand=NEED)), levels=found, status="limit")

    inside = f"{plan.service_in_horizon:.4f}".replace(".", ",")
    assert said(levels(plan, T)) == [
        "retard      1234,5000 j ; borne inférieure 1000,0000 ; écart 0,2500 j",
        f"            jusqu'au dernier jour du plan, en boîtes entières : {inside} j ; ce niveau"
        " compte aussi la période qui suit, sans nouveaux lots",
        "couverture  1234,5000 j ; borne inférieure 1000,0000, tant que les niveaux précédents"
        " restent inchangés ; écart 0,2500 j",
        # four figures, as many as a search without a bound deserves
        "équité      1 234 j ; pas assez de temps pour une borne inférieure",
        "coût        1 234 EUR ; borne inférieure 1 000 ; écart 25,0 %",
        "coût        1 234 EUR ; borne inférieure 1 000, tant que les niveaux précédents restent"
        " inchangés ; écart 25,0 %",
        "la recherche a épuisé son temps ou son nombre d'étapes ; avec plus de temps, un meilleur"
        " plan est possible",
    ]


def test_no_share_is_rounded_up_to_all_in_french_either() -> None:
    assert percent(0.99999, T) == "99,99\u202f%"


def test_no_sentence_of_the_screen_breaks_before_a_sign() -> None:
    loose = [french for french in monday.SAID.values() for sign in ":;?!%" if f" {sign}" in french]

    assert loose == []
