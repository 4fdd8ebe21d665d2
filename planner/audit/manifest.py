"""R0: the files of a run are those that `run.json` names, byte for byte."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from planner.audit.cells import unescaped
from planner.audit.schema import OUTPUTS
from planner.audit.violation import Violation

FILE = "run.json"


def check(folder: Path) -> Iterator[Violation]:
    """Hashes, files too many or too few, and the scenario of each table."""
    try:
        told = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return
    if not isinstance(told, dict):
        return
    outputs = _hashes(told.get("outputs"), "")
    inputs = _hashes(told.get("inputs"), "case/")
    yield from _unlisted(folder, outputs | inputs)
    for file, stated in sorted((outputs | inputs).items()):
        yield from _hash(folder, file, stated)
    for file in sorted(outputs):
        if (folder / file).is_file() and file.endswith(".csv"):
            yield from _scenario(folder, file, str(told.get("scenario", "")))


def _hashes(stated: object, folder: str) -> dict[str, str]:
    """Hashes by path in the run folder, whether or not the manifest writes the folder."""
    pairs = stated.items() if isinstance(stated, dict) else ()
    return {f"{folder}{str(file).removeprefix(folder)}": str(value) for file, value in pairs}


def _unlisted(folder: Path, listed: dict[str, str]) -> Iterator[Violation]:
    expected = {f"{name}.csv" for name in OUTPUTS}
    there = {path.name for path in folder.glob("*.csv")}
    there |= {
        f"case/{path.name}"
        for path in (folder / "case").glob("*")
        if path.suffix in (".csv", ".yaml")
    }
    for file in sorted(there | expected):
        if file not in listed and file in there:
            yield Violation("R0", file, 1, "run.json does not list this file")
        if "/" not in file and file not in expected:
            yield Violation("R0", file, 1, "no such table belongs to a run")


def _hash(folder: Path, file: str, stated: str) -> Iterator[Violation]:
    path = folder / file
    if not path.is_file():
        yield Violation("R0", FILE, 1, f"{file} is listed but missing")
    elif hashlib.sha256(path.read_bytes()).hexdigest() != stated.lower():
        yield Violation("R0", file, 1, "the file is not the one that run.json lists (sha256)")


def _scenario(folder: Path, file: str, scenario: str) -> Iterator[Violation]:
    """The first row that belongs to another scenario."""
    with (folder / file).open(encoding="utf-8-sig", errors="replace", newline="") as opened:
        lines = csv.reader(opened)
        header = next(lines, [])
        if "scenario" not in header:
            return
        place = header.index("scenario")
        for number, line in enumerate((line for line in lines if line), start=2):
            if len(line) > place and unescaped(line[place]) != scenario:
                what = f"the scenario is '{line[place]}', but run.json says '{scenario}'"
                yield Violation("R0", file, number, what)
                return
