"""`approval-value`: what an approval is worth if it comes by a day, and what waits for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from models.plant import Plant
from planner.answers.approval_dates import Moved, moved, slipped
from planner.answers.approvals_tried import CHECKED, Valued, tried
from planner.answers.contract import Bars, Finding, Mark
from planner.answers.ranges import cells_of, columns_of, figure, late
from planner.answers.served import Gain
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
        return Finding("approval-value", _nobody(asked), COLUMNS, (), ())
    valued = tried(study, planned, asked, later)
    ranked = sorted(valued, key=lambda each: each.worth, reverse=True)
    unplanned = [f"{each.group} {each.unit}" for each in found if each not in planned]
    return Finding(
        "approval-value",
        _sentence(plant, ranked, asked, later),
        COLUMNS + (SLIPS if later else ()),
        tuple(_row(rank, each, asked, later) for rank, each in enumerate(ranked, start=1)),
        _pictures(ranked, asked),
        tuple(_notes(ranked, unplanned, later)),
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
        "slip_at_risk_too_old_units": at_risk.lost(later.dates(waiting)),
        "slip_scenario": each.lost.scenario,
        "slip_status": each.lost.status,
    }


def _nobody(asked: Moved) -> str:
    if asked.by is not None:
        return f"Every unit that these groups need is approved by {asked.by} as it is."
    return "No approval is planned after the plan's first day; ask with --by for one that is not."


def _sentence(plant: Plant, ranked: Sequence[Valued], asked: Moved, later: Moved | None) -> str:
    first, gains = ranked[0], [each.gained.gain for each in ranked if each.gained.gain]
    many = f" of {len(ranked)} approvals" if len(ranked) > 1 else ""
    if not gains:
        return "No approval has a plan at the other time: see the table."
    least = plant.settings.tolerances.lateness_days
    if first.gained.gain is None or first.gained.gain.days.found < least:
        most = figure(max(gain.days.high for gain in gains), 2)
        who = f"none{many}" if many else f"approval of {first.name}"
        what = "anything" if many else "nothing"
        parts = [
            f"{who} was found to bring {what} {asked.words}; the gaps allow up to {most} mean"
            " days late less"
        ]
    else:
        parts = [_worth(plant, first, first.gained.gain, asked)]
        parts[0] += f", the most{many}" if many else ""
    kept = max(ranked, key=lambda each: each.at_risk.eur)
    if kept.at_risk.units:
        parts.append(_kept(kept))
    lost = [(each.lost.gain, each.name) for each in ranked if each.lost.gain]
    if later is not None and lost:
        loss, name = max(lost, key=lambda each: each[0].days.found)
        parts.append(
            f"if it came {later.words}, {name} would cost{' the most:' if many else ''}"
            f" {figure(loss.units)} units on time and {late(loss.days)}"
            if loss.days.found >= least
            else f"no approval that comes {later.words} was found to cost anything"
        )
    return ". ".join(part[0].upper() + part[1:] for part in parts) + "."


def _worth(plant: Plant, each: Valued, gain: Gain, asked: Moved) -> str:
    names = [row.name for row in plant.countries if row.approval_group == each.waiting.group]
    who = names[0] if len(names) == 1 else each.waiting.group
    cost = gain.cost.found
    units = f"{'bring' if gain.units >= 0 else 'cost'} {figure(abs(gain.units))} units on time"
    return (
        f"approval of {each.waiting.unit} by {who} {asked.words} would {units} and take away"
        f" {late(gain.days)}, for {figure(abs(cost))} EUR {'more' if cost >= 0 else 'less'}"
    )


def _kept(each: Valued) -> str:
    at_risk = each.at_risk
    return (
        f"at risk the plan pre-builds {figure(at_risk.units)} units for {each.name}, of"
        f" {at_risk.sources} batches or lots ({figure(at_risk.kg, 1)} kg,"
        f" {figure(at_risk.eur)} EUR); all of them still ship if the approval comes by"
        f" {at_risk.all_ship_until}"
    )


def _pictures(ranked: Sequence[Valued], asked: Moved) -> tuple[Bars, ...]:
    marks = tuple(
        Mark(each.name, each.gained.gain.days, f"{figure(each.gained.gain.units)} units on time")
        for each in ranked
        if each.gained.gain is not None
    )
    title = f"Mean days late less if the approval came {asked.words}"
    return (Bars(title, "d", marks),) if marks else ()


def _notes(
    ranked: Sequence[Valued], unplanned: Sequence[str], later: Moved | None
) -> Iterator[str]:
    yield (
        "Gains are over the best plan found that does without the approval, in whichever"
        f" scenario; for the {CHECKED} that gain most it is searched for from their own plans."
        " An earlier approval cannot hurt: where nothing better was found, the gain is 0. Small"
        " gains may still be the search's, not the approval's; ask again with more --seconds."
    )
    yield "Costs compare plans of different service, each at its own; their ranges do too."
    if any(each.at_risk.units for each in ranked):
        yield (
            "At risk is what the base's plan fills on the unit before the approval and ships to"
            " the group after it; until its day it may still ship with the least shelf life that"
            " the country asks for. What ships after the last planned bucket is not counted."
        )
    if later is not None:
        yield "The plan of a slip knows of it from its first day: a late surprise costs more."
    if unplanned:
        yield f"No approval is planned for {', '.join(unplanned)}; ask with --by for their worth."
    for each in ranked:
        for what in (each.gained, each.lost):
            if what.gain is None and what.scenario is not None:
                yield f"{what.scenario}: {what.status}, so nothing can be said of it."
