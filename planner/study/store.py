"""A study's folder while it is worked on: opened, added to, and made whole after a kill."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from typing import Any

from models.problems import Problem
from planner.errors import DataError
from planner.run_folder import FILE as RUN
from planner.run_folder import versions
from planner.study.asked import Paths, Request, asked_of, scenario_kept, scenario_sha256
from planner.study.contract import FINAL, Scenario
from planner.study.journal import Entry, Journal, newest_of, read_entries
from planner.study.kept import FILE, FORMAT, SOURCE, entry_of, now, row_of, told_of, write_told
from planner.study.lock import Lock
from planner.study.plans import KnownPlans
from planner.study.rows import ScenarioRow, write_rows
from planner.study.tables import Tables

ASIDE = ".solving"
"""Folder for runs that are being written."""

SAID = {
    "case": "the case",
    "overlays": "--scenario",
    "overlay files": "an overlay's file",
    "set": "--set",
    "previous": "--previous",
    "limits": "--seconds, --work or another option of the search",
    "cold": "--cold",
    "question": "the question",
    "scenarios": "its scenarios",
}
"""Parts of what is asked, in words."""


class Store:
    """What a study keeps.

    Parameters
    ----------
    request
        The study; it goes on if its folder is there.
    cases
        Hash of each file of the case.

    Raises
    ------
    DataError
        If the folder is of another study or version, or in use. Nothing is touched then.
    """

    def __init__(self, request: Request, cases: Mapping[str, str]) -> None:
        self.request = request
        self.folder = request.out / request.name
        self.paths = Paths(self.folder)
        asked = asked_of(request, cases, self.paths)
        self._look_for_another(asked)
        self.folder.mkdir(parents=True, exist_ok=True)
        self._lock = Lock(self.folder)
        if not (self.folder / FILE).is_file():
            self._begin(asked)
        self.aside = self.folder / ASIDE
        shutil.rmtree(self.aside, ignore_errors=True)
        self.plans = KnownPlans(request.out, self.aside)
        self._tables = Tables(self.folder)
        self._entries: dict[str, Entry] = {}
        self._rows: dict[str, ScenarioRow] = {}
        self._mend()

    def row(self, scenario: Scenario) -> ScenarioRow | None:
        """What an earlier session found, if that is not to be tried again.

        Raises
        ------
        DataError
            If the name was another scenario's.
        """
        entry = self._entries.get(scenario.name)
        if entry is None:
            return None
        if entry["sha256"] != scenario_sha256(scenario, self.paths):
            what = (
                f"scenario '{scenario.name}' has ended with other overlays, assignments or"
                " start; give the study another --name"
            )
            raise DataError([Problem(str(self.folder), None, None, None, what)], "study")
        if entry["status"] not in FINAL:
            return None
        return self._rows[scenario.name]

    def keep(self, row: ScenarioRow, kept: Mapping[str, Any]) -> None:
        """Keep a result: first its tables, then its line in the journal.

        Raises
        ------
        OSError
            If the disk is full; what was kept before stays as it is.
        """
        result = row.result
        if result.status == "finished" and result.run is not None:
            self._tables.add(result.scenario.name, result.run)
        scenario = result.scenario
        entry = entry_of(
            row,
            {
                "scenario": scenario_kept(scenario, self.paths),
                "sha256": scenario_sha256(scenario, self.paths),
                "sizes": self._tables.sizes,
                **kept,
            },
            self.paths,
        )
        self._journal.append(entry)
        self._entries[scenario.name], self._rows[scenario.name] = entry, row

    def write_rows(self) -> None:
        """Write `scenarios.csv`."""
        numbers = {name: entry["number"] for name, entry in self._entries.items()}
        write_rows(self.folder, (self._rows[n] for n in sorted(numbers, key=numbers.__getitem__)))

    def close(self) -> None:
        """Let others have the folder."""
        self._journal.close()
        shutil.rmtree(self.aside, ignore_errors=True)
        self._lock.release()

    def _look_for_another(self, asked: Mapping[str, Any]) -> None:
        held = self.folder.iterdir() if self.folder.is_dir() else ()
        if all(path.name == SOURCE or path.name.startswith(".") for path in held):
            return  # new, or killed as it began
        told = told_of(self.folder)
        was = told["asked"]
        differ = [words for part, words in SAID.items() if was.get(part) != asked[part]]
        then = {name: text for name, text in told["versions"].items() if name != "system"}
        others = [
            f"{name} {then.get(name, 'not installed')} (now {text})"
            for name, text in versions().items()
            if name != "system" and then.get(name) != text
        ]
        if differ:
            what = f"is another study: it differs in {', '.join(differ)}; give another --name"
        elif others:
            what = f"was begun with {', '.join(others)}; give another --name, or use those versions"
        else:
            return
        raise DataError([Problem(str(self.folder / FILE), None, None, None, what)], "study")

    def _begin(self, asked: Mapping[str, Any]) -> None:
        request = self.request
        if request.source is not None:
            (self.folder / SOURCE).write_bytes(request.source)
        told = {
            "format": FORMAT,
            "title": request.title,
            "command": request.command,
            "begun": now(),
            "case": self.paths.kept(request.case),
            "versions": versions(),
            "asked": asked,
        }
        write_told(self.folder, told)

    def _mend(self) -> None:
        """Cut off what a kill left half written; write tables again if a run or rows are gone."""
        entries, size = read_entries(self.folder)
        newest = newest_of(entries)
        gone = {name for name, entry in newest.items() if not self._there(entry)}
        self._journal = Journal(self.folder, size)
        whole = not gone and self._tables.cut(entries[-1]["sizes"] if entries else {})
        self._entries = {name: entry for name, entry in newest.items() if name not in gone}
        self._rows = {
            name: row_of(entry, self.request, self.folder) for name, entry in self._entries.items()
        }
        if not whole:
            self._written_again(self._rows.values())

    def _there(self, entry: Entry) -> bool:
        if entry["status"] != "finished":
            return True
        return (self.paths.real(entry["run"]) / RUN).is_file()

    def _written_again(self, rows: Iterable[ScenarioRow]) -> None:
        self._tables.begin()
        for row in rows:
            if row.result.status == "finished" and row.result.run is not None:
                self._tables.add(row.result.scenario.name, row.result.run)
        self._journal.append({"tables_written": now(), "sizes": self._tables.sizes})
