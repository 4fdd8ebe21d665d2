"""Drop-downs: choices, and the names of other sheets, which may grow.

A list that mixes names of two sheets, or names and words such as `*`, or whose names
stand there more than once, is made by formulas in a hidden sheet; they follow those
sheets, and reading leaves that sheet out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from models.tables import TABLES, Column, columns
from models.units import Row
from planner.workbook.layout import LISTS

ROOM = 100
"""Rows that may be added to a sheet before its names no longer show."""

Validation = dict[str, Any]
"""A data validation of xlsxwriter."""


@dataclass(frozen=True)
class Names:
    """Names in a column of a sheet."""

    values: tuple[str, ...]
    """Those that stand there now."""

    sheet: str
    letter: str
    size: int
    """Rows that they may take, from row 2 on."""

    @property
    def cells(self) -> str:
        """The rows, as formulas say it."""
        return f"{self.sheet}!${self.letter}$2:${self.letter}${self.size + 1}"

    @property
    def count(self) -> str:
        """A formula for how many of them are filled."""
        return f'COUNTIF({self.cells},"?*")'

    @property
    def source(self) -> str:
        """The filled ones, for a drop-down without blanks at its end."""
        return f"=OFFSET({self.sheet}!${self.letter}$2,0,0,MAX(1,{self.count}),1)"


class Lists:
    """The drop-downs of one workbook.

    Parameters
    ----------
    sheet
        The hidden sheet.
    tables
        Rows by table.
    """

    def __init__(self, sheet: Any, tables: Mapping[str, Sequence[Row]]) -> None:
        self._sheet = sheet
        self._tables = tables
        self._used = 0
        self._made: dict[tuple[str, ...], Names] = {}
        sheet.hide()

    def choice(self, column: Column) -> Validation | None:
        """What may be chosen in a column; None where anything may stand."""
        if column.choices:
            return {
                "validate": "list",
                "source": list(column.choices),
                "error_title": "One of these words",
                "error_message": f"Write {' or '.join(column.choices)}."[:255],
            }
        if not column.refers:
            return None
        return {
            "validate": "list",
            "source": self._names(column.refers, column.also).source,
            "error_type": "warning",
            "error_title": "This name is not in the list",
            "error_message": f"Add it to {' or '.join(column.refers)} too."[:255],
        }

    def _names(self, refers: tuple[str, ...], also: tuple[str, ...]) -> Names:
        """The names of some columns after some words."""
        if len(refers) == 1 and not also:
            return self._column(refers[0])
        if (*refers, *also) not in self._made:
            parts = [self._column(name) for name in refers]
            values = [value for part in parts for value in part.values]
            size = sum(part.size for part in parts)
            formulas = [_nth(parts, k) for k in range(1, size + 1)]
            made = self._written(" or ".join((*refers, *also)), also, formulas, values)
            self._made[(*refers, *also)] = made
        return self._made[(*refers, *also)]

    def _column(self, name: str) -> Names:
        """The names of a table's key, or the different ones in `table.column`."""
        table, _, wanted = name.partition(".")
        known = columns(TABLES[table])
        place = next(
            at for at, one in enumerate(known) if one.name == (wanted or TABLES[table].key[0])
        )
        rows = self._tables[table]
        values = tuple(str(getattr(row, known[place].field)) for row in rows)
        names = Names(values, table, _letter(place), len(rows) + ROOM)
        return self._different(name, names) if wanted else names

    def _different(self, title: str, names: Names) -> Names:
        """Each name once: a column that numbers the first of its kind, and one in that order."""
        if (title,) not in self._made:
            first = f"{names.sheet}!${names.letter}$2"
            own = _letter(self._used)
            numbers, firsts = [], dict.fromkeys(names.values)
            for at in range(2, names.size + 2):
                cell = f"{names.sheet}!${names.letter}${at}"
                so_far = f"COUNTIF({first}:{cell},{cell})"
                above = f"MAX(${own}$1:${own}${at - 1})+1"
                numbers.append(f'IF({cell}="","",IF({so_far}=1,{above},""))')
            order = list(firsts)
            shown = [
                order.index(value) + 1 if value not in names.values[:at] else ""
                for at, value in enumerate(names.values)
            ]
            numbered = self._written(f"first of {title}", (), numbers, shown)
            formulas = [
                f'IFERROR(INDEX({names.cells},MATCH({k},{numbered.cells},0)),"")'
                for k in range(1, names.size + 1)
            ]
            self._made[(title,)] = self._written(title, (), formulas, order)
        return self._made[(title,)]

    def _written(
        self, title: str, words: Sequence[str], formulas: Sequence[str], values: Sequence[Any]
    ) -> Names:
        """Words and then formulas in the next column of the hidden sheet."""
        place = self._used
        self._used += 1
        self._sheet.write_string(0, place, title)
        for at, word in enumerate(words, start=1):
            self._sheet.write_string(at, place, word)
        padded = [*values, *[""] * (len(formulas) - len(values))]
        rows = zip(formulas, padded, strict=True)
        for at, (formula, value) in enumerate(rows, start=1 + len(words)):
            self._sheet.write_formula(at, place, f"={formula}", None, value)
        filled = tuple(str(value) for value in (*words, *values))
        return Names(filled, LISTS, _letter(place), len(words) + len(formulas))


def _nth(parts: Sequence[Names], k: int) -> str:
    """A formula for the k-th name of some columns, one after the other."""
    first, *rest = parts
    if not rest:
        return f'IF({k}<={first.count},INDEX({first.cells},{k}),"")'
    (second,) = rest
    beyond = f"{k}-{first.count}"
    others = f'IF({beyond}<={second.count},INDEX({second.cells},{beyond}),"")'
    return f"IF({k}<={first.count},INDEX({first.cells},{k}),{others})"


def _letter(place: int) -> str:
    """The letters of a column, 0 being A."""
    from xlsxwriter.utility import xl_col_to_name

    return str(xl_col_to_name(place))
