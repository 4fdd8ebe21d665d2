"""The answers of `scenario list` and `scenario show`, in words and for JSON."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.problems import Problem
from planner.differences import Difference, differences
from planner.errors import DataError
from planner.files import Case, WhatIf, open_case
from planner.overlay_file import FOLDER, Overlay
from planner.overlays import names_of, read_overlays
from planner.settings_file import FILE


@dataclass(frozen=True)
class Listed:
    """The overlays of a case."""

    case: str
    overlays: tuple[Overlay, ...]

    def result(self) -> list[dict[str, Any]]:
        """For JSON."""
        return [
            {
                "scenario": overlay.name,
                "title": overlay.title,
                "extends": [name for name, _ in overlay.extends],
                "changes": len(overlay.changes),
            }
            for overlay in self.overlays
        ]

    def text(self) -> str:
        """One line each."""
        if not self.overlays:
            return f"{self.case} has no scenarios; write {FOLDER}/NAME.yaml in its folder"
        width = max(len(overlay.name) for overlay in self.overlays)
        return "\n".join(f"{o.name:<{width}}  {_count(o):>10}  {_title(o)}" for o in self.overlays)


def _count(overlay: Overlay) -> str:
    return f"{len(overlay.changes)} change{'' if len(overlay.changes) == 1 else 's'}"


def _title(overlay: Overlay) -> str:
    extends = ", ".join(name for name, _ in overlay.extends)
    return f"{overlay.title}{f' (extends {extends})' if extends else ''}"


@dataclass(frozen=True)
class Shown:
    """What scenarios change in a case."""

    case: Case
    tables: tuple[Difference, ...]

    def result(self) -> dict[str, Any]:
        """For JSON, with every change."""
        return {
            "case": self.case.plant.settings.name,
            "scenario": self.case.scenario,
            "overlays": [overlay.name for overlay in self.case.overlays],
            "set": list(self.case.what_if.assignments),
            "tables": [table.result() for table in self.tables],
        }

    def text(self, everything: bool) -> str:
        """Words, table by table."""
        lines = [f"{overlay.name}: {_title(overlay)}" for overlay in self.case.overlays]
        lines += [f"--set '{text}'" for text in self.case.what_if.assignments]
        for table in self.tables:
            lines += ["", *table.lines(everything)]
        return "\n".join(lines if self.tables else [*lines, "", "nothing changes"])


def listed(case: Path) -> Listed:
    """Read every overlay of a case."""
    name = case.resolve().name
    if not case.is_dir():
        raise DataError([Problem(FILE, None, None, None, f"there is no folder '{case}'")], name)
    names = names_of(case)
    overlays, problems = read_overlays(case, names)
    if problems:
        raise DataError(problems, name)
    return Listed(name, tuple(sorted(overlays, key=lambda overlay: overlay.name)))


def shown(case: Path, scenarios: tuple[str, ...], assignments: tuple[str, ...]) -> Shown:
    """Apply scenarios to a case and tell what they change."""
    found = open_case(case, WhatIf(scenarios, assignments))
    return Shown(found, differences(found.base, found.draft))
