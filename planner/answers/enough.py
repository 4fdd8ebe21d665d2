"""What is good enough of each level: a search under it may use up all of it, and no more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

from planner.study.contract import Result

SERVICE = ("lateness", "cover", "fairness")
"""The levels before cost."""

SETTINGS = {
    "lateness": "lateness_days",
    "cover": "cover_days",
    "fairness": "fairness_days",
    "cost": "cost_eur",
}
"""By level: its key in `enough` of plant.yaml."""

WORDS = {
    "lateness": "{:,.4f} mean days late; {:,.4f} may be",
    "cover": "{:,.4f} mean days below the floor; {:,.4f} may be",
    "fairness": "{:,.4f} days of largest backlog; {:,.4f} may be",
    "cost": "{:,.0f} EUR; {:,.0f} may be",
}
DIGITS = 6
"""Decimals of a value in an assignment; it is rounded up."""

SAME = 1e-6
"""Share of a value, or what of less than 1, that rows of the model may miss it by."""


@dataclass(frozen=True)
class Enough:
    """Values that levels may have."""

    most: Mapping[str, float]
    """By name of the level, in its unit."""

    @classmethod
    def beyond(cls, base: Result, more: Mapping[str, float]) -> Enough:
        """What a plan has, and so much more."""
        return cls({name: _up(base.level(name).found + more[name]) for name in more})

    def but(self, other: Enough) -> Enough:
        """The same with further levels."""
        return Enough({**self.most, **other.most})

    @property
    def assignments(self) -> tuple[str, ...]:
        """Texts of `--set`."""
        return tuple(
            f"settings.enough.{SETTINGS[name]}={value:.{DIGITS}f}".rstrip("0").rstrip(".")
            for name, value in self.most.items()
        )

    def missed(self, result: Result) -> str:
        """What a plan has more of than may be, in words; blank if it keeps to all of it."""
        values = {name: result.level(name).found for name in self.most}
        return "; ".join(
            WORDS[name].format(values[name], most)
            for name, most in self.most.items()
            if values[name] > most + SAME * max(1.0, most)
        )


def _up(value: float) -> float:
    """Rounded up, so that the plan it is the value of keeps to it."""
    steps = 10.0**DIGITS
    return max(0.0, ceil(value * steps) / steps)
