"""`plans/`: the runs of all studies below one folder, by what decides them."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from models.problems import Problem
from planner.errors import DataError
from planner.manifest import told_by
from planner.run_files import changed_of
from planner.run_folder import FILE, REFUSED
from planner.study.executing import Worked

FOLDER = "plans"


class KnownPlans:
    """Runs by key; they are moved here when they are complete, and never changed.

    Parameters
    ----------
    out
        The folder that holds the studies.
    aside
        A folder on the same disk, for what is written first.
    """

    def __init__(self, out: Path, aside: Path) -> None:
        self._folder = out / FOLDER
        self._aside = aside
        self._known = {path.parent.parent.name for path in self._folder.glob(f"*/*/{FILE}")}

    def known(self) -> frozenset[str]:
        """Keys that have a run; other studies may have added some since this one began."""
        return frozenset(self._known)

    def run_of(self, key: str) -> Path | None:
        """The run of a key."""
        runs = sorted((self._folder / key).glob(f"*/{FILE}"))
        return runs[0].parent if runs else None

    def of(self, worked: Worked, fresh: bool) -> Path:
        """The run of a scenario, in its place; if its key has one already, that is it, unless
        `fresh`.

        Raises
        ------
        DataError
            If the run of a known key was changed.
        """
        return self._as_it_was(worked.key) if worked.cached else self._adopted(worked, fresh)

    def _as_it_was(self, key: str) -> Path:
        run = self.run_of(key)
        if run is not None and not (changed := changed_of(run, told_by(run, "study"))):
            return run
        folder = run or self._folder / key
        changed = changed if run is not None else (FILE,)
        what = "was changed since it was written; delete this folder, it is then solved again"
        raise DataError([Problem(f"{folder}/{changed[0]}", None, None, None, what)], "study")

    def _adopted(self, worked: Worked, fresh: bool) -> Path:
        run = worked.run if worked.run is not None else self._written(worked)
        self._known.add(worked.key)
        there = self.run_of(worked.key)
        if there is not None and not fresh:
            return there
        home = self._free(worked.key, run.name)
        home.parent.mkdir(parents=True, exist_ok=True)
        run.rename(home)
        return home

    def refused(self, run: Path, folder: Path) -> Path:
        """Move a run that the audit refused below a folder, for a look."""
        home = folder / REFUSED.strip("_") / run.name
        home.parent.mkdir(parents=True, exist_ok=True)
        run.rename(home)
        return home

    def _free(self, key: str, name: str) -> Path:
        names = (name if number == 1 else f"{name}-{number}" for number in count(1))
        return next(home for one in names if not (home := self._folder / key / one).exists())

    def _written(self, worked: Worked) -> Path:
        run = self._aside / worked.key / worked.run_name
        for path, content in (worked.files or {}).items():
            (run / path).parent.mkdir(parents=True, exist_ok=True)
            (run / path).write_bytes(content)
        return run
