"""The answer of `study list`: the studies in a folder, newest first."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.problems import Problem
from planner.aligned import aligned
from planner.errors import DataError
from planner.study.kept import FILE, Kept, study_kept


@dataclass(frozen=True)
class Studies:
    """What lies in a folder of studies."""

    folder: Path
    studies: tuple[Kept, ...]
    """Newest first."""

    unreadable: tuple[Problem, ...]

    def result(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "studies": [
                {
                    "study": str(one.folder),
                    "title": one.told["title"],
                    "begun": one.told["begun"],
                    "command": one.told["command"],
                    "ended": len(one.rows),
                    "finished": _finished(one),
                    "left": one.left,
                }
                for one in self.studies
            ],
            "unreadable": [{"file": one.table, "what": one.what} for one in self.unreadable],
        }

    def text(self) -> str:
        """The list; blank if there is none."""
        if not self.studies:
            return ""
        rows = [("begun (UTC)", "plans", "ended", "left", "study", "title")]
        rows += [
            (
                f"{dt.datetime.fromisoformat(one.told['begun']):%Y-%m-%d %H:%M}",
                f"{_finished(one):,}",
                f"{len(one.rows):,}",
                "?" if one.left is None else f"{one.left:,}",
                str(one.folder),
                one.told["title"],
            )
            for one in self.studies
        ]
        head = f"Studies in {self.folder}, newest first"
        return "\n".join([head, *aligned(rows, lambda column, _: column in (1, 2, 3))])

    def words(self) -> str:
        """What is not in the list and why; what to do if it is empty."""
        lines = []
        if not self.studies:
            lines += [f"No studies in {self.folder}: 'fillfinish study run' writes one"]
        if self.unreadable:
            lines += ["Studies that cannot be read:"]
            lines += [f"- {one.table}: {one.what}" for one in self.unreadable]
        return "\n".join(lines)


def studies_in(folder: Path) -> Studies:
    """Look at every study in a folder.

    Raises
    ------
    DataError
        If there is no such folder.
    """
    if not folder.is_dir():
        what = f"there is no folder '{folder}'; 'fillfinish study run' makes it, or name another"
        raise DataError([Problem(str(folder), None, None, None, what)], "study list")
    found: list[Kept] = []
    unreadable: list[Problem] = []
    for path in sorted(folder.glob(f"*/{FILE}")):
        try:
            found.append(study_kept(path.parent))
        except DataError as error:
            unreadable += error.problems
    found.sort(key=lambda one: (one.told["begun"], one.folder.name), reverse=True)
    return Studies(folder, tuple(found), tuple(unreadable))


def _finished(kept: Kept) -> int:
    return sum(one.status == "finished" for one in kept.results)
