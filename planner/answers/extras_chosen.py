"""Which extras are worth solving: what the base's plan and the prices say of each."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from models.calendar import Calendar
from models.plant import Plant
from planner.answers.extras import Extra
from planner.answers.kinds import By, Kind
from planner.answers.more_hours import MoreHours
from planner.answers.more_supply import MoreSupply
from planner.answers.periods import periods_of
from planner.answers.prices import Prices
from planner.answers.what_binds import fullness_of, shortages_of
from planner.study.contract import Result

FULL = 0.85
"""Share of a period's hours from which more of them are tried."""


@dataclass(frozen=True)
class Amounts:
    """How much one more is."""

    shift_h: float = 8.0
    """Staffed hours a week of one more shift."""

    approval_months: int = 1
    release_days: int = 1
    by: By = By.HALF_YEAR


@dataclass(frozen=True)
class Chosen:
    """What is solved, and what is not."""

    tried: tuple[Extra, ...]
    not_needed: tuple[Extra, ...]
    """Of resources that have room, or of what nobody is short for."""

    too_many: tuple[Extra, ...]
    """Beyond the number that was asked for."""


def every(
    plant: Plant, base: Result, kinds: Collection[Kind], amounts: Amounts
) -> tuple[Extra, ...]:
    """One more of everything."""
    calendar = Calendar.of(plant)
    periods = periods_of(calendar, amounts.by)
    short = shortages_of(base, plant)
    hours = MoreHours(plant, calendar, fullness_of(base, periods), short)
    supply = MoreSupply(plant, calendar, short)
    makers: dict[Kind, Callable[[], Iterable[Extra]]] = {
        Kind.SHIFT: lambda: hours.shifts(periods, amounts.shift_h),
        Kind.BATCH: lambda: hours.batches(periods),
        Kind.APPROVAL: lambda: supply.approvals(amounts.approval_months),
        Kind.RELEASE: lambda: supply.releases(amounts.release_days),
        Kind.LOT: supply.lots,
        Kind.SUBSTANCE: lambda: supply.substances(periods),
    }
    return tuple(extra for kind in Kind if kind in kinds for extra in makers[kind]())


def chosen(
    extras: Sequence[Extra], prices: Prices | None, most: int | None, everything: bool
) -> Chosen:
    """The extras to solve: of each kind the likeliest, the kinds in turn.

    Parameters
    ----------
    most
        How many; None: all that may help.
    everything
        Also those that seem not needed.
    """
    needed = [extra for extra in extras if everything or _needed(extra, prices)]
    ranks = {extra.name: rank for kind in Kind for rank, extra in _ranked(kind, needed)}
    order = sorted(needed, key=lambda extra: (ranks[extra.name], list(Kind).index(extra.kind)))
    tried = order if everything or most is None else order[:most]
    return Chosen(
        tried=tuple(tried),
        not_needed=tuple(extra for extra in extras if extra not in needed),
        too_many=tuple(order[len(tried) :]),
    )


def _needed(extra: Extra, prices: Prices | None) -> bool:
    full = extra.full is not None and extra.full >= FULL
    priced = prices is not None and prices.of(extra.hours)[0] > 0
    return full or priced or extra.owed > 0


def _ranked(kind: Kind, extras: Iterable[Extra]) -> Iterator[tuple[int, Extra]]:
    of_kind = [extra for extra in extras if extra.kind is kind]
    return iter(enumerate(sorted(of_kind, key=lambda e: (-e.owed, -(e.full or 0.0), e.name))))
