"""What the exit code of `fillfinish` says to a script."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """Exit codes; a plan saved when the time budget is spent is a success."""

    OK = 0
    BUG = 1
    """Our mistake: please report it."""
    USAGE = 2
    BAD_INPUT = 3
    """The case has problems; nothing was written."""
    INFEASIBLE = 4
    GAP = 5
    """The gap asked for was not reached; the plan is saved."""
    STOPPED = 6
    """Stopped before any plan was found."""
    AUDIT = 7
    """The audit found violations."""
    DIFFERS = 8
    """A replay that should repeat byte for byte gave other bytes; it is saved."""
    INTERRUPTED = 130
    """Interrupted; the best plan is saved if there is one."""
