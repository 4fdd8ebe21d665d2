"""A run folder read back: `run.json` and its tables, as text."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

from models.problems import Problem
from planner.errors import DataError

FILE = "run.json"
REFUSED = "_refused"
"""How the folder of a run ends that the audit refused."""

TextRow = dict[str, str]


def problem_of(run: Path, file: str, what: str, index: int | None = None) -> Problem:
    """A problem with a file of a run."""
    return Problem(f"{run}/{file}", index, None, None, what)


def manifest_of(run: Path, asked: str) -> dict[str, Any]:
    """What `run.json` says; `asked` names the command in the message."""
    try:
        found = json.loads((run / FILE).read_text(encoding="utf-8"))
    except OSError:
        what = "is missing; give the folder of one run, such as runs/2026..."
    except ValueError:
        what = "is not JSON; give a run as it was written"
    else:
        if isinstance(found, dict):
            return found
        what = "is no run; give a run as it was written"
    raise DataError([problem_of(run, FILE, what)], asked)


def rows_of(run: Path, table: str, asked: str, needed: tuple[str, ...]) -> list[TextRow]:
    """The rows of a table of a run, which must have the `needed` columns."""
    file = f"{table}.csv"
    try:
        with (run / file).open(encoding="utf-8", newline="") as opened:
            reader = csv.DictReader(opened)
            rows, names = list(reader), reader.fieldnames or ()
    except (OSError, ValueError, csv.Error):
        raise DataError([_unreadable(run, file)], asked) from None
    missing = [name for name in needed if name not in names]
    if missing:
        what = f"has no column {' or '.join(missing)}; give a run as it was written"
        raise DataError([problem_of(run, file, what)], asked)
    return rows


def _unreadable(run: Path, file: str) -> Problem:
    return problem_of(run, file, "is missing or cannot be read; give a run as it was written")


def runs_of(folder: Path, case: str) -> list[Path]:
    """The runs of a case below a folder, oldest first; those that the audit refused are none."""
    found = []
    for path in sorted(folder.glob(f"*/{FILE}")):
        if path.parent.name.startswith(".") or REFUSED in path.parent.name:
            continue
        try:
            manifest = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        if isinstance(manifest, dict) and manifest.get("case") == case:
            found.append((str(manifest.get("written", "")), path.parent.name, path.parent))
    return [path for _, _, path in sorted(found)]
