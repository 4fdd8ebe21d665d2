"""What changes, decontaminations, media fills and moves add to hours and costs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from planner.audit import media_fills
from planner.audit.campaigns import Campaigns
from planner.audit.paths import Path
from planner.audit.previous import Previous
from planner.audit.reading import Run
from planner.audit.states import States
from planner.audit.time import Calendar

COLUMNS = ("changeover_h", "decontamination_h", "media_fill_h")
TERMS = ("changeovers", "decontamination", "moves")


@dataclass(frozen=True)
class Extras:
    """By what the rules say, not by what the tables say."""

    hours: Mapping[tuple[str, int, str], float]
    """By resource, bucket and column of `capacity.csv`."""

    eur: Mapping[tuple[str, int], float]
    """By term of `costs.csv` and bucket."""


def extras(
    run: Run,
    calendar: Calendar,
    states: States,
    found: Mapping[str, Path],
    known: Campaigns,
    previous: Previous,
) -> Extras:
    """Hours and costs that are not of batches."""
    hours: dict[tuple[str, int, str], float] = defaultdict(float)
    eur: dict[tuple[str, int], float] = defaultdict(float)
    for resource, path in found.items():
        for change in path.rows:
            bucket = calendar.holding(change.day("bucket")) or 0
            rule = states.change(resource, change.text("from"), change.text("to")) or change
            hours[resource, bucket, "changeover_h"] += rule.amount("hours")
            eur["changeovers", bucket] += rule.amount("cost_eur")
    for resource, many in known.items():
        for one in many:
            if one.ended is not None:
                hours[resource, one.ended, "decontamination_h"] += one.hours
                eur["decontamination", one.ended] += one.eur
    for (line, bucket), amount in media_fills.hours(run, calendar).items():
        hours[line, bucket, "media_fill_h"] += amount
    for batch in previous.given_up:
        eur["moves", batch.shown] += run.settings.move_cost_eur
    return Extras(hours, eur)
