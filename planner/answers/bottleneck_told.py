"""What `bottleneck` found: the sentence, the table, the pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planner.answers.bottleneck_notes import notes_of
from planner.answers.contract import Bars, Finding, Heat, Mark, Picture
from planner.answers.extras_chosen import Amounts, Chosen
from planner.answers.kinds import Kind
from planner.answers.ranges import allowed
from planner.answers.served import Gain
from planner.answers.worth import COLUMNS, SHOWN, Worth
from planner.study.contract import Result

NAMED = 12
"""Bars of a picture."""

WORTH_SAYING = 0.05
"""Share of the best gain from which others stand beside it in the sentence."""


def told(amounts: Amounts, base: Result, worth: Sequence[Worth], choice: Chosen) -> Finding:
    """The finding."""
    ordered = sorted(worth, key=lambda each: (each.rank, each.extra.name))
    return Finding(
        question="bottleneck",
        sentence=_sentence(ordered, choice),
        columns=COLUMNS,
        shown=SHOWN,
        rows=tuple(each.row() for each in ordered),
        pictures=tuple(_pictures(ordered)),
        notes=tuple(notes_of(amounts, base, ordered, choice)),
    )


def _sentence(worth: Sequence[Worth], choice: Chosen) -> str:
    if not worth:
        left = len(choice.not_needed)
        return f"Nothing is full and nobody is short: none of {left} extras was worth trying."
    helpful = [each for each in worth if each.gain and _helps(each.gain)]
    if not helpful:
        return f"None of the {len(worth)} extras that were tried makes the plan found better."
    best, *others = helpful
    others = [each for each in others if _compares(each.gain, best.gain)]
    said = f"Worth most: {_said(best, ranged=True)}"
    if others:
        said += "; then " + " and ".join(_said(each) for each in others[:2])
    return f"{said}. {_by_hour(best, helpful)}".strip()


def _by_hour(best: Worth, helpful: Sequence[Worth]) -> str:
    """What brings most for each hour, if that is another."""
    staffed = [each for each in helpful if each.per_100_h]
    if not staffed:
        return ""
    first = max(staffed, key=lambda each: each.per_100_h or 0.0)
    if first is best:
        return ""
    return (
        f"For each hour worked, {first.extra.name} brings most: {first.per_100_h:.2f} d for 100 h."
    )


def _helps(gain: Gain) -> bool:
    return gain.days.found > 0 or gain.units > 0


def _compares(gain: Gain | None, best: Gain | None) -> bool:
    """Whether a gain is worth saying beside the best."""
    assert gain is not None and best is not None
    least = WORTH_SAYING * best.days.found, WORTH_SAYING * best.units
    return gain.days.found > least[0] or gain.units > max(0.0, least[1])


def _said(worth: Worth, *, ranged: bool = False) -> str:
    gain, extra = worth.gain, worth.extra
    assert gain is not None
    when = f" in {extra.period.name}" if extra.period else ""
    hours = f", {extra.hours_added:,.0f} h worked" if extra.kind is Kind.SHIFT else ""
    days = f"{gain.days.found:.2f} d less late on average"
    days += f" ({allowed(gain.days, 2)})" if ranged else ""
    return (
        f"{extra.kind} {extra.what}{when} ({extra.added}{hours}) with {days} and"
        f" {gain.units:+,} units on time"
    )


def _pictures(worth: Sequence[Worth]) -> Iterator[Picture]:
    gained = [(each, each.gain) for each in worth if each.gain is not None]
    marks = tuple(
        Mark(each.extra.name, gain.days, each.extra.added) for each, gain in gained[:NAMED]
    )
    if marks:
        yield Bars("What one more is worth", "mean days late less", marks)
    for kind in (Kind.SHIFT, Kind.BATCH, Kind.SUBSTANCE):
        cells = {
            (each.extra.what, each.extra.period.name): gain.days.found
            for each, gain in gained
            if each.extra.kind is kind and each.extra.period
        }
        if cells:
            names, periods = (sorted({key[at] for key in cells}) for at in (0, 1))
            rows = tuple((n, tuple(cells.get((n, p)) for p in periods)) for n in names)
            title = f"What one more {kind} is worth, by period"
            yield Heat(title, "mean days late less", tuple(periods), rows)
