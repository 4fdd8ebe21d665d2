"""What an approval is worth, and what waits for it (planner/answers/approval_value.py)."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from models.shelf import Shelf
from planner.answers.approval_value import ask
from planner.answers.does_without import does_without, told_whole
from planner.answers.plans_known import PlansKnown
from planner.answers.served import Gain, Served
from planner.answers.waiting import waiting
from planner.cli_approval_value import approval_value_command
from planner.errors import DataError
from planner.files import read_case
from planner.study.contract import Scenario, against_base
from planner.study.spans import Span
from tests.late_approvals import A_MONTH, APPROVED, GAINED, OWED, study_of, waiting_plant
from tests.plants import tiny_plant
from tests.short_runs import rows_of


def ends(span: Span) -> tuple[float, float, float]:
    return span.low, span.found, span.high


PACKS = 3
"""Units that whole packs and the rounding of days may shift."""


def test_an_approval_brings_what_falls_due_between_the_first_release_and_its_day(
    tmp_path: Path,
) -> None:
    """
    What is filled from 5 to 11 January leaves on the 25th, for all that falls due from
    the 19th on. Two months earlier, Japan has that on time; as planned, only from the
    bucket of 2 March on.
    """
    found = ask(study_of(waiting_plant(), tmp_path), earlier="2 months")

    assert len(found.rows) == 1
    row = found.rows[0]
    assert (row["approval_group"], row["unit"], row["planned_from"], row["comes"]) == (
        "JP", "NEW", "2026-03-02", "2026-01-02",
    )  # fmt: skip
    assert row["group_units_gained"] == pytest.approx(GAINED, abs=PACKS)
    assert row["mean_days_late_less"] > 0
    assert row["mean_days_late_less_low"] >= 0
    assert row["by_country"] == f"JP {row['group_units_gained']:+,}"
    assert found.sentence.startswith("Approval of NEW by Japan 2 months earlier would bring")


def test_a_slip_costs_the_bucket_that_it_skips(tmp_path: Path) -> None:
    """A month later is 2 April: what falls due from 2 to 31 March is late too."""
    found = ask(study_of(waiting_plant(), tmp_path), slips="1 month")

    row = found.rows[0]
    assert row["slip_units_on_time_lost"] == pytest.approx(30 / 31 * A_MONTH, abs=PACKS)
    assert row["slip_mean_days_late_more"] > 0
    assert row["slip_at_risk_too_old_units"] == 0


def test_what_leaves_in_the_bucket_of_the_approval_was_made_before_it(tmp_path: Path) -> None:
    """
    Batches of March are released in April, so all that Japan gets on 31 March, what it
    needs since 5 January, was filled in January and February at risk. It keeps for half
    of its 24 months.
    """
    study = study_of(waiting_plant(), tmp_path)
    row = ask(study).rows[0]

    assert row["at_risk_units"] >= OWED - PACKS
    assert row["at_risk_kg"] > 0
    assert row["at_risk_eur"] == pytest.approx(20.5 * row["at_risk_units"], abs=1)
    base = study.solve([Scenario("base", start="first plan")])[0]
    assert base.run is not None
    to_japan = {
        each["source"] for each in rows_of(base.run, "shipments") if each["country"] == "JP"
    }
    filled = min(
        dt.date.fromisoformat(each["bucket"])
        for each in rows_of(base.run, "batches")
        if each["batch"] in to_japan
    )
    plant = study.base.plant
    japan = next(country for country in plant.countries if country.country == "JP")
    assert row["all_ship_until"] == Shelf(plant).last_ship_day(japan, "S1-PFS", filled)


def test_without_an_approval_to_come_nobody_waits(tmp_path: Path) -> None:
    plant = waiting_plant()
    at_once = tuple(row.but(from_=dt.date(2020, 1, 1)) for row in plant.approvals)
    found = ask(study_of(plant.but(approvals=at_once), tmp_path))

    assert found.rows == ()
    assert found.sentence == (
        "No approval is planned after the plan's first day; ask with --by for one that is not."
    )


def test_an_approval_that_nobody_needs_brings_nothing(tmp_path: Path) -> None:
    """OLD has been approved for long and makes enough for both countries."""
    study = study_of(waiting_plant(approved=dt.date(2020, 1, 1)), tmp_path)
    found = ask(study, earlier="2 months", slips="1 month")

    row = found.rows[0]
    assert (row["unit"], row["units_on_time_gained"], row["mean_days_late_less"]) == ("NEW", 0, 0)
    assert (row["slip_units_on_time_lost"], row["slip_mean_days_late_more"]) == (0, 0)
    assert found.sentence.startswith(
        "Approval of JP NEW was found to bring nothing 2 months earlier"
    )
    assert "No approval that comes 1 month later was found to cost anything." in found.sentence


def test_a_group_that_never_approves_a_unit_is_asked_for_by_a_day(tmp_path: Path) -> None:
    """Japan has no row for NEW: by a day one is inserted; by months there is none to move."""
    study = study_of(tiny_plant(), tmp_path, work=0)
    row = ask(study, by="2026-01-05").rows[0]

    assert (row["approval_group"], row["unit"], row["planned_from"], row["status"].split(";")[0]) == (
        "JP", "NEW", "not planned", "finished",
    )  # fmt: skip
    file = next(tmp_path.rglob("JP-NEW-by-2026-01-05.yaml"))
    approval = read_case(tmp_path / "case", [str(file)]).approvals[-1]
    assert (approval.approval_group, approval.unit) == ("JP", "NEW")
    assert approval.from_ == dt.date(2026, 1, 5)


def test_an_approval_after_the_plan_is_not_solved(tmp_path: Path) -> None:
    """Nothing is said of a slip, either: its cells are blank, not 0."""
    plant = waiting_plant()
    never = tuple(
        row.but(from_=dt.date(2030, 1, 1)) if row.from_ == APPROVED else row
        for row in plant.approvals
    )
    found = ask(study_of(plant.but(approvals=never), tmp_path), slips="1 month")
    row = found.rows[0]

    assert found.sentence == (
        "Approval of JP NEW comes after the plan's last day, even 3 months earlier: nothing was"
        " tried. Ask with --by for a day of the plan, or plan further."
    )
    assert [row[name] for name in row if name.startswith("slip_") and "status" not in name] == [
        None
    ] * 6
    assert row["scenario"] is None
    assert row["status"].startswith("not tried: after the plan's last day")
    assert row["mean_days_late_less"] is None


def test_a_worse_plan_for_an_earlier_approval_is_not_followed() -> None:
    """The base's plan at 1.0 d stays possible: nothing is gained, up to 0.6 may be."""
    base = Served(Span(0.2, 1.0, 1.0), Span(5, 9, 9), 90.0, {"JP": 10})
    worse = Served(Span(0.4, 1.5, 1.5), Span(5, 8, 8), 80.0, {"JP": 5})

    gain = Gain.between(base, worse)

    assert gain.taken_over
    assert ends(gain.days) == pytest.approx((0.0, 0.0, 0.6))
    assert (gain.units, gain.on_time_points, gain.cost) == (0, 0.0, Span.exact(0.0))


