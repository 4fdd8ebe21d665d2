"""Small studies on disk, for tests of how studies are carried out and kept."""

from __future__ import annotations

import csv
import gzip
import io
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from planner.engine import Limits
from planner.study.asked import Request
from planner.study.contract import Result, Scenario
from planner.study.here import Here
from planner.study.study import Study
from tests.plants import write_tiny

WORK = Limits(work=0)
WEEK = {"syringe": "*", "line": "*", "from": "2026-01-05", "until": "2026-01-11", "by": "planner"}
CLASH = [
    {"table": "instructions", "insert": [WEEK | {"suite": suite, "at_least": 2}]}
    for suite in ("OLD", "NEW")
]
"""Two batches from each suite in one week: each can, the line has no hours for four."""


def request_of(folder: Path, *scenarios: Scenario, name: str = "study") -> Request:
    """A study of the small plant below a folder, which is given a case if it has none."""
    case = folder / "tiny"
    if not case.is_dir():
        write_tiny(folder)
    return Request(case, name, folder / "studies", limits=WORK, jobs=0, scenarios=scenarios)


def carried_out(request: Request) -> tuple[Result, ...]:
    """All its scenarios solved in this process."""
    with Study(request, Here) as study:
        return study.solve(request.scenarios or ())


def more(share: str) -> Scenario:
    """A scenario with another demand."""
    return Scenario(f"demand {share}", assignments=(f"demand.units*={share}",))


SCENARIOS = (
    Scenario("base"),
    more("0.9"),
    Scenario("wrong", assignments=("demand.pallets=1",)),
    more("1.1"),
)


def whole_study(folder: Path) -> Request:
    """A study of these, carried out."""
    request = request_of(folder, *SCENARIOS)
    carried_out(request)
    return request


def folder_of(request: Request) -> Path:
    return request.out / request.name


def scenario_rows(folder: Path) -> list[dict[str, str]]:
    """`scenarios.csv` of a study."""
    with (folder / "scenarios.csv").open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def table_rows(folder: Path, table: str) -> list[dict[str, str]]:
    """A table of all finished scenarios."""
    text = gzip.decompress((folder / "results" / f"{table}.csv.gz").read_bytes()).decode()
    return list(csv.DictReader(io.StringIO(text)))


def lasting(folder: Path) -> list[dict[str, str]]:
    """What of `scenarios.csv` does not tell of the day it was solved on, in order of names."""
    rows = [
        {name: text for name, text in row.items() if name not in ("seconds", "cached", "run")}
        for row in scenario_rows(folder)
    ]
    return sorted(
        ({**row, "command": _without_paths(row["command"])} for row in rows),
        key=lambda row: row["scenario"],
    )


def _without_paths(command: str) -> str:
    words = shlex.split(command)
    return " ".join("PATH" if Path(word).is_absolute() else word for word in words)


def copied(request: Request, to: Path) -> Request:
    """The same study in a copy of its folders."""
    shutil.copytree(request.case.parent, to)
    return replace(request, case=to / request.case.name, out=to / request.out.name)


STUDY = "from planner.cli_study import app; app()"


def begun(*arguments: object) -> subprocess.Popen[str]:
    """`fillfinish study` in a process group of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", STUDY, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def ended_in(folder: Path) -> int:
    """Scenarios in a study's journal."""
    journal = folder / "journal.jsonl"
    return journal.read_bytes().count(b'"status"') if journal.is_file() else 0


def wait_for(happened: Callable[[], bool]) -> None:
    """Until something has happened; a minute is too long for whatever is waited for."""
    latest = time.monotonic() + 60
    while not happened():
        assert time.monotonic() < latest
        time.sleep(0.02)
