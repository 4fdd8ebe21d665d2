"""The answer that a study's folder has already, if nothing in it is left to do."""

from __future__ import annotations

from pathlib import Path

from planner.answers.contract import Finding
from planner.answers.kept import read_finding
from planner.errors import DataError
from planner.run_folder import FILE as RUN
from planner.study.asked import Paths, scenario_of, scenario_sha256
from planner.study.contract import FINAL
from planner.study.journal import Entry, newest_of, read_entries


def answer_kept(folder: Path, question: str) -> Finding | None:
    """The kept answer; None if the question has to be asked.

    Whose study it is has been looked at before: an opened study refuses another definition or
    version. An answer that was edited is asked for again.

    Parameters
    ----------
    folder
        Of an opened study.
    """
    try:
        finding = read_finding(folder)
    except DataError:
        return None
    if finding is None or finding.question != question:
        return None
    entries = newest_of(read_entries(folder)[0])
    paths = Paths(folder)
    return finding if all(_stands(entry, paths) for entry in entries.values()) else None


def _stands(entry: Entry, paths: Paths) -> bool:
    """Whether a scenario is not tried again: it is the same, and its plan is there."""
    if entry["status"] not in FINAL:
        return False
    if entry["sha256"] != scenario_sha256(scenario_of(entry["scenario"], paths), paths):
        return False
    return entry["status"] != "finished" or (paths.real(entry["run"]) / RUN).is_file()