def test_a_gain_is_found_and_may_be_from_nothing_to_all_that_the_gaps_allow() -> None:
    base = Served(Span(0.2, 1.0, 1.0), Span(5, 9, 9), 90.0, {"FR": 4, "JP": 10})
    better = Served(Span(0.1, 0.7, 0.7), Span(5, 10, 10), 93.0, {"FR": 3, "JP": 16})

    gain = Gain.between(base, better)

    assert ends(gain.days) == pytest.approx((0.0, 0.3, 0.9))
    assert gain.by_country == {"JP": 6, "FR": -1}
    assert gain.units == 5


def test_a_plan_does_without_an_approval_if_it_ships_nothing_by_it(tmp_path: Path) -> None:
    """With the approval in January, Japan is served from 25 January on; without, from 2 March."""
    study = study_of(waiting_plant(), tmp_path)
    plant = study.base.plant
    (japan,) = waiting(plant, plant.settings.start, units=["NEW"])
    early = "approvals.from[approval_group=JP,unit=NEW]=2026-01-05"
    base, (sooner,) = against_base(study, [Scenario("sooner", assignments=(early,))])
    planned = {APPROVED: APPROVED}

    assert does_without(base, plant, japan, planned)
    assert not does_without(sooner, plant, japan, planned)
    assert told_whole(plant, japan, planned)
    assert not told_whole(plant, japan, {APPROVED: dt.date(2026, 5, 1)})
    known = PlansKnown(plant, base)
    assert known.gained(japan, sooner).days.found > 0
    assert known.gained(japan, base).days.found == 0


def test_a_better_plan_that_ships_nothing_by_the_approval_is_not_its_gain(tmp_path: Path) -> None:
    """
    Where only a plan for an approval in April is known, one for March is better; but it
    ships nothing before March, so an approval in January has not brought it.
    """
    study = study_of(waiting_plant(), tmp_path)
    plant = study.base.plant
    (japan,) = waiting(plant, plant.settings.start, units=["NEW"])
    late = "approvals.from[approval_group=JP,unit=NEW]=2026-04-02"
    base, (slipped,) = against_base(study, [Scenario("slipped", assignments=(late,))])

    assert slipped.level("lateness").found > base.level("lateness").found
    gain = PlansKnown(plant, slipped).gained(japan, base)
    assert (gain.units, gain.days.found) == (0, 0)


def test_what_the_base_can_do_as_well_was_not_gained_by_the_approval(tmp_path: Path) -> None:
    """A plan found later, possible without the approval and as good, leaves nothing to gain."""
    study = study_of(waiting_plant(), tmp_path)
    plant = study.base.plant
    (japan,) = waiting(plant, plant.settings.start, units=["NEW"])
    early = "approvals.from[approval_group=JP,unit=NEW]=2026-01-05"
    base, (sooner,) = against_base(study, [Scenario("sooner", assignments=(early,))])
    known = PlansKnown(plant, base)

    assert known.gained(japan, sooner).units == pytest.approx(GAINED, abs=PACKS)
    known.add(sooner)
    assert known.gained(japan, sooner).units == 0
    assert known.gained(japan, sooner).days.found == 0


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"groups": ["JPP"]}, "approval group 'JPP' does not exist; did you mean 'JP'?"),
        ({"units": ["NWE"]}, "unit 'NWE' does not exist; did you mean 'NEW'?"),
        ({"by": "2025-12-31"}, "give a day from 2026-01-05 to 2026-04-30"),
        ({"by": "31.12.2026"}, "write 2026-12-31"),
        ({"earlier": "-3 months"}, "'-3 months' is no time"),
        ({"earlier": "soon"}, "'soon' is not a time; write it like 6 months"),
        ({"slips": "0 days"}, "'0 days' is no time"),
        ({"by": "2026-02-01", "earlier": "1 month"}, "are both given; give one"),
    ],
)
def test_what_is_none_of_the_case_or_the_calendar_is_refused(
    asked: dict[str, Any], said: str, tmp_path: Path
) -> None:
    study = study_of(waiting_plant(), tmp_path)

    with pytest.raises(DataError) as refusal:
        approval_value_command(study, **asked)

    assert said in str(refusal.value)
