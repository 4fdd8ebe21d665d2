"""Assumptions of a case and between which ends they are uncertain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.calendar import Calendar, add_months
from models.plant import Plant
from models.problems import Problem
from planner.answers.dominance import sense_of
from planner.answers.refused import Refused
from planner.answers.waiting import waiting
from planner.study.samples import range_of
from planner.study.texts import option

DEMAND, EFFICIENCY, STOCK, SUBSTANCE = 0.1, 0.05, 0.2, 0.1
"""By which shares the usual assumptions are varied, up and down."""

YIELD_POINTS = 0.02
RELEASE_DAYS = 7
APPROVAL_MONTHS = 3
SHELF_LIFE_MONTHS = 6
HOURS_A_WEEK = 168

SIGNS = {"*": "x", "+": "by", "-": "less"}
"""What `*=`, `+=` and `-=` do, in a word; `=` sets a cell to something."""


@dataclass(frozen=True)
class End:
    """One end of a factor."""

    words: str
    """`10 % more`."""

    assignments: tuple[str, ...]
    """Texts of `--set`; none if the case is at this end already."""

    @property
    def sense(self) -> int:
        """1 if it can only help, -1 if it can only hurt, 0 if nobody knows."""
        return sense_of(self.assignments)


@dataclass(frozen=True)
class Factor:
    """An assumption with its low and its high end."""

    label: str
    low: End
    high: End

    @property
    def ends(self) -> tuple[End, End]:
        return self.low, self.high


def given(case: str, texts: Sequence[str]) -> tuple[Factor, ...]:
    """Factors as typed: `demand.units*=0.9..1.1`.

    Raises
    ------
    Refused
        If one cannot be read or is given twice.
    """
    factors: dict[str, Factor] = {}
    problems: list[Problem] = []
    for words in texts:
        text = option("--vary", words)
        found, of_text = range_of(text)
        problems += of_text
        if found is None:
            continue
        target, sign = found.key.rstrip("*+-"), found.key[-1]
        if target in factors:
            problems.append(text.problem(f"varies '{target}' again; give each factor once"))
        word = SIGNS.get(sign, "to")
        low, high = (End(f"{word} {end}", (f"{found.key}={end}",)) for end in found.ends())
        factors[target] = Factor(target, low, high)
    if problems:
        raise Refused(problems, case)
    return tuple(factors.values())


def usual(plant: Plant) -> tuple[Factor, ...]:
    """What planners doubt first, as far as the case has it."""
    return tuple(
        factor for factor in _usual(plant) if factor.low.assignments or factor.high.assignments
    )


def _usual(plant: Plant) -> Iterator[Factor]:
    yield from _demand(plant)
    yield from _staffing(plant, "suites", [row.suite for row in plant.suites])
    yield from _staffing(plant, "lines", [row.line for row in plant.lines])
    yield _yield(plant)
    yield _release(plant)
    yield from _approvals(plant)
    if plant.lots:
        yield _share("opening stock", ("lots.units",), STOCK)
    if plant.substance_lots:
        yield _share("drug substance", ("substance_lots.kg",), SUBSTANCE)
    if min(row.months for row in plant.shelf_life) > SHELF_LIFE_MONTHS:
        yield Factor(
            "shelf life",
            End(f"{SHELF_LIFE_MONTHS} months less", (f"shelf_life.months-={SHELF_LIFE_MONTHS}",)),
            End(f"{SHELF_LIFE_MONTHS} months more", (f"shelf_life.months+={SHELF_LIFE_MONTHS}",)),
        )


def _share(label: str, targets: Sequence[str], share: float) -> Factor:
    """Some cells, a share less and a share more."""
    low, high = (
        End(f"{100 * share:g} % {word}", tuple(f"{t}*={1 + signed:g}" for t in targets))
        for word, signed in (("less", -share), ("more", share))
    )
    return Factor(label, low, high)


def _demand(plant: Plant) -> Iterator[Factor]:
    """Forecasts; orders are what they are."""
    rows = [row for row in plant.demand if row.kind == "forecast"]
    targets = [f"demand.{name}[kind=forecast]" for name in ("units", "packs")]
    used = [any(row.units for row in rows), any(row.packs for row in rows)]
    chosen = [target for target, has in zip(targets, used, strict=True) if has]
    if chosen:
        yield _share("forecast", chosen, DEMAND)


def _staffing(plant: Plant, what: str, names: Sequence[str]) -> Iterator[Factor]:
    """Staffed hours are hours times efficiency: whichever of the two leaves room is varied."""
    rows = [row for row in plant.staffing if row.resource in names]
    if not rows:
        return
    where = f"[resource={'|'.join(sorted({row.resource for row in rows}))}]"
    if max(row.efficiency for row in rows) * (1 + EFFICIENCY) <= 1:
        yield _share(f"efficiency of {what}", (f"staffing.efficiency{where}",), EFFICIENCY)
    elif max(row.hours_per_week for row in rows) * (1 + EFFICIENCY) <= HOURS_A_WEEK:
        yield _share(f"staffed hours of {what}", (f"staffing.hours_per_week{where}",), EFFICIENCY)


def _yield(plant: Plant) -> Factor:
    """Points of yield, which ends at 100 %."""
    yields = [row.yield_ for row in plant.fill_recipes]
    up = round(min(YIELD_POINTS, 1 - max(yields)), 6)
    down = YIELD_POINTS if min(yields) > YIELD_POINTS else 0.0
    return Factor("yield of filling", _points(-down), _points(up))


def _points(change: float) -> End:
    if not change:
        return End("as it is", ())
    words = f"{100 * abs(change):g} points {'more' if change > 0 else 'less'}"
    return End(words, (f"fill_recipes.yield+={change:g}",))


def _release(plant: Plant) -> Factor:
    """Days from fill to release, which end at 0."""
    down = min(RELEASE_DAYS, *(row.days for row in plant.release))
    low = End(f"{down} days less", (f"release.days-={down}",)) if down else End("as it is", ())
    return Factor(
        "release time", low, End(f"{RELEASE_DAYS} days more", (f"release.days+={RELEASE_DAYS}",))
    )


def _approvals(plant: Plant) -> Iterator[Factor]:
    """Approvals that are still to come and may matter before the plan and its tail end."""
    calendar = Calendar.of(plant)
    end = add_months(calendar.last(calendar.buckets[-1]), APPROVAL_MONTHS)
    rows = [row for each in waiting(plant, plant.settings.start) for row in each.rows]
    dates = sorted({row.from_ for row in rows if row.until is None and row.from_ <= end})
    if dates:
        where = f"approvals.from[from={'|'.join(map(str, dates))}]"
        low, high = f"-{APPROVAL_MONTHS} months", f"{APPROVAL_MONTHS} months"
        yield Factor(
            "approvals to come",
            End(f"{APPROVAL_MONTHS} months earlier", (f"{where}+={low}",)),
            End(f"{APPROVAL_MONTHS} months later", (f"{where}+={high}",)),
        )
