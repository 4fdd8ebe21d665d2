"""A scenario's case from a base that is read already: its changes alone are made again."""

from __future__ import annotations

from pathlib import Path

from planner import assignments as assigned
from planner.changes import checked
from planner.errors import DataError
from planner.files import Case, WhatIf
from planner.overlays import apply, read_overlays
from planner.previous import with_previous


def resolved(base: Case, what_if: WhatIf, previous: Path | None = None) -> Case:
    """As `open_case` of the base's folder with a what-if, without reading its tables again.

    Parameters
    ----------
    base
        The case as opened, with whatever what-if: its files are what is changed.
    what_if, previous
        Overlays and assignments, and the run that is the plan before.

    Raises
    ------
    DataError
        With all problems: of overlays and assignments, else those across tables.
    AssignmentError
        If an assignment has another form.
    """
    name = what_if.title_of(base.folder.name)
    pairs = [checked(assigned.written(text)) for text in what_if.assignments]
    overlays, problems = read_overlays(base.folder, what_if.scenarios)
    problems += [problem for _, found in pairs for problem in found]
    if problems:
        raise DataError(problems, name)
    draft, problems = apply(base.base, overlays, [change for change, _ in pairs if change])
    if problems:
        raise DataError(problems, name)
    if previous is not None:
        draft = with_previous(draft, previous, name)
    plant, problems = draft.plant()
    if plant is None:
        raise DataError(problems, name)
    return Case(base.folder, name, plant, draft, base.base, what_if, tuple(overlays), previous)
