"""What `headroom` found: the sentence, the table, the pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import isfinite
from typing import Any

from models.calendar import Calendar
from models.plant import Plant
from planner.answers.contract import Bars, Finding, Heat, Mark, Picture, Point, Points
from planner.answers.demand_growth import Growth
from planner.answers.kinds import By
from planner.answers.periods import periods_of
from planner.answers.trials import Edges, Floor, Trial, proven_end
from planner.answers.what_binds import fullness_of, owed_by_what, shortages_of
from planner.on_time import on_time
from planner.study.spans import Span

FULL = 0.9
"""Share of the hours from which a resource is named as full."""

NAMED = 6
"""Things named in a sentence or picture."""

COLUMNS = (
    "scenario",
    "factor",
    "growth_pct",
    "keeps_floor",
    "on_time_pct",
    "on_time_of_these_pct",
    "days_late_d",
    "days_late_at_least_d",
    "owed_at_worst_units",
    "binds_most",
    "status",
)


def told(
    plant: Plant,
    growth: Growth,
    floor: Floor,
    step: float,
    trials: Sequence[Trial],
    edges: Edges,
) -> Finding:
    """The finding."""
    ordered = sorted(trials, key=lambda trial: trial.step)
    binding = _binding(ordered, edges)
    rows = tuple(_row(plant, growth, trial) for trial in ordered)
    limits = "; ".join(part for part in (_edge(ordered, edges), _proof(floor, ordered)) if part)
    sentence = f"{_grown(growth, floor, edges, ordered)}: {limits}. {_binds(plant, binding)}"
    return Finding(
        question="headroom",
        sentence=sentence.strip(),
        columns=tuple(c for c in COLUMNS if not growth.everything or "these" not in c),
        rows=rows,
        pictures=tuple(_pictures(plant, floor, ordered, binding)),
        notes=tuple(_notes(growth, floor, step, ordered, edges)),
    )


def _grown(growth: Growth, floor: Floor, edges: Edges, trials: Sequence[Trial]) -> str:
    what = f"Demand ({growth.words})"
    if edges.held is None:
        least = _percent(trials[0])
        return f"{what} would have to fall by more than {least} before {floor.words} is kept"
    if edges.missed is None:
        return f"{what} can grow by {_percent(edges.held)} at least with {floor.words}"
    if edges.held.step < 0:
        return (
            f"Today's demand misses {floor.words}: {what[:1].lower() + what[1:]} has to be"
            f" {_percent(edges.held)} lower to keep it"
        )
    if edges.held.step == 0:
        return f"{what} has no room to grow with {floor.words}"
    return f"{what} can grow by {_percent(edges.held)} before service misses {floor.words}"


def _edge(trials: Sequence[Trial], edges: Edges) -> str:
    base = next(trial for trial in trials if trial.step == 0)
    parts = []
    if base not in (edges.held, edges.missed):
        parts.append(f"{base.service} today")
    if edges.held is not None:
        parts.append(f"{edges.held.service} found at {_at(edges.held)}")
    if edges.missed is not None and edges.missed.planned:
        parts.append(f"no better than {edges.missed.service} found at {_at(edges.missed)}")
    elif edges.missed is not None:
        parts.append(f"no plan at {_at(edges.missed)} ({edges.missed.service})")
    return ", ".join(parts)


def _proof(floor: Floor, trials: Sequence[Trial]) -> str:
    end = proven_end(trials)
    if isfinite(end):
        return f"no plan exists that keeps it at {100 * (end - 1):+.4g} %"
    return "no bound excludes more"


def _binds(plant: Plant, binding: Trial | None) -> str:
    """What binds where the floor is missed."""
    if binding is None:
        return ""
    owed = owed_by_what(shortages_of(binding.result, plant))
    if not owed:
        return f"Nobody is short at {_at(binding)}."
    (first, units), *others = owed
    said = f"What binds most at {_at(binding)} is {first}: {units:,} units owed at worst"
    full = _full(plant, binding, first.split(" + "))
    said += f" ({full})" if full else ""
    rest = [f"{what} ({units:,})" for what, units in others[:2]]
    return f"{said}; then {' and '.join(rest)}." if rest else f"{said}."


def _full(plant: Plant, binding: Trial, names: Sequence[str]) -> str:
    shares = fullness_of(binding.result, periods_of(Calendar.of(plant), By.QUARTER))
    full = sorted((-share, key) for key, share in shares.items() if key[0] in names)
    said = [f"{name} {-100 * share:.0f} % full in {period}" for share, (name, period) in full]
    return ", ".join(said[:2])


def _binding(trials: Sequence[Trial], edges: Edges) -> Trial | None:
    """The first plan that misses the floor; else the one for the largest demand."""
    start = edges.missed.step if edges.missed else max(trial.step for trial in trials)
    after = [trial for trial in trials if trial.step >= start and trial.planned]
    before = [trial for trial in trials if trial.step < start and trial.planned]
    return after[0] if after else before[-1] if before else None


def _row(plant: Plant, growth: Growth, trial: Trial) -> dict[str, Any]:
    head = {
        "scenario": trial.result.scenario.name,
        "factor": trial.factor,
        "growth_pct": round(100 * (trial.factor - 1), 6),
        "keeps_floor": "yes" if trial.holds else "never" if trial.impossible else "not found",
        "status": trial.result.status,
    }
    if not trial.planned:
        return head
    late = trial.result.level("lateness")
    short = shortages_of(trial.result, plant)
    owed = owed_by_what(short)
    columns = "country", "presentation", "demand_units", "met_units", "backorder_units"
    these = [row for row in trial.result.rows("service", *columns) if growth.has(row)]
    return head | {
        "on_time_pct": 100 * trial.result.on_time,
        "on_time_of_these_pct": 100 * on_time(these),
        "days_late_d": late.found,
        "days_late_at_least_d": late.low,
        "owed_at_worst_units": sum(each.units for each in short),
        "binds_most": owed[0][0] if owed else None,
    }


def _pictures(
    plant: Plant, floor: Floor, trials: Sequence[Trial], binding: Trial | None
) -> Iterator[Picture]:
    planned = [trial for trial in trials if trial.planned]
    places = [(trial, Span.exact(100 * (trial.factor - 1))) for trial in planned]
    if floor.on_time is not None:
        points = tuple(
            Point(_at(t), growth, Span.exact(100 * t.result.on_time)) for t, growth in places
        )
        title = "Service against growth of demand"
        yield Points(title, "growth, %", "on time, %", points, y_limit=100 * floor.on_time)
    if floor.days_late is not None:
        points = tuple(Point(_at(t), growth, t.result.level("lateness")) for t, growth in places)
        title = "Days late against growth of demand"
        yield Points(title, "growth, %", "days late", points, y_limit=floor.days_late)
    if binding is None:
        return
    owed = owed_by_what(shortages_of(binding.result, plant))[:NAMED]
    if owed:
        marks = tuple(Mark(what, Span.exact(units)) for what, units in owed)
        yield Bars(f"What binds at {_at(binding)}", "units owed at worst", marks)
    periods = periods_of(Calendar.of(plant), By.QUARTER)
    shares = fullness_of(binding.result, periods)
    names = sorted({name for name, _ in shares})
    cells = [[shares.get((name, period.name)) for period in periods] for name in names]
    heat = tuple(
        (name, tuple(None if share is None else 100 * share for share in line))
        for name, line in zip(names, cells, strict=True)
    )
    title = f"Hours used at {_at(binding)}"
    yield Heat(title, "% of the hours offered", tuple(period.name for period in periods), heat)


def _notes(
    growth: Growth, floor: Floor, step: float, trials: Sequence[Trial], edges: Edges
) -> Iterator[str]:
    yield (
        f"Forecasts and orders of {growth.words} grow; opening backlog, stock, drug substance,"
        f" approvals and hours stay as they are. Factors were tried in steps of {100 * step:g} %."
    )
    if not growth.everything:
        yield "The floor is of all demand; on_time_of_these_pct is of the demand that grows."
    if floor.on_time is not None:
        yield (
            "That a factor held is certain: its plan is there. That one did not hold is only what"
            " the search found; bounds are on days late and say nothing of a share on time."
        )
    lucky = [t for t in trials if t.holds and edges.missed and t.step > edges.missed.step]
    if lucky and edges.missed is not None:
        yield (
            f"{' and '.join(_at(t) for t in lucky)} held although {_at(edges.missed)} did not: the"
            " search has not found all there is; give it more --seconds or --work"
        )
    rises = [
        (more.result.on_time - less.result.on_time, less, more)
        for less, more in pairwise(trial for trial in trials if trial.planned)
        if more.result.on_time > less.result.on_time
    ]
    if rises:
        rise, less, more = max(rises, key=lambda each: each[0])
        yield (
            f"The search varies: {_at(more)} came out {100 * rise:.2f} points better on time than"
            f" {_at(less)}, though it asks for more. Read the edge as give or take that much."
        )
    for trial in trials:
        if not trial.planned:
            first = trial.result.words.partition("\n")[0]
            yield f"{_at(trial)} counts as not kept, there is no plan: {first}"


def _at(trial: Trial) -> str:
    return f"{100 * (trial.factor - 1):+.4g} %" if trial.step else "today's demand"


def _percent(trial: Trial) -> str:
    return f"{100 * abs(trial.factor - 1):.4g} %"
