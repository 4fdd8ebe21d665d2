"""The Monday screen: what a planner wants to know first, in plain text."""

from __future__ import annotations

from planner.monday.held import on_hold
from planner.monday.levels import levels
from planner.monday.orders import obeyed
from planner.monday.service import WEEKS_AHEAD, below_floor, on_time, percent, short, too_late
from planner.monday.stock import MONTHS_TO_EXPIRY, expiring
from planner.monday.work import BUSY, batches, busy, changed, other_work
from planner.plan import Plan

__all__ = ["on_time", "percent", "screen"]


def screen(plan: Plan) -> str:
    """The whole screen."""
    previous, told = bool(plan.plant.previous_batches), list(obeyed(plan))
    parts = [
        ("", _head(plan)),
        ("Short", short(plan)),
        *([("Too late whatever is made", too_late(plan))] if plan.too_late else []),
        *([("Changed since the previous plan", changed(plan))] if previous else []),
        *([("Instructions, firm and frozen batches", told)] if told else []),
        (f"Batches of the next {WEEKS_AHEAD} weeks (start of filling)", batches(plan)),
        (f"Changes and media fills of the next {WEEKS_AHEAD} weeks", other_work(plan)),
        (f"Below the cover floor in {WEEKS_AHEAD} weeks", below_floor(plan)),
        (f"Expiring at the site within {MONTHS_TO_EXPIRY} months", expiring(plan)),
        (f"Resources over {BUSY:.0%} of their hours, by quarter", busy(plan)),
        ("Lots on hold", on_hold(plan)),
        ("How good is it", levels(plan)),
    ]
    lines: list[str] = []
    for title, found in parts:
        lines += [title] if title else []
        lines += [f"  {line}" if title else line for line in found] + [""]
    return "\n".join(lines).rstrip() + "\n"


def _head(plan: Plan) -> list[str]:
    service = plan.records["service"]
    demand = sum(row["demand_units"] for row in service)
    planned = [row for row in plan.records["batches"] if row["status"] == "planned"]
    first, last = min(row["bucket"] for row in service), max(row["bucket"] for row in service)
    firm = len(plan.records["batches"]) - len(planned)
    return [
        f"{plan.scenario}, {first} to the bucket of {last}",
        f"{len(planned):,} batches planned, {firm:,} firm; {demand / 1e6:,.2f} M units needed,"
        f" {percent(on_time(service))} on time, {plan.service_in_horizon:.3f} days late on average",
    ]
