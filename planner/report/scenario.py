"""What was asked: the scenario, how it differs from the base, and the command to ask again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from planner.report.quality_search import limit_of
from planner.report.view import Section, View


@dataclass(frozen=True)
class Overlay:
    """Changes to the case that have a name."""

    name: str
    title: str


@dataclass(frozen=True)
class Changed:
    """What the scenario changes in one table."""

    table: str
    lines: tuple[str, ...]
    """Cells, old -> new, as `scenario show` prints them."""

    more: int
    """Lines that are not kept."""


def section(view: View) -> Section | None:
    """What was solved."""
    manifest, t = view.saved.manifest, view.t
    titles = manifest.get("titles", {})
    kept = manifest.get("differences")
    overlays = tuple(Overlay(name, titles.get(name, "")) for name in manifest.get("overlays", ()))
    assignments = tuple(manifest.get("set", ()))
    figures = {
        "name": view.plan.scenario,
        "told": tuple(_told(view)),
        "overlays": overlays,
        "assignments": assignments,
        "base": not overlays and not assignments,
        "differences": None if kept is None else tuple(map(_changed, kept)),
    }
    return Section("scenario", t("Scenario"), figures)


def _told(view: View) -> Iterator[tuple[str, str, bool]]:
    """A word, what it stands for, and whether that is typed as it is."""
    manifest, t = view.saved.manifest, view.t
    yield t("Case"), view.plant.settings.name, False
    yield t("Command"), f"fillfinish {manifest['command']}", True
    yield t("Search"), limit_of(t, manifest["options"]), False
    if manifest["options"]["gap"] is not None:
        gap = t("a gap of {gap:g} was enough", gap=manifest["options"]["gap"])
        yield t("Gap asked for"), gap, False
    previous = manifest.get("previous")
    yield (
        t("Previous plan"),
        previous or t("none: no batch is compared with an earlier plan"),
        False,
    )
    if view.plant.settings.frozen_until is not None:
        yield t("Frozen until"), str(view.plant.settings.frozen_until), False


def _changed(told: Mapping[str, Any]) -> Changed:
    return Changed(told["table"], tuple(told["lines"]), told.get("more", 0))
