"""What a scenario changes: cells from old to new, rows inserted and deleted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import chain
from operator import attrgetter
from typing import Any

from models.tables import Column
from models.units import Part
from planner.cells import text_of
from planner.draft import Draft
from planner.overlays import key_text
from planner.settings_file import FILE
from planner.targets import TARGETS, columns_by_name, value_of

MOST, SHOWN = 20, 5
"""Lines of a table that are still shown in full; how many are shown of more."""

ADDED_UP = ("units", "packs", "kg")
BY = ("presentation", "syringe", "substance")
"""Columns that are added up when a table is too long to show, and by what."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that changes, as text; blank is ``."""

    key: str
    column: str
    old: str
    new: str


@dataclass(frozen=True)
class Total:
    """Sum of a column before and after."""

    column: str
    by: str
    old: int | float
    new: int | float


@dataclass(frozen=True)
class Difference:
    """What changes in one table."""

    table: str
    cells: tuple[Cell, ...]
    inserted: tuple[dict[str, str], ...]
    """Columns that are not blank."""

    deleted: tuple[str, ...]
    """Keys."""

    rows_changed: int
    totals: tuple[Total, ...]

    def result(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)

    def lines(self, everything: bool) -> Iterator[str]:
        """Words: a title, sums if not all rows are shown, and a line for each change."""
        changes = self._changes()
        shown = len(changes) if everything else self._shown(changes)
        yield self.title()
        yield from (f"  {line}" for line in [*self._sums(changes, shown), *changes[:shown]])
        if shown < len(changes):
            yield f"  and {len(changes) - shown:,} more; --all shows them"

    def told(self) -> dict[str, Any]:
        """What `run.json` keeps: the title, the changes that `lines` shows, how many are more."""
        changes = self._changes()
        shown = self._shown(changes)
        lines = [*self._sums(changes, shown), *changes[:shown]]
        return {"title": self.title(), "lines": lines, "more": len(changes) - shown}

    def _changes(self) -> list[str]:
        return [
            *(f"{cell.key}{'  ' if cell.key else ''}{_arrow(cell)}" for cell in self.cells),
            *(f"+ {_said(row)}" for row in self.inserted),
            *(f"- {key}" for key in self.deleted),
        ]

    def _shown(self, changes: list[str]) -> int:
        return SHOWN if len(changes) > MOST else len(changes)

    def _sums(self, changes: list[str], shown: int) -> list[str]:
        """Sums where not all changes are shown."""
        if shown == len(changes):
            return []
        return [f"{one.column} of {one.by}: {one.old:,} -> {one.new:,}" for one in self.totals]

    def title(self) -> str:
        """`staffing: 2 rows changed, 1 inserted`."""
        if self.table == FILE:
            return FILE
        counts = {
            "changed": self.rows_changed,
            "inserted": len(self.inserted),
            "deleted": len(self.deleted),
        }
        parts = [f"{count:,} {verb}" for verb, count in counts.items() if count]
        number, _, rest = ", ".join(parts).partition(" ")
        return f"{self.table}: {number} row{'' if number == '1' else 's'} {rest}"


def _arrow(cell: Cell) -> str:
    return f"{cell.column}: {cell.old or '(blank)'} -> {cell.new or '(blank)'}"


def _said(row: dict[str, str]) -> str:
    return ", ".join(f"{name}: {text}" for name, text in row.items())


def differences(before: Draft, after: Draft) -> tuple[Difference, ...]:
    """The tables that differ, in their order; rows are told apart by their number."""
    found = (_difference(table, before, after) for table in TARGETS)
    return tuple(one for one in found if one is not None)


def _difference(table: str, before: Draft, after: Draft) -> Difference | None:
    """What changes in a table; None if nothing that its file would show."""
    if before.tables[table] == after.tables[table]:
        return None
    old = {entry.number: entry.row for entry in before.tables[table]}
    new = {entry.number: entry.row for entry in after.tables[table]}
    columns = columns_by_name(table)
    changed = tuple(_changed(table, ((row, new[n]) for n, row in old.items() if n in new)))
    inserted = tuple(_filled(columns, row) for n, row in new.items() if n not in old)
    deleted = tuple(key_text(table, row) for n, row in old.items() if n not in new)
    cells = tuple(chain.from_iterable(changed))
    if not (cells or inserted or deleted):
        return None
    totals = tuple(_totals(columns, list(old.values()), list(new.values())))
    return Difference(table, cells, inserted, deleted, len(changed), totals)


def _changed(table: str, pairs: Iterable[tuple[Part, Part]]) -> Iterator[tuple[Cell, ...]]:
    """The cells of each row that changes."""
    columns = tuple(columns_by_name(table).values())
    values_of = attrgetter(*(column.field for column in columns))
    for old, new in pairs:
        if old is not new and (before := values_of(old)) != (after := values_of(new)):
            values = zip(columns, before, after, strict=True)
            yield tuple(
                Cell(key_text(table, old), column.name, one, two)
                for column, was, now in values
                if was is not now
                and (one := text_of(was, column.kind)) != (two := text_of(now, column.kind))
            )


def _filled(columns: dict[str, Column], row: Part) -> dict[str, str]:
    texts = {name: text_of(value_of(row, column), column.kind) for name, column in columns.items()}
    return {name: text for name, text in texts.items() if text}


def _totals(columns: dict[str, Column], old: list[Part], new: list[Part]) -> Iterator[Total]:
    by = next((columns[name] for name in BY if name in columns), None)
    for name in ADDED_UP:
        if by is None or name not in columns:
            continue
        before, after = _sums(columns[name], by, old), _sums(columns[name], by, new)
        for key in sorted({**before, **after}):
            if before[key] != after[key]:
                yield Total(name, key, before[key], after[key])


def _sums(column: Column, by: Column, rows: list[Part]) -> dict[str, float]:
    sums: dict[str, float] = defaultdict(int)
    for row in rows:
        sums[value_of(row, by) or ""] += value_of(row, column) or 0
    return sums
