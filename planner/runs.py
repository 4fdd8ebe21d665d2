"""Runs: a plan as a folder of CSV files, written aside, audited, then put in place."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import json
import re
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from math import isfinite
from pathlib import Path
from typing import Any

from planner.audit import Violation, audit
from planner.cells import safe_text
from planner.columns import COLUMNS
from planner.engine import Limits
from planner.files import write_case
from planner.on_time import on_time
from planner.plan import Plan, Record
from planner.run_folder import FORMAT, PLANS, SOURCES, sha256_of, versions
from planner.starts import Plans

DECIMALS = {"eur": 2, "cost_eur": 2, "decontamination_eur": 2}
"""Decimals of columns; hours, litres and kilograms have 4."""


class RefusedError(Exception):
    """The audit found violations; the folder is kept beside the runs for a look."""

    def __init__(self, folder: Path, violations: tuple[Violation, ...]) -> None:
        self.folder, self.violations = folder, violations
        super().__init__(f"the audit found {len(violations)} violations in {folder}")


def publish(
    plan: Plan,
    folder: Path,
    limits: Limits,
    command: str,
    what_if: Mapping[str, Any] | None = None,
    sources: bytes | None = None,
    plans: Plans | None = None,
) -> Path:
    """Write a plan below `folder` and return its run folder.

    Parameters
    ----------
    plan, folder, limits
        The plan, the folder of runs, and what it was solved with.
    command
        What to type to ask the same again.
    what_if
        What `run.json` keeps of overlays, assignments and the previous run.
    sources
        `SOURCES.md` of the case, which goes along with its tables.
    plans
        The finished plans that the search knew; the run keeps copies of them.

    Raises
    ------
    RefusedError
        If the audit finds a violation.
    """
    now = dt.datetime.now(dt.UTC)
    folder.mkdir(parents=True, exist_ok=True)
    aside = folder / f".writing-{now:%Y%m%dT%H%M%S%f}"
    try:
        plans = plans or Plans()
        told = _manifest(plan, limits, command, now) | dict(what_if or {}) | plans.told()
        case_sha256 = _written(aside, plan, told, sources, plans)
        violations = audit(aside)
        name = f"{now:%Y%m%dT%H%M%SZ}_{_slug(plan.scenario)}_{case_sha256[:8]}"
        final = _free(folder, name + ("_refused" if violations else ""))
        aside.rename(final)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    if violations:
        raise RefusedError(final, violations)
    return final


def _written(
    aside: Path, plan: Plan, told: dict[str, Any], sources: bytes | None, plans: Plans
) -> str:
    """Write the tables, `case/`, `plans/` and `run.json`; return the hash of the case."""
    write_case(plan.plant, aside / "case")
    for name, rows in plan.records.items():
        write_table(aside / f"{name}.csv", plan.scenario, rows, COLUMNS[name])
    inputs = _hashes(aside / "case")
    if sources is not None:
        (aside / "case" / SOURCES).write_bytes(sources)
    plans.write(aside)
    files = {
        "inputs": inputs,
        "case_sha256": _joint(inputs),
        "sources": None if sources is None else f"case/{SOURCES}",
        "plans": _hashes(aside / PLANS),
        "outputs": _hashes(aside),
    }
    text = json.dumps(told | files, indent=2, ensure_ascii=False)
    (aside / "run.json").write_text(text + "\n", encoding="utf-8")
    return _joint(inputs)


def write_table(
    path: Path, scenario: str, rows: Iterable[Record], columns: tuple[str, ...]
) -> None:
    """Write a table: `scenario` first, blanks for None, numbers with a dot, no formulas."""
    with path.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened, lineterminator="\n")
        writer.writerow(["scenario", *columns])
        for row in rows:
            cells = (_cell(column, row[column]) for column in columns)
            writer.writerow([safe_text(scenario), *cells])


def _cell(column: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        text = f"{value:.{DECIMALS.get(column, 4)}f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return safe_text(value) if isinstance(value, str) else str(value)


def _manifest(plan: Plan, limits: Limits, command: str, now: dt.datetime) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "scenario": plan.scenario,
        "case": plan.plant.settings.name,
        "command": command,
        "written": now.isoformat(timespec="seconds"),
        "status": plan.status,
        "levels": [finite(asdict(level)) for level in plan.levels],
        "on_time": on_time(plan.records["service"]),
        "service_in_horizon": plan.service_in_horizon,
        "cover_in_horizon": plan.cover_in_horizon,
        "fairness_in_horizon": plan.fairness_in_horizon,
        "rounded_units": plan.rounded_units,
        "too_late": [{**row, "first_arrival": str(row["first_arrival"])} for row in plan.too_late],
        "options": limits.told(),
        "repeatable": limits.work is not None and plan.status != "interrupted",
        "seconds": {stage: round(value, 2) for stage, value in plan.seconds.items()},
        "versions": versions(),
    }


def finite(level: dict[str, Any]) -> dict[str, Any]:
    """A level for JSON, which knows no infinity: null where there is no bound yet."""
    return {
        name: None if isinstance(value, float) and not isfinite(value) else value
        for name, value in level.items()
    }


def _hashes(folder: Path) -> dict[str, str]:
    return {path.name: sha256_of(path) for path in sorted(folder.glob("*")) if path.is_file()}


def _joint(hashes: dict[str, str]) -> str:
    return hashlib.sha256(json.dumps(hashes, sort_keys=True).encode()).hexdigest()


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "case"


def _free(folder: Path, name: str) -> Path:
    """A path that does not exist yet: runs are never overwritten."""
    path, number = folder / name, 1
    while path.exists():
        number += 1
        path = folder / f"{name}-{number}"
    return path
