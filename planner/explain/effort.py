"""How many changes a time budget allows, and how long each may search."""

from __future__ import annotations

import os
from dataclasses import dataclass

from planner.manifest import RunTold

READING_S = 4.0
"""Start of the command and of the processes, reading the run, the chain."""

AUDIT_SHARE = 1.5
"""Seconds of the audit for each second of writing the tables, as measured."""

ENTERING = 2.0
"""Seconds of search before a finished plan has been entered, for each second of building: 3.3 on
le-trait, where building takes 1.7."""

LEAST_SEARCH_S = 4.5
"""Below this a search from a finished plan shows nothing: on le-trait the first better plan is
checked 4.4 s after the finished one was entered."""

MOST_SEARCH_S = 20.0
FIXED_S = 1.0

MOST_SLOW = 4.0


@dataclass(frozen=True)
class Effort:
    """What is spent on each solve."""

    seconds: float
    """Of search, with what it takes to enter the finished plan."""

    count: int
    """Candidates that are tried beside the base."""


def slowness(jobs: int) -> float:
    """How many times longer everything takes beside what the machine does already."""
    if not hasattr(os, "getloadavg"):
        return 1.0
    return min(MOST_SLOW, max(1.0, (os.getloadavg()[0] + jobs) / (os.cpu_count() or 1)))


def effort_of(total_s: float, told: RunTold, jobs: int, most: int, slow: float = 1.0) -> Effort:
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
    slow
        Times that everything takes longer now than when the run was made.
    """
    build = told.seconds.get("build", 0.0) * slow
    around = build + slow * (told.seconds.get("write", 0.0) * (1 + AUDIT_SHARE) + FIXED_S)
    entering = ENTERING * build
    left = max(0.0, total_s - READING_S)
    least, longest = LEAST_SEARCH_S * slow, MOST_SEARCH_S * slow
    rounds = max(1, int(left / (around + entering + least)))
    count = max(1, min(most, rounds * jobs - 1))
    needed = -(-(count + 1) // jobs)
    search = left / needed - around - entering
    return Effort(entering + max(least, min(longest, search)), count)
