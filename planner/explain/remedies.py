"""Candidates solved beside the base: which remove a shortage, which halve it, who pays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from planner.explain.contract import Candidate, Remedy, Verdict, Worse
from planner.explain.effects import Effect, effect_of
from planner.explain.scene import Scene
from planner.study.contract import Result, Scenario, Studying, against_base
from planner.study.spans import Span

ROUNDING_PACKS = 2
"""Packs that are owed for rounding alone, and are no shortage."""

SHIFTED = 0.5
"""Share of what a pair gains that others may lose before a change only shifts the shortage."""

LITTLE = 0.1
"""Share of the shortage below which a change does nothing."""

WORTH = 0.01
"""Share of the shortage's own unit-days from which another pair is worse off."""

CURES = ("removes", "halves")

ORDER: tuple[Verdict, ...] = (
    "removes", "halves", "helps", "no help found", "makes it worse", "no plan",
)  # fmt: skip


@dataclass(frozen=True)
class Tried:
    """The base solved again, and what changes did beside it."""

    base: Result
    before: Effect
    remedies: tuple[Remedy, ...]
    """The best first."""


def tried(
    study: Studying,
    scene: Scene,
    chosen: Sequence[Candidate],
    together: int | None = None,
    late: Callable[[], bool] = lambda: False,
    between: Sequence[Candidate] = (),
    after: Sequence[Candidate] = (),
) -> Tried:
    """Solve candidates and the base, all from one plan and with the same effort.

    Parameters
    ----------
    study
        Its base is the case of the run; its first plan, that run.
    scene, chosen
        The shortage, and what to try, the most promising first.
    together
        Solves at a time, the base among the first; None: all in one go.
    late
        Asked before each further round: whether to stop.
    between
        Smaller changes, tried after `chosen` where a larger one of the kind is found to help.
    after
        What else to try, at last.

    Raises
    ------
    LookupError
        If the base has no plan any more.
    """
    first, last, size = list(chosen), list(after), together or len(chosen) + 1
    found: list[Remedy] = []
    base = before = None
    while base is None or ((first or smaller(found, between) or last) and not late()):
        count = max(1, size - 1) if base is None else size
        rest = first or smaller(found, between) or last
        group = rest[:count]
        first, last = [[c for c in part if c not in group] for part in (first, last)]
        base, others = against_base(study, [_scenario(study, candidate) for candidate in group])
        before = before or _effect(scene, base)
        found += [
            _remedy(scene, each, base, before, result)
            for each, result in zip(group, others, strict=True)
        ]
    assert before is not None
    return Tried(base, before, ranked(found))


def ranked(found: Iterable[Remedy]) -> tuple[Remedy, ...]:
    """What removes the shortage first; then by what it asks of people; robbing comes last."""
    return tuple(sorted(found, key=lambda each: (ORDER.index(each.verdict), each.robs, each.size)))


def smaller(found: Sequence[Remedy], between: Sequence[Candidate]) -> list[Candidate]:
    """The next rung of each ladder that helps: halfway from what does not do as much to what does.

    One at a time, so that a ladder of n rungs takes log n solves.
    """
    solved = {each.scenario for each in found}
    chosen = []
    for kind in dict.fromkeys(each.kind for each in between):
        tried_here = sorted((r for r in found if r.kind == kind), key=lambda each: each.size)
        cures = [each for each in tried_here if each.verdict in CURES]
        if not cures:
            continue
        verdict_of = min((each.verdict for each in cures), key=ORDER.index)
        least = next(each.size for each in cures if each.verdict == verdict_of)
        most = max((each.size for each in tried_here if each.size < least), default=0.0)
        rungs = [
            each
            for each in between
            if each.kind == kind and most < each.size < least and each.name not in solved
        ]
        rungs.sort(key=lambda each: each.size)
        chosen += rungs[len(rungs) // 2 :][:1]
    return chosen


def _scenario(study: Studying, candidate: Candidate) -> Scenario:
    overlays: tuple[str, ...] = ()
    if candidate.changes:
        name = "".join(c if c.isalnum() else "-" for c in candidate.name.lower())
        overlays = (study.overlay(name, candidate.words, candidate.changes),)
    return Scenario(candidate.name, overlays, candidate.assignments)


def _effect(scene: Scene, result: Result) -> Effect:
    row = scene.short.row
    return effect_of(result, scene.calendar, scene.short.pair, row["from"], row["until"])


def _remedy(
    scene: Scene, candidate: Candidate, base: Result, before: Effect, result: Result
) -> Remedy:
    pair = scene.short.pair
    if result.run is None:
        return _planless(candidate, before, result, pair)
    after = _effect(scene, result)
    worse = tuple(_worse(scene, before, after))
    late = before.unit_days.get(pair, 0), after.unit_days.get(pair, 0)
    everyone = sum(after.unit_days.values()) - sum(before.unit_days.values())
    return Remedy(
        words=candidate.words,
        scenario=candidate.name,
        kind=candidate.kind,
        verdict=verdict(
            (scene.short.owed, before.worst_units), after.worst_units, scene.short.pack_units
        ),
        worst_units=(before.worst_units, after.worst_units),
        worst_days=(before.worst_days, after.worst_days),
        unit_days=late,
        others=everyone - (late[1] - late[0]),
        others_worse=worse,
        cost_eur=result.level("cost") - base.level("cost"),
        size=candidate.size,
        robs=candidate.robs or _shifted(late[0] - late[1], everyone - (late[1] - late[0])),
        command=result.command,
    )


def _shifted(gained: int, lost: int) -> bool:
    """Whether others lose most of what the pair gains, in units late x days."""
    return lost > SHIFTED * max(0, gained) and lost > 0


def _planless(
    candidate: Candidate, before: Effect, result: Result, pair: tuple[str, str]
) -> Remedy:
    """A change with which nothing was found, or that the tables refuse."""
    late = before.unit_days.get(pair, 0)
    return Remedy(
        words=candidate.words,
        scenario=candidate.name,
        kind=candidate.kind,
        verdict="no plan",
        worst_units=(before.worst_units, before.worst_units),
        worst_days=(before.worst_days, before.worst_days),
        unit_days=(late, late),
        others=0,
        others_worse=(),
        cost_eur=Span.exact(0.0),
        size=candidate.size,
        robs=candidate.robs,
        command=result.command,
        why=result.words or result.status,
    )


def verdict(without: Sequence[int], after: int, pack_units: int) -> Verdict:
    """What became of the units owed at most, beside plans without the change: the run, and the
    base searched on. What the better of them shows needs no change."""
    least, most = min(without), max(without)
    if after <= ROUNDING_PACKS * pack_units < least:
        return "removes"
    if 2 * after <= least and after < least:
        return "halves"
    if least - after > LITTLE * least:
        return "helps"
    return "makes it worse" if after - most > LITTLE * most else "no help found"


def _worse(scene: Scene, before: Effect, after: Effect) -> Iterable[Worse]:
    """Other pairs that are later by more than a trifle of this shortage, the worst first."""
    least = WORTH * max(1, before.unit_days.get(scene.short.pair, 0))
    found = [
        Worse(*pair, late - before.unit_days.get(pair, 0))
        for pair, late in after.unit_days.items()
        if pair != scene.short.pair and late - before.unit_days.get(pair, 0) > least
    ]
    return sorted(found, key=lambda each: (-each.unit_days, each.country, each.presentation))
