"""What the cells of a case workbook look like."""

from __future__ import annotations

from typing import Any

from models.tables import Column

Format = Any
"""A format of xlsxwriter."""

REQUIRED, OPTIONAL = "#1F4E79", "#D9D9D9"
"""Headers of columns that may not be blank, and of those that may."""

NUMBERS = {"text": "@", "choice": "@", "date": "yyyy-mm-dd", "month": "yyyy-mm", "whole": "0"}


def display_of(column: Column) -> str:
    """The header as it shows: the column's name, and its unit where the name is not the unit."""
    unit = unit_of(column)
    return f"{column.name} ({unit})" if unit else column.name


def unit_of(column: Column) -> str | None:
    """The unit to show beside the name of a column."""
    return None if column.unit in (None, "month", column.name) else column.unit


class Formats:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[Any, ...], Format] = {}

    def cell(self, kind: str) -> Format:
        """Of a value, by the kind of its column."""
        align = "right" if kind in ("whole", "number") else "left"
        number = NUMBERS.get(kind, "General")
        return self._format(num_format=number, align=align, indent=1, valign="top")

    def header(self, required: bool, column: Column | None) -> Format:
        """Of a column's name; the unit shows after it and is no part of the cell's text."""
        unit = unit_of(column) if column else None
        return self._format(
            bold=True,
            bg_color=REQUIRED if required else OPTIONAL,
            font_color="#FFFFFF" if required else "#000000",
            num_format=f'@" ({unit})"' if unit else "@",
            border=1,
            valign="top",
        )

    def key(self, required: bool) -> Format:
        """Of a key of the sheet `plant`."""
        return self.header(required, None)

    def title(self) -> Format:
        """Of a heading."""
        return self._format(bold=True, font_size=14)

    def words(self) -> Format:
        """Of a sentence."""
        return self._format(text_wrap=True, valign="top")

    def middle(self) -> Format:
        """Of a count."""
        return self._format(align="center", valign="top")

    def link(self) -> Format:
        """Of the name of a sheet to go to."""
        return self._format(font_color="#0563C1", underline=1, valign="top")

    def tab(self, required: bool) -> str:
        """Colour of a sheet's tab."""
        return REQUIRED if required else OPTIONAL

    def _format(self, **properties: Any) -> Format:
        key = tuple(properties.items())
        if key not in self._made:
            self._made[key] = self._book.add_format(properties)
        return self._made[key]
