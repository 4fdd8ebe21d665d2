"""What an answer is: a sentence, a table, a picture, and the scenarios behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from planner.study.spans import Span


@dataclass(frozen=True)
class Mark:
    """One thing with a figure and its range."""

    label: str
    span: Span
    note: str = ""


@dataclass(frozen=True)
class Bars:
    """Horizontal bars, longest first, each with its range: what something is worth."""

    title: str
    unit: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Swing:
    """What a thing does at its low and at its high end, against the base."""

    label: str
    low_is: str
    low: Span | None
    """None: no plan there."""

    high_is: str
    high: Span | None


@dataclass(frozen=True)
class Swings:
    """A tornado."""

    title: str
    unit: str
    swings: tuple[Swing, ...]


@dataclass(frozen=True)
class Point:
    """A plan in two figures."""

    label: str
    x: Span
    y: Span


@dataclass(frozen=True)
class Points:
    """Plans in two figures, joined in the order of x where `joined`."""

    title: str
    x_title: str
    y_title: str
    points: tuple[Point, ...]
    joined: bool = True
    y_limit: float | None = None
    """A floor or ceiling to draw."""


@dataclass(frozen=True)
class Heat:
    """A map of two things against each other; None where there is no plan."""

    title: str
    unit: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[float | None, ...]], ...]


Picture = Bars | Swings | Points | Heat


@dataclass(frozen=True)
class Finding:
    """An answer."""

    question: str
    """The command, such as `headroom`."""

    sentence: str
    """What a director would quote, with its range."""

    columns: tuple[str, ...]
    """Of the table, units in the names."""

    rows: tuple[Mapping[str, Any], ...]
    """Where a row comes from one solve, `scenario` names it."""

    pictures: tuple[Picture, ...]
    notes: tuple[str, ...] = ()
    """What a reader must know to trust it: what was not proven, what was left out."""

    shown: tuple[str, ...] = ()
    """Columns that fit a screen; empty: all. The CSV and the page have all."""
