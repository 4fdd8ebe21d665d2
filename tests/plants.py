"""A small valid plant for tests, and ways to write it and to spoil one cell."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path
from typing import Any

from models.plant import Plant
from models.tables import TABLES
from planner.files import write_case

START = dt.date(2026, 1, 5)

ROWS: dict[str, list[dict[str, Any]]] = {
    "substances": [{"substance": "MAB", "name": "Antibody"}],
    "bulks": [{"bulk": "M100", "substance": "MAB", "mg_per_ml": 100, "hold_limit_h": 48}],
    "syringes": [
        {
            "syringe": "S1",
            "bulk": "M100",
            "fill_volume_ml": 1,
            "target_fill_ml": 1.05,
            "format": "1 mL",
            "sample_units": 100,
            "value_eur": 20.5,
        }
    ],
    "presentations": [{"presentation": "S1-PFS", "syringe": "S1", "device": "PFS"}],
    "packs": [
        {"country": "NO", "presentation": "S1-PFS", "units_per_pack": 2, "min_order_packs": 10},
        {"country": "JP", "presentation": "S1-PFS", "units_per_pack": 1, "min_order_packs": 10},
    ],
    "shelf_life": [{"presentation": "S1-PFS", "approval_group": "*", "months": 24}],
    "suites": [
        {"suite": "OLD", "name": "Old suite", "batch_cost_eur": 10_000},
        {"suite": "NEW", "name": "New suite", "batch_cost_eur": 9_000},
    ],
    "lines": [{"line": "L1", "name": "Line 1", "batch_cost_eur": 10_000}],
    "staffing": [
        {"resource": name, "from": dt.date(2026, 1, 1), "hours_per_week": 60, "efficiency": 0.9}
        for name in ("OLD", "NEW", "L1")
    ],
    "prep_recipes": [
        {"suite": name, "bulk": "M100", "volume_l": 20, "cycle_h": 30, "hold_up_l": 0.5}
        for name in ("OLD", "NEW")
    ],
    "fill_recipes": [
        {"line": "L1", "syringe": "S1", "syringes_per_h": 1_000, "set_up_h": 5, "yield": 0.98}
    ],
    "connections": [{"suite": "OLD", "line": "L1"}, {"suite": "NEW", "line": "L1"}],
    "release": [{"syringe": "*", "approval_group": "*", "days": 14}],
    "countries": [
        {
            "country": code,
            "name": name,
            "approval_group": group,
            "priority": 1,
            "weight": 1,
            "min_remaining_shelf_life_pct": 50,
            "transit_days": days,
            "import_hold_days": 0,
            "cover_floor_weeks": 2,
            "floor_basis": "own policy",
            "transport": transport,
            "distance_km": 900,
            "pack_cluster": code,
        }
        for code, name, group, days, transport in (
            ("NO", "Norway", "EU", 3, "road"),
            ("JP", "Japan", "JP", 5, "air"),
        )
    ],
    "approvals": [
        {
            "approval_group": group,
            "presentation": "*",
            "step": step,
            "unit": unit,
            "from": dt.date(2020, 1, 1),
        }
        for group, step, unit in (
            ("EU", "prep", "OLD"),
            ("EU", "prep", "NEW"),
            ("EU", "fill", "L1"),
            ("JP", "prep", "OLD"),
            ("JP", "fill", "L1"),
        )
    ],
    "demand": [
        {
            "row_id": f"{country}-{month:02}",
            "country": country,
            "presentation": "S1-PFS",
            "month": dt.date(2026, month, 1),
            "units": 12_000,
            "kind": "forecast",
        }
        for month in range(1, 7)
        for country in ("NO", "JP")
    ],
    "media_fills": [
        {
            "line": "L1",
            "earliest": dt.date(2026, 2, 2),
            "latest": dt.date(2026, 2, 15),
            "hours": 24,
        }
    ],
    "lots": [
        {
            "lot": "00012",
            "syringe": "S1",
            "suite": "OLD",
            "line": "L1",
            "filled_on": dt.date(2025, 11, 3),
            "units": 20_000,
            "place": "site",
            "status": "released",
        }
    ],
}

SETTINGS: dict[str, Any] = {
    "name": "Tiny",
    "start": START,
    "weeks": 8,
    "months": 2,
    "tolerances": {
        "lateness_days": 0.001,
        "cover_days": 0.001,
        "fairness_days": 0.01,
        "cost_eur": 1,
    },
    "thaw_days": 2,
    "frozen_until": None,
    "holding_site_pct_per_year": 10,
    "holding_country_pct_per_year": 12,
    "move_cost_eur": 100,
}


def tiny_plant() -> Plant:
    """One syringe, two suites, one line, Norway and Japan, eight weeks and two months."""
    return Plant.model_validate({"settings": SETTINGS, **ROWS})


def edited(table: str, index: int, **changes: Any) -> tuple[Any, ...]:
    """The tiny plant's rows of a table, one of them changed (columns as in the file)."""
    of_table = TABLES[table]
    return tuple(
        of_table.model_validate({**row, **changes} if at == index else row)
        for at, row in enumerate(ROWS[table])
    )


def added(table: str, **changes: Any) -> tuple[Any, ...]:
    """The tiny plant's rows of a table and a changed copy of the first."""
    of_table = TABLES[table]
    first = ROWS[table][0] if table in ROWS else {}
    rows = [*ROWS.get(table, []), {**first, **changes}]
    return tuple(of_table.model_validate(row) for row in rows)


def rows(table: str, *each: dict[str, Any]) -> tuple[Any, ...]:
    """Rows of a table in place of the tiny plant's."""
    return tuple(TABLES[table].model_validate(row) for row in each)


def without(table: str, *indices: int) -> tuple[Any, ...]:
    """The tiny plant's rows of a table, some left out."""
    of_table = TABLES[table]
    kept = [row for at, row in enumerate(ROWS[table]) if at not in indices]
    return tuple(of_table.model_validate(row) for row in kept)


def write_tiny(folder: Path) -> Path:
    """The tiny plant as a case folder `tiny`."""
    write_case(tiny_plant(), folder / "tiny")
    return folder / "tiny"


def patch(case: Path, table: str, row: int, column: str, text: str) -> None:
    """Overwrite one cell; `row` counts as in a spreadsheet, the header being row 1."""
    path = case / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file))
    lines[row - 1][lines[0].index(column)] = text
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(lines)


def replace(case: Path, file: str, old: str, new: str) -> None:
    """Replace text in a file; it must stand there."""
    path = case / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")
