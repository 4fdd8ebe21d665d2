"""What was asked: the scenario, how it differs from the base, and the command to ask again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from planner.report.quality_search import limit_of
from planner.report.view import Section, View


@dataclass(frozen=True)
class Overlay:
    """Changes to the case that have a name."""

    name: str
    title: str


def section(view: View) -> Section | None:
    """What was solved."""
    told, t = view.saved.told, view.t
    overlays = tuple(Overlay(name, told.titles.get(name, "")) for name in told.overlays)
    figures = {
        "name": view.plan.scenario,
        "told": tuple(_told(view)),
        "overlays": overlays,
        "assignments": told.assignments,
        "base": not overlays and not told.assignments,
        "differences": told.differences,
    }
    return Section("scenario", t("Scenario"), figures)


def _told(view: View) -> Iterator[tuple[str, str, bool]]:
    """A word, what it stands for, and whether that is typed as it is."""
    told, t = view.saved.told, view.t
    yield t("Case"), view.plant.settings.name, False
    yield t("Command"), f"fillfinish {told.command}", True
    yield t("Search"), limit_of(t, told.options), False
    if told.options.gap is not None:
        gap = t("a gap of {gap:g} was enough", gap=told.options.gap)
        yield t("Gap asked for"), gap, False
    yield (
        t("Previous plan"),
        told.previous or t("none: no batch is compared with an earlier plan"),
        False,
    )
    if view.plant.settings.frozen_until is not None:
        yield t("Frozen until"), str(view.plant.settings.frozen_until), False
