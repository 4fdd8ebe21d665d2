"""What is handed to whoever carries out a scenario, and what comes back."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from planner.engine import Limits
from planner.files import WhatIf
from planner.overlay_file import FOLDER
from planner.starts import Plans
from planner.study.contract import Status

KEPT = (".csv", ".md", ".yaml", ".yml")
"""Ends of the files of a case folder that a worker needs."""


@dataclass(frozen=True)
class CaseFiles:
    """A case as it is when a study begins; what is edited later does not mix in."""

    name: str
    """Of its folder."""

    files: Mapping[str, bytes] = field(repr=False)
    """By path in the folder, `demand.csv` or `scenarios/late.yaml`."""

    sha256: str
    """Of all files and their paths."""

    @classmethod
    def read(cls, folder: Path) -> CaseFiles:
        """The tables, settings and overlays of a case folder."""
        paths = [*folder.glob("*"), *(folder / FOLDER).glob("*")]
        files = {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(paths)
            if path.is_file() and path.suffix.lower() in KEPT
        }
        return cls(folder.resolve().name, files, joint_sha256(files))

    def hashes(self) -> dict[str, str]:
        """Hash of each file."""
        return {name: hashlib.sha256(held).hexdigest() for name, held in self.files.items()}


def joint_sha256(files: Mapping[str, bytes]) -> str:
    """One hash of several files and their names."""
    joint = hashlib.sha256()
    for name, held in sorted(files.items()):
        joint.update(f"{name}\0{len(held)}\0".encode())
        joint.update(held)
    return joint.hexdigest()


@dataclass(frozen=True)
class PreviousRun:
    """The files of a run that is the plan before."""

    run: Path
    """Its folder, as messages name it."""

    files: Mapping[str, bytes] = field(repr=False)


@dataclass(frozen=True)
class Task:
    """A scenario with all that a worker needs; it can be pickled and needs no shared disk."""

    scenario: str
    case: CaseFiles
    base: WhatIf
    """Of every scenario of the study; without its previous run."""

    overlays: tuple[str, ...]
    """Names or paths, those of the base first."""

    assignments: tuple[str, ...]
    files: Mapping[str, bytes] = field(repr=False)
    """Content of the overlays that are paths, by path as it stands in `overlays` and `base`."""

    previous: PreviousRun | None
    plans: Plans
    """The plan that the search starts from, and those it should differ from."""

    limits: Limits
    command: str
    """What `run.json` keeps as what to type."""

    known: frozenset[str] = field(repr=False)
    """Keys of the plans that are there already: those need no solving."""

    folder: Path | None
    """Where the run is written, on a disk that the study sees; None: its files are sent back."""


@dataclass(frozen=True)
class Worked:
    """What a worker says of a scenario."""

    scenario: str
    status: Status
    words: str = ""
    key: str = ""
    """Hash of the resolved case, options, versions and start; blank if it came to none."""

    run: Path | None = None
    """Folder of the run, moved to its place by the study."""

    files: Mapping[str, bytes] | None = field(default=None, repr=False)
    """The run's files instead, by path in its folder."""

    run_name: str = ""
    """Name of the folder for `files`."""

    seconds: float = 0.0
    cached: bool = False
    """`key` is among those that were known."""

    stop: bool = False
    """The machine is to blame, such as its full disk: no scenario will do better."""


class Executor(Protocol):
    """Who carries out tasks, several at a time."""

    @property
    def slots(self) -> int:
        """Tasks that it takes at a time."""

    @property
    def shared(self) -> bool:
        """Whether its workers write on a disk that the study sees."""

    def submit(self, task: Task) -> None:
        """Begin a task; at most `slots` are submitted and not yet finished."""

    def finished(self, seconds: float) -> Sequence[Worked]:
        """What has finished, at least one unless `seconds` pass; a task whose worker died is
        among them as `killed`."""

    def close(self) -> None:
        """Stop what still runs, within seconds."""
