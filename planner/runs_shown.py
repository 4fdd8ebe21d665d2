"""The answer of `runs show`: what ran with which inputs, in words and for JSON."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from planner.aligned import aligned
from planner.manifest import (
    RunTold,
    VersionThenAndNow,
    status_of,
    told_by,
    versions_of,
)
from planner.on_time import percent
from planner.run_files import FileState, inputs_of, outputs_of

ASKED = "runs show"
HASH = 8
"""Characters of a hash that are shown; the folder's name ends with as many."""

STATES = {
    "as it was": "as it was",
    "edited": "edited after the run",
    "missing": "missing",
    "added": "added after the run",
}


@dataclass(frozen=True)
class ShownRun:
    """A run, its files and the versions that it was solved with."""

    run: Path
    told: RunTold
    versions: tuple[VersionThenAndNow, ...]
    inputs: tuple[FileState, ...]
    outputs: tuple[FileState, ...]

    def result(self) -> dict[str, Any]:
        """For JSON."""
        versions = [{**asdict(one), "differs": one.differs} for one in self.versions]
        return {
            "run": str(self.run),
            **self.told.model_dump(mode="json", by_alias=True, exclude={"versions"}),
            "status": status_of(self.run, self.told),
            "versions": versions,
            "inputs": [asdict(file) for file in self.inputs],
            "outputs": [asdict(file) for file in self.outputs],
            "replay": self.replay(),
        }

    def text(self) -> str:
        """Words, part by part."""
        told = self.told
        parts = [
            (f"Run {self.run}", self._head()),
            ("To ask the same again", [f"fillfinish {told.command}"]),
            ("Levels", aligned(_level_cells(told))),
            ("Seconds", [", ".join(f"{name} {value:g}" for name, value in told.seconds.items())]),
            ("Versions: then, now", aligned(map(_version_cells, self.versions))),
            (f"Input tables (rows, sha256): {_summary(self.inputs)}", _files(self.inputs)),
            (f"Tables of the plan (rows, sha256): {_summary(self.outputs)}", _files(self.outputs)),
            ("A replay", [self.replay()]),
        ]
        lines: list[str] = []
        for title, content in parts:
            lines += [title, *(f"  {line}" for line in content), ""]
        return "\n".join(lines).rstrip()

    def _head(self) -> list[str]:
        told = self.told
        facts = {
            "case": told.case,
            "scenario": told.scenario,
            "written": f"{told.written.astimezone(dt.UTC):%Y-%m-%d %H:%M:%S} UTC",
            "status": status_of(self.run, told),
            "service": self._service(),
            "options": told.options.text(),
            "overlays": ", ".join(told.overlays) or "none",
            "set": "; ".join(told.assignments) or "none",
            "previous": told.previous or "none",
            **({"replay of": told.replay_of} if told.replay_of else {}),
        }
        return aligned(facts.items())

    def _service(self) -> str:
        told = self.told
        share = "" if told.on_time is None else f"{percent(told.on_time)} on time, "
        return f"{share}{told.service_in_horizon:.3f} days late on average"

    def replay(self) -> str:
        """What `runs replay` would say of it."""
        unfit = [file.file for file in self.inputs if file.state != "as it was"]
        if unfit:
            return f"is refused: {', '.join(unfit)} not as in the run"
        if self.told.status == "interrupted":
            return "need not give the same plan: the run was interrupted; levels are compared"
        if not self.told.repeats:
            return (
                "need not give the same plan: the run had a wall clock (--seconds), not --work;"
                " levels are compared"
            )
        changed = [one.name for one in self.versions if one.differs]
        if changed:
            return f"may differ: another version of {', '.join(changed)}"
        return "must give the same bytes: the run counted its work (--work)"


def shown(run: Path) -> ShownRun:
    """Read a run and look at its files.

    Raises
    ------
    DataError
        If the folder is no run, or a newer fillfinish wrote it.
    """
    told = told_by(run, ASKED)
    return ShownRun(run, told, versions_of(told), inputs_of(run, told), outputs_of(run, told))


def _level_cells(told: RunTold) -> Iterator[tuple[str, ...]]:
    for level in told.levels:
        yield (
            level.name,
            f"value {level.figure(level.value)}",
            f"bound {level.figure(level.bound)}",
            f"gap {level.gap_text}",
            level.status,
        )


def _version_cells(one: VersionThenAndNow) -> tuple[str, ...]:
    return one.name, one.then, one.now, "differs" if one.differs else ""


def _file_cells(file: FileState) -> tuple[str, ...]:
    rows = "" if file.rows is None else f"{file.rows:,}"
    return file.file, rows, file.sha256[:HASH], STATES[file.state]


def _files(files: Iterable[FileState]) -> list[str]:
    return aligned(map(_file_cells, files), right=lambda at, _: at == 1)


def _summary(files: tuple[FileState, ...]) -> str:
    unfit = [file for file in files if file.state != "as it was"]
    if not unfit:
        return f"{len(files)}, all as they were"
    return f"{len(files)}, {len(unfit)} not as in the run"
