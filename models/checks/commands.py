"""Instructions: what a planner ordered must be possible (docs/rules.md, R12)."""

from __future__ import annotations

from collections.abc import Iterator

from models.checks.horizon import Fixed, Horizon
from models.checks.room import BatchHours, batch_hours, most_batches
from models.checks.scope import with_calendar
from models.inventory import Instruction
from models.plant import Plant
from models.problems import Problem
from models.units import ANY


def problems(plant: Plant) -> Iterator[Problem]:
    """Every problem within a row of instructions."""
    for index, row in enumerate(plant.instructions):
        if row.at_least is None and row.at_most is None:
            what = "at_least and at_most are both blank; give one or both"
        elif row.at_least is not None and row.at_most is not None and row.at_least > row.at_most:
            what = f"{row.at_most} is less than at_least {row.at_least}; correct one"
        else:
            continue
        yield Problem("instructions", index, "at_most", None, what)


def in_time(plant: Plant, horizon: Horizon) -> Iterator[Problem]:
    """Every instruction that no plan can follow."""
    possible = batch_hours(plant)
    for index, row in _sound(plant):
        if row.at_least:
            what = _impossible(plant, horizon, row, row.at_least, possible)
            if what:
                yield Problem("instructions", index, "at_least", str(row.at_least), what)
            yield from _clashes(plant, horizon, index, row, row.at_least)
        if row.at_most is not None:
            yield from _already_more(horizon, index, row, row.at_most)


def scope(row: Instruction) -> str:
    """The batches that an instruction counts, in words."""
    named = "any syringe" if row.syringe == ANY else f"'{row.syringe}'"
    suite = "any suite" if row.suite == ANY else row.suite
    line = "any line" if row.line == ANY else row.line
    return f"{named} by {suite} > {line}"


def _sound(plant: Plant) -> Iterator[tuple[int, Instruction]]:
    """Instructions whose names exist and whose days are in order."""
    syringes = {ANY, *(row.syringe for row in plant.syringes)}
    suites = {ANY, *(row.suite for row in plant.suites)}
    lines = {ANY, *(row.line for row in plant.lines)}
    for index, row in enumerate(plant.instructions):
        known = row.syringe in syringes and row.suite in suites and row.line in lines
        if known and row.from_ <= row.until:
            yield index, row


def _impossible(
    plant: Plant,
    horizon: Horizon,
    row: Instruction,
    least: int,
    possible: tuple[BatchHours, ...],
) -> str | None:
    """Why no plan has so many batches: the first reason that holds."""
    buckets = horizon.calendar.inside(row.from_, row.until)
    if not buckets:
        return _no_bucket(horizon, row)
    fixed = _counted(horizon, row, buckets)
    meant = [kind for kind in possible if row.means((kind.syringe, kind.suite, kind.line))]
    if len(fixed) >= least:
        return None
    if not meant:
        return (
            f"no batch of {scope(row)} can be made; correct the names or add recipes and a"
            " connection"
        )
    if horizon.frozen.issuperset(buckets):
        return (
            f"{horizon.span(buckets)} is frozen with {len(fixed)} of the {least} batches of"
            f" {scope(row)}; lower at_least or freeze less (frozen_until)"
        )
    if not with_calendar(plant).issuperset(name for kind in meant for name in kind.route):
        return None
    prepared = sum(not batch.in_suite for batch in fixed)
    return _no_room(horizon, row, least, prepared, meant, buckets)


def _no_room(
    horizon: Horizon,
    row: Instruction,
    least: int,
    prepared: int,
    meant: list[BatchHours],
    buckets: range,
) -> str | None:
    """Why so many batches do not fit into the hours of some buckets."""
    idle = {name for kind in meant for name in kind.route if not horizon.works(name, buckets)}
    if all(idle.intersection(kind.route) for kind in meant):
        days = horizon.calendar.first(buckets[0]), horizon.calendar.last(buckets[-1])
        reasons = "; ".join(horizon.why_idle(name, *days) for name in sorted(idle))
        return (
            f"no batch of {scope(row)} can be made in {horizon.span(buckets)}: {reasons};"
            " choose other days, or change the closure or the staffing"
        )
    most = most_batches(meant, horizon, buckets) + prepared
    if most >= least:
        return None
    return (
        f"at most {most} batches of {scope(row)} fit into the hours offered in"
        f" {horizon.span(buckets)}; lower at_least, allow more days or add hours"
    )


def _no_bucket(horizon: Horizon, row: Instruction) -> str:
    calendar = horizon.calendar
    touched = horizon.calendar.touched(row.from_, row.until)
    if not touched:
        return (
            f"{row.from_} to {row.until} lies outside the plan, {calendar.start} to"
            f" {calendar.end}; correct the days or delete the row"
        )
    first, last = calendar.first(touched[0]), calendar.last(touched[-1])
    return (
        f"no week or month of the plan lies wholly in {row.from_} to {row.until};"
        f" write from {first} until {last}"
    )


def _counted(horizon: Horizon, row: Instruction, buckets: range) -> list[Fixed]:
    """Fixed batches that an instruction counts."""
    return [
        batch
        for batch in horizon.fixed
        if batch.bucket in buckets
        and row.means((batch.row.syringe, batch.row.suite, batch.row.line))
    ]


def _clashes(
    plant: Plant, horizon: Horizon, index: int, row: Instruction, least: int
) -> Iterator[Problem]:
    """Other rows that allow fewer batches of all that this one counts."""
    buckets = horizon.calendar.inside(row.from_, row.until)
    for number, other in _sound(plant):
        if number == index or other.at_most is None or other.at_most >= least or not buckets:
            continue
        covered = horizon.calendar.touched(other.from_, other.until)
        if other.means((row.syringe, row.suite, row.line)) and set(buckets) <= set(covered):
            what = (
                f"{least} is more than at_most {other.at_most} of row {number + 2}, which counts"
                " these batches too; correct one of the rows"
            )
            yield Problem("instructions", index, "at_least", str(least), what)


def _already_more(horizon: Horizon, index: int, row: Instruction, most: int) -> Iterator[Problem]:
    """Fixed batches alone that are more than an instruction allows."""
    fixed = _counted(horizon, row, horizon.calendar.touched(row.from_, row.until))
    if len(fixed) > most:
        named = ", ".join(f"'{batch.row.batch}'" for batch in fixed)
        frozen = any(batch.table == "previous_batches" for batch in fixed)
        what = (
            f"{most} is less than the number of {'firm or frozen' if frozen else 'firm'} batches,"
            f" {len(fixed)} ({named}); raise at_most or change them"
        )
        yield Problem("instructions", index, "at_most", str(most), what)
