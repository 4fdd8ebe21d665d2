"""The answer of `runs list`: the runs in a folder, newest first, in words and for JSON."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.problems import Problem
from planner.aligned import aligned
from planner.errors import DataError
from planner.manifest import RunTold, status_of, told_by
from planner.on_time import on_time, percent
from planner.run_folder import FILE, problem_of, rows_of

ASKED = "runs list"
SERVICE = ("country", "presentation", "demand_units", "met_units", "backorder_units")
"""Columns of service.csv that say what was on time."""

WRITING = ".writing-"
"""How the folder of a run begins while it is written."""

RUN_NAME = re.compile(r"\d{8}T\d{6}Z_")
WIDEST = 32
"""Characters of a name that are shown."""

LEFTOVER = "left over from a solve that was ended by force; delete it if no solve is running"


@dataclass(frozen=True)
class ListedRun:
    """A run, as far as a list shows it."""

    run: Path
    told: RunTold
    on_time: float | None
    """Share of the demand; None if service.csv of an older run cannot be read."""

    @property
    def written(self) -> dt.datetime:
        return self.told.written.astimezone(dt.UTC)

    @property
    def status(self) -> str:
        status = status_of(self.run, self.told)
        return f"{status}, replay" if self.told.replay_of else status

    @property
    def seconds(self) -> float:
        return sum(self.told.seconds.values())

    def result(self) -> dict[str, Any]:
        """For JSON; the figures as `run.json` has them."""
        first, cost = self.told.levels[:1], self.told.level("cost")
        return {
            "run": str(self.run),
            "written": self.written.isoformat(),
            "case": self.told.case,
            "scenario": self.told.scenario,
            "status": status_of(self.run, self.told),
            "on_time": self.on_time,
            "mean_days_late": self.told.service_in_horizon,
            "cost_eur": cost.value if cost else None,
            "gap": first[0].gap if first else None,
            "seconds": self.seconds,
            "previous": self.told.previous,
            "replay_of": self.told.replay_of,
        }

    def cells(self) -> dict[str, str]:
        """What a row of the list shows, by heading."""
        cost = self.told.level("cost")
        return {
            "written (UTC)": f"{self.written:%Y-%m-%d %H:%M}",
            "case": _short(self.told.case),
            "scenario": _short(self.told.scenario),
            "status": self.status,
            "on time": "?" if self.on_time is None else percent(self.on_time),
            "days late": f"{self.told.service_in_horizon:.3f}",
            "cost EUR": f"{cost.value:,.0f}" if cost and cost.value is not None else "-",
            "gap": self.told.levels[0].gap_text if self.told.levels else "-",
            "seconds": f"{self.seconds:,.0f}",
            "run": str(self.run),
            "previous": self.told.previous or "-",
        }


RIGHT = ("on time", "days late", "cost EUR", "gap", "seconds")
"""Headings of figures."""


@dataclass(frozen=True)
class Runs:
    """What lies in a folder of runs."""

    folder: Path
    case: str | None
    """The case that was asked for; None: all."""

    listed: tuple[ListedRun, ...]
    """Newest first, of every case."""

    unreadable: tuple[Problem, ...]
    leftovers: tuple[Path, ...]

    @property
    def shown(self) -> tuple[ListedRun, ...]:
        """Those of the case that was asked for."""
        if self.case is None:
            return self.listed
        return tuple(run for run in self.listed if run.told.case.casefold() == self.case.casefold())

    def result(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "runs": [run.result() for run in self.shown],
            "unreadable": [{"file": one.table, "what": one.what} for one in self.unreadable],
            "leftovers": [str(path) for path in self.leftovers],
        }

    def text(self) -> str:
        """The list, newest first; blank if there is none."""
        if not self.shown:
            return ""
        rows = [run.cells() for run in self.shown]
        alike = [
            name
            for name, same in (("case", rows[0]["case"]), ("previous", "-"))
            if {row[name] for row in rows} == {same}
        ]
        head = f"Runs in {self.folder}, newest first"
        if "case" in alike:
            head += f"; all of {_one_line(self.shown[0].told.case)}"
        names = [name for name in rows[0] if name not in alike]
        right = [at for at, name in enumerate(names) if name in RIGHT]
        cells = ([row[name] for name in names] for row in rows)
        return "\n".join([head, *aligned([names, *cells], lambda at, _: at in right)])

    def words(self) -> str:
        """What is not in the list and why; what to do if it is empty."""
        lines = [] if self.shown else [self._none()]
        if self.unreadable:
            lines += ["Runs that cannot be read:"]
            lines += [f"- {problem.table}: {problem.what}" for problem in self.unreadable]
        lines += [f"{path}: {LEFTOVER}" for path in self.leftovers]
        return "\n".join(lines)

    def _none(self) -> str:
        if (self.folder / FILE).is_file():
            return (
                f"No runs in {self.folder}: it is one run; try 'fillfinish runs show {self.folder}'"
            )
        if self.listed:
            cases = ", ".join(sorted({run.told.case for run in self.listed}))
            return f"No runs of '{self.case}' in {self.folder}; it has runs of: {cases}"
        return (
            f"No runs in {self.folder}: 'fillfinish solve CASE -o {self.folder}' writes one;"
            " or name another folder"
        )


def listed(folder: Path, case: str | None = None) -> Runs:
    """Look at every run in a folder.

    Raises
    ------
    DataError
        If there is no such folder.
    """
    if not folder.is_dir():
        what = f"there is no folder '{folder}'; 'fillfinish solve CASE' makes it, or name another"
        raise DataError([problem_of(folder, FILE, what)], ASKED)
    found: list[ListedRun] = []
    unreadable: list[Problem] = []
    for run in sorted(path for path in folder.iterdir() if path.is_dir()):
        if run.name.startswith(".") or not ((run / FILE).is_file() or RUN_NAME.match(run.name)):
            continue
        try:
            told = told_by(run, ASKED)
        except DataError as error:
            unreadable += error.problems
        else:
            found.append(ListedRun(run, told, _on_time(run, told)))
    return Runs(
        folder,
        case,
        tuple(sorted(found, key=lambda one: (one.written, one.run.name), reverse=True)),
        tuple(unreadable),
        tuple(sorted(folder.glob(f"{WRITING}*"))),
    )


def _on_time(run: Path, told: RunTold) -> float | None:
    """As `run.json` has it; runs of before did not keep it."""
    if told.on_time is not None:
        return told.on_time
    try:
        return on_time(rows_of(run, "service", ASKED, SERVICE))
    except (DataError, TypeError, ValueError):
        return None


def _one_line(name: str) -> str:
    return " ".join(name.split())


def _short(name: str) -> str:
    name = _one_line(name)
    return name if len(name) <= WIDEST else f"{name[: WIDEST - 1]}…"
