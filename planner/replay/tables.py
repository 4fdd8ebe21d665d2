"""Whether the tables of a replay have the bytes of the run, and where they first differ."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from planner.manifest import RunTold
from planner.run_files import records
from planner.run_folder import sha256_of


@dataclass(frozen=True)
class TableAgain:
    """A table of a run beside that of its replay."""

    file: str
    repeated: bool
    """The replay has the bytes that the run wrote."""

    untouched: bool
    """The file in the run's folder still is the one that the run wrote."""

    difference: str = ""
    """Where the file in the run's folder and the replay first differ."""

    @property
    def agrees(self) -> bool:
        return self.repeated and self.untouched

    @property
    def words(self) -> str:
        """What a planner should know of it."""
        if self.agrees:
            return "the same bytes"
        if self.repeated:
            return f"the same bytes as the run wrote; its file was changed since: {self.difference}"
        since = "" if self.untouched else ", and the run's file was changed since"
        return f"differs{since}: {self.difference}"


def tables_again(run: Path, told: RunTold, folder: Path, again: RunTold) -> tuple[TableAgain, ...]:
    """Every table that the run or its replay wrote."""
    return tuple(
        _again(file, run / file, told.outputs.get(file), folder / file, again.outputs.get(file))
        for file in sorted({*told.outputs, *again.outputs})
    )


def _again(file: str, old: Path, then: str | None, new: Path, now: str | None) -> TableAgain:
    if then is None:
        return TableAgain(file, False, True, "only the replay has this table")
    untouched = old.is_file() and sha256_of(old) == then
    if then == now and untouched:
        return TableAgain(file, True, True)
    if not old.is_file():
        return TableAgain(file, then == now, False, "now it is missing")
    if now is None:
        return TableAgain(file, False, untouched, "only the run has this table")
    return TableAgain(file, then == now, untouched, first_difference(old, new))


def first_difference(old: Path, new: Path) -> str:
    """The first row that differs, the header being row 1, and a cell of it."""
    try:
        pairs = enumerate(zip_longest(records(old), records(new)), start=1)
        header: list[str] = []
        for number, (then, now) in pairs:
            header = header or then or []
            if then != now:
                return f"row {number}{_cells(header, then, now)}"
    except csv.Error as error:
        return f"it cannot be read as CSV ({error})"
    return "the same cells, but other line ends, quotes or encoding"


def _cells(header: list[str], then: list[str] | None, now: list[str] | None) -> str:
    if then is None:
        return " stands in the replay only"
    if now is None:
        return " stands in the run only"
    if len(then) != len(now):
        return f" has {len(then)} cells in the run, {len(now)} in the replay"
    places = [at for at, (old, new) in enumerate(zip(then, now, strict=True)) if old != new]
    first = places[0]
    name = header[first] if first < len(header) else f"cell {first + 1}"
    more = f", and {len(places) - 1} more" if len(places) > 1 else ""
    return f", {name}: '{then[first]}' in the run, '{now[first]}' in the replay{more}"
