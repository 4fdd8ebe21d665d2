"""The tables of a run as sheets: what the CSV files hold, as real numbers and days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from planner.columns import COLUMNS
from planner.export.plan_page import A4, DAY, Cell, Look, Page
from planner.language import Language
from planner.plan import Plan

ROWS = 1_048_575
"""Rows that Excel holds below a header."""

HEADER = {"bold": True, "bg_color": "#1F4E79", "font_color": "#FFFFFF", "border": 1}
MEASURED, NARROWEST, WIDEST = 200, 8, 60
"""Rows whose texts the width of a column follows; characters."""

FORMS = {"units": "#,##0", "packs": "#,##0", "eur": "#,##0.00", "h": "0.0###", "hours": "0.0###"}
"""How numbers show, by the last word of their column."""


def table_sheet(page: Page, plan: Plan, table: str, t: Language) -> None:
    """Write a table: a frozen header with units in notes, a filter, and every row."""
    sheet, rows, names = page.sheet, plan.records[table], COLUMNS[table]
    _header(page, 0, "scenario", [plan.scenario], t)
    for column, name in enumerate(names, start=1):
        _header(page, column, name, (row[name] for row in rows[:MEASURED]), t)
    looks = [_look(page, name) for name in names]
    day, plain = page.look(num_format=DAY), page.look()
    for place, row in enumerate(rows, start=1):
        page.put(place, 0, plan.scenario, plain)
        for column, name in enumerate(names):
            value = row[name]
            if value is not None:
                look = day if isinstance(value, dt.date) else looks[column]
                page.put(place, column + 1, value, look)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(rows)), len(names))
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    sheet.repeat_rows(0)
    page.printed(plan.scenario, A4, high=0)


def _header(page: Page, column: int, name: str, cells: Iterable[Cell], t: Language) -> None:
    page.put(0, column, name, page.look(**HEADER))
    if unit := unit_of(name, t):
        page.note(0, column, [unit])
    longest = max((len(str(value)) for value in cells if value is not None), default=0)
    width = min(WIDEST, max(NARROWEST, len(name) + 3, longest + 2))
    page.sheet.set_column(column, column, width)


def _look(page: Page, column: str) -> Look:
    form = FORMS.get(_last_word(column))
    return page.look(num_format=form) if form else page.look()


def unit_of(column: str, t: Language) -> str | None:
    """What a column counts, by the last word of its name."""
    return {
        "h": t("hours"),
        "hours": t("hours"),
        "l": t("litres"),
        "kg": t("kilograms"),
        "eur": t("euros"),
        "units": t("units: filled syringes or pens"),
        "packs": t("packs"),
        "days": t("days"),
        "weeks": t("weeks"),
        "bucket": t("first day of the bucket"),
    }.get(_last_word(column))


def _last_word(column: str) -> str:
    return column.rsplit("_", 1)[-1]
