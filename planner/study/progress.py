"""Progress of a study: one live line on a terminal, a line a scenario elsewhere."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from planner.study.contract import Result
from planner.study.watching import Unwatched, Watch

NAMED = 4
"""Running scenarios that the line names."""


@dataclass
class Progress:
    """What is done, what runs and how long the rest may take."""

    clock: Callable[[], float] = time.monotonic
    total: int = 0
    done: int = 0
    slots: int = 1
    running: list[str] = field(default_factory=list)
    others: Counter[str] = field(default_factory=Counter)
    """Scenarios without a plan, by status."""

    solved: list[float] = field(default_factory=list)
    """Seconds of those that were solved, not looked up."""

    since: float | None = None

    def planned(self, count: int, slots: int) -> None:
        self.total += count
        self.slots = slots
        if self.since is None:
            self.since = self.clock()

    def begun(self, scenario: str) -> None:
        self.running.append(scenario)

    def ended(self, result: Result) -> None:
        self.running.remove(result.scenario.name)
        self.done += 1
        if result.status != "finished":
            self.others[result.status] += 1
        elif not result.cached:
            self.solved.append(result.seconds)

    def tick(self) -> None: ...

    @property
    def elapsed(self) -> float:
        """Seconds since the first scenario."""
        return 0.0 if self.since is None else self.clock() - self.since

    @property
    def left(self) -> float | None:
        """Seconds that the rest takes if it goes on as so far; None: nothing was solved yet."""
        if not self.solved:
            return None
        mean = sum(self.solved) / len(self.solved)
        return mean * (self.total - self.done) / min(self.slots, max(1, self.total - self.done))

    def line(self) -> str:
        """All of it in a line."""
        parts = [f"{self.done:,}/{self.total:,} scenarios", duration(self.elapsed)]
        if self.done < self.total:
            left = self.left
            parts.append(
                "time left not known yet" if left is None else f"about {duration(left)} left"
            )
        parts += [f"{count:,} {status}" for status, count in sorted(self.others.items())]
        if self.running:
            more = len(self.running) - NAMED
            named = ", ".join(self.running[:NAMED]) + (f" and {more} more" if more > 0 else "")
            parts.append(f"running: {named}")
        return " · ".join(parts)


class Lines(Progress):
    """A line for each scenario that ends."""

    def __init__(self, say: Callable[[str], None]) -> None:
        super().__init__()
        self._say = say

    def ended(self, result: Result) -> None:
        super().ended(result)
        how = "solved before" if result.cached else f"{result.seconds:.1f} s"
        left = self.left
        rest = (
            f", about {duration(left)} left" if left is not None and self.done < self.total else ""
        )
        self._say(
            f"{self.done:,}/{self.total:,} {result.scenario.name}: {result.status}, {how}{rest}"
        )


@contextmanager
def watched(quiet: bool, say: Callable[[str], None]) -> Iterator[Watch]:
    """Who shows the progress of a study: nobody if `quiet`."""
    from rich.console import Console
    from rich.live import Live
    from rich.text import Text

    console = Console(stderr=True)
    if quiet:
        yield Unwatched()
    elif not console.is_terminal:
        yield Lines(say)
    else:
        progress = Progress()
        with Live(
            get_renderable=lambda: Text(progress.line(), overflow="ellipsis", no_wrap=True),
            console=console,
            transient=True,
            refresh_per_second=2,
        ):
            yield progress


def duration(seconds: float) -> str:
    """Seconds as people say them: 45 s, 3 min, 2 h 10 min."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    if minutes < 90:
        return f"{minutes} min"
    return f"{minutes // 60} h {minutes % 60:02} min"
