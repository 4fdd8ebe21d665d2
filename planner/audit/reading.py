"""Reading a run folder; what cannot be read is a violation of R0, never a crash."""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from planner.audit.cells import LONGEST, Cell, day, reader
from planner.audit.schema import CASE, OPTIONAL, OUTPUTS, Column, columns
from planner.audit.violation import Violation


@dataclass(frozen=True)
class Row:
    """A row of a table; the reader has checked that each cell has its column's kind."""

    file: str
    number: int
    cells: Mapping[str, Cell]

    def text(self, column: str) -> str:
        return cast(str, self.cells[column])

    def whole(self, column: str) -> int:
        return cast(int, self.cells[column])

    def amount(self, column: str) -> float:
        """The number in a column; 0 where it is blank."""
        return cast(float, self.cells[column] or 0.0)

    def day(self, column: str) -> dt.date:
        return cast(dt.date, self.cells[column])

    def has(self, column: str) -> bool:
        return self.cells[column] is not None

    def violates(self, rule: str, what: str) -> Violation:
        return Violation(rule, self.file, self.number, what)


@dataclass(frozen=True)
class Settings:
    """What the audit needs of `plant.yaml`."""

    start: dt.date
    weeks: int
    months: int
    holding_site_pct: float
    holding_country_pct: float
    thaw_days: int
    frozen_until: dt.date | None
    move_cost_eur: float
    most_moves: int | None = None
    most_mean_stock_weeks: float | None = None


@dataclass(frozen=True)
class Manifest:
    """`run.json`: whose run it is, its values in the planned buckets, its hashes."""

    scenario: str
    service_in_horizon: float
    cover_in_horizon: float
    fairness_in_horizon: float
    inputs: Mapping[str, str]
    outputs: Mapping[str, str]


@dataclass(frozen=True)
class Run:
    """A run folder, read."""

    folder: Path
    settings: Settings
    manifest: Manifest
    case: Mapping[str, tuple[Row, ...]]
    plan: Mapping[str, tuple[Row, ...]]


def read(folder: Path) -> Run | tuple[Violation, ...]:
    """The run in a folder, or all that keeps it from being read."""
    found: list[Violation] = []
    case = {}
    for name, line in (CASE | OPTIONAL).items():
        case[name] = _table(folder, f"case/{name}.csv", line, name in OPTIONAL, found)
    plan = {
        name: _table(folder, f"{name}.csv", line, False, found) for name, line in OUTPUTS.items()
    }
    settings = _settings(folder, found)
    manifest = _manifest(folder, found)
    if found or settings is None or manifest is None:
        return tuple(found)
    return Run(folder, settings, manifest, case, plan)


def _table(
    folder: Path, file: str, line: str, optional: bool, found: list[Violation]
) -> tuple[Row, ...]:
    path = folder / file
    if not path.is_file():
        if not optional:
            found.append(Violation("R0", file, 1, "the file is missing"))
        return ()
    try:
        with path.open(encoding="utf-8-sig", newline="") as opened:
            return tuple(_rows(csv.reader(opened), file, columns(line), found))
    except (UnicodeDecodeError, csv.Error) as error:
        found.append(Violation("R0", file, 1, f"the file is not a CSV table in UTF-8: {error}"))
        return ()


def _rows(
    lines: Iterator[list[str]], file: str, wanted: tuple[Column, ...], found: list[Violation]
) -> Iterator[Row]:
    header = next(lines, [])
    missing = [column.name for column in wanted if column.name not in header]
    if missing:
        found.extend(Violation("R0", file, 1, f"the column {name} is missing") for name in missing)
        return
    places = [(column.name, header.index(column.name), reader(column)) for column in wanted]
    for number, line in enumerate((line for line in lines if line), start=2):
        if len(line) != len(header):
            what = f"the row has {len(line)} cells, the header {len(header)}"
            found.append(Violation("R0", file, number, what))
            continue
        faults = len(found)
        cells = {}
        for name, place, read_cell in places:
            try:
                cells[name] = read_cell(line[place])
            except ValueError as error:
                found.append(Violation("R0", file, number, str(error)))
        if len(found) == faults:
            yield Row(file, number, cells)


def _settings(folder: Path, found: list[Violation]) -> Settings | None:
    file = "case/plant.yaml"
    try:
        plant = YAML(typ="safe").load((folder / file).read_text(encoding="utf-8"))
        weeks, months = int(plant["weeks"]), int(plant["months"])
        if weeks < 0 or months < 0 or not 0 < weeks + months <= 1000:
            raise ValueError("weeks and months make no calendar")
        frozen, thaw = plant.get("frozen_until"), int(plant["thaw_days"])
        limits = plant.get("limits") or {}
        weeks_kept = limits.get("mean_stock_weeks")
        if not 0 <= thaw <= LONGEST:
            raise ValueError(f"thaw_days {thaw} is not from 0 to {LONGEST:,}")
        return Settings(
            day(str(plant["start"])),
            weeks,
            months,
            float(plant["holding_site_pct_per_year"]),
            float(plant["holding_country_pct_per_year"]),
            thaw,
            None if frozen is None else day(str(frozen)),
            float(plant["move_cost_eur"]),
            None if limits.get("moves") is None else int(limits["moves"]),
            None if weeks_kept is None else float(weeks_kept),
        )
    except OSError:
        found.append(Violation("R0", file, 1, "the file is missing"))
    except KeyError as error:
        found.append(Violation("R0", file, 1, f"{error.args[0]} is missing"))
    except (YAMLError, TypeError, ValueError) as error:
        found.append(Violation("R0", file, 1, f"the file cannot be understood: {error}"))
    return None


def _manifest(folder: Path, found: list[Violation]) -> Manifest | None:
    file = "run.json"
    try:
        told = json.loads((folder / file).read_text(encoding="utf-8"))
        return Manifest(
            str(told["scenario"]),
            float(told["service_in_horizon"]),
            float(told["cover_in_horizon"]),
            float(told["fairness_in_horizon"]),
            dict(told["inputs"]),
            dict(told["outputs"]),
        )
    except OSError:
        found.append(Violation("R0", file, 1, "the file is missing"))
    except KeyError as error:
        found.append(Violation("R0", file, 1, f"{error.args[0]} is missing"))
    except (TypeError, ValueError) as error:
        found.append(Violation("R0", file, 1, f"the file cannot be understood: {error}"))
    return None
