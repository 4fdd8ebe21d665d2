"""What goes into the engine and what comes out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Model = Any
Variable = Any
Values = Callable[[Any], float]
"""Value of a variable or a linear expression under the plan that is looked at."""

Status = Literal["optimal", "limit", "interrupted", "infeasible", "no plan"]


@dataclass(frozen=True)
class Level:
    """One objective of several, minimised in order."""

    name: str
    expr: Any
    """Linear expression over the model's variables."""

    unit: str
    tolerance: float
    """How much of this level later ones may give up, in its unit; also when to stop."""

    scale: float = 1.0
    """Factor that brings typical values near 1 for the solver."""

    gap_base: Literal["absolute", "value"] = "absolute"
    """Whether the gap is value - bound in the unit, or that over the value."""

    kept_for: float = 0.0
    """Share of the time that earlier levels leave to this one at least."""

    enough: float | None = None
    """Value at which the level is reached, however far it is from its bound. Later levels may
    then use up all of it, and no more, instead of the tolerance. None: there is no such value."""


@dataclass(frozen=True)
class Limits:
    """When to stop."""

    seconds: float = 60.0
    gap: float | None = None
    """Stop a level early at this gap (of its own base); None: at its tolerance."""

    threads: int = 1
    seed: int = 0
    work: int | None = None
    """Branch-and-bound nodes a solve may use instead of seconds: repeatable."""

    prove: bool = True
    """Whether a large model is bounded; building what a proof needs takes a third of a short
    solve, which then finds no better plan than the one it began at."""

    def told(self) -> dict[str, Any]:
        """As `run.json` keeps them: `prove` only where it is off, as no run of before can be."""
        kept = asdict(self)
        return kept if not self.prove else {k: v for k, v in kept.items() if k != "prove"}


@dataclass(frozen=True)
class Followed:
    """What follows from the integers that a follower reads."""

    value: float
    """What the followers cost in the follower's level, in its unit, less constants."""

    less: NDArray[np.float64]
    """By leader: estimated change of `value` with one less of it (0 or below: what it saves)."""

    more: NDArray[np.float64]
    """By leader: estimated change of `value` with one more of it; infinite: surely no room,
    unless another leader near it in time is lowered as well."""

    values: Callable[[], NDArray[np.float64]]
    """Values of the followers, in their order. Whole ones are rounded; the others are decided
    anew with the rest of the plan."""


class Follower(Protocol):
    """Variables that follow from some integers; the application decides them itself.

    They share rows with their leaders and with one another only. The engine searches over
    the leaders and asks for the rest; whatever comes back is checked by the model's rows.
    The same leaders must always be given the same answer: it is remembered.
    """

    leaders: Sequence[Variable]
    """Integer variables that are read; several followers may read one."""

    followers: Sequence[Variable]
    """Variables that are decided; each belongs to one follower."""

    level: int
    """Number of the only level whose expression holds followers."""

    def best(self, whole: NDArray[np.float64]) -> Followed | None:
        """The best followers found for the leaders' values; None: there are none."""


@dataclass(frozen=True)
class Resumed:
    """A finished plan, made to fit."""

    values: Mapping[Variable, float]
    """Of some integer variables; the others are 0 or at their lower bound."""

    kept: float
    """Share of the finished plan that is in it, 0 to 1."""


@dataclass(frozen=True)
class Hints:
    """What the application knows of its model; all of it may be empty."""

    bucket: Mapping[Variable, int] = field(default_factory=dict)
    """Time bucket of each variable, those that follow included: windows of the search free the
    integers that stand in them, and those without a bucket stay. Continuous variables may have
    one, too: far from a window they then stay as they are, which makes it small."""

    tags: Mapping[Variable, tuple[str, ...]] = field(default_factory=dict)
    """Of integer variables that a search may exchange: first what it makes, then where. One that
    moves keeps the first tag and changes bucket or the others; no two have all of these in
    common. Those without are only made more or less often. Without any tags, the model's rows
    are asked who may exchange."""

    followers: Sequence[Follower] = ()
    """Who decides variables that follow from others."""

    starts: Sequence[Callable[[Values], Mapping[Variable, float]]] = ()
    """Functions that are given a relaxed plan and return values of some integer variables
    (the others are 0 or at their lower bound); the engine asks followers for what follows,
    completes the plan and keeps what is feasible."""

    resumed: Sequence[Callable[[], Resumed]] = ()
    """Functions that return a finished plan, best as it is, at last repaired: the search begins
    from the first that is a plan here. It asks for a guide and `starts` only if that is poor."""

    separators: Sequence[Callable[[Values], Sequence[Any]]] = ()
    """Functions that return relations which hold for every plan and which these values
    break; never relations that use an incumbent."""

    checks: Sequence[Callable[[Values], Sequence[Any]]] = ()
    """Functions that return relations which cut off a plan that cannot be carried out."""

    loose: Sequence[Any] = ()
    """Constraints that relaxations leave out: they take most of the time and say little."""

    tight: Callable[[], Sequence[Any]] | None = None
    """Gives relations that hold for every plan and are too many to hold them all: the proof
    adds those that its relaxation breaks. Asked once, when a proof begins."""

    usable: Mapping[Any, float] = field(default_factory=dict)
    """Constraint `body <= upper`: share of `upper` that whole plans can use. A relaxation with
    these shares guides the starts, beside one without; neither bound nor plan knows them."""

    elastic: Mapping[Any, str] = field(default_factory=dict)
    """Constraints of any form that input rows can make impossible, with words for the rows;
    ": 3.0 too much" or ": 1.0 too few" is put behind them."""


@dataclass(frozen=True)
class Moment:
    """One line of progress."""

    seconds: float
    level: str
    stage: str
    value: float
    bound: float
    values: tuple[float, ...] = ()
    """Of all levels, of the best plan so far; empty without one."""


@dataclass(frozen=True)
class LevelResult:
    """Value and bound of a level at the end."""

    name: str
    unit: str
    value: float
    bound: float
    gap: float
    """value - bound, over the level's gap base."""

    gap_base: str
    tolerance: float
    status: Literal["proven", "conditional"]
    """The bound is conditional when earlier levels are not proven to their tolerance: it holds for
    plans that are as good in them as the plan found; also when there is none yet (-inf)."""

    reached: bool
    """The gap is within the tolerance (or the gap asked for), or the value is enough."""


@dataclass(frozen=True)
class Outcome:
    """The best plan found, level by level. The model's variables carry its values."""

    status: Status
    values: Mapping[Variable, float]
    levels: tuple[LevelResult, ...]
    history: tuple[Moment, ...]
    clashes: tuple[str, ...] = ()
    """If infeasible: what clashes, in words."""


Progress = Callable[[Moment], None]
