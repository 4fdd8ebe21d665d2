"""`--sweep 'demand.units*=0.8,1,1.2'`: values of one change, or overlays, side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import product

from models.problems import Problem
from planner.overlay_file import name_of
from planner.study.texts import Listed, Text, divided, listed_of, wrong

OVERLAYS = "scenario"
"""What is varied by `scenario=none,weekend-shift`."""

NONE = "none"
"""No overlay: the base."""

FORM = "write it like 'demand.units*=0.8,1,1.2' or 'scenario=none,weekend-shift'"


@dataclass(frozen=True)
class Axis:
    """Something that is varied, with its values as text."""

    key: str
    """`demand.units*` of `demand.units*=0.8`, or `scenario`."""

    values: tuple[str, ...]
    text: Text

    def listed(self, value: str) -> Listed:
        """The overlays or the assignment that a value stands for."""
        if self.key == OVERLAYS:
            if value == NONE:
                return Listed(self.text, (), ())
            return listed_of(self.text.part(value))
        return Listed(self.text, (), (self.text.part(f"{self.key}={value}"),))

    def said(self, value: str) -> str:
        """The value in the name of a scenario; blank for none."""
        if self.key != OVERLAYS:
            return f"{self.key}={value}"
        found = self.listed(value)
        names = [name_of(overlay.words) for overlay in found.overlays]
        return " + ".join([*names, *(text.words for text in found.assignments)])


@dataclass(frozen=True)
class Point:
    """One place of a grid."""

    place: Mapping[str, str]
    name: str
    """Blank where nothing differs from the base."""

    parts: tuple[Listed, ...]
    text: Text | None
    """Of the last axis; None without axes."""


def axis_of(text: Text) -> tuple[Axis | None, list[Problem]]:
    """The axis that a text asks for, or everything that is wrong with it."""
    found = divided(text.words)
    if found is None:
        return None, [text.problem(f"cannot be read; {FORM}")]
    key, listed = found
    values = tuple(value.strip() for value in listed.split(","))
    if not listed:
        return None, [text.problem(f"has no values; {FORM}")]
    if "" in values:
        return None, [text.problem("has a blank value; take out the comma")]
    if any(re.fullmatch(r"[^/\\]+\.\.[^/\\]+", value) for value in values):
        what = "is a range; list the values, or draw points of it with --sample"
        return None, [text.problem(what)]
    twice = {value for value in values if [*map(plain, values)].count(plain(value)) > 1}
    if twice:
        what = f"has {' and '.join(sorted(twice))} twice; delete one"
        if len(twice) > 1:
            what = f"has one value as {' and '.join(sorted(twice))}; delete one"
        return None, [text.problem(what)]
    if key == OVERLAYS:
        return Axis(key, values, text), []
    problems = list(dict.fromkeys(wrong(text, [f"{key}={value}" for value in values])))
    return (None if problems else Axis(key, values, text)), problems


def plain(value: str) -> str:
    """The same text for the same number: `0.80` is 0.8."""
    try:
        return f"{Decimal(value).normalize():f}"
    except InvalidOperation:
        return value


def grid(axes: Sequence[Axis]) -> Iterator[Point]:
    """Every combination of the values of the axes; the last axis varies first."""
    for values in product(*(axis.values for axis in axes)):
        chosen = list(zip(axes, values, strict=True))
        yield Point(
            place={axis.key: value for axis, value in chosen},
            name=", ".join(said for axis, value in chosen if (said := axis.said(value))),
            parts=tuple(axis.listed(value) for axis, value in chosen),
            text=axes[-1].text if axes else None,
        )
