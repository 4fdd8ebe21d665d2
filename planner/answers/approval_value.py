"""`approval-value`: what an approval is worth if it comes by a day, and what waits for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from planner.answers.approval_dates import Moved, moved, slipped
from planner.answers.approval_told import nobody, notes_of, sentence
from planner.answers.approvals_tried import Valued, tried
from planner.answers.contract import Bars, Finding, Mark
from planner.answers.ranges import cells_of, columns_of, figure
from planner.answers.waiting import waiting
from planner.study.contract import Studying

COLUMNS = (
    "rank", "approval_group", "unit", "planned_from", "comes", "units_on_time_gained",
    *columns_of("mean_days_late_less"), *columns_of("cost_eur_more"), "group_units_gained",
    "by_country", "at_risk_units", "at_risk_sources", "at_risk_kg", "at_risk_eur",
    "all_ship_until", "some_ship_until", "scenario", "status",
)  # fmt: skip
SLIPS = (
    "slip_units_on_time_lost", *columns_of("slip_mean_days_late_more"),
    "slip_at_risk_too_old_units", "slip_scenario", "slip_status",
)  # fmt: skip

SHOWN = (
    "rank", "approval_group", "unit", "planned_from", "comes", "units_on_time_gained",
    "mean_days_late_less", "at_risk_units", "at_risk_eur", "all_ship_until", "status",
)  # fmt: skip


def ask(
    study: Studying,
    *,
    by: str | None = None,
    earlier: str | None = None,
    slips: str | None = None,
    groups: Sequence[str] = (),
    units: Sequence[str] = (),
) -> Finding:
    """Rank the approvals still to come by what they would bring.

    Parameters
    ----------
    study
        The case and where to solve.
    by
        Day by which each approval comes instead, also those that are not planned at all.
    earlier
        Or by how much earlier than planned; 3 months if neither is given.
    slips
        By how much later to try as well: what a delay would cost.
    groups, units
        Only these approval groups, suites and lines; all if empty.

    Raises
    ------
    DataError
        If a group, unit, day or time is none.
    NoPlanError
        If the base has no plan.
    """
    plant = study.base.plant
    asked = moved(plant, by, earlier)
    later = slipped(plant, slips) if slips is not None else None
    found = waiting(plant, asked.by or plant.settings.start, groups, units)
    planned = [each for each in found if each.rows or asked.by]
    if not planned:
        return Finding("approval-value", nobody(asked), COLUMNS, (), ())
    valued = tried(study, planned, asked, later)
    ranked = sorted(valued, key=lambda each: each.worth, reverse=True)
    unplanned = [f"{each.group} {each.unit}" for each in found if each not in planned]
    return Finding(
        "approval-value",
        sentence(plant, ranked, asked, later),
        COLUMNS + (SLIPS if later else ()),
        tuple(_row(rank, each, asked, later) for rank, each in enumerate(ranked, start=1)),
        _pictures(ranked, asked),
        tuple(notes_of(plant, ranked, unplanned, later)),
        shown=SHOWN,
    )


def _row(rank: int, each: Valued, asked: Moved, later: Moved | None) -> dict[str, Any]:
    waiting, gain, at_risk = each.waiting, each.gained.gain, each.at_risk
    by_country = gain.by_country if gain else {}
    group = {name: units for name, units in by_country.items() if name in each.countries}
    row = {
        "rank": rank,
        "approval_group": waiting.group,
        "unit": waiting.unit,
        "planned_from": ", ".join(map(str, waiting.dates)) or "not planned",
        "comes": str(asked.by or ", ".join(map(str, asked.dates(waiting).values()))),
        "units_on_time_gained": gain.units if gain else None,
        **cells_of("mean_days_late_less", gain.days if gain else None),
        **cells_of("cost_eur_more", gain.cost if gain else None, 0),
        "group_units_gained": sum(group.values()) if gain else None,
        "by_country": "; ".join(f"{name} {units:+,}" for name, units in group.items()),
        "at_risk_units": at_risk.units,
        "at_risk_sources": at_risk.sources,
        "at_risk_kg": at_risk.kg,
        "at_risk_eur": round(at_risk.eur),
        "all_ship_until": at_risk.all_ship_until,
        "some_ship_until": at_risk.some_ship_until,
        "scenario": each.gained.scenario,
        "status": each.gained.status,
    }
    if later is None:
        return row
    loss = each.lost.gain
    return row | {
        "slip_units_on_time_lost": loss.units if loss else None,
        **cells_of("slip_mean_days_late_more", loss.days if loss else None),
        "slip_at_risk_too_old_units": at_risk.lost(later.dates(waiting)) if loss else None,
        "slip_scenario": each.lost.scenario,
        "slip_status": each.lost.status,
    }


def _pictures(ranked: Sequence[Valued], asked: Moved) -> tuple[Bars, ...]:
    marks = tuple(
        Mark(each.name, each.gained.gain.days, f"{figure(each.gained.gain.units)} units on time")
        for each in ranked
        if each.gained.gain is not None
    )
    title = f"Mean days late less if the approval came {asked.words}"
    return (Bars(title, "d", marks),) if marks else ()
