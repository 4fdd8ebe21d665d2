"""The tables of a run, typed as the plan had them: days, numbers, blanks as None."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from models.problems import Problem
from planner.cells import plain_text
from planner.columns import COLUMNS
from planner.run_folder import problem_of

Kind = tuple[Callable[[str], Any], str]
Record = dict[str, Any]

_day = lru_cache(maxsize=20_000)(dt.date.fromisoformat)
_text = lru_cache(maxsize=20_000)(plain_text)

DAYS = (
    "arrives_on", "began_in", "bucket", "earliest", "ended_in", "expires_on", "fill_end",
    "fill_start", "filled_bucket", "from_bucket", "latest", "prep_end", "prep_start",
    "released_on", "shipped_on", "to_bucket", "until",
)  # fmt: skip
WHOLE = (
    "backorder_units", "batches", "batches_before", "below_units", "campaign", "cover_days",
    "demand_units", "expired_units", "extended_units", "fill_approval_row", "floor_units",
    "line_campaign", "met_units", "order", "packs", "prep_approval_row", "received_units",
    "remaining_shelf_life_days", "required_days", "sequence", "stock_units", "suite_campaign",
    "units", "worst_days", "worst_units",
)  # fmt: skip
NUMBERS = (
    "batch_h", "borrow_h", "changeover_h", "cost_eur", "decontamination_eur", "decontamination_h",
    "eur", "floor_weeks", "hours", "idle_h", "kg", "media_fill_h", "offered_h", "set_up_h",
    "spill_h", "spill_in_h", "spill_out_h", "substance_kg", "volume_l",
)  # fmt: skip
DAY: Kind = (_day, "a day such as 2026-01-05")
KINDS: dict[str, Kind] = {
    **dict.fromkeys(DAYS, DAY),
    **dict.fromkeys(WHOLE, (int, "a whole number")),
    **dict.fromkeys(NUMBERS, (float, "a number with a decimal dot")),
}
"""How columns are read; all others are text."""

OF_ONE_TABLE = {("shortages", "from"): DAY}
"""`from` is a state in changeovers.csv."""

MAY_BE_BLANK = {
    "batches": ("sequence", "bucket", "prep_start", "prep_end", "since_previous", "suite_campaign",
                "line_campaign"),
    "campaigns": ("began_in", "ended_in"),
    "moves": ("from_bucket", "from_suite", "from_line", "to_bucket", "to_suite", "to_line"),
    "shipments": ("prep_approval_row", "fill_approval_row"),
}  # fmt: skip


def records(folder: Path, table: str, problems: list[Problem]) -> tuple[Record, ...]:
    """The rows of a table of a run; what cannot be read is added to `problems`."""
    file = f"{table}.csv"
    try:
        with (folder / file).open(encoding="utf-8-sig", newline="") as opened:
            header, *rows = csv.reader(opened)
    except (OSError, ValueError, csv.Error):
        what = "is missing, empty or cannot be read; give a run as it was written"
        problems.append(problem_of(folder, file, what))
        return ()
    missing = [name for name in COLUMNS[table] if name not in header]
    if missing:
        what = f"has no column {' or '.join(missing)}; give a run as it was written"
        problems.append(problem_of(folder, file, what))
        return ()
    ragged = [index for index, row in enumerate(rows) if len(row) != len(header)]
    for index in ragged[:1]:
        what = f"has {len(rows[index])} cells, but the header {len(header)}; mend the row"
        problems.append(problem_of(folder, file, what, index))
    if ragged or not rows:
        return ()
    names = COLUMNS[table]
    by_column = dict(zip(header, zip(*rows, strict=True), strict=True))
    columns = [_Column(folder, table, name).read(by_column[name], problems) for name in names]
    return tuple(dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True))


class _Column:
    """A column of a table of a run."""

    def __init__(self, folder: Path, table: str, name: str) -> None:
        self.folder, self.table, self.name = folder, table, name
        self.kind = OF_ONE_TABLE.get((table, name), KINDS.get(name))
        self.blank = name in MAY_BE_BLANK.get(table, ())

    def read(self, cells: Sequence[str], problems: list[Problem]) -> Iterable[Any]:
        """The cells, typed; a cell of another kind is a problem."""
        read = self.kind[0] if self.kind else _text
        try:
            if self.blank:
                return [read(cell) if cell else None for cell in cells]
            return list(map(read, cells))
        except ValueError:
            problems.append(self._wrong(cells))
            return [None] * len(cells)

    def _wrong(self, cells: Sequence[str]) -> Problem:
        """The first cell that cannot be read."""
        assert self.kind is not None
        read, form = self.kind
        for index, cell in enumerate(cells):
            if cell or not self.blank:
                try:
                    read(cell)
                except ValueError:
                    what = f"'{cell}' is not {form}; give a run as it was written"
                    file = f"{self.folder}/{self.table}.csv"
                    return Problem(file, index, self.name, cell, what)
        raise AssertionError("a column that cannot be read has a cell that cannot be read")
