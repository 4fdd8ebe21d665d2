"""The Monday screen as a sheet: a row a line."""

from __future__ import annotations

from planner.export.plan_page import A4, Page
from planner.language import Language
from planner.monday import sections
from planner.plan import Plan

WIDE, WRAPPED = 115, 130
"""Width of the column, and characters of a line before it wraps."""

LINE = 15
"""Points; a row grows by itself in Excel alone, so its height is given."""


def monday_sheet(page: Page, plan: Plan, t: Language) -> None:
    """Write the sections of the screen, titles bold."""
    title = page.look(bold=True, font_size=12, bottom=1, bottom_color="#8C8C8C")
    line = page.look(text_wrap=True, valign="top", indent=1)
    row = 0
    for said, lines in sections(plan, t):
        if said:
            page.put(row + 1, 0, said, title)
            row += 2
        for words in lines:
            text = words.strip()
            page.put(row, 0, text, line)
            if len(text) > WRAPPED:
                page.sheet.set_row(row, LINE * (1 + len(text) // WRAPPED))
            row += 1
    page.sheet.set_column(0, 0, WIDE)
    page.sheet.hide_gridlines(2)
    page.printed(plan.scenario, A4, high=0)
