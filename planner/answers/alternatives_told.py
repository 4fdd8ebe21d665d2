"""What `alternatives` found: the sentence, the table, the map of differences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from planner.answers.contract import Finding, Heat
from planner.answers.ranges import allowed, cells_of, columns_of
from planner.answers.unlike import Batches, batches_of, elsewhere, in_words, shared
from planner.study.contract import Result

COLUMNS = (
    "scenario",
    "status",
    *columns_of("cost_eur"),
    "cost_more_pct",
    *columns_of("days_late"),
    "on_time_pct",
    "batches",
    "elsewhere_than_first_pct",
    "elsewhere_than_nearest_pct",
    "differs_from_first_in",
)


@dataclass(frozen=True)
class Failed:
    """A search that gave no further plan."""

    result: Result
    status: str
    why: str


def told(
    base: Result,
    found: Sequence[Result],
    failed: Sequence[Failed],
    asked: int,
    within: float,
    days: float,
) -> Finding:
    """The finding; `base` is today's plan, without the room that plans may use."""
    plans = [batches_of(one) for one in found]
    rows = [_row(number, found, plans) for number in range(len(found))]
    return Finding(
        question="alternatives",
        sentence=_sentence(found, plans, within),
        columns=COLUMNS,
        rows=(*rows, *(_without(one) for one in failed)),
        pictures=(_map(found, plans),) if len(found) > 1 else (),
        notes=_notes(base, found, plans, asked, within, days),
    )


def _row(number: int, found: Sequence[Result], plans: Sequence[Batches]) -> dict[str, Any]:
    result, cost, first = found[number], found[number].level("cost"), found[0].level("cost")
    apart = [elsewhere(plans[number], other) for other in plans[:number]]
    return {
        "scenario": result.scenario.name,
        "status": result.status,
        **cells_of("cost_eur", cost),
        "cost_more_pct": 100 * (cost.found / first.found - 1) if first.found else None,
        **cells_of("days_late", result.level("lateness")),
        "on_time_pct": 100 * result.on_time,
        "batches": plans[number].total(),
        "elsewhere_than_first_pct": 100 * apart[0] if apart else None,
        "elsewhere_than_nearest_pct": 100 * min(apart) if apart else None,
        "differs_from_first_in": in_words(plans[0], plans[number]) if number else "",
    }


def _without(failed: Failed) -> dict[str, Any]:
    """One that is no further plan."""
    return {
        "scenario": failed.result.scenario.name,
        "status": failed.status,
        "differs_from_first_in": failed.why,
    }


def _sentence(found: Sequence[Result], plans: Sequence[Batches], within: float) -> str:
    cost = found[0].level("cost")
    if len(found) == 1:
        return (
            f"No other plan was found within {within:.1%} of {cost.found:,.0f} EUR"
            f" ({allowed(cost)}): all {plans[0].total()} planned batches stay where they are."
        )
    apart = [elsewhere(one, other) for one, other in combinations(plans, 2)]
    costs = [one.level("cost").found for one in found]
    least, most = f"{min(apart):.0%}", f"{max(apart):.0%}"
    common = shared(list(plans))
    return (
        f"{len(found)} plans cost {min(costs):,.0f} to {max(costs):,.0f} EUR and put"
        f" {least if least == most else f'{least} to {most}'} of their batches"
        f" elsewhere; {common.total()} of {plans[0].total()} batches stand in all of them"
        f" ({_backbone(common)})."
    )


def _backbone(common: Batches) -> str:
    by_route: dict[str, int] = {}
    for place, count in common.items():
        by_route[place.route] = by_route.get(place.route, 0) + count
    ordered = sorted(by_route.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{count} on {route}" for route, count in ordered[:4]) or "none is fixed"


def _map(found: Sequence[Result], plans: Sequence[Batches]) -> Heat:
    names = tuple(one.scenario.name for one in found)
    return Heat(
        "Batches at another place than in the other plan",
        "%",
        names,
        tuple(
            (name, tuple(100 * elsewhere(one, other) for other in plans))
            for name, one in zip(names, plans, strict=True)
        ),
    )


def _notes(
    base: Result,
    found: Sequence[Result],
    plans: Sequence[Batches],
    asked: int,
    within: float,
    days: float,
) -> tuple[str, ...]:
    notes = [
        f"plans may be {days:g} mean days later than today's, which costs"
        f" {base.level('cost').found:,.0f} EUR and is {base.level('lateness').found:.2f} days late,"
        f" and cost {within:.1%} more than the first; that no plan differs more is not proven",
        "a place is syringe, suite, line, volume and bucket; firm batches are left out",
    ]
    if len(found) < asked:
        notes.append(f"{asked} plans were asked for, {len(found)} were found")
    common = shared(list(plans))
    if len(found) > 1 and common:
        notes.append(f"in all plans: {_places(common)}")
    return tuple(notes)


def _places(common: Batches) -> str:
    by_syringe: dict[tuple[str, str], int] = {}
    for place, count in common.items():
        key = place.syringe, place.route
        by_syringe[key] = by_syringe.get(key, 0) + count
    ordered = sorted(by_syringe.items(), key=lambda item: (-item[1], item[0]))
    shown = [f"{count} {syringe} {route}" for (syringe, route), count in ordered[:6]]
    more = len(ordered) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more > 0 else "")
