"""What the studies say that are lists of scenarios: their tables, and a sentence for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from planner.study.contract import FIRST, Result
from planner.study.kept import Kept
from planner.study.spans import Span

Said = tuple[str, tuple[str, ...], tuple[Mapping[str, Any], ...], tuple[str, ...]]
"""Sentence, columns, rows, notes."""

COLUMNS = (
    "scenario",
    "on_time_pct",
    "against_base_points",
    "days_late",
    "against_base_d",
    "range_d",
    "cost_m_eur",
    "batches",
)
BASE = "base"


def _results(kept: Kept) -> dict[str, Result]:
    return {one.scenario.name: one for one in kept.results if one.scenario.name != FIRST}


def _rows(kept: Kept) -> tuple[dict[str, Any], ...]:
    found = _results(kept)
    base = found[BASE]
    rows = []
    for name, one in found.items():
        row: dict[str, Any] = {"scenario": name}
        if one.status == "finished":
            late = one.level("lateness")
            more = late - base.level("lateness")
            row |= {
                "on_time_pct": round(100 * one.on_time, 2),
                "days_late": late.found,
                "cost_m_eur": round(one.level("cost").found / 1e6, 1),
                "batches": len(one.rows("batches")),
            }
            if name != BASE:
                row["against_base_points"] = round(100 * (one.on_time - base.on_time), 2)
                row |= {"against_base_d": more.found, "range_d": _range(more)}
        else:
            row["range_d"] = one.status
        rows.append(row)
    return tuple(rows)


def _range(span: Span) -> str:
    return f"{span.low:.2f} to {span.high:.2f}"


def _late(found: Mapping[str, Result], name: str, than: str) -> Span:
    return found[name].level("lateness") - found[than].level("lateness")


def _percent(one: Result) -> str:
    return f"{100 * one.on_time:.1f} %"


def new_building(kept: Kept) -> Said:
    """No building, one that only Europe receives from, and all approvals as planned."""
    found = _results(kept)
    without, europe, everybody = (
        found[name] for name in ("no-new-building", "only Europe approves", BASE)
    )
    buys = -_late(found, "only Europe approves", "no-new-building")
    rest = -_late(found, BASE, "only Europe approves")
    sentence = (
        f"Approved by Europe alone the new building lifts deliveries on time from"
        f" {_percent(without)} to {_percent(europe)}: units arrive {buys.found:.1f} days earlier on"
        f" average (range {_range(buys)} d). The other approvals, as planned, bring it to"
        f" {_percent(everybody)} and another {rest.found:.1f} days (range {_range(rest)} d)."
    )
    proven = "proven" if buys.sure else "not proven"
    notes = (
        f"That Europe's approval alone helps is {proven}; everybody gains, because what PB makes"
        " for Europe leaves the hours of PA1 and PA2 to the others.",
        _noise(kept),
    )
    return sentence, COLUMNS, _rows(kept), notes


def late_approvals(kept: Kept) -> Said:
    """Delays of all approvals outside the EU and EEA."""
    found = _results(kept)
    costs = {name: _late(found, name, BASE) for name in found if name != BASE}
    base, year, two = found[BASE], found["12 months later"], found["24 months later"]
    sentence = (
        "If every authority outside the EU and EEA approves the new building a year later than"
        f" planned, {100 * (base.on_time - year.on_time):.1f} points of deliveries on time are"
        f" lost ({_percent(base)} to {_percent(year)}) and units come"
        f" {costs['12 months later'].found:.1f} days later on average (range"
        f" {_range(costs['12 months later'])} d); two years later it is"
        f" {100 * (base.on_time - two.on_time):.1f} points and"
        f" {costs['24 months later'].found:.1f} days (range {_range(costs['24 months later'])} d)."
    )
    return sentence, COLUMNS, _rows(kept), (_noise(kept),)


def third_line(kept: Kept) -> Said:
    """The third line a year earlier, at two demands."""
    found = _results(kept)
    early, grown, both = (
        found[name]
        for name in (
            "third-line-a-year-earlier",
            "3 % more demand",
            "3 % more demand and the third line earlier",
        )
    )
    now = -_late(found, early.scenario.name, BASE)
    then = -_late(found, both.scenario.name, grown.scenario.name)
    sentence = (
        "At the demand of the plan the third line a year earlier brings"
        f" {100 * (early.on_time - found[BASE].on_time):+.1f} points on time and {now.found:.2f}"
        f" days (range {_range(now)} d); were demand 3 % higher it would bring"
        f" {100 * (both.on_time - grown.on_time):+.1f} points and {then.found:.2f} days (range"
        f" {_range(then)} d)."
    )
    costs = "What the line costs to build and to staff is not in the case."
    return sentence, COLUMNS, _rows(kept), (costs, _noise(kept))


def _noise(kept: Kept) -> str:
    """How far the search alone moves a figure."""
    first = next(one for one in kept.results if one.scenario.name == FIRST)
    base = _results(kept)[BASE]
    return (
        f"Searching the base a second time, from its own plan, moved it by"
        f" {100 * abs(base.on_time - first.on_time):.1f} points and"
        f" {abs(base.level('lateness').found - first.level('lateness').found):.2f} days: a"
        " difference that is smaller may be the search's."
    )


SAID: dict[str, Callable[[Kept], Said]] = {
    "new-building": new_building,
    "late-approvals": late_approvals,
    "third-line": third_line,
}
