"""Japan waits for the new suite, and for nothing else: what waits can be worked out by hand."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from models.plant import Plant
from planner.engine import Limits
from planner.files import write_case
from planner.study.alone import Alone
from tests.plants import ROWS, rows, tiny_plant

APPROVED = dt.date(2026, 3, 2)
"""First day of the first monthly bucket; the eight weeks before end on 2026-03-01."""

A_MONTH = 3_000
"""Units that each country needs; a batch has 18,100, enough for both until 31 March."""

GAINED = 14 / 31 * A_MONTH + A_MONTH
"""Units that Japan needs from 19 January, when the first batches may leave, to 1 March: 13 days
of January, February, a day of March, of A_MONTH each."""

OWED = 27 / 31 * A_MONTH + A_MONTH + A_MONTH
"""Units that it needs from 5 January to 31 March: all leave on 31 March if not before."""

NEEDED = 2 * (27 / 31 + 3) * A_MONTH
"""Units that Norway and Japan need from 5 January to 30 April."""


def waiting_plant(until: dt.date | None = None, **old: Any) -> Plant:
    """Japan approves NEW on 2 March (and OLD, if `old` says from when); nothing in stock, no
    transit, no floors, so that no unit leaves before it is needed."""
    new = _approval("JP", "NEW", APPROVED) | {"until": until}
    also = [_approval("JP", "OLD", old["approved"])] if old else []
    kept = [
        row for row in ROWS["approvals"] if (row["approval_group"], row["unit"]) != ("JP", "OLD")
    ]
    countries = [row | {"transit_days": 0, "cover_floor_weeks": 0} for row in ROWS["countries"]]
    return tiny_plant().but(
        approvals=rows("approvals", *kept, new, *also),
        countries=rows("countries", *countries),
        demand=tuple(row.but(units=A_MONTH) for row in tiny_plant().demand),
        lots=(),
        media_fills=(),
    )


def _approval(group: str, suite: str, day: dt.date) -> dict[str, Any]:
    row = {"approval_group": group, "presentation": "*", "step": "prep", "unit": suite}
    return row | {"from": day}


def study_of(plant: Plant, folder: Path, work: int = 20) -> Alone:
    """The plant as a case, to ask questions of; so small that so much work proves its plans."""
    write_case(plant, folder / "case")
    return Alone(folder / "case", folder / "study", Limits(work=work))
