"""Batches that are not kept, and shortages that came or went: the first of each list."""

from __future__ import annotations

from typing import Any

from planner.comparison import Comparison
from planner.language import Language
from planner.language.reasons import binds_in
from planner.report.differences_cells import Cell, Table, number

Record = dict[str, Any]
SHOWN = 30
"""Rows of each list."""


def moved(t: Language, found: Comparison) -> Table:
    """Batches moved, added and dropped, by the day of filling."""
    words = {"moved": t("moved"), "added": t("added"), "dropped": t("dropped")}
    every = sorted(
        found.records["moves"],
        key=lambda row: (row["to_fill_start"] or row["from_fill_start"], row["batch"]),
    )
    rows = tuple(
        (
            Cell(words[row["change"]]),
            Cell(row["batch"]),
            Cell(row["syringe"]),
            Cell(_place(row, "from")),
            Cell(_place(row, "to")),
            number(t, row["units"]),
        )
        for row in every[:SHOWN]
    )
    columns = (
        t("What changes"),
        t("Batch"),
        t("Syringe"),
        t("In the base"),
        t("In this run"),
        t("Units"),
    )
    return Table("moved", t("Batches that are not kept"), columns, rows, _more(t, len(every)))


def _place(row: Record, side: str) -> str:
    """Suite, line, litres and day of filling; blank where the batch is not."""
    if not row[f"{side}_suite"]:
        return ""
    route = f"{row[f'{side}_suite']} > {row[f'{side}_line']}"
    return f"{route}, {row[f'{side}_volume_l']} L, {row[f'{side}_fill_start']}"


def shortages_that(t: Language, found: Comparison, went: str) -> Table:
    """Shortages that are `new` or `gone`, the largest first."""
    every = [row for row in found.records["shortages"] if row["change"] == went]
    every.sort(key=lambda row: -row["worst_units"])
    rows = tuple(
        (
            Cell(row["country"]),
            Cell(row["presentation"]),
            Cell(row["from"]),
            Cell(row["until"]),
            number(t, row["worst_units"]),
            Cell(binds_in(t, row["binds"])),
        )
        for row in every[:SHOWN]
    )
    columns = (
        t("Country"),
        t("Presentation"),
        t("From"),
        t("Until"),
        t("Units owed at worst"),
        t("What binds"),
    )
    title = t("New shortages") if went == "new" else t("Shortages that went")
    return Table(f"{went}-shortages", title, columns, rows, _more(t, len(every)))


def _more(t: Language, count: int) -> str:
    if count <= SHOWN:
        return ""
    return t("{count:,} in all; fillfinish compare --out writes every one", count=count)
