"""`--sample 'demand.units*=0.8..1.2' --points 50`: points spread over ranges, repeatably."""

from __future__ import annotations

import datetime as dt
import re
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from math import floor, log10, prod

from models.calendar import add_months
from models.problems import Problem
from planner.assignments import SETTINGS, written
from planner.settings_file import FILE
from planner.study.texts import Text, divided, slips, wrong
from planner.targets import columns_by_name

METHODS = ("latin-hypercube", "sobol")
FORM = "write a range like 'demand.units*=0.8..1.2' or 'approvals.from[unit=PB]+=0..12 months'"

_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?|[+-]?\.[0-9]+")
_SPAN = re.compile(r"([+-]?[0-9]{1,5})(?: *(day|week|month|year)s?)?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")


@dataclass(frozen=True)
class Range:
    """Something that is varied between two ends, both possible."""

    key: str
    """`demand.units*` of `demand.units*=0.8..1.2`."""

    low: Decimal
    high: Decimal
    step: Decimal
    """Between two values that may be drawn, in the unit of the ends."""

    unit: str
    """`month` for 0..12 months; `on a day` or `in a month` for dates; blank for numbers."""

    text: Text

    @property
    def count(self) -> int:
        """How many values there are."""
        return int((self.high - self.low) / self.step) + 1

    def at(self, share: float) -> str:
        """The value at a share of the range, at least 0 and below 1, as text.

        Of 0..12 months each of the 13 is as likely; numbers are rounded to the step.
        """
        if self.unit or self.step == 1:
            number = self.low + min(floor(share * self.count), self.count - 1)
        else:
            exact = self.low + Decimal(repr(share)) * (self.high - self.low)
            number = exact.quantize(self.step, ROUND_HALF_UP)
        return self._text(number)

    def ends(self) -> tuple[str, str]:
        """Both ends as text."""
        return self._text(self.low), self._text(self.high)

    def _text(self, number: Decimal) -> str:
        if self.unit == "on a day":
            return dt.date.fromordinal(int(number)).isoformat()
        if self.unit == "in a month":
            return f"{add_months(dt.date(1, 1, 1), int(number)):%Y-%m}".zfill(7)
        digits = f"{number:f}"
        if "." in digits:
            digits = digits.rstrip("0").rstrip(".")
        digits = "0" if digits == "-0" else digits
        if not self.unit:
            return digits
        return f"{digits} {self.unit}" if digits == "1" else f"{digits} {self.unit}s"


def range_of(text: Text) -> tuple[Range | None, list[Problem]]:
    """The range that a text asks for, or everything that is wrong with it."""
    found = divided(text.words)
    if found is None:
        return None, [text.problem(f"cannot be read; {FORM}")]
    key, ends = found
    low, dots, high = (end.strip() for end in ends.partition(".."))
    if not dots or not low or not high:
        return None, [text.problem(f"is no range; {FORM}")]
    between = _between(key, low, high, text)
    if isinstance(between, str):
        problems = list(wrong(text, [f"{key}={high}"]))
        return None, problems or [text.problem(between)]
    problems = list(dict.fromkeys(wrong(text, [f"{key}={end}" for end in between.ends()])))
    if not problems and between.low > between.high:
        what = f"is upside down; write {key}={high}..{low}"
        if between.unit and not high[-1].isdigit():
            low_end, high_end = reversed(between.ends())
            what = f"is upside down; write {key}={low_end}..{high_end}"
        problems = [text.problem(what)]
    elif not problems and between.low == between.high:
        what = f"has one value; write --set '{key}={high}'"
        problems = [text.problem(what)]
    return (None if problems else between), problems


def _between(key: str, low: str, high: str, text: Text) -> Range | str:
    """The range between two ends, or why there is none."""
    if _DAY.fullmatch(low) and _DAY.fullmatch(high):
        return _dated(key, low, high, text, "on a day")
    if _MONTH.fullmatch(low) and _MONTH.fullmatch(high):
        return _dated(key, f"{low}-01", f"{high}-01", text, "in a month")
    if _NUMBER.fullmatch(low) and _NUMBER.fullmatch(high):
        ends = Decimal(low), Decimal(high)
        return Range(key, *ends, _step(key, *ends), "", text)
    first, last = _SPAN.fullmatch(low), _SPAN.fullmatch(high)
    if first and last and last[2]:
        if first[2] not in (None, last[2]):
            return f"has {first[2]}s and {last[2]}s; write both ends in one of them"
        return Range(key, Decimal(first[1]), Decimal(last[1]), Decimal(1), last[2], text)
    return f"'{low}' and '{high}' are not two ends of a range; {FORM}"


def _dated(key: str, low: str, high: str, text: Text, unit: str) -> Range | str:
    try:
        days = dt.date.fromisoformat(low), dt.date.fromisoformat(high)
    except ValueError:
        return f"'{low}' or '{high}' is not in the calendar; correct the day"
    if unit == "on a day":
        numbers = [Decimal(day.toordinal()) for day in days]
    else:
        numbers = [Decimal(12 * (day.year - 1) + day.month - 1) for day in days]
    return Range(key, numbers[0], numbers[1], Decimal(1), unit, text)


def _step(key: str, low: Decimal, high: Decimal) -> Decimal:
    """1 in columns of whole numbers; else about a thousandth of the range, no odd digits."""
    assignment = f"{key}={high}"
    if not slips(assignment):
        found = written(assignment)
        column = next(iter(found.values))
        table = FILE if found.table == SETTINGS else found.table
        if columns_by_name(table)[column].kind == "whole" and found.operation != "multiply":
            return Decimal(1)
    width = abs(high - low)
    written_digits = max(-int(end.as_tuple().exponent) for end in (low, high))
    wanted = 3 - floor(log10(width)) if width else 0
    return Decimal(1).scaleb(-max(written_digits, wanted, 0))


def drawn(
    ranges: Sequence[Range], points: int, method: str, seed: int
) -> Iterator[tuple[str, ...]]:
    """Values of each range at points spread evenly over all; the same for the same seed.

    Raises
    ------
    ModuleNotFoundError
        If scipy is missing.
    """
    from scipy.stats import qmc

    engine = qmc.LatinHypercube if method == METHODS[0] else qmc.Sobol
    with warnings.catch_warnings():
        # The note of `uneven` says so in the words of a planner.
        warnings.simplefilter("ignore", UserWarning)
        shares = engine(len(ranges), rng=seed).random(points)
    for point in shares.tolist():
        yield tuple(one.at(share) for one, share in zip(ranges, point, strict=True))


def uneven(points: int, method: str) -> str | None:
    """What to know of a number of points that the method does not spread evenly."""
    if method == METHODS[0] or points & (points - 1) == 0:
        return None
    below = 1 << (points.bit_length() - 1)
    return f"sobol spreads {below} or {2 * below} points evenly, {points} a little less"


def possible(ranges: Sequence[Range]) -> int:
    """How many different points there are."""
    return prod(one.count for one in ranges)
