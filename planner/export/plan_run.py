"""The sheet of the run: where the plan comes from and how good it is, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from planner.export.plan_page import A4, Cell, Page
from planner.export.plan_tables import HEADER
from planner.language import Language
from planner.manifest import LevelTold, RunTold
from planner.saved import Saved


@dataclass(frozen=True)
class Gone:
    """A table that no sheet can hold."""

    table: str
    rows: int


def run_sheet(page: Page, saved: Saved, told: RunTold, gone: tuple[Gone, ...], t: Language) -> None:
    """Write what `run.json` says, and what is not as the run left it."""
    row = _pairs(page, 0, t("The run"), _facts(saved, told, t))
    row = _levels(page, row + 1, told, t)
    row = _pairs(page, row + 1, t("Options"), _options(told, t))
    row = _pairs(page, row + 1, t("Versions it was solved with"), told.versions.items())
    changed = [(file, t("edited or removed")) for file in saved.changed]
    row = _pairs(page, row + 1, t("Files edited since the run"), changed or [(t("none are"), None)])
    for one in gone:
        said = t(
            "{table} has {rows:,} rows, more than a sheet can hold: open {table}.csv",
            table=one.table,
            rows=one.rows,
        )
        page.put(row + 1, 0, said, page.look(bold=True))
        row += 1
    page.sheet.set_column(0, 0, 34)
    page.sheet.set_column(1, 7, 18)
    page.sheet.hide_gridlines(2)
    page.printed(saved.plan.scenario, A4, high=0)


Pair = tuple[str, Cell]


def _pairs(page: Page, row: int, title: str, pairs: Iterable[Pair]) -> int:
    """Write names and values under a title; the row after them."""
    page.put(row, 0, title, page.look(bold=True, font_size=12))
    for name, value in pairs:
        row += 1
        page.put(row, 0, name, page.look(valign="top"))
        if value is not None:
            page.put(row, 1, value, page.look(align="left", valign="top"))
    return row + 1


def _facts(saved: Saved, told: RunTold, t: Language) -> Iterator[Pair]:
    ending = {
        "optimal": t("the search is finished"),
        "limit": t("the search used up its limit; more time may find a better plan"),
        "interrupted": t("the search was interrupted; this is the best plan it had"),
    }
    yield t("scenario"), told.scenario
    yield t("case"), told.case
    yield t("folder"), saved.folder.resolve().name
    yield t("written (UTC)"), f"{told.written.astimezone(dt.UTC):%Y-%m-%d %H:%M}"
    yield t("command"), told.command
    yield t("overlays"), ", ".join(told.overlays) or t("no overlay")
    yield t("changes set in the command"), ", ".join(told.assignments) or t("no change")
    yield t("follows the plan of"), told.previous or t("no earlier run")
    if told.replay_of is not None:
        yield t("repeats the run"), told.replay_of
    yield t("search"), ending.get(told.status, told.status)
    yield t("mean days late, to the plan's last day"), told.service_in_horizon


def _options(told: RunTold, t: Language) -> Iterator[Pair]:
    options = told.options
    yield t("seconds allowed"), options.seconds
    yield (
        t("nodes a solve"),
        t("as many as the time allows") if options.work is None else options.work,
    )
    yield t("cost gap to stop at"), t("none given") if options.gap is None else options.gap
    yield t("seed"), options.seed
    yield t("threads"), options.threads
    for stage, seconds in told.seconds.items():
        names = {"build": t("seconds to build"), "solve": t("seconds to solve")}
        names["write"] = t("seconds to write")
        yield names.get(stage, stage), seconds


def _levels(page: Page, row: int, told: RunTold, t: Language) -> int:
    """Write value, bound and gap of each level; the row after them."""
    page.put(row, 0, t("How far from the best it can be"), page.look(bold=True, font_size=12))
    titles = (
        t("level"), t("unit"), t("value"), t("no plan can be below"), t("gap"), t("tolerance"),
        t("bound is"),
    )  # fmt: skip
    for column, title in enumerate(titles):
        page.put(row + 1, column, title, page.look(**HEADER))
    for place, level in enumerate(told.levels, start=row + 2):
        _level(page, place, level, t)
    return row + 2 + len(told.levels)


def _level(page: Page, row: int, level: LevelTold, t: Language) -> None:
    names = {
        "lateness": t("lateness"),
        "cover": t("cover"),
        "fairness": t("fairness"),
        "cost": t("cost"),
        "likeness": t("likeness"),
    }
    certain = {
        "proven": t("proven"),
        "conditional": t("proven if earlier levels stay as they are"),
    }
    form = "#,##0" if level.unit == "EUR" else "0.0000"
    number, share = page.look(num_format=form), page.look(num_format="0.0%")
    page.put(row, 0, names.get(level.name, level.name), page.look())
    page.put(row, 1, level.unit, page.look())
    gap = share if level.gap_base == "value" else number
    for column, value, look in (
        (2, level.value, number),
        (3, level.bound, number),
        (4, level.gap, gap),
        (5, level.tolerance, number),
    ):
        # A bound may be a hair below 0, which would show as -0.0000.
        page.put(row, column, t("not known yet") if value is None else round(value, 6) + 0.0, look)
    page.put(row, 6, certain.get(level.status, level.status), page.look())
