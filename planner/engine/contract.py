"""What goes into the engine and what comes out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

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


@dataclass(frozen=True)
class Hints:
    """What the application knows of its model; all of it may be empty."""

    bucket: Mapping[Variable, int] = field(default_factory=dict)
    """Time bucket of each integer variable: windows of the search."""

    tags: Mapping[Variable, tuple[str, ...]] = field(default_factory=dict)
    """Neighbourhood tags (resource, product) of integer variables, for searches that use them."""

    starts: Sequence[Callable[[Values], Mapping[Variable, float]]] = ()
    """Functions that are given a relaxed plan and return values of some integer variables
    (the others are 0 or at their lower bound); the engine completes them and keeps what
    is feasible."""

    separators: Sequence[Callable[[Values], Sequence[Any]]] = ()
    """Functions that return relations which hold for every plan and which these values
    break; never relations that use an incumbent."""

    checks: Sequence[Callable[[Values], Sequence[Any]]] = ()
    """Functions that return relations which cut off a plan that cannot be carried out."""

    elastic: Mapping[Any, str] = field(default_factory=dict)
    """Constraints that input rows can make impossible, with words for the rows."""


@dataclass(frozen=True)
class Moment:
    """One line of progress."""

    seconds: float
    level: str
    stage: str
    value: float
    bound: float


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
    """The gap is within the tolerance (or the gap asked for)."""


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
