"""Who is served: on time by approval group and by presentation, scenario by scenario."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from planner.answers.contract import Heat
from planner.cells import plain_text
from planner.errors import DataError
from planner.on_time import met_when_due
from planner.run_folder import problem_of, rows_of
from planner.study.rows import ScenarioRow
from planner.study_page.beside import Beside, tenths

MOST = 16
"""Scenarios whose service.csv is read: of le-trait, each takes a tenth of a second."""

READ = ("country", "presentation", "demand_units", "met_units", "backorder_units")

Shares = Mapping[str, float]
"""On time, %, by name."""

Sums = defaultdict[str, list[int]]
"""Units met when due, and due, by name."""


@dataclass(frozen=True)
class Served:
    """Who is served in a scenario."""

    row: ScenarioRow
    by_group: Shares
    by_presentation: Shares


def by_market(beside: Beside) -> Iterator[tuple[Heat, str]]:
    """Maps of scenarios against approval groups and presentations, and how to read them.

    Scenarios whose run is gone are left out.
    """
    chosen = beside.most_different(MOST)
    served = [one for row in chosen if (one := _served(row)) is not None]
    note = "Darker is more; demand met in the bucket in which it is due."
    if len(beside.finished) > MOST:
        note += f" The {len(served)} of {len(beside.finished):,} that differ most from the base."
    groups = [(one.row, one.by_group) for one in served]
    presentations = [(one.row, one.by_presentation) for one in served]
    for what, found in (("approval group", groups), ("presentation", presentations)):
        names = sorted({name for _, shares in found for name in shares})
        if len(names) > 1 and len(found) > 1:
            rows = tuple((beside.label(row), tuple(map(of.get, names))) for row, of in found)
            yield Heat(f"On time by {what}", "%", tuple(names), rows), note


def _served(row: ScenarioRow) -> Served | None:
    """Who is served; None if the run is gone.

    Raises
    ------
    DataError
        If its service.csv is not as it was written.
    """
    run = row.result.run
    if run is None or row.result.told is None:
        return None
    countries = rows_of(run, "case/countries", "report", ("country", "approval_group"))
    group_of = {one["country"]: one["approval_group"] for one in countries}
    groups, presentations = Sums(_nothing), Sums(_nothing)
    try:
        for one, met in met_when_due(_service(run)):
            due, country = int(one["demand_units"]), plain_text(one["country"])
            for sums in groups[group_of[country]], presentations[plain_text(one["presentation"])]:
                sums[0] += met
                sums[1] += due
    except (OSError, ValueError, LookupError, csv.Error):
        what = "is not as it was written; solve the scenario again"
        raise DataError([problem_of(run, "service.csv", what)], "report") from None
    return Served(row, _percent(groups), _percent(presentations))


def _service(run: Path) -> Iterator[dict[str, str]]:
    """Rows of service.csv, only what is needed: most of the time goes into this."""
    with (run / "service.csv").open(encoding="utf-8", newline="") as opened:
        reader = csv.reader(opened)
        header = next(reader, [])
        places = [header.index(name) for name in READ]
        for row in reader:
            yield {name: row[at] for name, at in zip(READ, places, strict=True)}


def _nothing() -> list[int]:
    return [0, 0]


def _percent(sums: Mapping[str, list[int]]) -> Shares:
    return {name: tenths(100 * met / due) for name, (met, due) in sums.items() if due}
