"""What `run.json` says of a run, checked."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from math import nan
from pathlib import Path
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from models.problems import Problem
from planner.errors import DataError
from planner.run_folder import FILE, REFUSED, manifest_of, problem_of, versions

FileName = Annotated[str, StringConstraints(pattern=r"^\w[\w.-]*$")]


class Told(BaseModel):
    """Part of `run.json`; what other versions of fillfinish add to it is not minded."""

    model_config = ConfigDict(frozen=True, extra="ignore", use_attribute_docstrings=True)


class LevelTold(Told):
    """Value, bound and gap of a level; null where there is none yet."""

    name: str
    unit: str
    value: float
    bound: float | None
    gap: float | None
    gap_base: str = "absolute"
    tolerance: float
    status: str
    reached: bool = False

    def figure(self, value: float | None) -> str:
        """A value or a bound, with its unit."""
        if value is None:
            return "none yet"
        decimals = 4 if self.unit == "d" else 0
        return f"{value:z,.{decimals}f} {self.unit}"

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
    prove: bool = True

    def text(self) -> str:
        """Those that decide, in words."""
        limit = f"{self.seconds:g} seconds" if self.work is None else f"{self.work:,} nodes a solve"
        gap = "" if self.gap is None else f", stop at a cost gap of {self.gap:g}"
        proof = "" if self.prove else ", without a proof"
        return f"{limit}{gap}, seed {self.seed}, threads {self.threads}{proof}"


class LateTold(Told):
    """Needs that no plan can bring in time."""

    country: str
    presentation: str
    units: int
    first_arrival: dt.date


class DifferenceTold(Told):
    """What scenarios change in a table, as `scenario show` prints it."""

    title: str
    """`staffing: 2 rows changed`."""

    lines: tuple[str, ...]
    more: int = 0
    """Lines that are not kept."""


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
    cover_in_horizon: float = nan
    fairness_in_horizon: float = nan
    rounded_units: int = 0
    too_late: tuple[LateTold, ...] = ()
    options: OptionsTold
    repeatable: bool = False
    seconds: dict[str, float] = {}
    versions: dict[str, str] = {}
    overlays: tuple[str, ...] = ()
    titles: dict[str, str] = {}
    """Titles of the overlays by name."""

    differences: tuple[DifferenceTold, ...] | None = None
    """None in runs of before, which do not keep them."""

    assignments: tuple[str, ...] = Field(default=(), alias="set")
    previous: str | None = None
    start: str | None = None
    """Run that the search began from; its batches are kept in `plans/start.csv`."""

    unlike: tuple[str, ...] = ()
    """Runs that the plan should differ from; `plans/unlike-1.csv` and so on."""

    replay_of: str | None = None
    inputs: dict[FileName, str]
    case_sha256: str
    outputs: dict[FileName, str]
    plans: dict[FileName, str] = {}
    """Hashes of the tables in `plans/`."""

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
