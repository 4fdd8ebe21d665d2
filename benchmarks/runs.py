"""A side on a case: prepared, run and judged in processes of their own."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from benchmarks import alone
from benchmarks.alone import Ended
from benchmarks.asked import GRACE_S, Asked
from benchmarks.events import events, late
from benchmarks.jobs import FACTS, JUDGED, PREPARED
from benchmarks.sides import SIDES

Levels = tuple[float, ...]


@dataclass(frozen=True)
class Prepared:
    """A case in a form."""

    folder: Path
    ended: Ended
    facts: dict[str, Any]

    @property
    def problem(self) -> str:
        return str(self.folder / PREPARED)

    def weighted(self, levels: Levels) -> float:
        """The weighted sum of a plan's levels."""
        return float(sum(w * v for w, v in zip(self.facts["weights"], levels, strict=True)))


@dataclass(frozen=True)
class Run:
    """What a side found and when."""

    ended: Ended
    plans: list[tuple[float, Levels]] = field(default_factory=list)
    """(seconds, levels) of plans, each better than the one before."""

    bounds: list[tuple[float, float]] = field(default_factory=list)
    """(seconds, bound of the weighted sum), rising."""

    broken: int = 0
    """Judged plans that were none."""

    proven: list[tuple[str, float, str]] = field(default_factory=list)
    """Of our side: (level, its bound, whether it is proven or conditional)."""

    def at(self, mark: float, last: bool) -> Levels | None:
        """Levels of the best plan by a mark."""
        over = late(mark) if last else mark
        there = [levels for seconds, levels in self.plans if seconds <= over]
        return there[-1] if there else None

    def bound(self, mark: float, last: bool) -> float | None:
        over = late(mark) if last else mark
        there = [bound for seconds, bound in self.bounds if seconds <= over]
        return there[-1] if there else None


def prepare(folder: Path, case: str, form: str, asked: Asked) -> Prepared:
    """A case in a form, as a file."""
    there = folder / f"{case}-{form}"
    ended = alone.run(there, 2 * GRACE_S, asked.memory_gb, "prepare", case=case, form=form)
    return Prepared(there, ended, _facts(there))


def run(
    folder: Path, case: str, side: str, seed: int, asked: Asked, light: Prepared, given: Prepared
) -> Run:
    """A side on a case.

    Parameters
    ----------
    light
        The case in the light form, which says what levels weigh.
    given
        The case in the side's form.
    """
    there = folder / f"{case}-{side}-{seed}"
    ours = SIDES[side].form is None
    options: dict[str, Any] = {"case": case, "problem": "" if ours else given.problem}
    ended = alone.run(
        there,
        asked.seconds + GRACE_S,
        asked.memory_gb,
        "solve",
        **options,
        side=side,
        seconds=asked.seconds,
        seed=seed,
    )
    found = list(events(there))
    first = light.facts["weights"][0] if ours else 1.0
    bounds = [(e.seconds, first * e.bound) for e in found if e.bound is not None]
    if ours:
        plans = [(e.seconds, e.levels) for e in found if e.levels]
        proven = [tuple(row) for row in _facts(there).get("bounds", ())]
        return Run(ended, _falling(plans, light), _rising(bounds), proven=proven)
    judged, why = _judged(there, asked, options)
    if why and not ended.reason:
        ended = replace(ended, reason=f"not judged: {why}")
    plans = [(e.seconds, judged[e.plan]) for e in found if e.plan is not None and e.plan in judged]
    broken = sum(not levels for levels in judged.values())
    plans = [(seconds, levels) for seconds, levels in plans if levels]
    return Run(ended, _falling(plans, light), _rising(bounds), broken)


def _judged(folder: Path, asked: Asked, options: dict[str, Any]) -> tuple[dict[int, Levels], str]:
    """Levels of the judged plans by number, and why there are no more, if so."""
    why = ""
    if any(event.plan is not None for event in events(folder)):
        job: dict[str, Any] = {**options, "marks": asked.marks}
        why = alone.run(folder, 4 * GRACE_S, asked.memory_gb, "judge", **job).reason
    path = folder / JUDGED
    found = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return {int(number): tuple(levels) for number, levels in found.items()}, why


def _facts(folder: Path) -> dict[str, Any]:
    path = folder / FACTS
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def _falling(plans: list[tuple[float, Levels]], light: Prepared) -> list[tuple[float, Levels]]:
    """Plans that are better than all before."""
    kept: list[tuple[float, Levels]] = []
    for seconds, levels in plans:
        if not kept or light.weighted(levels) < light.weighted(kept[-1][1]):
            kept.append((seconds, levels))
    return kept


def _rising(bounds: list[tuple[float, float]]) -> list[tuple[float, float]]:
    kept: list[tuple[float, float]] = []
    for seconds, bound in bounds:
        if not kept or bound > kept[-1][1]:
            kept.append((seconds, bound))
    return kept
