"""What binds a shortage, link by link, in plants where it is known by hand.

The plant makes one batch of 10,000 units a week: 35 h in suite P, of which a batch takes 30 h;
15 of 35 h on line F. What is filled in a week ships on its Sunday unless a test says otherwise.
"""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest

from planner.explain.asked import AskedError, shortage, worst_first
from planner.explain.asking import nothing_short, worst_listed
from planner.explain.facts_read import facts_of
from planner.explain.words import chain_text
from planner.saved import read_run
from planner.tables.binding import Binding
from tests.explained_runs import binding, link, question
from tests.short_runs import run_of, short_run
from tests.small_plants import approval, country, day, lot, order, plant

LONG_AGO = dt.date(2025, 12, 1)
TEN = [order(10_000, day("01-11"))]
TWENTY = [order(20_000, day("01-11"))]


def test_facts_read_back_from_a_run_give_the_reasons_that_it_wrote(tmp_path: Path) -> None:
    saved = read_run(short_run(tmp_path))
    facts = facts_of(saved)
    again = [Binding(facts).of(s.pair, s.worst, s.owed) for s in worst_first(saved)]

    assert again == [(s.row["binds"], s.row["reason"]) for s in worst_first(saved)]
    assert len(again) == 2


def test_full_hours_bind_and_say_who_has_them(tmp_path: Path) -> None:
    """40,000 are due on the third Sunday, 3 batches fit: 90 of 105 h, 10 h free at once, since
    what two weeks leave adds up over one border."""
    asked = question(plant(weeks=6, demand=[order(40_000, day("01-25"))]), tmp_path)

    assert asked.chain.binds == "capacity"
    assert binding(asked) == ["capacity.csv rows 8, 9, 10"]
    hours = link(asked, "hours", "P works")
    assert hours.figures["offered_h"] == 105
    assert hours.figures["batch_h"] == 90
    assert "at most 10.0 h are free at once" in hours.what
    assert not link(asked, "hours", "F works").binds
    assert link(asked, "rival", "its hours").what == "its hours there go to 3 S (AA)"


def test_the_need_names_its_rows_and_days(tmp_path: Path) -> None:
    """10,000 of 20,000 come; 5 days on the way are between the door and the need."""
    case = plant(demand=[order(20_000, day("01-16"))], countries=[country("AA", transit_days=5)])
    asked = question(case, tmp_path)

    assert link(asked, "need", "owed").figures["owed_units"] == 10_000
    of_demand = link(asked, "need", "needed in AA 5 days after they leave")
    assert of_demand.place == "case/demand.csv row 2"
    assert link(asked, "time", "filled by 2026-01-11").place == "case/release.csv row 2"


def test_an_approval_that_comes_later_binds(tmp_path: Path) -> None:
    late = {**approval("fill", "F"), "from": day("01-19")}
    asked = question(plant(demand=TEN, approvals=[approval("prep", "P"), late]), tmp_path)

    assert asked.chain.binds == "approval"
    assert binding(asked) == ["case/approvals.csv row 3"]
    assert "F from 2026-01-19 on; it has room for a batch in time" in asked.chain.binding[0].what


def test_a_route_without_an_approval_says_never(tmp_path: Path) -> None:
    case = plant(
        demand=TWENTY,
        suites=[{"suite": n, "name": n, "batch_cost_eur": 1_000} for n in ("P", "Q")],
        staffing=[
            {"resource": n, "from": LONG_AGO, "hours_per_week": 35, "efficiency": 1}
            for n in ("P", "Q", "F")
        ],
        prep_recipes=[
            {"suite": n, "bulk": "M", "volume_l": 10, "cycle_h": 30, "hold_up_l": 0}
            for n in ("P", "Q")
        ],
        connections=[{"suite": n, "line": "F"} for n in ("P", "Q")],
    )  # fmt: skip
    asked = question(case, tmp_path)

    assert "Q never (no row)" in link(asked, "route", "Q > F is not approved").what
    assert link(asked, "route", "P > F is approved").place == "case/approvals.csv rows 2, 3"


def test_release_binds_before_the_first_batch_is_released(tmp_path: Path) -> None:
    """The first week ends on 11 January, 7 days later is the 18th."""
    release = [{"syringe": "*", "approval_group": "*", "days": 7}]
    asked = question(plant(demand=TEN, release=release), tmp_path)

    assert asked.chain.binds == "too_early"
    assert binding(asked) == ["case/release.csv row 2"]
    assert "released on 2026-01-18" in asked.chain.binding[0].what


def test_stock_in_qc_and_on_hold_bind_by_lot(tmp_path: Path) -> None:
    lots = [
        lot("Q", 10_000, LONG_AGO, status="in_qc", releases_on=day("01-20")),
        lot("H", 10_000, LONG_AGO, status="on_hold"),
    ]
    asked = question(plant(demand=TWENTY, lots=lots), tmp_path)

    assert binding(asked)[:2] == ["case/lots.csv row 2", "case/lots.csv row 3"]
    assert link(asked, "stock", "in QC").figures["name"] == "Q"
    assert "released, they might leave on 2026-01-11" in link(asked, "stock", "lot H").what


