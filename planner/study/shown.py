"""The answer of `study show`: the scenarios beside each other, in words and for JSON."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from planner.aligned import aligned
from planner.on_time import percent
from planner.study.contract import FIRST, Result
from planner.study.kept import Kept, study_kept
from planner.study.rows import FILE, ScenarioRow
from planner.study.tables import FOLDER

BASE = "base"
HEADINGS = (
    "scenario",
    "status",
    "on time",
    "to base",
    "days late",
    "at best",
    "to base",
    "cost EUR",
    "at best",
    "to base",
)
PROVEN = (
    "To base: what was found. Days late and cost 'at best' are what no plan of the scenario can\n"
    "be below; a difference that these leave open is not proven."
)
ALIKE = (
    "All searches began at one plan, '{}', with the same effort each: differences are fair,\n"
    "though each search may still stop short."
)
COLD = "Each search began from nothing: small differences may be search."
NEAR = (
    "Searches began at plans of near scenarios (earlier plans behind each: {}): small\n"
    "differences may be search; --alike starts all from one plan."
)
SHOWN = 3
"""Lines shown of why a scenario has no plan."""


@dataclass(frozen=True)
class StudyShown:
    """A study as `study show` prints it."""

    kept: Kept

    @property
    def base(self) -> ScenarioRow | None:
        """The scenario that others are compared with."""
        rows = [row for row in self.kept.rows if row.result.scenario.name == BASE]
        return next((row for row in rows if row.result.status == "finished"), None)

    def result(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "study": str(self.kept.folder),
            "title": self.kept.told["title"],
            "begun": self.kept.told["begun"],
            "left": self.kept.left,
            "statuses": dict(Counter(one.status for one in self.kept.results)),
            "scenarios": [_for_json(row) for row in self.kept.rows],
        }

    def text(self) -> str:
        """The table, why scenarios have no plan, and where the files are."""
        folder = self.kept.folder
        lines = [self._head()]
        if self.kept.rows:
            rows = [HEADINGS, *map(self._cells, self._beside)]
            lines += aligned(rows, lambda column, _: column > 1)
        if self.base is not None:
            lines += ["", *PROVEN.splitlines()]
        lines += self._starts()
        lines += self._failures()
        lines += ["", f"{folder / FILE}: one row a scenario, with its command and its run"]
        lines += [f"{folder / FOLDER}: every table, with the rows of all finished scenarios"]
        return "\n".join(lines)

    def words(self) -> str:
        """What is still to do; blank if nothing is."""
        left = self.kept.left
        if not left:
            return ""
        resume = f"fillfinish study resume {shlex.quote(str(self.kept.folder))}"
        return f"{left:,} scenarios have not ended; '{resume}' goes on"

    @property
    def _beside(self) -> list[ScenarioRow]:
        """Those to compare: the plan that all start from is no scenario of its own."""
        rows = self.kept.rows
        if self.base is None:
            return list(rows)
        return [row for row in rows if row.result.scenario.name != FIRST]

    def _head(self) -> str:
        counts = Counter(row.result.status for row in self._beside)
        told = ", ".join(f"{count:,} {status}" for status, count in counts.most_common())
        title = self.kept.told["title"] or self.kept.folder.name
        return f"{title}: {told or 'no scenario has ended'}"

    def _cells(self, row: ScenarioRow) -> tuple[str, ...]:
        name, status = row.result.scenario.name, row.result.status
        if status != "finished":
            return (name, status, *[""] * (len(HEADINGS) - 2))
        base = self.base
        of_base = base.figures if base is not None and base is not row else {}
        mine = row.figures
        share = mine["on_time_pct"]
        return (
            name,
            status,
            "?" if share is None else percent(share / 100),
            _more(share, of_base.get("on_time_pct"), "{:+z.2f}"),
            f"{mine['lateness_d']:z.3f}",
            _figure(mine["lateness_bound_d"], "{:z.3f}"),
            _more(mine["lateness_d"], of_base.get("lateness_d"), "{:+z.3f}"),
            f"{mine['cost_eur']:,.0f}",
            _figure(mine["cost_bound_eur"], "{:z,.0f}"),
            _more(mine["cost_eur"], of_base.get("cost_eur"), "{:+z,.0f}"),
        )

    def _starts(self) -> list[str]:
        """How far what differs may be search: where searches began, if there are several."""
        starts = {row.result.scenario.name: row.result.started_from for row in self.kept.rows}
        finished = [row.result for row in self._beside if row.result.status == "finished"]
        compared = [one.scenario.name for one in finished if one.scenario.name != FIRST]
        if len(compared) < 2:
            return []
        begun = {starts[name] for name in compared}
        if begun == {None}:
            return COLD.splitlines()
        if len(begun) == 1:
            return ALIKE.format(*begun).splitlines()
        depths = sorted({_depth(name, starts) for name in compared})
        return NEAR.format(" to ".join(map(str, depths[:1] + depths[1:][-1:]))).splitlines()

    def _failures(self) -> list[str]:
        lines = []
        for one in self.kept.results:
            if one.status != "finished":
                said = one.words.splitlines()
                more = len(said) - SHOWN
                lines += [
                    "",
                    f"{one.scenario.name}: {one.status}",
                    *(f"  {s}" for s in said[:SHOWN]),
                ]
                lines += [f"  and {more:,} lines more: {FILE}"] if more > 0 else []
        return lines


def study_shown(folder: Path) -> StudyShown:
    """Read a study to show it.

    Raises
    ------
    DataError
        If the folder is no study, or of another version.
    """
    return StudyShown(study_kept(folder))


def _for_json(row: ScenarioRow) -> dict[str, Any]:
    result: Result = row.result
    return {
        "scenario": result.scenario.name,
        "place": dict(result.scenario.place),
        "status": result.status,
        **row.figures,
        "started_from": result.started_from,
        "seconds": result.seconds,
        "cached": result.cached,
        "run": str(result.run) if result.run else None,
        "command": result.command,
        "words": result.words,
    }


def _depth(name: str, starts: Mapping[str, str | None]) -> int:
    """Plans that one was built on, one on the other."""
    start = starts.get(name)
    return 0 if start is None else 1 + _depth(start, starts)


def _more(value: float | None, base: float | None, form: str) -> str:
    return "" if value is None or base is None else form.format(value - base)


def _figure(value: float | None, form: str) -> str:
    return "?" if value is None else form.format(value)
