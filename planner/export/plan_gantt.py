"""The Gantt sheet: a column a week, every batch on its suite and on its line."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import groupby
from typing import Any

from planner.export.plan_colours import (
    BAND,
    CHANGED,
    CLOSED,
    GRID,
    HEADER,
    INK,
    MONTH,
    fills,
)
from planner.export.plan_gantt_rows import Bar, ResourceRows, resource_rows
from planner.export.plan_page import A3, Look, Page, shortened
from planner.export.plan_weeks import Mark, Weeks
from planner.language import Language
from planner.plan import Plan, Record

LEGEND, MONTHS, ISO_WEEKS, MONDAYS, FIRST = range(5)
"""The rows above the suites, and the first one below them."""

LEFT = 2
"""Columns before the weeks: the resource, and what a row holds."""

WEEK_WIDTH = 6.7
SYRINGE, RECEIVERS = 8, 6
"""Characters of a syringe's name in a bar; countries that a note names."""

SMALL = {"font_size": 8, "align": "center", "valign": "vcenter"}


class Gantt:
    """Draws a plan on a sheet."""

    def __init__(self, page: Page, plan: Plan, t: Language) -> None:
        self.page, self.plan, self.t = page, plan, t
        self.weeks = Weeks.of(plan)
        self.fills = fills(plan.plant)
        self.receivers: dict[str, Counter[str]] = defaultdict(Counter)
        for row in plan.records["shipments"]:
            self.receivers[row["source"]][row["country"]] += row["units"]

    def draw(self) -> None:
        self._frame()
        self._header()
        self._legend()
        lines = {row.line for row in self.plan.plant.lines}
        row, every = FIRST, resource_rows(self.plan, self.weeks, self.t)
        for is_line, group in groupby(every, key=lambda one: one.code in lines):
            self._band(row, self.t("Filling lines") if is_line else self.t("Suites"))
            row += 1
            for one in group:
                row = self._resource(row, one)
        self._words(row + 1)

    def _frame(self) -> None:
        sheet, last = self.page.sheet, LEFT + self.weeks.count - 1
        sheet.set_column(0, 0, 14)
        sheet.set_column(1, 1, 9)
        sheet.set_column(LEFT, last, WEEK_WIDTH)
        sheet.freeze_panes(FIRST, LEFT)
        sheet.repeat_rows(LEGEND, MONDAYS)
        sheet.repeat_columns(0, LEFT - 1)
        sheet.hide_gridlines(2)
        self.page.printed(self.plan.scenario, A3, high=1)

    def _header(self) -> None:
        page, t, look = self.page, self.t, self.page.look
        head = {**SMALL, "bg_color": HEADER, "border": 1, "border_color": MONTH}
        for row, said in ((MONTHS, t("month")), (ISO_WEEKS, t("ISO week")), (MONDAYS, t("Monday"))):
            page.spread(range(row, row + 1), range(LEFT), said, look(**{**head, "align": "left"}))
        for month, group in groupby(range(self.weeks.count), key=self.weeks.month):
            columns = [LEFT + week for week in group]
            across = range(columns[0], columns[-1] + 1)
            page.spread(range(MONTHS, MONTHS + 1), across, month, look(**head, bold=True))
        for week in range(self.weeks.count):
            monday = self.weeks.monday(week)
            said = t("W{week:02d}", week=monday.isocalendar().week)
            page.put(ISO_WEEKS, LEFT + week, said, look(**head))
            page.put(MONDAYS, LEFT + week, monday, look(**head, num_format="mm-dd"))

    def _legend(self) -> None:
        page, t, column = self.page, self.t, LEFT
        title = page.look(bold=True, font_size=12)
        page.put(LEGEND, 0, t("Gantt of the plan"), title)
        page.sheet.set_row(LEGEND, 22)
        for bulk, fill in self.fills.items():
            look = page.look(**SMALL, **fill, border=1, border_color=MONTH, shrink=True)
            page.put(LEGEND, column, shortened(bulk, SYRINGE), look)
            column += 1
        for said, properties in (
            (t("firm batch"), {"border": 2}),
            (t("closed"), {"bg_color": CLOSED, "border": 1, "border_color": GRID}),
            (t("changes"), {"bg_color": CHANGED, "border": 1, "border_color": GRID}),
        ):
            page.put(LEGEND, column, said, page.look(**SMALL, **properties, shrink=True))
            column += 1
        said = t("C changeover, D decontamination, M media fill")
        page.put(LEGEND, column, said, page.look(font_size=8, valign="vcenter", indent=1))

    def _band(self, row: int, title: str) -> None:
        look = self.page.look(bold=True, font_color="#FFFFFF", bg_color=BAND, font_size=9)
        for column in range(LEFT + self.weeks.count):
            self.page.put(row, column, title if column == 0 else None, look)

    def _resource(self, row: int, one: ResourceRows) -> int:
        """Draw the rows of a suite or line; the row after them."""
        page, t = self.page, self.t
        changes = row + len(one.slots)
        name = f"{one.code}\n{shortened(one.name, 60)}"
        side = {"font_size": 8, "valign": "top", "border": 1, "border_color": MONTH}
        look = page.look(**side, text_wrap=True, bold=True)
        page.spread(range(row, changes + 2), range(1), name, look)
        kind = page.look(**side)
        page.spread(range(row, changes), range(1, 2), t("batches"), kind)
        page.put(changes, 1, t("changes"), kind)
        page.put(changes + 1, 1, t("closed"), kind)
        for place in range(row, changes + 2):
            self._ground(place, one, place == row)
        for place, slot in enumerate(one.slots, start=row):
            for bar in slot:
                self._bar(place, bar)
        yellow = page.look(**SMALL, bg_color=CHANGED, border=1, border_color=MONTH, shrink=True)
        grey = page.look(**{**SMALL, "align": "left"}, bg_color=CLOSED, border=1, border_color=GRID)
        for mark in one.changes:
            self._mark(changes, mark, yellow)
        for mark in one.closed:
            self._mark(changes + 1, mark, grey)
        return changes + 2

    def _ground(self, row: int, one: ResourceRows, first: bool) -> None:
        """What lies under the bars of a row: weeks, months, and when nothing can be made."""
        month = ""
        for week in range(self.weeks.count):
            begins = self.weeks.month(week) != month
            month = self.weeks.month(week)
            properties: dict[str, Any] = {"border": 1, "border_color": GRID}
            if begins:
                properties["left_color"] = MONTH
            if first:
                properties["top_color"] = MONTH
            if week in one.still:
                properties["bg_color"] = CLOSED
            self.page.put(row, LEFT + week, None, self.page.look(**properties))

    def _bar(self, row: int, bar: Bar) -> None:
        batch, page = bar.batch, self.page
        border = {"border": 1, "border_color": MONTH}
        if batch["status"] != "planned":
            border = {"border": 2, "border_color": INK}
        look = page.look(**SMALL, **self.fills[batch["bulk"]], **border, shrink=True)
        self._mark(row, Mark(bar.span, self._label(batch), self._told(batch)), look)

    def _mark(self, row: int, mark: Mark, look: Look) -> None:
        span = mark.span
        columns = range(LEFT + span.first, LEFT + span.last + 1)
        self.page.spread(range(row, row + 1), columns, mark.text, look)
        self.page.note(row, columns[0], mark.lines)

    def _label(self, batch: Record) -> str:
        """`D300 67`: the syringe, and units in thousands."""
        thousands = batch["units"] / 1000
        said = self.t.number(thousands, 0 if thousands >= 10 else 1)
        return f"{shortened(batch['syringe'], SYRINGE)} {said}"

    def _told(self, batch: Record) -> tuple[str, ...]:
        """The note of a bar."""
        t = self.t
        status = {
            "filled": t("filled"),
            "in_process": t("in process"),
            "firm": t("firm batch"),
            "planned": t("planned"),
        }[batch["status"]]
        route = f"{batch['suite']} > {batch['line']}"
        lines = [
            f"{batch['batch']} ({status})",
            t("{syringe} of {bulk}, {litres:g} L", **_made(batch)) + f", {route}",
            t("{units:,} units", units=batch["units"]),
        ]
        if batch["prep_start"] is not None:
            lines.append(t("preparation {prep_start} - {prep_end}", **batch))
        lines.append(t("filling {fill_start} - {fill_end}", **batch))
        lines.append(t("released on {released_on}, expires on {expires_on}", **batch))
        receivers = self.receivers[batch["batch"]].most_common()
        if receivers:
            named = [f"{country} {t.number(units)}" for country, units in receivers[:RECEIVERS]]
            rest = len(receivers) - len(named)
            named += [t("{count} more countries", count=rest)] if rest else []
            lines.append(t("for {countries}", countries=", ".join(named)))
        return tuple(lines)

    def _words(self, row: int) -> None:
        """How to read the sheet, below it."""
        t, look = self.t, self.page.look(font_size=9)
        told = (
            t(
                "A bar is a batch: its syringe, and its units in thousands; a bold border: firm,"
                " in process or filled."
            ),
            t(
                "It covers the weeks of its days, which are indicative inside its bucket"
                " (dates_are in the sheet batches)."
            ),
            t(
                "Changes (C, D, M, and how many of each) are known by their bucket: those of a"
                " month stand across its weeks."
            ),
            t("Point at a cell: its note has the batch, its days, its route and who gets it."),
        )
        for place, said in enumerate(told, start=row):
            self.page.put(place, LEFT, said, look)


def _made(batch: Record) -> dict[str, Any]:
    return {
        "syringe": batch["syringe"],
        "bulk": batch["bulk"],
        "litres": batch["volume_l"],
    }
