"""A question about a run, answered: the chain, and what was tried against it."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Sequence
from math import isfinite

from planner.explain.asked import Short, worst_first
from planner.explain.candidates import candidates
from planner.explain.chain import chain_of
from planner.explain.contract import Candidate, Chain, Explanation, Remedy
from planner.explain.facts_read import facts_of
from planner.explain.remedies import Tried, tried
from planner.explain.said import sentence
from planner.explain.scene import Scene
from planner.saved import Saved
from planner.study.contract import Studying

MINUTE, LONGER = 60.0, 300.0
"""Seconds of an answer, and of one that tries everything on a large case."""

SHORT = "it may not have had the time to use them (more --seconds)"

LISTED = 10
"""Shortages named when nobody asks for one."""


class Question:
    """A shortage that is asked about."""

    def __init__(self, short: Short) -> None:
        self.short = short
        self.scene = Scene(short, facts_of(short.saved))
        self.chain: Chain = chain_of(self.scene)
        found = candidates(self.scene)
        self.candidates: tuple[Candidate, ...] = tuple(c for c in found if not c.between)
        """The most promising first."""
        self.between: tuple[Candidate, ...] = tuple(c for c in found if c.between)
        """Smaller ones, for where a larger one helps."""

    def chosen(self, count: int) -> tuple[Candidate, ...]:
        """As many as there is time for; the last of all, which only robs others, is kept."""
        if count >= len(self.candidates) or count < 2:
            return self.candidates[:count]
        return (*self.candidates[: count - 1], self.candidates[-1])

    def command(self, seconds: float) -> str:
        """What to type to ask this with so many seconds."""
        row, run = self.short.row, str(self.short.saved.folder)
        words = ["fillfinish", "explain", run, "--country", row["country"]]
        words += ["--presentation", row["presentation"], "--bucket", str(row["from"])]
        return shlex.join([*words, "--seconds", f"{seconds:g}"])

    def told(self) -> Explanation:
        """The chain alone."""
        untried = tuple(candidate.words for candidate in self.candidates)
        said = sentence(self.chain, None)
        return Explanation(self.chain, said, untried=untried, more=self.command(MINUTE))

    def answered(
        self,
        study: Studying,
        chosen: Sequence[Candidate],
        together: int | None = None,
        late: Callable[[], bool] = lambda: False,
        after: Sequence[Candidate] = (),
        longer: float = LONGER,
    ) -> Explanation:
        """With what was tried, as `planner.explain.remedies.tried` does it; `longer` are the
        seconds to be asked for where something was not."""
        found = tried(study, self.scene, chosen, together, late, self.between, after)
        names = {remedy.scenario for remedy in found.remedies}
        return Explanation(
            chain=self.chain,
            sentence=sentence(self.chain, found),
            remedies=found.remedies,
            untried=tuple(c.words for c in self.candidates if c.name not in names),
            notes=tuple(_notes(self.chain, found)),
            again_units=found.before.worst_units,
            more=self.command(longer),
        )


def _notes(chain: Chain, found: Tried) -> list[str]:
    """What a reader must know to trust the table."""
    level = found.base.level("lateness")
    idle = sum(_same(each) for each in found.remedies)
    bound = f"not below {level.low:.4f}" if isfinite(level.low) else "no bound was looked for"
    return [
        f"units and days are those of {chain.country} {chain.presentation} from {chain.begins} to"
        f" {chain.ends}; others: units late x days of everybody else over the whole plan",
        f"without a change: {chain.worst_units:,} units in the run,"
        f" {found.before.worst_units:,} in the base, which was searched on from the run's plan with"
        " the effort that each change got; a verdict is beside the better of the two, and how"
        " countries share a shortage may differ between two equally good plans",
        "a change that removes the shortage was shown to by its plan; 'no help found' proves"
        " nothing: a longer search (--seconds) may find some",
        f"mean days late of the base, weighted: {level.found:.4f} d, {bound}",
        "cost is the plan's own; what the change itself costs is not in it",
        *([f"with {idle} of the changes the base's own plan was found: {SHORT}"] if idle else []),
    ]


def _same(remedy: Remedy) -> bool:
    """Whether nothing differs from the base: as if the search had made nothing of the change."""
    moved = remedy.unit_days[0] != remedy.unit_days[1] or remedy.cost_eur.found != 0
    return remedy.verdict == "no help found" and not (moved or remedy.others)


def nothing_short(saved: Saved, country: str, presentation: str | None) -> str:
    """What the cover is where nothing is short."""
    rows = [
        row
        for row in saved.plan.records["cover"]
        if row["country"] == country and presentation in (None, row["presentation"])
    ]
    what = f"{country} {presentation}" if presentation else country
    if not rows:
        return f"{what} is not short in this plan."
    least = min(rows, key=lambda row: (row["cover_days"], row["bucket"]))
    below = sum(row["below_units"] > 0 for row in rows)
    floor = f"; below its floor at the end of {below} buckets" if below else ""
    return (
        f"{what} is not short there. Its least cover is {least['cover_days']} days of"
        f" {least['presentation']}, at the end of the bucket of {least['bucket']}{floor}."
    )


def worst_listed(saved: Saved) -> list[str]:
    """The worst shortages of a run, and how to ask about each."""
    found = worst_first(saved)
    if not found:
        return ["Nothing is short in this plan."]
    lines = [f"The worst of {len(found):,} shortages; ask why with:"]
    for short in found[:LISTED]:
        row = short.row
        lines.append(
            f"  {row['worst_units']:>9,} units, {row['worst_days']:>3} days late "
            f" {row['binds']:<11}  --country {row['country']} --presentation {row['presentation']}"
            f" --bucket {row['from']}"
        )
    return lines
