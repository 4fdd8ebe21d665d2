"""What `planner` raises when it cannot go on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from models.problems import Problem

SHOWN = 20
"""Problems shown for each file and column; `DataError.problems` has all."""


class DataError(Exception):
    """The input cannot be planned: every problem found, at once.

    Parameters
    ----------
    problems
        The problems; `index + 2` is the row in the file, its header being row 1
        (in `plant.yaml`: the line).
    case
        Name of the case's folder.
    footer
        A sentence for after the list.
    """

    def __init__(self, problems: Iterable[Problem], case: str = "", footer: str = "") -> None:
        self.problems = in_order(problems)
        self.case = case
        self.footer = footer
        super().__init__(self._text())

    def _text(self) -> str:
        count = len(self.problems)
        head = f"{self.case or 'case'}: {count:,} problem{'s' if count > 1 else ''}"
        return "\n".join([head, *listed(self.problems), *([self.footer] if self.footer else [])])


class NoPlanError(Exception):
    """No plan exists, or none was found in the time given.

    Parameters
    ----------
    words
        What happened.
    clashes
        If no plan exists: the rows that clash, one sentence each.
    """

    def __init__(self, words: str, clashes: Iterable[str] = ()) -> None:
        self.clashes = tuple(clashes)
        super().__init__("\n".join([words, *(f"- {clash}" for clash in self.clashes)]))


def file_of(problem: Problem) -> str:
    """The file a problem is in."""
    return problem.table if "." in problem.table else f"{problem.table}.csv"


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sorted by file, row and column, each problem once."""
    return tuple(sorted(set(problems), key=_place))


def _place(problem: Problem) -> tuple[str, int, str, str]:
    row = -2 if problem.index is None else problem.index
    return file_of(problem), row, problem.column or "", problem.what


def line_of(problem: Problem) -> str:
    """`file:row, column: what`, as far as a row and a column are to blame."""
    where = file_of(problem)
    if problem.index is not None:
        where += f":{problem.index + 2}"
    if problem.column is not None:
        where += f", {problem.column}"
    return f"{where}: {problem.what}"


def listed(problems: Iterable[Problem]) -> list[str]:
    """One line a problem; of one file and column, the first `SHOWN` and a count."""
    seen: Counter[tuple[str, str | None]] = Counter()
    lines: dict[str, None] = {}
    for problem in problems:
        place = file_of(problem), problem.column
        seen[place] += 1
        if seen[place] <= SHOWN:
            lines[f"- {line_of(problem)}"] = None
    more = [
        f"- {file}{f', {column}' if column else ''}: and {count - SHOWN:,} more"
        for (file, column), count in seen.items()
        if count > SHOWN
    ]
    return [*lines, *more]
