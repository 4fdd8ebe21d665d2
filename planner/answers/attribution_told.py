"""What `attribution` tells: the difference, the share of each part, what they do together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from planner.answers.contract import Bars, Finding, Mark
from planner.answers.dominance import ON_TIME
from planner.answers.parts import Parts
from planner.answers.ranges import (
    all_open,
    between,
    cells_of,
    columns_of,
    decimals_of,
    figure,
    late,
    open_words,
)
from planner.answers.shares import NOBODY, Subset, alone, interaction, last, shapley, whole
from planner.study.spans import Span

COLUMNS = (
    "part", "what", *columns_of("mean_days_late"), "on_time_points", *columns_of("cost_eur"),
    "scenario",
)  # fmt: skip


def told(found: Parts, noise: str = "") -> Finding:
    """The table, the sentence and the pictures.

    Parameters
    ----------
    noise
        How much the search varies, in words.
    """
    return Finding(
        "attribution",
        _sentence(found),
        COLUMNS,
        tuple(_rows(found)),
        tuple(_pictures(found)),
        tuple(_notes(found, noise)),
    )


def _rows(found: Parts) -> Iterator[dict[str, Any]]:
    count = len(found.names)
    everybody = found.named(found.everything)
    yield _row(found, "whole", "difference", whole(count), everybody)
    for part, name in enumerate(found.names):
        yield _row(found, name, "share", shapley(part, count), None)
        yield _row(found, name, "alone", alone(part), name)
        yield _row(found, name, "last", last(part, count), everybody)
    yield _row(found, "interaction", "whole less each alone", interaction(count), None)
    for subset, result in found.results.items():
        what: str = "plan" if result.run else result.status
        if subset in found.plan_of:
            what += f" of {found.named(found.plan_of[subset])}"
        yield _row(found, found.named(subset), what, {subset: 1.0}, result.scenario.name)


def _row(
    found: Parts, part: str, what: str, weights: Mapping[Subset, float], scenario: str | None
) -> dict[str, Any]:
    on_time = found.on_time(weights)
    return {
        "part": part,
        "what": what,
        **cells_of("mean_days_late", found.days(weights)),
        "on_time_points": on_time.found if on_time else None,
        **cells_of("cost_eur", found.cost(weights), 0),
        "scenario": scenario,
    }


def _sentence(found: Parts) -> str:
    missing = [each for each in (NOBODY, found.everything) if each not in found.served]
    if missing:
        which = " and ".join(f"{found.named(e)} ({found.results[e].status})" for e in missing)
        return f"There is no difference to share out: no plan for {which}."
    count = len(found.names)
    total, points = found.days(whole(count)), found.on_time(whole(count))
    said = f"{' + '.join(found.names)}: {_told(total)}"
    said += f" and {points.found:+z.2f} points on time." if points else "."
    shares = [(name, found.days(shapley(at, count))) for at, name in enumerate(found.names)]
    known = [(name, share) for name, share in shares if share is not None]
    together = found.days(interaction(count))
    if len(known) < count or together is None:
        return f"{said} {_unshared(found)}"
    known.sort(key=lambda each: -abs(each[1].found))
    spans = [*(share for _, share in known), together]
    unsure = all_open(spans)
    listed = "; ".join(f"{name} {_days(share, unsure)}" for name, share in known)
    said += (
        f" Of this, on average over every order in which they may come: {listed}. Beyond what each"
        f" brings alone, together they bring {_days(together, unsure)}."
    )
    return f"{said} {open_words(spans, 'these shares')}" if unsure else said


def _unshared(found: Parts) -> str:
    """What can be said when some combination has no plan."""
    without = [found.named(each) for each in found.results if each not in found.served]
    by_itself = [(name, found.days(alone(at))) for at, name in enumerate(found.names)]
    known = "; ".join(f"{name} {_told(span)}" for name, span in by_itself if span is not None)
    said = f"It cannot be shared out, for there is no plan with {', nor with '.join(without)}."
    return f"{said} Alone: {known}." if known else said


def _told(span: Span | None) -> str:
    return "not known" if span is None else late(span, signed=True)


def _days(span: Span, unsure: bool) -> str:
    """`+0.61 d (0.44 to 0.62)`; without its range where one stands for all."""
    decimals = decimals_of(span)
    said = f"{'+' if span.found > 0 else ''}{figure(span.found, decimals)} d"
    return said if unsure else f"{said} ({between(span, decimals)})"


def _pictures(found: Parts) -> Iterator[Bars]:
    count = len(found.names)
    weights = {name: shapley(at, count) for at, name in enumerate(found.names)}
    of_days = [(name, found.days(each)) for name, each in weights.items()]
    of_cost = [(name, found.cost(each)) for name, each in weights.items()]
    for title, unit, spans, mixed in (
        ("Mean days late by part", "d", of_days, found.days(interaction(count))),
        ("Cost by part", "EUR", of_cost, found.cost(interaction(count))),
    ):
        marks = [Mark(name, span, "share") for name, span in spans if span is not None]
        if len(marks) < count or mixed is None:
            continue
        marks.sort(key=lambda mark: -abs(mark.span.found))
        note = "inside the shares: the whole less each alone"
        yield Bars(title, unit, (*marks, Mark("interaction", mixed, note)))


def _notes(found: Parts, noise: str) -> Iterator[str]:
    yield (
        "A share is what a part brings on average over all orders in which the parts may come"
        " (Shapley); the shares add up to the difference, and the interaction is inside them."
    )
    if noise:
        yield noise
    yield ON_TIME
    yield (
        "Every range adds up the gaps of all plans in it, each plan once: it is as wide as it"
        " can be, and the more plans the wider."
    )
    yield "Costs compare plans of different service, each at its own; their ranges do too."
    for subset, result in found.results.items():
        if result.run is None:
            yield f"{found.named(subset)}: {result.status}. {result.words}".rstrip()
