"""From the texts of a study to its scenarios: looked up, checked and named."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from math import prod
from pathlib import Path
from typing import TypeVar

from models.problems import Problem
from planner.files import WhatIf
from planner.overlay_file import name_of
from planner.study.contract import Scenario
from planner.study.distinct import RESERVED, Distinct
from planner.study.figures import MOST, Figures
from planner.study.lookup import Lookup
from planner.study.nearest import starts_wrong
from planner.study.samples import Range, drawn, possible, range_of, uneven
from planner.study.sweeps import Axis, Point, axis_of, grid
from planner.study.texts import Listed, Outline, Text, wrong

Varied = TypeVar("Varied", Axis, Range)


class Listing:
    """The scenarios of a study; keeps every problem."""

    def __init__(self, outline: Outline, figures: Figures) -> None:
        self.outline = outline
        self.figures = figures
        self.lookup = Lookup(outline.case)
        self.problems: list[Problem] = []
        self.notes: list[str] = []
        self.axes = self._sound(map(axis_of, outline.sweeps))
        self.ranges = self._sound(map(range_of, outline.samples))
        self.base = WhatIf(
            tuple(self.lookup.overlay(text) for text in outline.base),
            tuple(text.words for text in outline.assignments),
        )

    @property
    def varied(self) -> tuple[str, ...]:
        """What is varied, in its order."""
        return tuple(one.key for one in self._varying)

    @property
    def _varying(self) -> tuple[Axis | Range, ...]:
        return (*self.axes, *self.ranges)

    @property
    def count(self) -> int:
        """How many scenarios there will be."""
        grown = prod(len(axis.values) for axis in self.axes) if self.varied else 0
        drawn = self.figures.points or 1 if self.ranges else 1
        return 1 + len(self.outline.listed) + grown * drawn

    def check(self) -> None:
        """Find what is wrong with each text by itself, and with all as a whole."""
        self._check_parts(self.outline.base, self.outline.assignments, ())
        for listed in self.outline.listed:
            self._check_listed(listed)
        for axis in self.axes:
            for value in axis.values:
                parts = axis.listed(value)
                self._check_parts(parts.overlays, parts.assignments, self.base.scenarios)
        for one in self._varying:
            if self.varied.count(one.key) > 1:
                what = f"{one.key} is varied twice; put its values into one list"
                self.problems.append(one.text.problem(what))
        self._check_size()
        self.lookup.read()
        self.problems += self.lookup.problems

    def scenarios(self) -> tuple[Scenario, ...]:
        """The base; those listed; then grid and sample, in their order."""
        distinct = Distinct(self.lookup.file, self.problems)
        for listed in self.outline.listed:
            if listed.text.words not in RESERVED:
                distinct.add(self._scenario(listed), listed.text)
        draws = self._draws()
        points = grid(self.axes) if self.varied else ()
        for point in points:
            for scenario in self._grown(point, draws):
                distinct.add(scenario, point.text or self.ranges[0].text, bool(self.ranges))
        scenarios = tuple(distinct.scenarios)
        if distinct.dropped:
            said = "points drawn are the same as other scenarios and left out"
            self.notes.append(f"{distinct.dropped:,} {said}; {len(scenarios):,} remain")
        self._check_starts(scenarios)
        return scenarios

    def _check_listed(self, listed: Listed) -> None:
        if listed.text.words in RESERVED:
            what = "is the name of the base, which every study solves; leave it out"
            self.problems.append(listed.text.problem(what))
            return
        self._check_parts(listed.overlays, listed.assignments, self.base.scenarios)
        if listed.previous and not (listed.previous.folder / listed.previous.words).is_dir():
            self.problems.append(listed.previous.problem("there is no such run; correct the path"))

    def _check_parts(
        self, overlays: tuple[Text, ...], assignments: tuple[Text, ...], base: tuple[str, ...]
    ) -> None:
        """Overlays that exist, each once; assignments that fit their tables."""
        seen = {self.lookup.file(overlay): "is in the base already" for overlay in base}
        for text in overlays:
            file = self.lookup.file(self.lookup.overlay(text))
            if file in seen:
                self.problems.append(text.problem(f"{seen[file]}; delete {text.words}"))
            seen[file] = "stands there twice"
        for text in assignments:
            self.problems += wrong(text, [text.words])

    def _check_size(self) -> None:
        if self.count > MOST:
            what = (
                f"makes {self.count:,} scenarios, more than {MOST:,}; list fewer values or points"
            )
            grown = self.outline.samples[-1:] or self.outline.sweeps[-1:]
            asked = grown or tuple(listed.text for listed in self.outline.listed[-1:])
            self.problems += [text.problem(what) for text in asked]
        points, most = self.figures.points or 0, possible(self.ranges)
        if self.ranges and self.outline.points and points > most:
            what = f"there are only {most:,} different points; ask for fewer, or list all (--sweep)"
            self.problems.append(self.outline.points.problem(what))

    def _check_starts(self, scenarios: tuple[Scenario, ...]) -> None:
        texts = {self._name(listed): listed.start for listed in self.outline.listed}
        for scenario, what in starts_wrong(scenarios):
            text = texts.get(scenario.name)
            self.problems += [text.problem(what)] if text else []

    def _draws(self) -> list[tuple[str, ...]]:
        """Values of the ranges at each point; none if anything is wrong."""
        points, method = self.figures.points, self.figures.method
        if not self.ranges or points is None or self.problems:
            return []
        note = uneven(points, method)
        self.notes += [note] if note else []
        try:
            return list(drawn(self.ranges, points, method, self.figures.seed))
        except ModuleNotFoundError:
            what = "drawing points needs scipy; run: pip install 'fillfinish[samples]'"
            self.problems.append(self.ranges[0].text.problem(what))
            return []

    def _grown(self, point: Point, draws: list[tuple[str, ...]]) -> Iterator[Scenario]:
        """The scenario of a place in the grid, or of every point drawn there."""
        overlays = tuple(
            self.lookup.overlay(text) for part in point.parts for text in part.overlays
        )
        texts = tuple(text.words for part in point.parts for text in part.assignments)
        if not self.ranges:
            yield Scenario(point.name, overlays, texts, place=point.place)
        for number, values in enumerate(draws, start=1):
            named = {one.key: value for one, value in zip(self.ranges, values, strict=True)}
            yield Scenario(
                ", ".join([*([point.name] if point.name else []), f"sample {number:03}"]),
                overlays,
                (*texts, *(f"{key}={value}" for key, value in named.items())),
                place={**point.place, **named},
            )

    def _scenario(self, listed: Listed) -> Scenario:
        previous = listed.previous
        return Scenario(
            self._name(listed),
            tuple(self.lookup.overlay(text) for text in listed.overlays),
            tuple(text.words for text in listed.assignments),
            start=listed.start.words if listed.start else None,
            previous=Path(os.path.abspath(previous.folder / previous.words)) if previous else None,
        )

    def _name(self, listed: Listed) -> str:
        names = [name_of(text.words) for text in listed.overlays]
        return listed.name or " + ".join([*names, *(text.words for text in listed.assignments)])

    def _sound(self, found: Iterable[tuple[Varied | None, list[Problem]]]) -> tuple[Varied, ...]:
        sound = []
        for one, problems in found:
            self.problems += problems
            sound += [one] if one is not None else []
        return tuple(sound)
