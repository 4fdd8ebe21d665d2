"""Overlays: changes applied to the rows of a case before they become a plant.

A what-if is a new plant, checked like any other. Overlays are applied in the order
given, each after those that it extends; `--set` comes last and wins.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from models.problems import Problem, unknown
from models.tables import TABLES, Column
from models.units import Part
from planner.cells import out_of_bounds, text_of
from planner.changes import Change, Condition, Source
from planner.days import CellError
from planner.draft import Draft, Entry
from planner.overlay_file import FOLDER, Overlay, file_named, is_path, read_overlay
from planner.settings_file import FILE
from planner.targets import altered, key_columns, value_of


def names_of(case: Path) -> list[str]:
    """The overlays of a case folder."""
    return sorted(path.stem for path in (case / FOLDER).glob("*.yaml"))


def read_overlays(case: Path, names: Sequence[str]) -> tuple[list[Overlay], list[Problem]]:
    """Overlays in the order in which they apply, each once, after those that it extends.

    A name is that of a file in the case's folder `scenarios`, or the path of one elsewhere.
    """
    reader = _Reader(case)
    for name in names:
        reader.add(name, (), Source(file_named(name)))
    files = [file_of_overlay(case, name) for name in names]
    for name, file in zip(names, files, strict=True):
        if files.count(file) > 1:
            what = "is given twice; give each scenario once"
            reader.problems.append(Problem(file_named(name), None, None, None, what))
    reader.look_for_namesakes()
    return list(reader.ordered.values()), reader.problems


def file_of_overlay(case: Path, name: str) -> Path:
    """The file of an overlay, whole, so that two ways to write one file are the same."""
    return Path(os.path.abspath(file_named(name) if is_path(name) else case / file_named(name)))


class _Reader:
    """Follows `extends`, depth first."""

    def __init__(self, case: Path) -> None:
        self.case = case
        self.known = names_of(case)
        self.ordered: dict[Path, Overlay] = {}
        self.problems: list[Problem] = []

    def add(self, name: str, above: tuple[Path, ...], source: Source) -> None:
        file = file_of_overlay(self.case, name)
        if file in above:
            circle = " > ".join(each.stem for each in [*above[above.index(file) :], file])
            what = f"goes in a circle, {circle}; take one out"
            self.problems.append(source.problem("extends", what))
        elif not is_path(name) and name not in self.known:
            known = f"known: {', '.join(self.known) or f'none, {FOLDER}/ has no .yaml file'}"
            what = unknown("scenario", name, self.known)
            what += f" {known}" if "known:" not in what else ""
            what = what if self.known else f"scenario '{name}' does not exist; {known}"
            self.problems.append(source.problem("extends" if above else None, what))
        elif not file.is_file():
            what = f"there is no file '{file_named(name)}'; correct the path"
            self.problems.append(source.problem("extends" if above else None, what))
        elif file not in self.ordered:
            overlay, problems = read_overlay(file, file_named(name))
            self.problems += problems
            for other, said_at in overlay.extends:
                folder = Path(name).parent if is_path(name) else self.case / FOLDER
                beside = str(folder / other) if is_path(other) else other
                self.add(beside, (*above, file), said_at)
            self.ordered[file] = overlay

    def look_for_namesakes(self) -> None:
        """Runs and reports tell overlays by name; two files may not share one."""
        named: dict[str, Overlay] = {}
        for overlay in self.ordered.values():
            other = named.setdefault(overlay.name, overlay)
            if other is not overlay:
                what = f"has the same name as {other.file}; rename one of the two"
                self.problems.append(Problem(overlay.file, None, None, None, what))


def apply(
    draft: Draft, overlays: Iterable[Overlay], last: Iterable[Change] = ()
) -> tuple[Draft, list[Problem]]:
    """The draft with every change made, and the changes that cannot be made.

    `last` are changes that may set again what an overlay set.
    """
    applier = _Applier(draft)
    for overlay in overlays:
        for change in overlay.changes:
            applier.make(change)
    applier.set_by.clear()
    for change in last:
        applier.make(change)
    applier.look_for_empty_tables()
    tables = {table: tuple(entries) for table, entries in applier.tables.items()}
    return Draft(tables), applier.problems


class _Applier:
    """Makes changes one after the other; keeps every problem and goes on."""

    def __init__(self, draft: Draft) -> None:
        self.tables = {table: list(entries) for table, entries in draft.tables.items()}
        self.set_by: dict[tuple[str, int, str], Source] = {}
        self.deleted_by: dict[str, Source] = {}
        self.problems: list[Problem] = []

    def make(self, change: Change) -> None:
        """Make one change, or note why not."""
        entries = self.tables[change.table]
        for line, row in change.inserted:
            number = max((entry.number for entry in entries), default=-1) + 1
            entries.append(Entry(row, number, None, replace(change.source, line=line)))
        if change.operation == "insert":
            return
        matched = [entry for entry in entries if _holds(entry, change.where)]
        misses = list(_misses(change, entries, bool(matched)))
        self.problems += [change.source.problem(column, what) for column, what in misses]
        if misses:
            return
        numbers = {entry.number for entry in matched}
        if change.operation == "delete":
            self.deleted_by[change.table] = change.source
            kept = [entry for entry in entries if entry.number not in numbers]
        else:
            self._look_for_blanks(change, matched)
            kept = [self._new(change, e) if e.number in numbers else e for e in entries]
        self.tables[change.table] = kept

    def look_for_empty_tables(self) -> None:
        """A required table must keep a row; `read_sheet` asks the same of its file."""
        for table, source in self.deleted_by.items():
            if TABLES[table].required and not self.tables[table]:
                what = f"leaves {table} without rows; keep at least one"
                self.problems.append(source.problem(None, what))

    def _look_for_blanks(self, change: Change, matched: list[Entry]) -> None:
        """Blank cells stay blank when others shift; a column that is all blank is a slip."""
        for column, _ in change.operates:
            blank = all(value_of(entry.row, column) is None for entry in matched)
            if change.operation != "set" and blank:
                what = f"is blank in every row to {change.operation}; use set, or leave it out"
                self.problems.append(change.source.problem(column.name, what))

    def _new(self, change: Change, entry: Entry) -> Entry:
        values: dict[str, Any] = {}
        columns: dict[str, Column] = {}
        for column, operate in change.operates:
            old = value_of(entry.row, column)
            if change.operation == "set":
                self._look_for_clash(change, entry, column)
            elif old is None:
                continue
            try:
                values[column.field] = operate(old)
                columns[column.field] = column
            except CellError as error:
                self._wrong(change, entry, column.name, str(error))
        if all(value == value_of(entry.row, columns[field]) for field, value in values.items()):
            return entry
        try:
            row = altered(entry.row, values)
        except ValidationError as refusal:
            for found in refusal.errors(include_url=False):
                column = _blamed(str(found["loc"][0]), columns)
                text = text_of(values[column.field], column.kind)
                self._wrong(change, entry, column.name, out_of_bounds(column, text, found))
            return entry
        return Entry(row, entry.number, entry.at, change.source)

    def _look_for_clash(self, change: Change, entry: Entry, column: Column) -> None:
        cell = change.table, entry.number, column.name
        before = self.set_by.setdefault(cell, change.source)
        if before is not change.source:
            what = f"{before} sets this too; keep one of the two"
            self._wrong(change, entry, column.name, what)

    def _wrong(self, change: Change, entry: Entry, column: str, what: str) -> None:
        where = f"{change.table}, {key_text(change.table, entry.row)}: "
        said = what if change.table == FILE else where + what
        self.problems.append(change.source.problem(column, said))


def _holds(entry: Entry, where: tuple[Condition, ...]) -> bool:
    return all(condition.holds(value_of(entry.row, condition.column)) for condition in where)


def _misses(
    change: Change, entries: list[Entry], matched: bool
) -> Iterable[tuple[str | None, str]]:
    """Columns and sentences for values that no row has; else for a match of no row at all."""
    none = f"matches no row of {change.table}"
    missed = False
    for condition in change.where:
        column = condition.column
        held = {value_of(entry.row, column) for entry in entries}
        for value, text in (condition.values or {}).items():
            if value in held:
                continue
            missed = True
            known = sorted(text_of(value, column.kind) for value in held - {None})
            said = unknown(column.name, text, known) if text else "no row has a blank here"
            yield column.name, f"{none}: {said}"
    if matched or missed:
        return
    if not entries:
        yield None, f"{none}, which is empty; use insert"
    else:
        together = " and ".join(condition.column.name for condition in change.where)
        yield None, f"{none}: no row has this {together}; correct 'where'"


def _blamed(name: str, columns: dict[str, Column]) -> Column:
    """The column that an error of pydantic is about; it knows no group of settings."""
    for field, column in columns.items():
        if name in (field, column.name, field.rpartition(".")[2]):
            return column
    raise LookupError(name)


def key_text(table: str, row: Part) -> str:
    """`JP, prep, PB, 2026-10-01`: the key of a row as its file has it."""
    texts = [text_of(value_of(row, column), column.kind) for column in key_columns(table)]
    return ", ".join(filter(None, texts))
