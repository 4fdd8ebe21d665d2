"""The sheet `plant`: a key and its value in each row, as `plant.yaml` has them."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import NoneType
from typing import Any, get_args

from pydantic import ValidationError

from models.problems import Problem, unknown
from models.settings import Settings
from models.tables import Column
from models.units import Part
from planner.cells import Spelling, converter, out_of_bounds
from planner.days import CellError
from planner.settings_file import GROUPS
from planner.sheet import blank
from planner.workbook.cells import understanding
from planner.workbook.layout import PLANT_HEADER, setting_keys
from planner.workbook.pages import Content, Page


def read_plant(
    page: Page, spelling: Spelling, old_dates: bool
) -> tuple[Settings | None, list[Problem]]:
    """The settings, or every problem of the sheet."""
    header = [str(cell).strip() for cell in page.lines[0][1]] if page.lines else []
    if not {"key", "value"} <= set(header):
        words = f"has no header; write {', '.join(PLANT_HEADER)} into its first row"
        return None, [page.problem(words)]
    reader = _Reader(page, spelling, old_dates)
    reader.place(header.index("key"), header.index("value"))
    values: dict[str, Any] = reader.values("")
    for group, kind in GROUPS.items():
        values[group] = reader.part(kind, reader.values(f"{group}."), f"{group}.")
    settings = reader.part(Settings, values, "")
    found = settings if isinstance(settings, Settings) and not reader.problems else None
    return found, reader.problems


@dataclass
class _Reader:
    """Collects values by key; keeps every problem with its row."""

    page: Page
    spelling: Spelling
    old_dates: bool
    problems: list[Problem] = field(default_factory=list)
    cells: dict[str, tuple[int, Content]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    failed: set[str] = field(default_factory=set)

    def place(self, key_at: int, value_at: int) -> None:
        """Find the rows of the keys."""
        units = {key: column.unit for key, _, column in setting_keys()}
        known = list(units)
        for at, cells in self.page.lines[1:]:
            key = str(cells[key_at]).strip()
            if key not in known:
                self.problems.append(self.page.problem(unknown("key", key, known), at))
            elif key in self.cells:
                self.problems.append(self.page.problem("stands there twice; delete one", at, key))
            else:
                self.cells[key] = at, self.page.in_unit(cells[value_at], at, value_at, units[key])

    def values(self, prefix: str) -> dict[str, Any]:
        """The values of a group of keys, by field."""
        found = {}
        for key, kind, column in setting_keys():
            if key != prefix + column.name:
                continue
            if key not in self.cells:
                if not column.required:
                    continue
                self.failed.add(key)
                self.problems.append(self.page.problem("is missing; add a row with it", None, key))
                continue
            try:
                found[column.name] = self._value(key, kind, column)
            except CellError as error:
                self._wrong(key, str(error))
        return found

    def _value(self, key: str, kind: type[Part], column: Column) -> Any:
        content = self.cells[key][1]
        if isinstance(content, CellError):
            raise content
        text = understanding(column, self.old_dates)(content)
        if isinstance(text, CellError):
            raise text
        self.texts[key] = text
        if not text:
            if NoneType in get_args(kind.model_fields[column.field].annotation):
                return None
            raise CellError(blank(column))
        return converter(column, self.spelling)(text)

    def part(self, kind: type[Part], values: dict[str, Any], prefix: str) -> Part | None:
        """The checked settings of a group."""
        columns = {key: column for key, _, column in setting_keys()}
        try:
            return kind.model_validate(values)
        except ValidationError as refusal:
            for error in refusal.errors(include_url=False):
                key = prefix + str(error["loc"][0])
                if key in columns and key not in self.failed:
                    self._wrong(key, out_of_bounds(columns[key], self.texts[key], error))
            return None

    def _wrong(self, key: str, what: str) -> None:
        self.failed.add(key)
        self.problems.append(self.page.problem(what, self.cells[key][0], key))
