"""One sheet of a workbook: its cells with what stands beside them, row by row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from models.problems import Problem
from planner.days import CellError
from planner.workbook.cells import Given
from planner.workbook.layout import place
from planner.workbook.package import Side

Content = Given | CellError
Line = tuple[int, Sequence[Content]]
"""The cells of a row that is not blank, after its number."""

SHOWN = 6
"""Cells or rows that a warning names."""

_NAME = re.compile(r"([A-Z]+)([0-9]+)")


@dataclass(frozen=True)
class Page:
    """A sheet as the workbook has it."""

    workbook: str
    name: str
    hidden: bool
    rows: Sequence[Sequence[Given]]
    """From A1 on, as far as there are values."""

    merged: Sequence[Any]
    """First and last row and column of merged ranges, from 0."""

    side: Side

    @cached_property
    def lines(self) -> list[Line]:
        """The rows that are not blank, cut where every cell to the right is blank."""
        held = self._held()
        size = max((last for last in map(_last, held.values()) if last), default=0)
        blanks = [""] * size
        return [(at, [*cells[:size], *blanks[len(cells) :]]) for at, cells in held.items()]

    def _held(self) -> dict[int, list[Content]]:
        """The rows that are not blank by their numbers; errors stand where their cells are."""
        rows: dict[int, list[Content]] = {
            at: list(cells) for at, cells in enumerate(self.rows, start=1)
        }
        for name, words in self._unusable().items():
            at, across = _place(name)
            cells = rows.setdefault(at, [])
            cells.extend([""] * (across + 1 - len(cells)))
            cells[across] = CellError(words)
        return {at: rows[at] for at in sorted(rows) if _last(rows[at])}

    def _unusable(self) -> dict[str, str]:
        """Why cells have no value, by their names."""
        words = "holds a formula without a value; let Excel compute it and save, or write the value"
        errors = self.side.errors.items()
        found = {name: f"holds the error {text}; write the value" for name, text in errors}
        return found | dict.fromkeys(self.side.uncomputed, words)

    def in_unit(self, content: Content, at: int, across: int, unit: str | None) -> Content:
        """The cell, unless it shows a percentage where percent are the unit: 75 % holds 0.75."""
        if unit == "%" and f"{letters(across)}{at}" in self.side.percents:
            return CellError(
                "shows as a percentage; format the cell as Number and write 75 for 75 %"
            )
        return content

    def problem(self, what: str, at: int | None = None, column: str | None = None) -> Problem:
        """A problem with this sheet; `at` is a row as the spreadsheet counts."""
        index = None if at is None else at - 2
        return Problem(place(self.workbook, self.name), index, column, None, what)

    def merges(self) -> list[Problem]:
        """Merged cells: only the first of them has a value."""
        return [
            self.problem(f"{_range(*merged)} is merged; unmerge it and fill each cell", top + 1)
            for merged in self.merged
            for (top, _), _ in [merged]
        ]

    def warnings(self) -> list[Problem]:
        """What was read although it does not show, or does not change any more."""
        said = ["is hidden; it was read too"] if self.hidden else []
        held = {at for at, _ in self.lines}
        rows = [str(at) for at in self.side.hidden_rows if at in held]
        if rows:
            why = " (by a filter)" if self.side.filtered else ""
            said.append(f"{_count(rows, 'hidden row')} read too{why}: {_some(rows)}")
        width = max((len(cells) for _, cells in self.lines), default=0)
        columns = [letters(across - 1) for across in self.side.hidden_columns if across <= width]
        if columns:
            said.append(f"{_count(columns, 'hidden column')} read too: {_some(columns)}")
        if self.side.formulas:
            cells = self.side.formulas
            said.append(f"values of formulas were taken as they stood: {_some(cells)}")
        return [self.problem(words) for words in said]


def letters(across: int) -> str:
    """The letters of a column, 0 being A."""
    found = ""
    across += 1
    while across:
        across, rest = divmod(across - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def _place(name: str) -> tuple[int, int]:
    """Row from 1 and column from 0 of a cell such as `B7`."""
    found = _NAME.fullmatch(name)
    assert found, name
    across = 0
    for letter in found[1]:
        across = across * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), across - 1


def _range(first: tuple[int, int], last: tuple[int, int]) -> str:
    return f"{letters(first[1])}{first[0] + 1}:{letters(last[1])}{last[0] + 1}"


def _last(cells: Sequence[Content]) -> int:
    """How many cells there are until the last that is not blank."""
    filled = [at for at, cell in enumerate(cells, start=1) if not _blank(cell)]
    return filled[-1] if filled else 0


def _blank(cell: Content) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _count(things: Sequence[str], kind: str) -> str:
    return f"{len(things):,} {kind} was" if len(things) == 1 else f"{len(things):,} {kind}s were"


def _some(names: Sequence[str]) -> str:
    shown, more = ", ".join(names[:SHOWN]), len(names) - SHOWN
    return f"{shown} and {more:,} more" if more > 0 else shown
