"""What a study is asked for, and what makes it this study and no other."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from planner.engine import Limits
from planner.files import WhatIf
from planner.overlay_file import is_path
from planner.overlays import file_of_overlay
from planner.run_folder import sha256_of
from planner.study.contract import Scenario


@dataclass(frozen=True)
class Request:
    """A study as it is asked for."""

    case: Path
    name: str
    """Of its folder below `out`."""

    out: Path = Path("studies")
    what_if: WhatIf = field(default_factory=WhatIf)
    """Of every scenario."""

    limits: Limits = field(default_factory=Limits)
    jobs: int = 2
    """Processes; 0 solves in this one."""

    cluster: str | None = None
    """Address of a Dask scheduler, instead of processes here."""

    cold: bool = False
    """Every scenario is solved from nothing."""

    fresh: bool = False
    """Plans of earlier studies are not used."""

    scenarios: tuple[Scenario, ...] | None = None
    """All of them; None if they depend on what earlier ones give."""

    asked: Mapping[str, Any] = field(default_factory=dict)
    """What else decides which scenarios there are, such as a question and its options."""

    command: str = ""
    """What was typed."""

    title: str = ""
    source: bytes | None = None
    """The study's YAML file, as given."""


def name_wrong(name: str) -> str | None:
    """Why a name is none for a study's folder; None if it is one."""
    if name and Path(name).name == name and name != "..":
        return None
    return f"--name '{name}': is no name of a folder; -o says where it lies"


@dataclass(frozen=True)
class Paths:
    """Paths as they are kept in a study's folder: relative to it, so that both can be moved."""

    folder: Path

    def kept(self, path: Path | str) -> str:
        """How a path is written down."""
        try:
            return Path(os.path.relpath(path, self.folder)).as_posix()
        except ValueError:  # another drive
            return os.path.abspath(path)

    def real(self, kept: str) -> Path:
        """Where it is now, from the current folder if that is shorter to say."""
        path = Path(os.path.normpath(os.path.abspath(self.folder / kept)))
        here = Path.cwd()
        return path.relative_to(here) if path.is_relative_to(here) else path

    def overlay_kept(self, name: str) -> str:
        """The name of an overlay; a path relative to the folder."""
        return self.kept(_whole(name)) if is_path(name) else name

    def overlay(self, kept: str) -> str:
        """The name of an overlay, or its path from here."""
        return str(self.real(kept)) if is_path(kept) else kept


def _whole(name: str) -> str:
    return str(file_of_overlay(Path(), name))


def scenario_kept(scenario: Scenario, paths: Paths) -> dict[str, Any]:
    """A scenario as JSON; what is empty is left out."""
    kept = {
        "name": scenario.name,
        "overlays": [paths.overlay_kept(name) for name in scenario.overlays],
        "set": list(scenario.assignments),
        "place": dict(scenario.place),
        "start": scenario.start,
        "previous": paths.kept(scenario.previous) if scenario.previous else None,
        "unlike": list(scenario.unlike),
    }
    return {key: value for key, value in kept.items() if value}


def scenario_of(kept: Mapping[str, Any], paths: Paths) -> Scenario:
    """The scenario that `scenario_kept` wrote."""
    return Scenario(
        kept["name"],
        tuple(paths.overlay(name) for name in kept.get("overlays", ())),
        tuple(kept.get("set", ())),
        dict(kept.get("place", {})),
        kept.get("start"),
        paths.real(kept["previous"]) if "previous" in kept else None,
        tuple(kept.get("unlike", ())),
    )


def asked_of(request: Request, cases: Mapping[str, str], paths: Paths) -> dict[str, Any]:
    """What decides the results of a study; another study may not have its name.

    Parameters
    ----------
    cases
        Hash of each file of the case.
    """
    previous = request.what_if.previous
    run = previous.folder("", "study") if previous else None
    return {
        "case": dict(cases),
        "overlays": [paths.overlay_kept(name) for name in request.what_if.scenarios],
        "overlay files": _hashes(request.what_if.scenarios),
        "set": list(request.what_if.assignments),
        "previous": paths.kept(run) if run else None,
        "limits": request.limits.told(),
        "cold": request.cold,
        "question": dict(request.asked),
        "scenarios": [scenario_kept(one, paths) for one in request.scenarios]
        if request.scenarios is not None
        else None,
    }


def _hashes(overlays: Sequence[str]) -> dict[str, str]:
    files = [Path(_whole(name)) for name in overlays if is_path(name)]
    return {file.name: sha256_of(file) if file.is_file() else "missing" for file in files}


def scenario_sha256(scenario: Scenario, paths: Paths) -> str:
    """Hash of what a scenario is: its overlays' content, its assignments, its start."""
    kept = scenario_kept(scenario, paths) | {"files": _hashes(scenario.overlays), "place": None}
    if scenario.previous is not None:
        batches = scenario.previous / "batches.csv"
        kept["batches"] = sha256_of(batches) if batches.is_file() else "missing"
    return hashlib.sha256(repr(sorted(kept.items())).encode()).hexdigest()
