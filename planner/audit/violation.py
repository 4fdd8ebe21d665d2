"""What the audit finds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Violation:
    """A rule of `docs/rules.md` that a run breaks, and where."""

    rule: str
    """`R1` and the like; `R0` is about the files themselves."""

    file: str
    """File in the run folder, such as `batches.csv` or `case/demand.csv`."""

    row: int
    """Row of the file, the header being row 1; 1 also stands for the whole file."""

    what: str
    """The fault in words, with names, dates and amounts."""
