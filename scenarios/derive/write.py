"""Writes rows as the CSV tables of a case: columns in the order of the registry."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

from models.tables import TABLES, columns

Cell = object
Record = dict[str, Cell]


def write(folder: Path, tables: Mapping[str, Sequence[Record]], settings: str) -> None:
    """Write every table of the registry (those without rows as a header) and plant.yaml."""
    folder.mkdir(parents=True, exist_ok=True)
    unknown = set(tables) - set(TABLES)
    if unknown:
        raise ValueError(f"not in the registry: {sorted(unknown)}")
    for name in TABLES:
        _table(folder / f"{name}.csv", name, tables.get(name, ()))
    (folder / "plant.yaml").write_text(settings, encoding="utf-8", newline="\n")


def _table(path: Path, name: str, records: Sequence[Record]) -> None:
    used = {key for record in records for key in record}
    names = [column.name for column in columns(TABLES[name])]
    if used - set(names):
        raise ValueError(f"{name}: no column {sorted(used - set(names))}")
    header = [key for key in names if key in used or key not in ("erp_id", "note")]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        for record in records:
            writer.writerow([_text(record.get(key)) for key in header])


def _text(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.10g}"
    return str(value)
