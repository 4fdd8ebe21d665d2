"""How many changes a time budget allows, and how long each may search."""

from __future__ import annotations

from dataclasses import dataclass

from planner.manifest import RunTold

READING_S = 4.0
"""Start of the command and of the processes, reading the run, the chain."""

AUDIT_SHARE = 1.5
"""Seconds of the audit for each second of writing the tables, as measured."""

LEAST_SEARCH_S = 3.0
"""Below this a search from a finished plan shows nothing."""

MOST_SEARCH_S = 20.0
FIXED_S = 0.5


@dataclass(frozen=True)
class Effort:
    """What is spent on each solve."""

    seconds: float
    """Of search."""

    count: int
    """Candidates that are tried beside the base."""


def effort_of(total_s: float, told: RunTold, jobs: int, most: int) -> Effort:
    """Share a budget: as many candidates as get a fair search, then longer searches.

    Parameters
    ----------
    total_s
        Seconds for everything.
    told
        The run: how long building and writing took there.
    jobs
        Processes at a time.
    most
        Candidates there are.
    """
    around = told.seconds.get("build", 0.0) + told.seconds.get("write", 0.0) * (1 + AUDIT_SHARE)
    around += FIXED_S
    left = max(0.0, total_s - READING_S)
    rounds = max(1, int(left / (around + LEAST_SEARCH_S)))
    count = max(1, min(most, rounds * jobs - 1))
    needed = -(-(count + 1) // jobs)
    seconds = left / needed - around
    return Effort(max(LEAST_SEARCH_S, min(MOST_SEARCH_S, seconds)), count)
