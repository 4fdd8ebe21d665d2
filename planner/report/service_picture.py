"""Pictures of service: what comes late in each country, and each group's quarters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from planner.language import Language
from planner.on_time import percent
from planner.report.drawing import joined, tag
from planner.report.service_sums import (
    Key,
    Quarter,
    Served,
    quarter_said,
    summed,
    worst_first,
)
from planner.report.view import View

GOOD, FAIR = 0.99, 0.95
"""Shares on time from which a figure is coloured good, and fair; below it is bad."""

ROW, BAR = 17, 11
NAMES, FIGURES, LONGEST = 190, 70, 560
"""Widths of the names, of the figures and of the longest bar."""

LETTERS = 26
"""Letters of a name that fit."""


@dataclass(frozen=True)
class Cell:
    """A group in a quarter."""

    said: str
    """The share on time; blank without demand."""

    colour: str
    tip: str


@dataclass(frozen=True)
class Heat:
    """Groups by quarter; the first row is everybody."""

    quarters: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]


def colour_of(share: float | None) -> str:
    """`good`, `warn` or `bad`; nothing without demand."""
    if share is None:
        return "none"
    return "good" if share >= GOOD else "warn" if share >= FAIR else "bad"


def bars(view: View, countries: Mapping[str, Served]) -> Markup:
    """What each country gets late, the worst on top; as long as its share of the demand."""
    listed = [(code, one) for code, one in worst_first(countries) if one.share is not None]
    late = {code: 1 - one.on_time / one.demand for code, one in listed}
    scale = LONGEST / (max(late.values(), default=0) or 1)
    rows = [_bar(view, at, code, one, late[code] * scale) for at, (code, one) in enumerate(listed)]
    width, height = NAMES + FIGURES + LONGEST, max(1, len(listed)) * ROW
    return tag(
        "svg",
        joined(rows),
        class_="service-bars",
        viewBox=f"0 0 {width} {height}",
        width=width,
        height=height,
        role="group",
        aria_label=view.t("Units late by country"),
        tabindex=0,
        data_chart="",
    )


def _bar(view: View, at: int, code: str, one: Served, length: float) -> Markup:
    t, share = view.t, one.share
    assert share is not None
    name, said, middle = view.name_of[code], percent(share, t), at * ROW + ROW - 5
    tip = t(
        "{country}: {share} on time\n{late:,} of {units:,} units late, {days:.2f} days on average",
        country=f"{code} {name}",
        share=said,
        late=one.demand - one.on_time,
        units=one.demand,
        days=one.days,
    )
    return tag(
        "g",
        tag("text", f"{code} {clipped(name, LETTERS)}", x=0, y=middle),
        tag("text", said, x=NAMES + FIGURES - 8, y=middle, text_anchor="end"),
        tag(
            "rect",
            x=NAMES + FIGURES,
            y=at * ROW + (ROW - BAR) / 2,
            width=max(1.0, length),
            height=BAR,
            class_=f"fill-{colour_of(share)}",
        ),
        data_tip=tip,
    )


def clipped(name: str, letters: int) -> str:
    """A name that fits; the tip has all of it."""
    return name if len(name) <= letters else name[: letters - 1] + "…"


def heat(view: View, found: Mapping[Key, Served]) -> Heat:
    """Share on time of each approval group in each quarter, by the bucket's first day."""
    t, groups = view.t, view.group_of
    quarters = tuple(sorted({quarter for _, _, quarter in found}))
    every = summed(found, lambda key: key[2])
    rows = [(t("everybody"), _row(t, t("everybody"), quarters, every))]
    for group in _ordered(summed(found, lambda key: groups[key[0]])):
        of = {key: one for key, one in found.items() if groups[key[0]] == group}
        rows.append((group, _row(t, group, quarters, summed(of, lambda key: key[2]))))
    return Heat(tuple(quarter_said(quarter, t) for quarter in quarters), tuple(rows))


def _ordered(groups: Mapping[str, Served]) -> Iterable[str]:
    return [name for name, _ in worst_first(groups)]


def _row(
    t: Language, name: str, quarters: tuple[Quarter, ...], sums: Mapping[Quarter, Served]
) -> tuple[Cell, ...]:
    return tuple(
        _cell(t, f"{name}, {quarter_said(quarter, t)}", sums.get(quarter, Served()))
        for quarter in quarters
    )


def _cell(t: Language, where: str, one: Served) -> Cell:
    share = one.share
    if share is None:
        return Cell("", "none", t("{where}: nothing needed", where=where))
    tip = t(
        "{where}: {late:,} of {units:,} units late",
        where=where,
        late=one.demand - one.on_time,
        units=one.demand,
    )
    return Cell(t("{percent:.1f}", percent=int(share * 1000) / 10), colour_of(share), tip)
