"""`tornado`: which assumptions move the plan most, each at its low and at its high end.

Each end starts from the same plan as the base. Where an end can only help or only hurt, no plan
counts that is worse than one that is known to be possible there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from planner.answers.contract import Finding
from planner.answers.dominance import best_known, noise_words
from planner.answers.factors import End, Factor, given, usual
from planner.answers.moving import AtEnd, Moving
from planner.answers.served import Served, tolerance_of
from planner.answers.shares import NOBODY, Subset
from planner.answers.tornado_told import told
from planner.errors import NoPlanError
from planner.study.contract import Result, Scenario, Studying, against_base


def ask(study: Studying, *, vary: Sequence[str] = ()) -> Finding:
    """Solve each factor at both ends, the others as they are.

    Parameters
    ----------
    study
        The case and where to solve.
    vary
        Factors such as `demand.units*=0.9..1.1`; the usual ones if none is given.

    Raises
    ------
    Refused
        If a factor cannot be read, is upside down or given twice.
    NoPlanError
        If the base has no plan.
    """
    plant = study.base.plant
    factors = given(study.base.name, vary) if vary else usual(plant)
    ends = [(each, end) for each in factors for end in each.ends if end.assignments]
    scenarios = [
        Scenario(_name(factor, end), (), end.assignments, {factor.label: end.words})
        for factor, end in ends
    ]
    base, results = against_base(study, scenarios)
    if base.run is None:
        raise NoPlanError(f"the case has no plan to compare with: {base.words}")
    of = {NOBODY: base} | {frozenset({at}): result for at, result in enumerate(results)}
    searched = {each: Served.by(result) for each, result in of.items() if result.run}
    served, replaced = best_known(searched, [end.sense for _, end in ends], tolerance_of(base))
    names = {each: result.scenario.name for each, result in of.items()}
    stands = {each.subset: names[each.plan_of] for each in replaced}
    subset_of = {name: each for each, name in names.items()}

    def at(factor: Factor, end: End) -> AtEnd:
        each = subset_of[_name(factor, end)] if end.assignments else NOBODY
        return _at(end, each, of[each], served, stands.get(each))

    moving = [Moving(each, *(at(each, end) for end in each.ends)) for each in factors]
    moving.sort(key=lambda each: each.rank, reverse=True)
    noise = noise_words(study, searched[NOBODY], replaced, names)
    return told(moving, results, noise, usual_ones=not vary)


def _name(factor: Factor, end: End) -> str:
    return f"{factor.label} {end.words}"


def _at(
    end: End, each: Subset, result: Result, served: Mapping[Subset, Served], plan_of: str | None
) -> AtEnd:
    base = served[NOBODY]
    if each == NOBODY:
        return AtEnd(end, None, base, base, "the base")
    status = f"{result.status}; plan of {plan_of}" if plan_of else result.status
    return AtEnd(end, result.scenario.name, base, served.get(each), status)
