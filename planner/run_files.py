"""The files of a run: whether they still are what `run.json` lists."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from planner.manifest import RunTold
from planner.run_folder import PLANS, sha256_of

CASE = "case"
"""Folder of a run with the tables it was solved from."""

TABLES = (".csv", ".yaml")
State = Literal["as it was", "edited", "missing", "added"]


@dataclass(frozen=True)
class FileState:
    """A file of a run, and whether it still is the one that was written."""

    file: str
    """Its path in the run's folder."""

    sha256: str
    """As `run.json` lists it; blank for a file that it does not list."""

    state: State
    rows: int | None = None
    """Rows after the header; None if it is no table."""


def inputs_of(run: Path, told: RunTold) -> tuple[FileState, ...]:
    """The tables that the run was solved from."""
    return _files(run, f"{CASE}/", told.inputs)


def plans_of(run: Path, told: RunTold) -> tuple[FileState, ...]:
    """The finished plans that the search knew."""
    return _files(run, f"{PLANS}/", told.plans)


def outputs_of(run: Path, told: RunTold) -> tuple[FileState, ...]:
    """The tables of the plan."""
    return _files(run, "", told.outputs)


def changed_of(run: Path, told: RunTold) -> tuple[str, ...]:
    """Files that are not as the run wrote them: somebody edited or removed them since."""
    listed = {
        **told.outputs,
        **{f"{CASE}/{name}": stated for name, stated in told.inputs.items()},
        **{f"{PLANS}/{name}": stated for name, stated in told.plans.items()},
    }
    return tuple(
        file for file, stated in listed.items() if _state(run / file, stated) != "as it was"
    )


def _files(run: Path, folder: str, listed: Mapping[str, str]) -> tuple[FileState, ...]:
    there = {
        path.name
        for path in (run / folder).glob("*")
        if path.suffix in TABLES and not path.name.startswith((".", "~"))
    }
    return tuple(
        _file(run, f"{folder}{name}", listed.get(name, "")) for name in sorted({*listed, *there})
    )


def _file(run: Path, file: str, stated: str) -> FileState:
    state = _state(run / file, stated)
    return FileState(file, stated, state, None if state == "missing" else _rows(run / file))


def _state(path: Path, stated: str) -> State:
    try:
        found = sha256_of(path)
    except OSError:
        return "missing"
    if not stated:
        return "added"
    return "as it was" if found == stated else "edited"


def _rows(path: Path) -> int | None:
    if path.suffix != ".csv":
        return None
    try:
        return max(0, sum(1 for _ in records(path)) - 1)
    except csv.Error:
        return None


def records(path: Path) -> Iterator[list[str]]:
    """The rows of a CSV file, its header first; what is not UTF-8 is replaced."""
    with path.open(encoding="utf-8", errors="replace", newline="") as opened:
        yield from csv.reader(opened)
