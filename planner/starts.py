"""Finished plans that a search knows: the one it begins from, those it should differ from.

A run keeps its own copy of them in its folder `plans`, so that it can be solved again without
the runs that they come from.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Any

from models.calendar import Calendar
from planner.cells import safe_text
from planner.errors import DataError
from planner.run_folder import PLANS, TextRow, manifest_of, problem_of, refusals_of, rows_of

START = "start"
UNLIKE = "unlike-{number}"
"""Tables in it."""

DECIMALS = 4
"""Of litres, in the tables of a run."""

Kind = tuple[str, str, str, float]
"""Syringe, suite, line, volume in litres."""


@dataclass(frozen=True, order=True)
class Placed:
    """Planned batches of one kind in one bucket of a finished plan."""

    syringe: str
    suite: str
    line: str
    volume_l: float
    bucket: dt.date
    """First day of the bucket in which they are filled."""

    batches: int


@dataclass(frozen=True)
class Given:
    """A finished plan and the run it comes from."""

    run: str
    """Name of its folder."""

    placed: tuple[Placed, ...]


@dataclass(frozen=True)
class Plans:
    """The finished plans that a search knows."""

    start: Given | None = None
    """Where it begins."""

    unlike: tuple[Given, ...] = ()
    """What it should differ from."""

    @classmethod
    def of(cls, start: Path | None, unlike: Iterable[Path], case: str, asked: str) -> Plans:
        """The plans of runs of a case; `read_start` says what is refused."""
        return cls(
            None if start is None else _given(start, case, asked),
            tuple(_given(run, case, asked) for run in unlike),
        )

    @classmethod
    def kept_by(cls, run: Path, start: str | None, unlike: Iterable[str], asked: str) -> Plans:
        """The copies in a run's folder, of runs with these names."""
        numbered = enumerate(unlike, start=1)
        return cls(
            None if start is None else Given(start, _read(run, f"{PLANS}/{START}", asked)),
            tuple(
                Given(name, _read(run, f"{PLANS}/{UNLIKE.format(number=number)}", asked))
                for number, name in numbered
            ),
        )

    @property
    def start_rows(self) -> tuple[Placed, ...]:
        """For `pipeline.solve`."""
        return () if self.start is None else self.start.placed

    @property
    def unlike_rows(self) -> tuple[tuple[Placed, ...], ...]:
        """For `pipeline.solve`."""
        return tuple(given.placed for given in self.unlike)

    def told(self) -> dict[str, Any]:
        """What `run.json` keeps of them."""
        return {
            "start": None if self.start is None else self.start.run,
            "unlike": [given.run for given in self.unlike],
        }

    def write(self, run: Path) -> None:
        """Write the copies into a run's folder; none, no folder."""
        tables = {} if self.start is None else {START: self.start}
        tables |= {UNLIKE.format(number=n): each for n, each in enumerate(self.unlike, start=1)}
        for name, given in tables.items():
            (run / PLANS).mkdir(exist_ok=True)
            with (run / PLANS / f"{name}.csv").open("w", encoding="utf-8", newline="") as opened:
                writer = csv.writer(opened, lineterminator="\n")
                writer.writerow(field.name for field in fields(Placed))
                writer.writerows(map(_cells, sorted(given.placed)))


def read_start(run: Path, asked: str, case: str | None = None) -> tuple[Placed, ...]:
    """The planned batches of a run, sorted; firm ones are the case's.

    Parameters
    ----------
    run
        Folder of the run.
    asked
        The command, for messages.
    case
        Name of the case that the run must be of; None: any.

    Raises
    ------
    DataError
        If it is no run, was edited, or is of another case or version.
    """
    manifest = manifest_of(run, asked)
    problems = refusals_of(run, manifest, case or str(manifest.get("case")))
    if problems:
        raise DataError(problems, asked)
    rows = rows_of(run, "batches", asked, (*_names(), "status"))
    planned = [row for row in rows if row["status"] == "planned"]
    return _summed(run, "batches", planned, asked)


def places(
    placed: Iterable[Placed], calendar: Calendar, kinds: Iterable[Kind]
) -> dict[tuple[Kind, int], int]:
    """How many batches of a plan lie where in a calendar; those outside are left out.

    `kinds` are those of the case, whose litres the tables of a run round.
    """
    exact = {_rounded(kind): kind for kind in kinds}
    found: Counter[tuple[Kind, int]] = Counter()
    for row in placed:
        bucket = calendar.bucket_of(row.bucket)
        if bucket in calendar.planned:
            kind = _rounded((row.syringe, row.suite, row.line, row.volume_l))
            found[exact.get(kind, kind), bucket] += row.batches
    return dict(found)


def _rounded(kind: Kind) -> Kind:
    return (*kind[:3], round(kind[3], DECIMALS))


def _given(run: Path, case: str, asked: str) -> Given:
    return Given(run.resolve().name, read_start(run, asked, case))


def _read(run: Path, table: str, asked: str) -> tuple[Placed, ...]:
    return _summed(run, table, rows_of(run, table, asked, (*_names(), "batches")), asked)


def _names() -> tuple[str, ...]:
    return tuple(field.name for field in fields(Placed) if field.name != "batches")


def _summed(run: Path, table: str, rows: Iterable[TextRow], asked: str) -> tuple[Placed, ...]:
    found: Counter[tuple[str, str, str, float, dt.date]] = Counter()
    for index, row in enumerate(rows):
        try:
            day = dt.date.fromisoformat(row["bucket"])
            key = (row["syringe"], row["suite"], row["line"], float(row["volume_l"]), day)
            found[key] += int(row.get("batches", 1))
        except ValueError:
            what = "is no batch with volume and bucket; give a run as it was written"
            raise DataError([problem_of(run, f"{table}.csv", what, index)], asked) from None
    return tuple(sorted(Placed(*key, batches) for key, batches in found.items()))


def _cells(row: Placed) -> Iterator[str]:
    for value in astuple(row):
        if isinstance(value, float):
            yield f"{value:.{DECIMALS}f}".rstrip("0").rstrip(".")
        else:
            yield safe_text(value) if isinstance(value, str) else str(value)
