"""What `bottleneck` found: the sentence, the table, the pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planner.answers.bottleneck_notes import notes_of
from planner.answers.contract import Bars, Finding, Heat, Mark, Picture
from planner.answers.extras_chosen import Amounts, Chosen
from planner.answers.kinds import Kind
from planner.answers.ranges import all_open, allowed, days, decimals_of, open_words
from planner.answers.served import Gain, tolerance_of
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
        sentence=_sentence(ordered, choice, tolerance_of(base)),
        columns=COLUMNS,
        shown=SHOWN,
        rows=tuple(each.row() for each in ordered),
        pictures=tuple(_pictures(ordered)),
        notes=tuple(notes_of(amounts, base, ordered, choice)),
    )


def _sentence(worth: Sequence[Worth], choice: Chosen, tolerance: float) -> str:
    if not worth:
        left = len(choice.not_needed)
        return f"Nothing is full and nobody is short: none of {left} extras was worth trying."
    helpful = [each for each in worth if each.gain and _helps(each.gain, tolerance)]
    if not helpful:
        return _nothing_helps(worth)
    best, *others = helpful
    beside = [each for each in others if _compares(each.gain, best.gain)][:2]
    spans = [each.gain.days for each in (best, *beside) if each.gain]
    unsure = all_open(spans)
    said = f"Worth most: {_said(best, ranged=not unsure)}"
    if beside:
        said += "; then " + " and ".join(_said(each, ranged=not unsure) for each in beside)
    parts = [f"{said}.", open_words(spans) if unsure else "", _by_hour(best, helpful)]
    return " ".join(filter(None, parts))


def _nothing_helps(worth: Sequence[Worth]) -> str:
    """What was tried, and how much it may help even so."""
    count = len(worth)
    who = f"None of the {count} extras that were" if count > 1 else "The only extra that was"
    said = f"{who} tried {'makes' if count > 1 else 'does not make'} the plan found better"
    most = max((each.gain.days.high for each in worth if each.gain), default=0.0)
    if not most:
        return f"{said}."
    return f"{said}; the gaps allow up to {days(most)} d less late."


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


def _helps(gain: Gain, tolerance: float) -> bool:
    """Whether a gain is more than what counts as equal."""
    return gain.days.found > 0 and gain.days.found >= tolerance


def _compares(gain: Gain | None, best: Gain | None) -> bool:
    """Whether a gain is worth saying beside the best."""
    assert gain is not None and best is not None
    return gain.days.found > WORTH_SAYING * best.days.found


def _said(worth: Worth, *, ranged: bool) -> str:
    gain, extra = worth.gain, worth.extra
    assert gain is not None
    when = f" in {extra.period.name}" if extra.period else ""
    hours = f", {extra.hours_added:,.0f} h worked" if extra.kind is Kind.SHIFT else ""
    less = f"{days(gain.days.found)} d less late on average"
    less += f" ({allowed(gain.days, decimals_of(gain.days))})" if ranged else ""
    return (
        f"{extra.kind} {extra.what}{when} ({extra.added}{hours}) with {less} and"
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
