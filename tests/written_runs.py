"""Run folders as a plan leaves them, without solving: for commands that read runs."""

from __future__ import annotations

import hashlib
import json
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tests.plants import write_tiny

BATCH = {
    "batch": "P1",
    "sequence": "1",
    "bulk": "M100",
    "syringe": "S1",
    "suite": "OLD",
    "line": "L1",
    "volume_l": "20",
    "units": "18000",
    "bucket": "2026-01-05",
    "prep_start": "2026-01-05",
    "fill_start": "2026-01-06",
    "status": "planned",
}
SERVED = {
    "country": "NO",
    "presentation": "S1-PFS",
    "bucket": "2026-01-05",
    "demand_units": "100",
    "met_units": "100",
    "backorder_units": "0",
}
HOURS = {"resource": "OLD", "bucket": "2026-01-05", "batch_h": "30", "idle_h": "24"}
COST = {"term": "production", "bucket": "2026-01-05", "eur": "100"}
SHORT = {
    "country": "NO",
    "presentation": "S1-PFS",
    "from": "2026-01-05",
    "until": "2026-01-18",
    "worst_units": "60",
    "worst_days": "7",
    "binds": "capacity",
    "reason": "OLD is full",
}
LEVEL = {
    "name": "cost",
    "unit": "EUR",
    "value": 100.0,
    "bound": 90.0,
    "gap": 0.1,
    "gap_base": "value",
    "tolerance": 1.0,
    "status": "conditional",
}
FIRST = {
    "batches": BATCH,
    "service": SERVED,
    "capacity": HOURS,
    "costs": COST,
    "shortages": SHORT,
}
"""One row of each table that a test may give."""

Rows = list[dict[str, str]]


def write_run(folder: Path, scenario: str = "Tiny", **tables: Rows) -> Path:
    """A run of the tiny case; rows give what differs from `FIRST`."""
    folder.mkdir(parents=True)
    write_tiny(folder)
    (folder / "tiny").rename(folder / "case")
    for table, first in FIRST.items():
        rows = [",".join({**first, **row}.values()) for row in tables.get(table, [])]
        text = "\n".join([",".join(["scenario", *first]), *(f"{scenario},{row}" for row in rows)])
        (folder / f"{table}.csv").write_text(text + "\n", encoding="utf-8")
    manifest = {
        "format": 1,
        "scenario": scenario,
        "case": "Tiny",
        "command": "solve tiny --work 20",
        "written": "2026-01-01T08:00:00+00:00",
        "status": "limit",
        "levels": [LEVEL],
        "service_in_horizon": 0.25,
        "options": {"seconds": 60.0, "gap": None, "threads": 1, "seed": 0, "work": 20},
        "repeatable": True,
        "seconds": {"build": 0.5, "solve": 2.0, "write": 0.5},
        "versions": {"fillfinish": version("fillfinish")},
        "overlays": [],
        "set": [],
        "previous": None,
        "inputs": _hashes(folder / "case"),
        "case_sha256": "0" * 64,
        "outputs": _hashes(folder),
    }
    (folder / "run.json").write_text(json.dumps(manifest), encoding="utf-8")
    return folder


def _hashes(folder: Path) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.iterdir())
        if path.is_file()
    }


def tell(run: Path, **changes: Any) -> None:
    """Change what `run.json` says."""
    path = run / "run.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | changes), encoding="utf-8")


def two_runs(folder: Path) -> Path:
    """
    Runs `a` and, a day later, `b`, which is on time by half and started from `a`. Run `a`
    keeps no share: it meets 40 of 100 units in Norway and all 100 in Japan, so 70 %.
    """
    write_run(folder / "a", service=[{"met_units": "40"}, {"country": "JP"}])
    later = {"written": "2026-01-02T09:30:00+01:00", "status": "optimal"}
    tell(write_run(folder / "b", "late"), on_time=0.5, previous="a", **later)
    return folder
