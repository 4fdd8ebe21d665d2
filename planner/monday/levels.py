"""Value, bound and gap of each level, in words."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite

from planner.engine import LevelResult
from planner.language import ENGLISH, Language
from planner.plan import Plan


def levels(plan: Plan, t: Language = ENGLISH) -> Iterator[str]:
    names = {
        "lateness": t("lateness"),
        "cover": t("cover"),
        "fairness": t("fairness"),
        "cost": t("cost"),
        "likeness": t("likeness"),
    }
    width = 1 + max((len(names[level.name]) for level in plan.levels), default=0)
    for level in plan.levels:
        yield f"{names.get(level.name, level.name):<{width}} {_figures(level, t)}"
        if level.name == "lateness":
            horizon = t(
                "until the plan's last day, in whole packs: {days:.4f} d; the level also looks at"
                " the tail after it, where no batch is made",
                days=plan.service_in_horizon,
            )
            yield f"{'':<{width}} {horizon}"
    ending = {
        "optimal": t("the search is finished"),
        "limit": t("the search used up its limit; more time may find a better plan"),
        "interrupted": t("the search was interrupted; this is the best plan it had"),
    }
    yield ending[plan.status]


def _figures(level: LevelResult, t: Language) -> str:
    unit = {"d": t("d"), "EUR": t("EUR")}.get(level.unit, level.unit)
    figures = {"value": level.value, "bound": level.bound, "gap": level.gap}
    if not isfinite(level.bound):
        return t("{value:,.4g} {unit}; there was no time for a bound", value=level.value, unit=unit)
    if level.name == "likeness":
        return t(
            "{value:,.0f} batches where the plans to differ from have some; no plan can have fewer"
            " than {bound:z,.0f}, as long as earlier levels stay as they are",
            **figures,
        )
    if level.unit == "EUR" and level.status == "proven":
        return t("{value:,.0f} EUR; no plan can be below {bound:z,.0f}; gap {gap:.1%}", **figures)
    if level.unit == "EUR":
        return t(
            "{value:,.0f} EUR; no plan can be below {bound:z,.0f}, as long as earlier levels stay"
            " as they are; gap {gap:.1%}",
            **figures,
        )
    if level.status == "proven":
        return t(
            "{value:.4f} {unit}; no plan can be below {bound:z.4f}; gap {gap:.4f} {unit}",
            **figures,
            unit=unit,
        )
    return t(
        "{value:.4f} {unit}; no plan can be below {bound:z.4f}, as long as earlier levels stay as"
        " they are; gap {gap:.4f} {unit}",
        **figures,
        unit=unit,
    )
