"""A plan as a workbook: the Monday screen, a Gantt, hours, and every table of the run."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

from planner.export.plan_gantt import Gantt
from planner.export.plan_hours import hours_sheet
from planner.export.plan_monday import monday_sheet
from planner.export.plan_page import Looks, Page
from planner.export.plan_run import Gone, run_sheet
from planner.export.plan_tables import ROWS, table_sheet
from planner.language import Language
from planner.saved import Saved

TABLES = (
    "batches", "shortages", "service", "cover", "capacity", "stock", "shipments", "costs",
    "changeovers", "campaigns", "media_fills", "substance", "moves", "markets",
)  # fmt: skip
"""Sheets of tables, in the order in which planners ask for them."""

PLAIN = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def plan_workbook(saved: Saved, language: str = "en", most: int = ROWS) -> bytes:
    """A run as an .xlsx file; the same bytes for the same run.

    Parameters
    ----------
    saved
        The run.
    language
        `en` or `fr`: of all sheets but the tables, whose columns are those of the CSV files.
    most
        Rows that a sheet may have below its header; the sheet of a longer table is left
        out, and the sheet of the run says so.

    Raises
    ------
    DataError
        If `run.json` is not as fillfinish writes it.
    ModuleNotFoundError
        If xlsxwriter is not installed.
    """
    import xlsxwriter

    t, plan, told = Language(language), saved.plan, saved.told
    file = BytesIO()
    book = xlsxwriter.Workbook(file, PLAIN)
    looks = Looks(book)
    monday_sheet(Page(book, t("Monday"), looks), plan, t)
    Gantt(Page(book, t("Gantt"), looks), plan, t).draw()
    hours_sheet(Page(book, t("Hours"), looks), plan, t)
    gone = []
    for table in TABLES:
        rows = len(plan.records[table])
        if rows > most:
            gone.append(Gone(table, rows))
        else:
            table_sheet(Page(book, table, looks), plan, table, t)
    run_sheet(Page(book, t("Run"), looks), saved, told, tuple(gone), t)
    written = told.written.astimezone(dt.UTC).replace(tzinfo=None)
    book.set_properties({"title": plan.scenario, "author": "fillfinish", "created": written})
    book.close()
    return file.getvalue()
