"""A model that falls into parts once its integers are fixed.

Rows bind continuous columns together; what no row binds can be solved apart. With
whole numbers given, each part is a small linear model of its own: a change of a few
integers needs only the parts in which they stand, hot from their last basis. What a
follower decides is one part, too; its rows are the follower's business.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from planner.engine.arrays import Arrays, Floats, Ints, Row
from planner.engine.binding import bound_together, groups
from planner.engine.following import Asked, Following
from planner.engine.highs import Answer
from planner.engine.session import Session

KEPT = 5_000
"""Most values of a part that are remembered."""

FOLLOWER_SIZE = 1_000
"""Nonzeros of a linear part that takes as long as a follower, 1 to 5 ms (parts of up to 3,000
were measured at 0.3 ms, larger ones at 0.8 and, on average, 4.5): smaller ones come first."""


@dataclass(frozen=True)
class Worth:
    """What a part is worth for given integers."""

    value: float
    """Of the weighted objective; infinite if no plan has these integers."""

    levels: Floats
    """Of each level."""

    less: Floats
    """Change of the value by one less of each of the part's integers."""

    more: Floats
    """By one more. Both are the best that is possible in a linear part, and estimates of a
    follower; infinite: there is no room."""


@dataclass
class State:
    """Whole numbers and what they are worth, part by part."""

    whole: Floats
    worths: list[Worth]
    versions: tuple[int, ...]
    """By part: a number for its integers, the same whenever these are."""

    value: float
    levels: Floats


class Part:
    """Columns that rows bind together, with the integers in these rows."""

    follows = False

    def __init__(self, arrays: Arrays, costs: Floats, weights: Floats, seed: int) -> None:
        self._arrays, self._costs = arrays, costs
        self._whole = np.flatnonzero(arrays.integer)
        self._session = Session(arrays, seed=seed)
        self._session.minimise(weights @ costs, 0.0)
        self._known: dict[bytes, tuple[float, bool]] = {}
        """By integers: value, and whether it is more than a bound."""
        self._worths: dict[bytes, Worth] = {}

    def add(self, row: Row, columns: Ints) -> None:
        """Add a row whose columns have these numbers in the part."""
        self._session.add([replace(row, columns=columns)])
        self._known.clear()
        self._worths.clear()

    @property
    def size(self) -> int:
        """Nonzeros."""
        return self._arrays.shape[2]

    def value(self, whole: Floats, enough: float) -> tuple[float, bool]:
        """The weighted objective with these integers, and whether it is at most `enough`;
        if it is above, the value is a lower bound."""
        key = whole.tobytes()
        known, exact = self._known.get(key, (-np.inf, False))
        if exact or known >= enough:
            return known, exact and known <= enough
        if len(self._known) > KEPT:
            self._known.clear()
        answer = self._run(whole, enough)
        self._known[key] = known, exact = answer.value, answer.status != "above"
        return known, exact and known <= enough

    def weigh(self, weights: Floats) -> None:
        """Weigh the levels anew."""
        self._session.minimise(weights @ self._costs, 0.0)
        self._known.clear()
        self._worths.clear()

    def columns(self, whole: Floats) -> Floats:
        """The best values of all columns with these integers, for which there are some."""
        self._run(whole, np.inf)
        return self._session.values()

    def worth(self, whole: Floats) -> Worth:
        """All about these values of the part's integers."""
        key = whole.tobytes()
        found = self._worths.get(key)
        if found is None:
            if len(self._worths) > KEPT:
                self._worths.clear()
            found = self._worths[key] = self._solved(whole)
        return found

    def _solved(self, whole: Floats) -> Worth:
        answer = self._run(whole, np.inf)
        if answer.status != "optimal":
            return _impossible(len(self._costs), len(whole))
        slopes = self._session.slopes()[self._whole]
        return Worth(answer.value, self._costs @ self._session.values(), -slopes, slopes)

    def _run(self, whole: Floats, enough: float) -> Answer:
        lower, upper = self._arrays.lower.copy(), self._arrays.upper.copy()
        lower[self._whole] = upper[self._whole] = whole
        self._session.bound(lower, upper)
        return self._session.run(enough=enough)


