"""Cells of the tables that put two runs beside each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from planner.language import Language


@dataclass(frozen=True)
class Cell:
    """What a cell says, what it is sorted by, and whether it is good or bad news."""

    said: str
    value: float | None = None
    """None: it is text."""

    tone: str = ""
    """`good`, `bad` or nothing."""


@dataclass(frozen=True)
class Table:
    """A table of two runs."""

    name: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    """What is not shown, and where it stands."""


def called(names: Mapping[str, str], name: str) -> str:
    """What people call it; names of newer versions stay as they are."""
    return names.get(name, name)


def number(t: Language, value: float, decimals: int = 0) -> Cell:
    """A plain figure."""
    return Cell(t.number(value, decimals), round(value, 4))


def share(t: Language, percent: float) -> Cell:
    """A share on time in percent, not rounded up to 100."""
    return number(t, int(percent * 10) / 10, 1)


def change(t: Language, value: float, decimals: int = 0, better: int = 0) -> Cell:
    """A difference with its sign, and in words whether it is better.

    Parameters
    ----------
    better
        1 if more is better, -1 if less is, 0 if neither.
    """
    rounded = round(value, decimals)
    if not rounded:
        return Cell(t("as before"), 0.0)
    figure = _signed(t, rounded, decimals)
    if not better:
        return Cell(figure, rounded)
    if rounded * better > 0:
        return Cell(t("{figure} better", figure=figure), rounded, "good")
    return Cell(t("{figure} worse", figure=figure), rounded, "bad")


def euros(t: Language, value: float) -> Cell:
    """A difference of costs; cheaper alone is not better."""
    rounded = round(value)
    if not rounded:
        return Cell(t("as before"), 0.0)
    figure = _signed(t, rounded, 0)
    if rounded < 0:
        return Cell(t("{figure} cheaper", figure=figure), rounded, "good")
    return Cell(t("{figure} dearer", figure=figure), rounded, "bad")


def _signed(t: Language, value: float, decimals: int) -> str:
    sign = "+" if value > 0 else "\N{MINUS SIGN}"
    return f"{sign}{t.number(abs(value), decimals)}"
