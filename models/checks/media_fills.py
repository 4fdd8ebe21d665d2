"""Media fills: each appointment needs a bucket that holds its hours."""

from __future__ import annotations

from collections.abc import Iterator

from models.checks.horizon import Horizon
from models.checks.scope import with_calendar
from models.equipment import MediaFill
from models.hours import ROUNDING_H
from models.plant import Plant
from models.problems import Problem


def in_time(plant: Plant, horizon: Horizon) -> Iterator[Problem]:
    """Every media fill of the planned days that no bucket holds."""
    calendar = horizon.calendar
    known = with_calendar(plant) & {row.line for row in plant.lines}
    for index, row in enumerate(plant.media_fills):
        if row.line not in known or row.earliest > row.latest:
            continue
        if calendar.start <= row.latest <= calendar.end:
            most = _most(horizon, row)
            if most < row.hours - ROUNDING_H:
                what = (
                    f"no week or month of the plan holds its {row.hours:g} h: '{row.line}' offers"
                    f" {most:.1f} h at most in one from {row.earliest} to {row.latest}; widen the"
                    " window, lower hours, add staffing or move a closure"
                )
                yield Problem("media_fills", index, "latest", str(row.latest), what)


def _most(horizon: Horizon, row: MediaFill) -> float:
    """Most hours that a bucket offers inside the window of a media fill."""
    daily = horizon.hours.daily[row.line]
    return max(
        sum(
            daily[day]
            for day in horizon.calendar.dates(bucket)
            if row.earliest <= day <= row.latest
        )
        for bucket in horizon.calendar.touched(row.earliest, row.latest)
    )
