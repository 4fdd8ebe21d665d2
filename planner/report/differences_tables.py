"""Service, batches, hours, costs and levels of two runs beside each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from planner.comparison import Comparison
from planner.language import Language
from planner.report.costs import term_name
from planner.report.differences_cells import Cell, Table, called, change, euros, number, share
from planner.report.hours_kinds import said_of

Record = dict[str, Any]
LEAST_HOURS = 0.5
"""Hours that a row must differ by."""


def tables(t: Language, found: Comparison) -> tuple[Table, ...]:
    """Those that have anything to say."""
    every = (
        _service(t, found, "group"),
        _service(t, found, "country"),
        _batches(t, found),
        _costs(t, found),
        _hours(t, found),
        _levels(t, found),
    )
    return tuple(table for table in every if table.rows)


def _pairs(rows: Iterable[Record], *keys: str) -> Iterator[tuple[Record | None, Record | None]]:
    """Rows of both runs with the same key; either may lack it."""
    sides: dict[tuple[Any, ...], dict[str, Record]] = {}
    labels: dict[str, None] = {}
    for row in rows:
        labels[row["scenario"]] = None
        sides.setdefault(tuple(row[key] for key in keys), {})[row["scenario"]] = row
    for side in sides.values():
        first, last = next(iter(labels)), list(labels)[-1]
        yield side.get(first), side.get(last)


def _service(t: Language, found: Comparison, level: str) -> Table:
    """All first; of groups or countries those that changed."""
    rows = []
    records = [row for row in found.records["service"] if row["level"] in ("all", level)]
    for base, run in _pairs(records, "level", "name"):
        if base is None or run is None or _figures(base) == _figures(run):
            continue
        points = run["on_time_pct"] - base["on_time_pct"]
        days = run["mean_days_late"] - base["mean_days_late"]
        rows.append(
            (
                Cell(t("everybody") if base["level"] == "all" else base["name"]),
                share(t, base["on_time_pct"]),
                share(t, run["on_time_pct"]),
                change(t, points, 2, better=1),
                number(t, base["mean_days_late"], 2),
                number(t, run["mean_days_late"], 2),
                change(t, days, 2, better=-1),
                change(t, run["worst_units"] - base["worst_units"], better=-1),
            )
        )
    columns = (
        t("Approval group") if level == "group" else t("Country"),
        t("On time in the base, %"),
        t("On time here, %"),
        t("Change, points"),
        t("Mean days late in the base"),
        t("Mean days late here"),
        t("Change, days"),
        t("Change of the largest backlog, units"),
    )
    title = t("Service by approval group") if level == "group" else t("Service by country")
    return Table(f"by-{level}", title, columns, tuple(rows))


def _figures(row: Record) -> tuple[float, ...]:
    return row["on_time_pct"], row["mean_days_late"], row["worst_units"]


def _batches(t: Language, found: Comparison) -> Table:
    rows = [
        (
            Cell(row["syringe"]),
            *(number(t, row[name]) for name in ("batches", "kept", "moved", "added", "dropped")),
        )
        for row in found.records["batches"]
    ]
    columns = (
        t("Syringe"),
        t("Batches"),
        t("Kept"),
        t("Moved"),
        t("Added"),
        t("Dropped"),
    )
    return Table("by-syringe", t("Batches by syringe"), columns, tuple(rows))


def _costs(t: Language, found: Comparison) -> Table:
    rows = [
        (
            Cell(term_name(run["term"], t)),
            number(t, base["eur"]),
            number(t, run["eur"]),
            euros(t, run["change_eur"]),
        )
        for base, run in _pairs(found.records["costs"], "term")
        if base and run
    ]
    columns = (t("Term"), t("Base"), t("This run"), t("Change, EUR"))
    return Table("by-term", t("Costs, EUR"), columns, tuple(rows))


def _hours(t: Language, found: Comparison) -> Table:
    kinds = said_of(t)
    rows = [
        (
            Cell(run["resource"]),
            Cell(called(kinds, run["kind"])),
            number(t, base["h"]),
            number(t, run["h"]),
            change(t, run["change_h"]),
        )
        for base, run in _pairs(found.records["hours"], "resource", "kind")
        if base and run and abs(run["change_h"]) >= LEAST_HOURS
    ]
    columns = (t("Suite or line"), t("Hours of"), t("Base"), t("This run"), t("Change, h"))
    return Table("by-resource", t("Hours that differ"), columns, tuple(rows))


def _levels(t: Language, found: Comparison) -> Table:
    names = {
        "lateness": t("Lateness"),
        "cover": t("Cover"),
        "fairness": t("Fairness"),
        "cost": t("Cost"),
        "likeness": t("Likeness"),
    }
    units = {"EUR": t("EUR"), "d": t("days"), "batches": t("batches")}
    rows = []
    for base, run in _pairs(found.records["levels"], "name"):
        if base is None or run is None:
            continue
        decimals = 4 if run["unit"] == "d" else 0
        step = run["value"] - base["value"]
        unit = units.get(run["unit"], run["unit"])
        rows.append(
            (
                Cell(f"{called(names, run['name'])}, {unit}"),
                number(t, base["value"], decimals),
                number(t, run["value"], decimals),
                euros(t, step) if run["unit"] == "EUR" else change(t, step, decimals, better=-1),
                _bound(t, base["bound"], decimals),
                _bound(t, run["bound"], decimals),
            )
        )
    columns = (
        t("Level"),
        t("Base"),
        t("This run"),
        t("Difference"),
        t("Bound of the base"),
        t("Bound of this run"),
    )
    return Table("by-level", t("Levels"), columns, tuple(rows))


def _bound(t: Language, bound: float | None, decimals: int) -> Cell:
    if bound is None:
        return Cell(t("none yet"))
    return number(t, max(0.0, bound), decimals)
