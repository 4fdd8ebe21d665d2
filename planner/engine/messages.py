"""What a proof (`planner.engine.proof`) and its process (`planner.engine.prover`) say to each
other: nothing of Pyomo, so that it is quickly sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planner.engine.aim import Aim
from planner.engine.arrays import Arrays, Floats, Ints, Row


class Bare(Arrays):
    """Arrays without their Pyomo model, for solving only."""

    def __init__(self, arrays: Arrays) -> None:
        self.variables, self.index, self.names = [], {}, []
        self.lower, self.upper, self.integer = arrays.lower, arrays.upper, arrays.integer
        self.row_lower, self.row_upper = arrays.row_lower, arrays.row_upper
        self.starts, self.columns = arrays.starts, arrays.columns
        self.coefficients = arrays.coefficients


@dataclass(frozen=True)
class Matter:
    """What is to be proven of; sent once."""

    arrays: Bare
    aims: Sequence[Aim]
    """Without the levels' expressions."""

    loose: Ints
    """Rows that the first relaxation leaves out."""

    seed: int
    work: int | None
    """Nodes of branch and bound for each question; None: until the next question."""


@dataclass(frozen=True)
class Ask:
    """A question: how good can this level be, the earlier ones held?"""

    level: int
    at_most: Floats
    rows: Sequence[Row]
    """Found since the last question; they hold for every plan."""

    number: int = 0
    """Of the question."""


@dataclass(frozen=True)
class Tighten:
    """Rows that hold for every plan, of which the cuts add those that are broken."""

    rows: Sequence[Row]


@dataclass(frozen=True)
class Tell:
    """The best plan of the search."""

    plan: Floats


@dataclass(frozen=True)
class Bound:
    """News of a level."""

    level: int
    stage: str
    """light relaxation, cuts, or branch and bound."""

    bound: float
    """No plan is below it, in the level's unit; infinite: there is no plan."""

    plan: Floats | None = None
    """A plan for the rows that the proof knows; the application's checks may still refuse it."""

    finished: bool = False
    """The bound will not rise: up to the level's tolerance the rows known here have a plan as
    good, or they have none at all."""

    number: int = 0
    """Of the question that it answers."""


@dataclass(frozen=True)
class Rested:
    """The work counted for a question is done."""


@dataclass(frozen=True)
class Failed:
    """The process ends by an error."""

    words: str
