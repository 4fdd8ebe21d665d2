"""A run folder: its layout, and `run.json` and the tables read back as text."""

from __future__ import annotations

import csv
import hashlib
import json
import platform
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from models.problems import Problem
from planner.cells import plain_text
from planner.errors import DataError

FILE = "run.json"
FORMAT = 1
"""Version of the layout of run folders; those of before have no `format`."""

SOURCES = "SOURCES.md"
"""Where a case says which of its numbers are public, derived or illustrative."""

PLANS = "plans"
"""Folder of a run with the finished plans that its search knew."""

REFUSED = "_refused"
"""How the folder of a run ends that the audit refused."""

REPLAY_OF = "replay_of"
"""Key of `run.json` in a replay: the run that it repeats."""

VERSIONED = ("fillfinish", "pyomo", "highspy", "pandas", "pydantic", "numpy")

TextRow = dict[str, str]


def versions() -> dict[str, str]:
    """What is installed here, and the system it runs on."""
    return {
        "python": platform.python_version(),
        **{name: version_of(name) for name in VERSIONED},
        "system": f"{platform.system()} {platform.machine()}",
    }


@cache
def version_of(name: str) -> str:
    """What is installed of a package."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "not installed"


def sha256_of(path: Path) -> str:
    """Hash of a file, as `run.json` keeps it."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def problem_of(run: Path, file: str, what: str, index: int | None = None) -> Problem:
    """A problem with a file of a run."""
    return Problem(f"{run}/{file}", index, None, None, what)


def manifest_of(run: Path, asked: str) -> dict[str, Any]:
    """What `run.json` says; `asked` names the command in the message.

    Raises
    ------
    DataError
        If there is none, or if a newer fillfinish wrote it in a layout of its own.
    """
    try:
        found = json.loads((run / FILE).read_text(encoding="utf-8"))
    except OSError:
        what = "is missing; give the folder of one run, such as runs/2026..."
    except ValueError:
        what = "is not JSON; give a run as it was written"
    else:
        layout = found.get("format", FORMAT) if isinstance(found, dict) else None
        if type(layout) is int and 0 < layout <= FORMAT:
            return dict(found)
        what = "is no run; give a run as it was written"
        if type(layout) is int and layout > FORMAT:
            what = _newer(found, layout)
    raise DataError([problem_of(run, FILE, what)], asked)


def _newer(manifest: dict[str, Any], layout: int) -> str:
    stated = manifest.get("versions")
    theirs = stated.get("fillfinish", "unknown") if isinstance(stated, dict) else "unknown"
    return (
        f"has format {layout}, written by fillfinish {theirs}; this is fillfinish"
        f" {version_of('fillfinish')}, which reads format {FORMAT}: update fillfinish"
    )


def refusals_of(run: Path, manifest: dict[str, Any], case: str) -> list[Problem]:
    """Why the batches of a run are of no use to a case."""
    problems = []
    if manifest.get("case") != case:
        what = f"is a run of case '{manifest.get('case')}', not of '{case}'; give a run of it"
        problems.append(problem_of(run, FILE, what))
    theirs, ours = _versions_of(manifest).get("fillfinish", "unknown"), version_of("fillfinish")
    if _minor(theirs) != _minor(ours):
        what = f"was written by fillfinish {theirs}, this is {ours}; solve it again and give that"
        problems.append(problem_of(run, FILE, what))
    told = manifest.get("outputs")
    stated = told.get("batches.csv") if isinstance(told, dict) else None
    file = run / "batches.csv"
    if not file.is_file():
        problems.append(problem_of(run, "batches.csv", "is missing; give a run as it was written"))
    elif sha256_of(file) != stated:
        what = (
            "was edited after the run (run.json has another sha256); give a run as it was written"
        )
        problems.append(problem_of(run, "batches.csv", what))
    return problems


def _versions_of(manifest: dict[str, Any]) -> dict[str, str]:
    found = manifest.get("versions")
    return {name: str(value) for name, value in found.items()} if isinstance(found, dict) else {}


def _minor(version: str) -> list[str]:
    return version.split(".")[:2]


def rows_of(run: Path, table: str, asked: str, needed: tuple[str, ...]) -> list[TextRow]:
    """The rows of a table of a run, which must have the `needed` columns."""
    file = f"{table}.csv"
    try:
        with (run / file).open(encoding="utf-8", newline="") as opened:
            reader = csv.DictReader(opened)
            rows, names = [_plain(row) for row in reader], reader.fieldnames or ()
    except (OSError, ValueError, csv.Error):
        raise DataError([_unreadable(run, file)], asked) from None
    missing = [name for name in needed if name not in names]
    if missing:
        what = f"has no column {' or '.join(missing)}; give a run as it was written"
        raise DataError([problem_of(run, file, what)], asked)
    return rows


def _plain(row: dict[str, Any]) -> TextRow:
    """The row without what keeps its texts from being taken for formulas."""
    return {name: plain_text(text) if isinstance(text, str) else text for name, text in row.items()}


def _unreadable(run: Path, file: str) -> Problem:
    return problem_of(run, file, "is missing or cannot be read; give a run as it was written")


def runs_of(folder: Path, case: str) -> list[Path]:
    """The runs of a case below a folder, oldest first.

    Runs that the audit refused are none of them, nor are replays: they check a plan, and the
    plan to follow is the newest that was solved.
    """
    found = []
    for path in sorted(folder.glob(f"*/{FILE}")):
        if path.parent.name.startswith(".") or REFUSED in path.parent.name:
            continue
        try:
            manifest = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        if not isinstance(manifest, dict) or manifest.get(REPLAY_OF):
            continue
        if manifest.get("case") == case:
            found.append((str(manifest.get("written", "")), path.parent.name, path.parent))
    return [path for _, _, path in sorted(found)]
