"""What `run.json` says of a run, checked, and whether its files still are what it lists."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from models.problems import Problem
from planner.errors import DataError
from planner.run_folder import FILE, REFUSED, manifest_of, problem_of, sha256_of, versions

CASE = "case"
"""Folder of a run with the tables it was solved from."""

TABLES = (".csv", ".yaml")
FileName = Annotated[str, StringConstraints(pattern=r"^\w[\w.-]*$")]
State = Literal["as it was", "edited", "missing", "added"]


class Told(BaseModel):
    """Part of `run.json`; what other versions of fillfinish add to it is not minded."""

    model_config = ConfigDict(frozen=True, extra="ignore", use_attribute_docstrings=True)


class LevelTold(Told):
    """Value, bound and gap of a level; null where there is none yet."""

    name: str
    unit: str
    value: float | None
    bound: float | None
    gap: float | None
    gap_base: str = "absolute"
    tolerance: float
    status: str

    def figure(self, value: float | None) -> str:
        """A value or a bound, with its unit."""
        if value is None:
            return "none yet"
        return f"{value:,.0f} EUR" if self.unit == "EUR" else f"{value:.4f} {self.unit}"

    @property
    def gap_text(self) -> str:
        """The gap, a share or in its unit."""
        if self.gap is not None and self.gap_base == "value":
            return f"{self.gap:.1%}"
        return self.figure(self.gap)


class OptionsTold(Told):
    """How long and how the search went on."""

    seconds: float
    gap: float | None = None
    threads: int = 1
    seed: int = 0
    work: int | None = None

    def text(self) -> str:
        """Those that decide, in words."""
        limit = f"{self.seconds:g} seconds" if self.work is None else f"{self.work:,} nodes a solve"
        gap = "" if self.gap is None else f", stop at a cost gap of {self.gap:g}"
        return f"{limit}{gap}, seed {self.seed}, threads {self.threads}"


class RunTold(Told):
    """What `run.json` says of a run."""

    scenario: str
    case: str
    command: str = ""
    written: AwareDatetime
    status: str
    levels: tuple[LevelTold, ...]
    on_time: float | None = None
    """Share of the demand; null in runs of before, where service.csv says it."""

    service_in_horizon: float
    options: OptionsTold
    repeatable: bool = False
    seconds: dict[str, float] = {}
    versions: dict[str, str] = {}
    overlays: tuple[str, ...] = ()
    assignments: tuple[str, ...] = Field(default=(), alias="set")
    previous: str | None = None
    replay_of: str | None = None
    inputs: dict[FileName, str]
    case_sha256: str
    outputs: dict[FileName, str]

    @property
    def repeats(self) -> bool:
        """Whether a replay must give the same bytes: counted work, and not interrupted."""
        return self.repeatable and self.status != "interrupted"

    def level(self, name: str) -> LevelTold | None:
        """A level by name."""
        return next((level for level in self.levels if level.name == name), None)


def told_by(run: Path, asked: str) -> RunTold:
    """What `run.json` says of a run; `asked` names the command in the message.

    Raises
    ------
    DataError
        If it is missing, newer, or not as fillfinish writes it: every key to blame.
    """
    manifest = manifest_of(run, asked)
    try:
        return RunTold.model_validate(manifest)
    except ValidationError as error:
        raise DataError([_unlike(run, error)], asked) from None


def _unlike(run: Path, error: ValidationError) -> Problem:
    keys = sorted({f"'{'.'.join(map(str, at['loc']))}'" for at in error.errors()})
    are, them = ("is", "it") if len(keys) == 1 else ("are", "them")
    what = f"{', '.join(keys)} {are} missing or not as fillfinish writes {them}"
    return problem_of(run, FILE, f"{what}; give a run as it was written")


STATUS = {"optimal": "finished", "limit": "limit", "interrupted": "interrupted"}


def status_of(run: Path, told: RunTold) -> str:
    """How the run ended, in a word or three."""
    if REFUSED in run.resolve().name:
        return "refused by audit"
    return STATUS.get(told.status, told.status)


@dataclass(frozen=True)
class VersionThenAndNow:
    """A version that a run was solved with, and the one that is installed."""

    name: str
    then: str
    now: str

    @property
    def differs(self) -> bool:
        return self.then != self.now


def versions_of(told: RunTold) -> tuple[VersionThenAndNow, ...]:
    """Every version that the run names, beside the one that is installed."""
    now = versions()
    return tuple(
        VersionThenAndNow(name, then, now.get(name, "not installed"))
        for name, then in told.versions.items()
    )


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


def outputs_of(run: Path, told: RunTold) -> tuple[FileState, ...]:
    """The tables of the plan."""
    return _files(run, "", told.outputs)


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
    try:
        found = sha256_of(run / file)
    except OSError:
        return FileState(file, stated, "missing")
    state: State = "edited" if stated else "added"
    return FileState(file, stated, "as it was" if found == stated else state, _rows(run / file))


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
