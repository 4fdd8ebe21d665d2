"""The Monday screen: what a planner wants to know first, in plain text."""

from __future__ import annotations

from planner.language import ENGLISH, Language
from planner.monday.held import on_hold
from planner.monday.levels import levels
from planner.monday.orders import obeyed
from planner.monday.service import WEEKS_AHEAD, below_floor, short, too_late
from planner.monday.stock import MONTHS_TO_EXPIRY, expiring
from planner.monday.work import BUSY, batches, busy, changed, other_work
from planner.on_time import on_time, percent
from planner.plan import Plan

__all__ = ["screen", "sections"]

Section = tuple[str, tuple[str, ...]]
"""A title, and the lines under it."""


def screen(plan: Plan, t: Language = ENGLISH) -> str:
    """The whole screen."""
    lines: list[str] = []
    for title, found in sections(plan, t):
        lines += [title] if title else []
        lines += [f"  {line}" if title else line for line in found] + [""]
    return "\n".join(lines).rstrip() + "\n"


def sections(plan: Plan, t: Language = ENGLISH) -> tuple[Section, ...]:
    """Its parts in order; the head has no title."""
    previous, told = bool(plan.plant.previous_batches), list(obeyed(plan, t))
    weeks, months = WEEKS_AHEAD, MONTHS_TO_EXPIRY
    parts = [
        ("", _head(plan, t)),
        (t("Short"), short(plan, t)),
        *([(t("Too late whatever is made"), too_late(plan, t))] if plan.too_late else []),
        *([(t("Changed since the previous plan"), changed(plan, t))] if previous else []),
        *([(t("Instructions, firm and frozen batches"), told)] if told else []),
        (t("Batches of the next {weeks} weeks (start of filling)", weeks=weeks), batches(plan, t)),
        (t("Changes and media fills of the next {weeks} weeks", weeks=weeks), other_work(plan, t)),
        (t("Below the cover floor in {weeks} weeks", weeks=weeks), below_floor(plan, t)),
        (t("Expiring at the site within {months} months", months=months), expiring(plan, t)),
        (t("Resources over {share:.0%} of their hours, by quarter", share=BUSY), busy(plan, t)),
        (t("Lots on hold"), on_hold(plan, t)),
        (t("How good is it"), levels(plan, t)),
    ]
    return tuple((title, tuple(found)) for title, found in parts)


def _head(plan: Plan, t: Language) -> list[str]:
    service = plan.records["service"]
    planned = sum(row["status"] == "planned" for row in plan.records["batches"])
    first, last = min(row["bucket"] for row in service), max(row["bucket"] for row in service)
    return [
        t(
            "{scenario}, {first} to the bucket of {last}",
            scenario=plan.scenario,
            first=first,
            last=last,
        ),
        t(
            "{planned:,} batches planned, {firm:,} firm; {million:,.2f} M units needed,"
            " {on_time} on time, {late:.3f} days late on average",
            planned=planned,
            firm=len(plan.records["batches"]) - planned,
            million=sum(row["demand_units"] for row in service) / 1e6,
            on_time=percent(on_time(service), t),
            late=plan.service_in_horizon,
        ),
    ]
