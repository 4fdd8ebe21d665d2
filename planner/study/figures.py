"""The numbers of a study: how many points, how long each solve, how many at a time."""

from __future__ import annotations

from dataclasses import dataclass

from models.problems import Problem, unknown
from planner.study.samples import METHODS
from planner.study.texts import Outline, Text

MOST = 10_000
"""Scenarios of a study."""


@dataclass(frozen=True)
class Figures:
    """Numbers as asked for; None: not said."""

    points: int | None = None
    method: str = METHODS[0]
    seed: int = 0
    seconds: float | None = None
    work: int | None = None
    jobs: int | None = None


def figures_of(outline: Outline) -> tuple[Figures, list[Problem]]:
    """The numbers of a study, or everything that is wrong with them."""
    problems: list[Problem] = []
    points = _whole(outline.points, 1, MOST, problems)
    if outline.points and not outline.samples:
        problems.append(outline.points.problem("has no range to lie in; add a range to sample"))
    if outline.samples and not outline.points:
        what = "says no number of points; add it (--points 50, or points: 50 in a file)"
        problems.append(outline.samples[0].problem(what))
    method = outline.method.words if outline.method else METHODS[0]
    if outline.method and method not in METHODS:
        problems.append(outline.method.problem(unknown("method", method, list(METHODS))))
    seed = _whole(outline.seed, 0, 2**32 - 1, problems) or 0
    if outline.seconds and outline.work:
        what = "stands beside work; keep one of the two (work repeats exactly)"
        problems.append(outline.seconds.problem(what))
    seconds = _above_zero(outline.seconds, problems)
    work = _whole(outline.work, 0, 10**9, problems)
    jobs = _whole(outline.jobs, 0, 1_000, problems)
    return Figures(points, method, seed, seconds, work, jobs), problems


def _whole(text: Text | None, low: int, high: int, problems: list[Problem]) -> int | None:
    if text is None:
        return None
    digits = text.words.removeprefix("-")
    number = int(text.words) if digits.isascii() and digits.isdigit() else None
    if number is not None and low <= number <= high:
        return number
    problems.append(text.problem(f"write a whole number from {low:,} to {high:,}"))
    return None


def _above_zero(text: Text | None, problems: list[Problem]) -> float | None:
    if text is None:
        return None
    try:
        number = float(text.words)
    except ValueError:
        number = 0.0
    if 0 < number < float("inf"):
        return number
    problems.append(text.problem("is no time; write seconds above 0, such as 30"))
    return None
