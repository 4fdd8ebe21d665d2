"""The previous plan: what is frozen of it must still be possible (docs/rules.md, R12)."""

from __future__ import annotations

from collections.abc import Iterator

from models.checks.horizon import Horizon
from models.checks.room import batch_hours
from models.checks.scope import with_calendar
from models.plant import Plant
from models.problems import Problem


def in_time(plant: Plant, horizon: Horizon) -> Iterator[Problem]:
    """Every problem with what is frozen."""
    until = plant.settings.frozen_until
    if until is not None and until >= plant.settings.start and not plant.previous_batches:
        what = (
            f"is {until}, but there is no previous plan to freeze; give --previous RUN,"
            " fill previous_batches, or write null"
        )
        yield Problem("plant.yaml", None, "frozen_until", str(until), what)
    yield from _cannot_stay(plant, horizon)


def _cannot_stay(plant: Plant, horizon: Horizon) -> Iterator[Problem]:
    """Frozen batches that can no longer be made as they were."""
    possible = {(kind.syringe, *kind.route, kind.volume_l) for kind in batch_hours(plant)}
    suites = {row.suite for row in plant.suites}
    lines = {row.line for row in plant.lines}
    for batch in horizon.fixed:
        row = batch.row
        if batch.table != "previous_batches" or row.suite not in suites or row.line not in lines:
            continue
        if (row.syringe, row.suite, row.line, row.volume_l) not in possible:
            what = (
                f"'{row.batch}' is frozen, but {row.volume_l:g} L of '{row.syringe}' by"
                f" {row.suite} > {row.line} can no longer be made; restore its recipes and"
                " connection or freeze less (frozen_until)"
            )
            yield Problem("previous_batches", batch.index, "volume_l", f"{row.volume_l:g}", what)
            continue
        days = horizon.calendar.first(batch.bucket), horizon.calendar.last(batch.bucket)
        for column, name in (("suite", row.suite), ("line", row.line)):
            bucket = range(batch.bucket, batch.bucket + 1)
            if name in with_calendar(plant) and not horizon.works(name, bucket):
                what = (
                    f"'{row.batch}' is frozen in {horizon.span(bucket)}, but"
                    f" {horizon.why_idle(name, *days)}; change that or freeze less (frozen_until)"
                )
                yield Problem("previous_batches", batch.index, column, name, what)
