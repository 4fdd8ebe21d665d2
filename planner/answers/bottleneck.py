"""`bottleneck`: what one more shift, batch, approval, release day or lot is worth.

Each is a scenario of its own, solved from the same plan as the base. A screen by the base's
tables and by the prices of the relaxation leaves out what has room, and says so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from models.problems import Problem
from planner.answers.bottleneck_told import told
from planner.answers.contract import Finding
from planner.answers.extras import Extra
from planner.answers.extras_chosen import Amounts, chosen, every
from planner.answers.kinds import Kind
from planner.answers.prices import prices
from planner.answers.worth import Worth
from planner.assignments import written
from planner.errors import DataError, NoPlanError
from planner.study.contract import Scenario, Studying, against_base

MOST = 24
"""Scenarios that are solved if nothing is said."""

TOUCHES = {
    Kind.SHIFT: ("staffing",),
    Kind.BATCH: ("staffing",),
    Kind.APPROVAL: ("approvals",),
    Kind.RELEASE: ("release",),
    Kind.LOT: ("lots", "substance_lots"),
    Kind.SUBSTANCE: ("substance_lots",),
}
"""Tables whose rows an extra changes."""


def ask(
    study: Studying,
    *,
    kinds: Collection[Kind] = tuple(Kind),
    amounts: Amounts | None = None,
    most: int | None = MOST,
    everything: bool = False,
) -> Finding:
    """Find what one more is worth.

    Parameters
    ----------
    kinds
        What there is one more of.
    amounts
        How much one more is.
    most
        Scenarios to solve; None: all that pass the screen.
    everything
        Solve also what the screen would leave out.

    Raises
    ------
    DataError
        If the case is changed by `--set` in a table whose rows would change here.
    NoPlanError
        If the base has no plan.
    """
    _look_for_clashes(study, kinds)
    amounts = amounts or Amounts()
    plant = study.base.plant
    base, _ = against_base(study, [])
    if base.told is None:
        raise NoPlanError(f"the case has no plan to improve: {base.words}")
    extras = every(plant, base, kinds, amounts)
    found = prices(plant) if any(extra.hours for extra in extras) else None
    choice = chosen(extras, found, most, everything)
    scenarios = [_scenario(study, extra) for extra in choice.tried]
    base, results = against_base(study, scenarios)
    pairs = zip(choice.tried, results, strict=True)
    worth = [Worth.of(extra, base, result, found) for extra, result in pairs]
    return told(amounts, base, worth, choice)


def _scenario(study: Studying, extra: Extra) -> Scenario:
    overlay = study.overlay(extra.file, extra.title, extra.changes)
    place = {"kind": str(extra.kind), "what": extra.what, "added": extra.added}
    if extra.period:
        place["period"] = extra.period.name
    return Scenario(extra.name, overlays=(overlay,), place=place)


def _look_for_clashes(study: Studying, kinds: Iterable[Kind]) -> None:
    """`--set` applies after overlays, so it would change what is added here once more."""
    touched = {table for kind in kinds for table in TOUCHES[kind]}
    problems = []
    for text in study.base.what_if.assignments:
        table = written(text).table
        if table in touched:
            what = (
                f"--set '{text}' would change what is added here, too; put it into a file of"
                " scenarios/ and give that with --scenario, or ask for other kinds with --more"
            )
            problems.append(Problem(table, None, None, None, what))
    if problems:
        raise DataError(problems, study.base.name)
