"""One change of an overlay or of `--set`: as written, and as checked against its table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from models.problems import Problem, unknown
from models.tables import TABLES, Column
from models.units import ANY, Row
from planner.amounts import Operate, operate
from planner.cells import Value, converter, out_of_bounds
from planner.days import CellError
from planner.settings_file import FILE
from planner.sheet import blank
from planner.targets import TARGETS, columns_by_name

Texts = dict[str, str | None]
"""By column, None being a blank."""


@dataclass(frozen=True)
class Source:
    """Where a change is written, so that messages can say so."""

    file: str
    number: int = 0
    """Which change of an overlay, from 1; 0 outside of one."""

    line: int | None = None

    def problem(self, column: str | None, what: str, line: int | None = None) -> Problem:
        """A problem with this change."""
        at = line or self.line
        said = f"change {self.number}: {what}" if self.number else what
        return Problem(self.file, None if at is None else at - 2, column, None, said)

    def __str__(self) -> str:
        return f"{self.file}, change {self.number}" if self.number else self.file


@dataclass(frozen=True)
class Written:
    """A change as text."""

    source: Source
    table: str
    operation: str
    where: dict[str, tuple[str | None, ...] | str]
    """By column the values, or `*` for any that is not blank."""

    values: Texts
    rows: tuple[tuple[int, Texts], ...] = ()
    """Rows to insert, with the line of each."""


@dataclass(frozen=True)
class Condition:
    """Rows with one of some values in a column; `values` is None for any but blank."""

    column: Column
    values: dict[Value | None, str] | None
    """The values, each with its text."""

    def holds(self, value: Value | None) -> bool:
        """Whether a cell has one of the values."""
        return value is not None if self.values is None else value in self.values


@dataclass(frozen=True)
class Change:
    """A change that fits the columns of its table; whether it fits the rows shows later."""

    source: Source
    table: str
    operation: str
    where: tuple[Condition, ...]
    operates: tuple[tuple[Column, Operate], ...]
    inserted: tuple[tuple[int, Row], ...]


def checked(written: Written) -> tuple[Change | None, list[Problem]]:
    """The change, or everything that is wrong with it before any row is looked at."""
    if written.table not in TARGETS:
        what = unknown("table", written.table, list(TARGETS))
        return None, [written.source.problem(None, what)]
    checker = _Checker(written)
    where = tuple(checker.conditions())
    operates = tuple(checker.operates())
    inserted = tuple(checker.inserted())
    if checker.problems:
        return None, checker.problems
    source, table, operation = written.source, written.table, written.operation
    return Change(source, table, operation, where, operates, inserted), []


class _Checker:
    """Turns the texts of one change into values; keeps every problem."""

    def __init__(self, written: Written) -> None:
        self.written = written
        self.columns = columns_by_name(written.table)
        self.problems: list[Problem] = []
        if written.table == FILE and written.operation in ("insert", "delete"):
            self._wrong(None, f"cannot {written.operation} in {FILE}; use set")
        if written.table == FILE and written.where:
            self._wrong(None, f"'where' has no meaning in {FILE}; delete it")
        elif written.operation == "insert" and written.where:
            self._wrong(None, "'where' has no meaning for insert; delete it")
        elif written.operation == "delete" and not written.where:
            self._wrong(None, f"would delete all of {written.table}; add 'where'")

    def _wrong(self, column: str | None, what: str, line: int | None = None) -> None:
        self.problems.append(self.written.source.problem(column, what, line))

    def _known(self, name: str, line: int | None = None) -> bool:
        if name in self.columns:
            return True
        kind = "key" if self.written.table == FILE else f"{self.written.table} column"
        self._wrong(name, unknown(kind, name, list(self.columns)), line)
        return False

    def conditions(self) -> Iterator[Condition]:
        if self.written.table == FILE:
            return
        for name, texts in self.written.where.items():
            if not self._known(name):
                continue
            column, convert = self.columns[name], converter(self.columns[name])
            if isinstance(texts, str):
                yield Condition(column, None)
                continue
            values: dict[Value | None, str] = {}
            for text in texts:
                try:
                    values[None if text is None else convert(text)] = text or ""
                except CellError as error:
                    self._wrong(name, f"'where': {error}")
            yield Condition(column, values)

    def operates(self) -> Iterator[tuple[Column, Operate]]:
        for name, text in self.written.values.items():
            if not self._known(name):
                continue
            if (self.written.table, name) == (FILE, "name"):
                self._wrong(name, "is the case's name and stays; name the run with --name")
            try:
                yield self.columns[name], operate(self.written.operation, self.columns[name], text)
            except CellError as error:
                self._wrong(name, str(error))

    def inserted(self) -> Iterator[tuple[int, Row]]:
        if self.written.table == FILE:
            return
        for line, texts in self.written.rows:
            row = self._row(line, texts)
            if row is not None:
                yield line, row

    def _row(self, line: int, texts: Texts) -> Row | None:
        values: dict[str, Any] = {}
        before = len(self.problems)
        for name, text in texts.items():
            if self._known(name, line) and text is not None:
                try:
                    values[name] = converter(self.columns[name])(text)
                except CellError as error:
                    self._wrong(name, str(error), line)
        for name, column in self.columns.items():
            if column.required and name not in texts:
                self._wrong(name, "the inserted row lacks this column; add it", line)
            elif column.required and texts[name] is None:
                self._wrong(name, blank(column), line)
        if len(self.problems) > before:
            return None
        try:
            return TABLES[self.written.table].model_validate(values)
        except ValidationError as refusal:
            for found in refusal.errors(include_url=False):
                name = str(found["loc"][0])
                what = out_of_bounds(self.columns[name], texts[name] or "", found)
                self._wrong(name, what, line)
            return None


def any_or(texts: tuple[str | None, ...], single: bool) -> tuple[str | None, ...] | str:
    """`*` alone means any value; in a list it is the word itself."""
    return ANY if single and texts == (ANY,) else texts
