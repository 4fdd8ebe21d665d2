"""A run of the plant of three states, made by hand and published: for tests of workbooks."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from models.milp.indices import Indices
from models.plant import Plant
from planner.engine import LevelResult, Limits
from planner.export.plan_workbook import plan_workbook
from planner.plan import Plan
from planner.runs import publish
from planner.saved import read_run
from planner.written import write_down
from tests.small_plants import day
from tests.three_states import decided, three_states

Rows = list[list[Any]]

CLOSED = {"resource": "P", "from": day("01-26"), "to": day("02-03"), "reason": "=refit"}
MEDIA_FILL = {"line": "F", "earliest": day("01-12"), "latest": day("01-18"), "hours": 24}
BATCH = {"bulk": "MA", "syringe": "A", "suite": "P", "line": "F", "volume_l": 10}
FILLED = {"prep_on": dt.date(2025, 12, 22), "fill_on": dt.date(2025, 12, 23), "status": "filled"}
BEGUN = {"prep_on": day("01-03"), "fill_on": day("01-05"), "status": "in_process"}


def case(*, filled: str = "00012", begun: str = "=1+1", suite: str = "<script>") -> Plant:
    """Four weeks from 2026-01-05 and February; the suite is closed from 26 January on.

    Parameters
    ----------
    filled, begun
        Names of the batches that were filled, and begun, before the plan.
    suite
        What people call suite P.
    """
    plant = three_states(
        closures=[CLOSED],
        media_fills=[MEDIA_FILL],
        firm_batches=[{**BATCH, **FILLED, "batch": filled}, {**BATCH, **BEGUN, "batch": begun}],
        suites=[{"suite": "P", "name": suite, "batch_cost_eur": 1_000}],
    )
    return plant.but(settings=plant.settings.but(months=1))


def plan_of(plant: Plant, scenario: str = "Small") -> Plan:
    """A in the first week, B in the second with the media fill, C in February.

    The batch filled before the plan serves A in the week of 19 January.
    """
    made = ("A", 0, 1), ("B", 1, 2), ("C", 4, 4)
    paths = ("A", "AB", "B", "B", "BC")
    decisions = decided(plant, *made, paths=paths, own={("C", 4): 1}, media_fills={0: 1})
    indices = Indices.of(plant)
    served = next(name for name, one in indices.markets.items() if one.syringe == "A")
    flavour = next(f for f, bucket in indices.markets[served].windows if bucket == 2)
    decisions = replace(decisions, shipments={(flavour, served, 2): 10_000})
    level = LevelResult("lateness", "d", 1.5, -1e-10, 1.5, "absolute", 0.001, "proven", False)
    return Plan(
        plant=plant,
        scenario=scenario,
        status="limit",
        levels=(level,),
        history=(),
        seconds={"solve": 1.5},
        **vars(write_down(plant, indices, decisions)),
    )


def run_of(plan: Plan, folder: Path) -> Path:
    return publish(plan, folder, Limits(seconds=5), "solve small")


def sheets_of(written: bytes) -> dict[str, Rows]:
    """Every sheet of a workbook, as Excel would show its values."""
    book = CalamineWorkbook.from_filelike(BytesIO(written))
    return {
        name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for name in book.sheet_names
    }


def exported(run: Path, language: str = "en") -> dict[str, Rows]:
    return sheets_of(plan_workbook(read_run(run), language))
