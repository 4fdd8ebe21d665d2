"""Sheets of a plan's workbook: cells by the kind of their value, and never a formula."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from planner.cells import safe_text

Book = Any
"""A workbook of xlsxwriter."""

Cell = str | int | float | dt.date | None

DAY = "yyyy-mm-dd"
A3, A4 = 8, 9
"""Paper, as Excel numbers it."""

LONGEST = 32_767
"""Characters that Excel takes in a cell."""

NOTE_WIDTH, NOTE_LINE, NOTE_CHARACTERS = 330, 17, 52
"""Pixels, pixels, and characters that fit in a line of a note."""


@dataclass(frozen=True)
class Look:
    """How a cell looks."""

    plain: Any

    quoted: Any
    """The same for text that begins like a formula: it stays text when it is typed over."""


class Looks:
    """The looks of a workbook; equal ones are made once."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Look] = {}

    def __call__(self, **properties: Any) -> Look:
        """A look from the properties of xlsxwriter's formats."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            quoted = self._book.add_format({**properties, "quote_prefix": True})
            self._made[key] = Look(self._book.add_format(properties), quoted)
        return self._made[key]


class Page:
    """A sheet; rows and columns are counted from 0."""

    def __init__(self, book: Book, name: str, looks: Looks) -> None:
        self.sheet = book.add_worksheet(name)
        self.look = looks
        self.name = name

    def put(self, row: int, column: int, value: Cell, look: Look) -> None:
        """Write a value as what it is: text as text, days as days, None as a blank."""
        if isinstance(value, str):
            text = shortened(value, LONGEST)
            form = look.plain if safe_text(text) == text else look.quoted
            self.sheet.write_string(row, column, text, form)
        elif isinstance(value, dt.date):
            self.sheet.write_datetime(row, column, value, look.plain)
        elif value is None:
            self.sheet.write_blank(row, column, None, look.plain)
        else:
            self.sheet.write_number(row, column, value, look.plain)

    def spread(self, rows: range, columns: range, value: Cell, look: Look) -> None:
        """Write a value into a rectangle of cells that become one."""
        if len(rows) > 1 or len(columns) > 1:
            corners = rows[0], columns[0], rows[-1], columns[-1]
            self.sheet.merge_range(*corners, "", look.plain)
        self.put(rows[0], columns[0], value, look)

    def note(self, row: int, column: int, lines: Iterable[str]) -> None:
        """Hang a note on a cell, large enough for its lines."""
        told = list(lines)
        height = sum(1 + len(line) // NOTE_CHARACTERS for line in told)
        size = {"width": NOTE_WIDTH, "height": 10 + NOTE_LINE * height}
        text = shortened("\n".join(told), LONGEST)
        self.sheet.write_comment(row, column, text, {**size, "author": "fillfinish"})

    def printed(self, footer: str, paper: int, high: int) -> None:
        """Print across; as many pages wide as it takes, and `high` (0: any number) high."""
        self.sheet.set_landscape()
        self.sheet.set_paper(paper)
        self.sheet.fit_to_pages(0 if high else 1, high)
        self.sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        left = shortened(footer, 80).replace("&", "&&")
        self.sheet.set_footer(f"&L{left}&C&A&R&P / &N")


def shortened(text: str, most: int) -> str:
    """The text, cut to so many characters."""
    return text if len(text) <= most else f"{text[: most - 1]}…"
