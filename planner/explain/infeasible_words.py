"""A case without a plan, in words."""

from __future__ import annotations

from collections.abc import Iterator

from models.problems import Problem
from planner.errors import file_of, line_of
from planner.explain.infeasible import Diagnosis, Dropped


def text_of(case: str, found: Diagnosis, command: str) -> str:
    """What is printed."""
    if found.status == "feasible":
        return f"{case} has a plan: nothing clashes. To make one: {command}"
    if found.status == "unknown":
        return (
            f"{case}: neither a plan nor a clash was found in time; give it more --seconds, or"
            f" {command}"
        )
    return "\n".join(_infeasible(case, found))


def _infeasible(case: str, found: Diagnosis) -> Iterator[str]:
    whole = "; parts of batches would fit, whole ones do not" if found.whole else ""
    yield sentence(case, found)
    if not found.ways:
        yield "  no row of the tables can make room; please report this case"
        return
    yield f"  These rows clash{whole}. Any one way gives room:"
    for number, way in enumerate(found.ways, start=1):
        yield f"  way {number}"
        for row in way.rows:
            yield f"    {row}"
            yield from (f"      {line_of(place)}" for place in row.places)
    if found.dropped:
        yield "  Left out and looked again:"
        yield from (f"    {_dropped(each)}" for each in found.dropped)


def sentence(case: str, found: Diagnosis) -> str:
    """What a director would quote."""
    enough = [each for each in found.dropped if each.feasible]
    if enough:
        least = enough[0].items
        return f"{case} has no plan; without {_named(least)} it has one{_others(len(enough) - 1)}."
    if any(each.feasible is None for each in found.dropped):
        return f"{case} has no plan; which row to leave out was not found in time (--seconds)."
    return f"{case} has no plan; leaving out a single row is not enough."


def _others(count: int) -> str:
    return f" ({count} other way{'s' if count > 1 else ''})" if count else ""


def _dropped(each: Dropped) -> str:
    words = {True: "it has a plan", False: "still no plan", None: "not known in time"}
    return f"without {_named(each.items)}: {words[each.feasible]}"


def _named(items: tuple[Problem, ...]) -> str:
    return " and ".join(f"{file_of(item)} row {(item.index or 0) + 2}" for item in items)
