"""What a replay has shown, in words and for JSON, and its exit code."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from planner.aligned import aligned
from planner.commands import Answer
from planner.exits import Exit
from planner.manifest import RunTold, VersionThenAndNow, versions_of
from planner.replay.levels import LevelAgain, as_a_whole, levels_again
from planner.replay.tables import TableAgain, tables_again

NOT_PROMISED = {
    "wall clock": "The run had a wall clock (--seconds), which may give another plan each time;"
    " only --work repeats byte for byte.\nSo the levels are compared:",
    "interrupted": "A search that was interrupted may give another plan each time.\n"
    "So the levels are compared:",
}


@dataclass(frozen=True)
class Replay:
    """A run and its replay, beside each other."""

    run: Path
    told: RunTold
    folder: Path
    """Of the replay."""

    again: RunTold
    tables: tuple[TableAgain, ...]
    levels: tuple[LevelAgain, ...]
    versions: tuple[VersionThenAndNow, ...]
    """Those that differ."""

    @classmethod
    def of(cls, run: Path, told: RunTold, folder: Path, again: RunTold) -> Replay:
        """Look at the files of both."""
        return cls(
            run,
            told,
            folder,
            again,
            tables_again(run, told, folder, again),
            levels_again(told, again),
            tuple(one for one in versions_of(told) if one.differs),
        )

    @property
    def promised(self) -> bool:
        """Whether the same bytes must come out."""
        return self.told.repeats and self.again.repeats

    @property
    def agreeing(self) -> int:
        """Tables that agree."""
        return sum(table.agrees for table in self.tables)

    def answer(self) -> Answer:
        """What to print, and the exit code."""
        if self.again.status == "interrupted":
            words = "interrupted: the replay is the best plan so far"
            return Answer(Exit.INTERRUPTED, words, self.text(), self.result())
        differing = len(self.tables) - self.agreeing
        if not self.promised or not differing:
            return Answer(Exit.OK, "", self.text(), self.result())
        words = f"{differing} of {len(self.tables)} tables differ; {self._why()}"
        return Answer(Exit.DIFFERS, words, self.text(), self.result())

    def _why(self) -> str:
        """Why bytes differ that should not, and what to do."""
        if all(table.repeated for table in self.tables):
            return "the replay gives what the run wrote, its files were changed since"
        if self.versions:
            changed = ", ".join(f"{one.name} {one.then} -> {one.now}" for one in self.versions)
            return f"so do versions: {changed}"
        return "no version does; please report it with both folders"

    def text(self) -> str:
        """The verdict, in lines."""
        told = self.told
        lines = [f"{self.run} again: {told.scenario}, {self.again.options.text()}", ""]
        lines += self._of_bytes() if self.promised else self._of_levels()
        if self.again.case_sha256 != told.case_sha256:
            lines.append("This version of fillfinish writes the input tables in another way.")
        return "\n".join([*lines, "", f"{self.folder}: audited, every rule holds"])

    def _of_bytes(self) -> list[str]:
        lines = aligned((table.file, table.words) for table in self.tables)
        lines += ["", f"{self.agreeing} of {len(self.tables)} tables agree byte for byte"]
        if not all(table.repeated for table in self.tables):
            lines += ["", *self._level_lines(), as_a_whole(self.levels)]
        return lines

    def _level_lines(self) -> list[str]:
        """A line each, the two values to the right."""
        return aligned((level.cells() for level in self.levels), lambda at, _: at in (1, 3))

    def _of_levels(self) -> list[str]:
        ended = "interrupted" in (self.told.status, self.again.status)
        lines = [NOT_PROMISED["interrupted" if ended else "wall clock"], ""]
        lines += self._level_lines()
        if self.told.options.seconds != self.again.options.seconds:
            then, now = self.told.options.seconds, self.again.options.seconds
            lines.append(f"the replay had {now:g} seconds, the run {then:g}")
        lines.append(as_a_whole(self.levels))
        lines.append(f"{self.agreeing} of {len(self.tables)} tables have the same bytes")
        if self.versions:
            changed = ", ".join(f"{one.name} {one.then} -> {one.now}" for one in self.versions)
            lines.append(f"versions that differ: {changed}")
        edited = [table.file for table in self.tables if not table.untouched]
        if edited:
            lines.append(f"changed in the run's folder since: {', '.join(edited)}")
        return lines

    def result(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "run": str(self.folder),
            "replay_of": str(self.run),
            "status": self.again.status,
            "repeatable": self.promised,
            "tables": [{**asdict(table), "agrees": table.agrees} for table in self.tables],
            "levels": [
                {
                    "name": level.then.name,
                    "unit": level.then.unit,
                    "then": level.then.value,
                    "now": level.now.value,
                    "verdict": level.verdict,
                }
                for level in self.levels
            ],
            "versions": [asdict(one) for one in self.versions],
        }
