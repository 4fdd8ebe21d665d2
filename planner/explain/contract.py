"""What an explanation is made of: links, each with its place, and remedies that were solved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from planner.study.spans import Span

Step = Literal["need", "stock", "route", "time", "hours", "stop", "rival", "reason"]
"""What a link is about: the demand, what lies there, approvals, days, hours, other rules that
stop a batch more, who got it instead, and what `shortages.csv` says."""

Verdict = Literal["removes", "halves", "helps", "no help found", "makes it worse", "no plan"]


@dataclass(frozen=True)
class Link:
    """One link of the chain: a fact that a reader can look up."""

    step: Step
    what: str
    """A sentence."""

    file: str
    """Below the run's folder, such as `case/approvals.csv`."""

    rows: tuple[int, ...] = ()
    """Rows of the file, the header being row 1."""

    figures: Mapping[str, Any] = field(default_factory=dict)
    binds: bool = False
    """Without this link there would be no shortage, or a smaller one."""

    @property
    def place(self) -> str:
        """`case/approvals.csv rows 3, 7`."""
        if not self.rows:
            return self.file
        word = "row" if len(self.rows) == 1 else "rows"
        shown = ", ".join(map(str, self.rows[:SHOWN_ROWS]))
        more = f" and {len(self.rows) - SHOWN_ROWS} more" if len(self.rows) > SHOWN_ROWS else ""
        return f"{self.file} {word} {shown}{more}"


SHOWN_ROWS = 4


@dataclass(frozen=True)
class Chain:
    """Why somebody is short, or a batch is late."""

    run: Path
    head: str
    """What is explained, in a sentence."""

    links: tuple[Link, ...]
    binds: str
    """The word of `shortages.csv`, or of what holds a batch; blank if nothing does."""

    country: str = ""
    presentation: str = ""
    begins: dt.date | None = None
    """First day of the shortage."""

    ends: dt.date | None = None
    worst_units: int = 0
    worst_days: int = 0
    notes: tuple[str, ...] = ()
    who: str = ""
    """Who is short, by name."""

    because: str = ""
    """Why, in a clause that can be quoted."""

    @property
    def binding(self) -> tuple[Link, ...]:
        return tuple(link for link in self.links if link.binds)


@dataclass(frozen=True)
class Candidate:
    """A single change that may help; not tried yet."""

    name: str
    """Unique; short enough for a table."""

    words: str
    """What somebody would have to do."""

    kind: str
    """Candidates of a kind are rungs of one ladder, the smallest first."""

    size: float
    """How much it asks of people, to rank: 1 is a shift a week for a month."""

    assignments: tuple[str, ...] = ()
    changes: tuple[Mapping[str, Any], ...] = ()
    """As in an overlay, where `--set` cannot say it."""

    robs: bool = False
    """It makes nothing more: what one country gains, others lose."""

    between: bool = False
    """A rung that is only tried where a larger one of its ladder is found to help."""


@dataclass(frozen=True)
class Worse:
    """Somebody else who gets worse."""

    country: str
    presentation: str
    unit_days: int
    """Units late x days more than in the base."""


@dataclass(frozen=True)
class Remedy:
    """A change that was solved, beside the base solved again with the same effort."""

    words: str
    scenario: str
    verdict: Verdict
    kind: str
    """Of the candidate."""

    worst_units: tuple[int, int]
    """Owed at most during the shortage: in the base, and with the change."""

    worst_days: tuple[int, int]
    unit_days: tuple[int, int]
    """Units late x days of the pair over the whole plan, before and after."""

    others: int
    """Change of the units late x days of all other pairs together; below 0: they gain."""

    others_worse: tuple[Worse, ...]
    """The worst first."""

    cost_eur: Span
    """Change of the plan's cost; the change itself is not priced."""

    size: float
    robs: bool
    """It makes nothing more, or most of what it gains others lose."""

    command: str
    """The plain `solve` of it."""

    why: str = ""
    """Why there is no plan."""


@dataclass(frozen=True)
class Explanation:
    """A chain and what was tried."""

    chain: Chain
    sentence: str
    """What a director would quote."""

    remedies: tuple[Remedy, ...] = ()
    """The best first."""

    untried: tuple[str, ...] = ()
    """Changes there was no time for."""

    again_units: int | None = None
    """Owed at most in the base solved again; None: nothing was solved."""

    more: str = ""
    """The command that tries the rest, too."""

    notes: tuple[str, ...] = ()