class FollowedPart:
    """Columns that a follower decides, with its leaders."""

    follows = True
    size = FOLLOWER_SIZE

    def __init__(self, asked: Asked, weights: Floats) -> None:
        self._asked, self._levels = asked, len(weights)
        self.weigh(weights)

    def weigh(self, weights: Floats) -> None:
        """Weigh the levels anew."""
        self._weight = float(weights[self._asked.level])

    def value(self, whole: Floats, enough: float) -> tuple[float, bool]:
        """As of `Part`; never a mere bound."""
        found = self._asked.best(whole)
        value = np.inf if found is None else self._weight * found.value
        return value, value <= enough

    def worth(self, whole: Floats) -> Worth:
        """All about these values of the leaders."""
        found = self._asked.best(whole)
        if found is None:
            return _impossible(self._levels, len(whole))
        levels = np.zeros(self._levels)
        levels[self._asked.level] = found.value
        full = np.isinf(found.more)
        more = np.where(full, np.inf, self._weight * np.where(full, 0.0, found.more))
        return Worth(self._weight * found.value, levels, self._weight * found.less, more)


class Parts:
    """All parts of a model; integers count outside them, with their own costs."""

    def __init__(
        self, arrays: Arrays, costs: Floats, weights: Floats, following: Following, seed: int = 0
    ) -> None:
        self.costs, self.weights = costs, weights
        self.whole = np.flatnonzero(following.sought)
        self._integer, self._decided = arrays.integer, following.decided
        self.parts: list[Part | FollowedPart] = []
        self.members: list[Ints] = []
        """Positions in `whole` of each part's integers."""
        self._owner = np.full(arrays.shape[1], -1)
        self._within: list[Ints] = []
        place = np.full(arrays.shape[1], -1, dtype=np.int32)
        place[self.whole] = np.arange(len(self.whole))
        self._bind(arrays, place, seed)
        for asked in following.asked:
            self.parts.append(FollowedPart(asked, weights))
            self.members.append(place[asked.leaders])

    def weigh(self, weights: Floats) -> None:
        """Weigh the levels anew; what was known of values is forgotten."""
        self.weights = weights
        for part in self.parts:
            part.weigh(weights)

    def assembled(self, plan: Floats) -> Floats:
        """A plan with the integers of one for which all parts have values, and the best that
        the linear parts make of them; what followers decide stays as it is."""
        values = plan.copy()
        linear = (part for part in self.parts if isinstance(part, Part))
        for part, within, inside in zip(linear, self._within, self.members, strict=False):
            values[within] = part.columns(plan[self.whole[inside]])
        return values

    def _bind(self, arrays: Arrays, place: Ints, seed: int) -> None:
        """The linear parts: what rows without followers bind together."""
        entries = np.repeat(np.arange(arrays.shape[0]), np.diff(arrays.starts))
        followed = np.zeros(arrays.shape[0], dtype=bool)
        followed[entries[self._decided[arrays.columns]]] = True
        free = np.where(arrays.integer, 0.0, self.costs)
        for rows in groups(bound_together(arrays, entries, followed)):
            if followed[rows].any():
                continue
            small, columns = arrays.part(rows)
            if len(columns):
                self._owner[columns[~small.integer]] = len(self.parts)
                self._within.append(columns.astype(np.int32))
                self.parts.append(Part(small, free[:, columns], self.weights, seed))
                self.members.append(place[columns[small.integer]])

    def followed(self, row: Row) -> bool:
        """Whether a row is a follower's business."""
        return bool(self._decided[row.columns].any())

    def add(self, row: Row) -> int | None:
        """Add a row to the part in which its columns stand; None if they stand in several."""
        owners = np.unique(self._owner[row.columns[~self._integer[row.columns]]])
        if len(owners) != 1 or owners[0] < 0:
            return None
        number = int(owners[0])
        within, part = self._within[number], self.parts[number]
        at = np.minimum(np.searchsorted(within, row.columns), len(within) - 1)
        if (within[at] != row.columns).any() or not isinstance(part, Part):
            return None
        part.add(row, at.astype(np.int32))
        return number


def _impossible(levels: int, integers: int) -> Worth:
    return Worth(np.inf, np.zeros(levels), np.zeros(integers), np.zeros(integers))
