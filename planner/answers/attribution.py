"""`attribution`: of the difference that several changes make, how much is due to each."""

from __future__ import annotations

from collections.abc import Sequence

from models.problems import Problem
from planner.answers.attribution_told import told
from planner.answers.contract import Finding
from planner.answers.dominance import best_known, noise_words, sense_of
from planner.answers.parts import Parts
from planner.answers.refused import Refused
from planner.answers.served import Served, tolerance_of
from planner.answers.shares import NOBODY, subsets
from planner.overlays import read_overlays
from planner.study.contract import Scenario, Studying, against_base
from planner.study.texts import Listed, StudyError, listed_of, option, wrong

FEWEST, MOST = 2, 4


def ask(study: Studying, *, parts: Sequence[str]) -> Finding:
    """Solve the base with every subset of 2 to 4 changes and share out the difference.

    Parameters
    ----------
    study
        The case and where to solve.
    parts
        Names of overlays and texts of `--set`; `a + b` is one part.

    Raises
    ------
    Refused
        If there are too few or too many, or one is given twice.
    DataError
        If one is no overlay of the case or no assignment.
    """
    listed = [listed_of(option("--part", part)) for part in parts]
    _check(study, listed)
    names = tuple(part.text.words for part in listed)
    chosen = subsets(len(names))
    scenarios = [_scenario([listed[at] for at in sorted(subset)]) for subset in chosen if subset]
    base, results = against_base(study, scenarios)
    of = dict(zip(chosen, (base, *results), strict=True))
    searched = {each: Served.by(one) for each, one in of.items() if one.run}
    served, replaced = best_known(searched, [_sense(part) for part in listed], tolerance_of(base))
    found = Parts(names, of, served, {each.subset: each.plan_of for each in replaced})
    if NOBODY not in searched:
        return told(found)
    named = {each: found.named(each) for each in of}
    return told(found, noise_words(study, searched[NOBODY], replaced, named))


def _sense(part: Listed) -> int:
    """Whether a part can only help or only hurt; of an overlay nobody knows."""
    if part.overlays:
        return 0
    return sense_of(text.words for text in part.assignments)


def _check(study: Studying, listed: Sequence[Listed]) -> None:
    problems = []
    of_case = list(read_overlays(study.base.folder, _overlays(listed))[1])
    if not FEWEST <= len(listed) <= MOST:
        what = f"{len(listed)} given; give {FEWEST} to {MOST} parts"
        problems.append(Problem("--part ...", None, None, None, what))
    texts = [text for part in listed for text in (*part.overlays, *part.assignments)]
    in_base = {*study.base.what_if.scenarios, *study.base.what_if.assignments}
    for at, text in enumerate(texts):
        if any(text.words == before.words for before in texts[:at]):
            problems.append(text.problem("is given twice; give each part once"))
        if text.words in in_base:
            problems.append(text.problem("changes the base already; take it out of one of them"))
    for part in listed:
        of_case += [p for text in part.assignments for p in wrong(text, [text.words])]
    if problems or of_case:
        refusal = StudyError if of_case else Refused
        raise refusal([*problems, *of_case], study.base.name)


def _overlays(listed: Sequence[Listed]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text.words for part in listed for text in part.overlays))


def _scenario(listed: Sequence[Listed]) -> Scenario:
    assignments = tuple(text.words for part in listed for text in part.assignments)
    return Scenario(" + ".join(part.text.words for part in listed), _overlays(listed), assignments)
