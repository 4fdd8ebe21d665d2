"""A case between its files and its plant: rows that remember where they come from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

from pydantic import ValidationError

from models.plant import Plant
from models.problems import Problem
from models.settings import Settings
from models.units import Part, Row
from planner.changes import Source
from planner.settings_file import FILE
from planner.sheet import Sheet


@dataclass(frozen=True)
class Entry:
    """One row, or the settings."""

    row: Part
    number: int
    """Its own in its table, whatever changes it."""

    at: int | None
    """Row of its file, the header being row 1; None if it is in no file of the case."""

    source: Source | None = None
    """What inserted it, or changed it last."""


@dataclass(frozen=True)
class Draft:
    """Rows that are checked one by one, not yet against each other."""

    tables: Mapping[str, tuple[Entry, ...]]
    """By table; `plant.yaml` is a table of one row."""

    @classmethod
    def of(cls, settings: Settings, sheets: Mapping[str, Sheet]) -> Draft:
        """What the files of a case hold."""
        tables: dict[str, tuple[Entry, ...]] = {FILE: (Entry(settings, 0, None),)}
        for table, sheet in sheets.items():
            numbered = zip(sheet.rows, count(), sheet.at, strict=False)
            tables[table] = tuple(Entry(row, number, at) for row, number, at in numbered)
        return cls(tables)

    @property
    def settings(self) -> Settings:
        """`plant.yaml`."""
        settings = self.tables[FILE][0].row
        assert isinstance(settings, Settings)
        return settings

    def with_rows(self, table: str, rows: Iterable[tuple[Row, Source]]) -> Draft:
        """The draft with rows added to a table."""
        old = self.tables[table]
        first = max((entry.number for entry in old), default=-1) + 1
        new = (Entry(row, first + n, None, source) for n, (row, source) in enumerate(rows))
        return Draft({**self.tables, table: (*old, *new)})

    def plant(self) -> tuple[Plant | None, list[Problem]]:
        """The plant, or what its checks say, by the rows of files."""
        rows: dict[str, Any] = {
            table: tuple(entry.row for entry in entries)
            for table, entries in self.tables.items()
            if table != FILE
        }
        try:
            return Plant(settings=self.settings, **rows), []
        except ValidationError as refusal:
            found: Iterable[Problem] = refusal.errors()[0]["ctx"]["problems"]
            return None, list(self.in_files(found))

    def in_files(self, problems: Iterable[Problem]) -> Iterator[Problem]:
        """Problems with the rows of files instead of those of the plant.

        Files may have blank rows, and changes insert and delete rows. Sentences of
        `models.checks` say `row 7` of the table they are about.
        """
        return (self._in_file(problem) for problem in problems)

    def _in_file(self, problem: Problem) -> Problem:
        entries = self.tables.get(problem.table, ())
        if problem.table == FILE:
            return replace(problem, what=problem.what + _changed_by(entries[0]))
        if problem.index is None:
            return problem

        def named(found: re.Match[str]) -> str:
            other = entries[int(found[1]) - 2]
            return f"row {other.at}" if other.at else f"the row of {other.source}"

        what = re.sub(r"\brow (\d+)", named, problem.what)
        entry = entries[problem.index]
        if entry.at is not None:
            return replace(problem, index=entry.at - 2, what=what + _changed_by(entry))
        assert entry.source is not None
        added = entry.source.problem(problem.column, f"row added to {problem.table}: {what}")
        return replace(added, value=problem.value)


def _changed_by(entry: Entry) -> str:
    return f" ({'row ' if entry.at else ''}changed by {entry.source})" if entry.source else ""