def test_stock_that_is_too_old_binds(tmp_path: Path) -> None:
    """Filled on 1 June 2025 for 730 days, 506 are left on 11 January; 75 % are 548."""
    case = plant(
        demand=[order(15_000, day("01-11"))],
        lots=[lot("L", 20_000, dt.date(2025, 6, 1))],
        countries=[country("AA", min_remaining_shelf_life_pct=75)],
    )
    asked = question(case, tmp_path)

    assert asked.chain.binds == "shelf_life"
    assert binding(asked)[0] == "case/lots.csv row 2"
    assert "506 of 548 days" in link(asked, "stock", "too little").what


def test_substance_binds_where_hours_are_left(tmp_path: Path) -> None:
    """A batch takes 10 L x 100 mg/mL = 1 kg; the second kilogram comes in February."""
    asked = question(plant(weeks=6, demand=TWENTY_LATER, substance_lots=KG), tmp_path)

    assert asked.chain.binds == "substance"
    assert binding(asked) == ["substance.csv"]
    assert link(asked, "stop", "lot B").place == "case/substance_lots.csv row 3"


KG = [
    {"lot": name, "substance": "MAB", "kg": 1, "available_on": on, "expires_on": day("12-01")}
    | {"status": "released"}
    for name, on in (("A", LONG_AGO), ("B", day("02-01")))
]
TWENTY_LATER = [order(20_000, day("01-18"))]


def test_an_instruction_binds_by_its_row(tmp_path: Path) -> None:
    asked = question(plant(demand=TEN, instructions=[NONE_IN_WEEK_1]), tmp_path)

    assert asked.chain.binds == "instruction"
    assert binding(asked) == ["case/instructions.csv row 2"]
    assert "by Eve: at most 0 S" in asked.chain.binding[0].what


NONE_IN_WEEK_1 = {
    "syringe": "S", "suite": "*", "line": "*", "from": day("01-05"), "until": day("01-11"),
    "at_most": 0, "by": "Eve",
}  # fmt: skip


def test_a_closure_binds_with_its_reason(tmp_path: Path) -> None:
    leak = {"resource": "P", "from": day("01-05"), "to": day("01-11"), "reason": "leak"}
    asked = question(plant(demand=TEN, closures=[leak]), tmp_path)

    assert binding(asked) == ["capacity.csv row 6", "case/closures.csv row 2"]
    assert link(asked, "hours", "P offers no hours").binds


def test_who_else_is_short_of_the_syringe_is_named(tmp_path: Path) -> None:
    """10,000 for each of two countries, and one batch: the fair plan gives both half."""
    case = plant(demand=[*TEN, order(10_000, day("01-11"), "BB")], countries=AA_AND_BB)
    asked = question(case, tmp_path)

    others = link(asked, "rival", "short of S at the same time")
    assert "BB S-PFS 5,000" in others.what
    assert "10,000 units are owed to all together" in others.what


AA_AND_BB = [country("AA"), country("BB")]


def test_the_chain_is_an_indented_list_with_places(tmp_path: Path) -> None:
    text = chain_text(question(plant(demand=TEN, instructions=[NONE_IN_WEEK_1]), tmp_path).chain)

    assert text.startswith("AA S-PFS is short of up to 10,000 units from 2026-01-05 to 2026-01-")
    assert "  What else stops a batch more\n    * instruction row 2 by Eve: at most 0 S" in text
    assert "[case/instructions.csv row 2]" in text


def test_what_is_not_in_the_run_is_asked_back(tmp_path: Path) -> None:
    saved = read_run(short_run(tmp_path))

    with pytest.raises(AskedError, match="did you mean 'JP'"):
        shortage(saved, "Japan")
    with pytest.raises(AskedError, match="did you mean 'NO'"):
        shortage(saved, "no")
    with pytest.raises(AskedError, match="did you mean 'S1-PFS'"):
        shortage(saved, "JP", "S1-PSF")
    with pytest.raises(AskedError, match="lies outside the plan, 2026-01-05 to 2026-04-30"):
        shortage(saved, "JP", None, "2030-01-01")
    with pytest.raises(AskedError, match="--bucket: 'soon'"):
        shortage(saved, "JP", None, "soon")


def test_a_bucket_picks_the_shortage_that_covers_it(tmp_path: Path) -> None:
    saved = read_run(short_run(tmp_path))

    found = shortage(saved, "NO", "S1-PFS", "2026-01-14")
    assert found is not None
    assert found.row["from"] == day("01-05")
    assert shortage(saved, "NO", "S1-PFS", "2026-04-14") is None


def test_where_nothing_is_short_the_least_cover_is_said(tmp_path: Path) -> None:
    run = short_run(tmp_path)
    with (run / "cover.csv").open(encoding="utf-8", newline="") as opened:
        least = min(int(r["cover_days"]) for r in csv.DictReader(opened) if r["country"] == "NO")

    words = nothing_short(read_run(run), "NO", "S1-PFS")

    assert words.startswith("NO S1-PFS is not short there.")
    assert f"Its least cover is {least} days of S1-PFS" in words


def test_without_a_question_the_worst_are_listed_with_how_to_ask(tmp_path: Path) -> None:
    lines = worst_listed(read_run(short_run(tmp_path)))

    assert lines[0] == "The worst of 2 shortages; ask why with:"
    assert lines[1].endswith("--country NO --presentation S1-PFS --bucket 2026-01-05")


def test_a_plan_without_shortages_says_so(tmp_path: Path) -> None:
    enough = plant(demand=[order(5_000, day("01-18"))])

    assert worst_listed(read_run(run_of(enough, tmp_path))) == ["Nothing is short in this plan."]
