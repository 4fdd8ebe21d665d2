"""What each level measures, its value and bound, and what lies between them, in words.

A bound is what no plan can beat. It says nothing of how good the plan is: a wide gap may be
a poor plan or a poor bound, and the words must not choose between the two.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

from markupsafe import Markup

from planner.engine import LevelResult
from planner.language import Language
from planner.report.drawing import joined, tag
from planner.report.view import View

WIDTH, HEIGHT = 400.0, 18.0
ROUNDING = 1 + 1e-6
"""A gap that was brought to its tolerance may miss it by the last digit."""

NOTHING = 1e-6
"""What counts as 0, in the unit of a level."""

SMALL = 0.1
"""Days below which two decimals say too little."""


@dataclass(frozen=True)
class LevelShown:
    """A level as the page explains it."""

    title: str
    measures: str
    value: str
    bound: str
    """What no plan can beat, and on which condition."""

    gap: str
    """What could still be gained."""

    written: str
    """The figure of the tables, which end with the plan's last day."""

    picture: Markup | None


def levels(view: View) -> tuple[LevelShown, ...]:
    """The levels in their order."""
    return tuple(_shown(view, level, first=not at) for at, level in enumerate(view.plan.levels))


def _shown(view: View, level: LevelResult, first: bool) -> LevelShown:
    t = view.t
    title, measures = _meaning(level.name, t)
    return LevelShown(
        title=title,
        measures=measures,
        value=_figure(t, level, level.value),
        bound=_bound(t, level, first),
        gap=_gap(t, level, first),
        written=_written(view, level),
        picture=_picture(t, level),
    )


def _meaning(name: str, t: Language) -> tuple[str, str]:
    """What a level is called, and what it measures."""
    known = {
        "lateness": (
            t("Lateness"),
            t(
                "How many days late a unit is, on average over all units needed. A day late counts"
                " 1.5 times from the 15th day on and twice from the 43rd, so that nobody is"
                " starved; countries count by their priority."
            ),
        ),
        "cover": (
            t("Cover"),
            t(
                "How far stocks in the countries lie below their cover floor: units missing times"
                " the days they are missing, for each unit needed."
            ),
        ),
        "fairness": (
            t("Fairness"),
            t(
                "The largest backlog of any market, in days of its demand, on average over"
                " syringes and time. It is low when no market waits much longer than others."
            ),
        ),
        "cost": (
            t("Cost"),
            t(
                "What decisions can change, in EUR: changeovers, decontaminations, stock,"
                " write-offs, dearer ways to make a batch, moves against the previous plan."
            ),
        ),
        "likeness": (
            t("Likeness"),
            t(
                "How many batches lie where the plans that this one should differ from have some:"
                " the same syringe, suite, line, volume and bucket."
            ),
        ),
    }
    return known.get(name, (name, ""))


def _figure(t: Language, level: LevelResult, value: float) -> str:
    """A value in the unit of its level; small ones with more digits."""
    if level.unit == "EUR":
        return t("{value:z,.0f} EUR", value=value)
    if level.unit == "batches":
        return t("{value:z,.0f} batches", value=value)
    if abs(value) < SMALL and abs(value) > NOTHING:
        return t("{value:z.4f} days", value=value)
    return t("{value:z,.2f} days", value=value)


def _says_nothing(level: LevelResult) -> bool:
    """Whether the bound is 0 and the value is not: no plan whatever can be below 0."""
    return level.bound <= NOTHING < level.value


def _bound(t: Language, level: LevelResult, first: bool) -> str:
    if not isfinite(level.bound):
        return t("There is no bound: the search had no time for one.")
    if _says_nothing(level):
        return t("No plan can be better than 0, which is true of every plan: nothing is proven.")
    bound = _figure(t, level, level.bound)
    if first and level.status == "proven":
        return t("No plan can be better than {bound}; this is proven.", bound=bound)
    if level.status == "proven":
        return t(
            "No plan that is as good in the earlier levels can be better than {bound}; this is"
            " proven, and so are those levels.",
            bound=bound,
        )
    return t(
        "No plan can be better than {bound} as long as the earlier levels stay as they are. These"
        " are not proven: a plan that is better in them may be better or worse here.",
        bound=bound,
    )


def _gap(t: Language, level: LevelResult, first: bool) -> str:
    left = level.value - level.bound
    if not isfinite(level.bound):
        return t("Nobody knows yet how far the plan is from the best.")
    gap = _figure(t, level, left)
    if left <= level.tolerance * ROUNDING + NOTHING and first:
        return t("At most {gap} could be gained, within the tolerance: it is the best.", gap=gap)
    if left <= level.tolerance * ROUNDING + NOTHING:
        return t(
            "At most {gap} could be gained, within the tolerance: it is the best that the earlier"
            " levels leave.",
            gap=gap,
        )
    if level.unit == "EUR":
        return t(
            "At most {gap} ({share:.0%}) could still be saved without giving up any of the earlier"
            " levels.",
            gap=gap,
            share=level.gap,
        )
    if first:
        return t("At most {gap} could still be gained.", gap=gap)
    return t(
        "At most {gap} could still be gained without giving up any of the earlier levels.", gap=gap
    )


def _written(view: View, level: LevelResult) -> str:
    plan, t = view.plan, view.t
    if level.name == "cost":
        eur = sum(row["eur"] for row in view.rows("costs"))
        return t("Until the plan's last day: {eur:,.0f} EUR (costs.csv)", eur=eur)
    figures = {
        "lateness": plan.service_in_horizon,
        "cover": plan.cover_in_horizon,
        "fairness": plan.fairness_in_horizon,
    }
    if level.name not in figures:
        return ""
    days = _figure(t, level, figures[level.name])
    return t("Until the plan's last day, in whole packs: {days}", days=days)


def _picture(t: Language, level: LevelResult) -> Markup | None:
    """What is proven, and what is not known, on the way from 0 to the plan's value."""
    if not isfinite(level.bound) or level.value <= NOTHING:
        return None
    proven = WIDTH * min(1.0, max(0.0, level.bound / level.value))
    bars = [
        tag("rect", width=proven, height=HEIGHT, class_="proven") if proven else Markup(),
        tag("rect", x=proven, width=WIDTH - proven, height=HEIGHT, class_="unknown"),
        tag("rect", x=WIDTH - 3, width=3, height=HEIGHT, class_="value"),
    ]
    said = t(
        "A bar from 0 to the plan's {value}; {share:.0%} of it is proven to be needed.",
        value=_figure(t, level, level.value),
        share=proven / WIDTH,
    )
    size = {"viewBox": f"0 0 {WIDTH:g} {HEIGHT:g}", "preserveAspectRatio": "none"}
    return tag("svg", joined(bars), class_="gap-bar", role="img", aria_label=said, **size)
