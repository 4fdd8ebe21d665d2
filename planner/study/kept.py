"""The folder of a study: `study.json`, the journal, and both read back."""

from __future__ import annotations

import datetime as dt
import json
import os
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.problems import Problem
from planner.engine import Limits
from planner.errors import DataError
from planner.files import WhatIf
from planner.manifest import told_by
from planner.plain_solve import asked_words, option_words
from planner.previous import Previous
from planner.run_folder import FILE as RUN
from planner.run_folder import version_of
from planner.study.asked import Paths, Request, scenario_of
from planner.study.contract import Result, Scenario
from planner.study.journal import Entry, newest_of, read_entries
from planner.study.rows import ScenarioRow

FILE = "study.json"
SOURCE = "study.yaml"
OVERLAYS = "scenarios"
FORMAT = 1
"""Version of the layout of a study's folder."""


@dataclass(frozen=True)
class Kept:
    """A study as its folder has it."""

    folder: Path
    told: Mapping[str, Any]
    """What `study.json` says."""

    rows: tuple[ScenarioRow, ...]
    """Of the scenarios that ended, in the order in which they were asked for."""

    @property
    def results(self) -> tuple[Result, ...]:
        return tuple(row.result for row in self.rows)

    @property
    def left(self) -> int | None:
        """Scenarios that have not ended; None if nobody knows how many there will be."""
        listed = self.told["asked"]["scenarios"]
        return None if listed is None else len(listed) - len(self.rows)

    @property
    def request(self) -> Request:
        """What was asked for, with paths as they are now."""
        asked, paths = self.told["asked"], Paths(self.folder)
        previous = asked["previous"]
        listed = asked["scenarios"]
        return Request(
            case=paths.real(self.told["case"]),
            name=self.folder.name,
            out=self.folder.parent,
            what_if=WhatIf(
                tuple(paths.overlay(name) for name in asked["overlays"]),
                tuple(asked["set"]),
                Previous(str(paths.real(previous)), self.folder.parent) if previous else None,
            ),
            limits=Limits(**asked["limits"]),
            cold=asked["cold"],
            scenarios=None if listed is None else tuple(scenario_of(one, paths) for one in listed),
            asked=asked["question"],
            command=self.told["command"],
            title=self.told["title"],
        )


def study_kept(folder: Path | str) -> Kept:
    """Read the folder of a study; nothing is solved or changed.

    Raises
    ------
    DataError
        If it is none, of another version, or edited.
    """
    folder = Path(folder)
    told = told_of(folder)
    request = Kept(folder, told, ()).request
    entries, _ = read_entries(folder)
    listed = sorted(newest_of(entries).values(), key=lambda entry: entry["number"])
    return Kept(folder, told, tuple(row_of(entry, request, folder) for entry in listed))


def told_of(folder: Path) -> dict[str, Any]:
    """What `study.json` says.

    Raises
    ------
    DataError
        If there is none, or if another version wrote it.
    """
    try:
        found = json.loads((folder / FILE).read_text(encoding="utf-8"))
        layout = found["format"]
    except OSError:
        what = "is missing; give the folder of one study, such as studies/NAME"
    except (ValueError, KeyError, TypeError):
        what = "is not as fillfinish writes it; give a study as it was written"
    else:
        if layout == FORMAT:
            return dict(found)
        theirs = found.get("versions", {}).get("fillfinish", "unknown")
        what = (
            f"has format {layout}, written by fillfinish {theirs}; this is fillfinish"
            f" {version_of('fillfinish')}, which reads format {FORMAT}: use that version, or"
            " give another --name"
        )
    raise DataError([Problem(str(folder / FILE), None, None, None, what)], "study")


def write_told(folder: Path, told: Mapping[str, Any]) -> None:
    """Write `study.json`, whole or not at all."""
    aside = folder / f".{FILE}"
    aside.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    os.replace(aside, folder / FILE)


def now() -> str:
    """The moment, as files keep it."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


def entry_of(row: ScenarioRow, kept: Mapping[str, Any], paths: Paths) -> Entry:
    """The line of the journal for a result.

    Parameters
    ----------
    kept
        What the result does not say: the scenario, its hash, number and sizes of tables.
    """
    result = row.result
    return {
        "ended": now(),
        "status": result.status,
        "run": paths.kept(result.run) if result.run else None,
        "words": result.words,
        "started_from": result.started_from,
        "seconds": round(result.seconds, 3),
        "cached": result.cached,
        "figures": row.figures,
        **kept,
    }


def row_of(entry: Entry, request: Request, folder: Path) -> ScenarioRow:
    """A result as the journal has it; without what its run says if that is gone."""
    paths = Paths(folder)
    scenario = scenario_of(entry["scenario"], paths)
    run = paths.real(entry["run"]) if entry["run"] else None
    there = run is not None and (run / RUN).is_file()
    result = Result(
        scenario,
        entry["status"],
        run,
        told_by(run, "study") if run and there and entry["status"] == "finished" else None,
        entry["words"],
        command_of(
            request,
            scenario,
            entry["named"],
            paths.real(entry["start_run"]) if entry["start_run"] else None,
            tuple(paths.real(one) for one in entry["unlike_runs"]),
        ),
        entry["started_from"],
        entry["seconds"],
        entry["cached"],
    )
    return ScenarioRow(result, entry["figures"])


def command_of(
    request: Request, scenario: Scenario, named: str, start: Path | None, unlike: tuple[Path, ...]
) -> str:
    """The plain `solve` that gives the same.

    Parameters
    ----------
    named
        The scenario column of its tables.
    start, unlike
        Runs that its search starts from, and should differ from.
    """
    base = request.what_if
    previous = scenario.previous or (base.previous.run if base.previous else None)
    scenarios = (*base.scenarios, *scenario.overlays)
    words = [
        *("fillfinish", "solve", str(request.case)),
        *asked_words(scenarios, (*base.assignments, *scenario.assignments), previous),
        *option_words(request.limits, named, start, unlike),
    ]
    return shlex.join(words)
