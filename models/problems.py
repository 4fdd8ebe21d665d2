"""A problem in the input: where it is, what is wrong, what to do."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True)
class Problem:
    """One problem of one case.

    `table` is a table or `plant.yaml`; `index` counts its rows from 0 (None: the
    table as a whole); `column` and `value` are None where no cell is to blame.
    """

    table: str
    index: int | None
    column: str | None
    value: str | None
    what: str
    """What is wrong and what to do, one sentence."""

    def __str__(self) -> str:
        where = [self.table]
        if self.index is not None:
            where.append(f"row {self.index + 2}")
        if self.column is not None:
            where.append(self.column)
        return f"{', '.join(where)}: {self.what}"


def unknown(kind: str, name: str, known: list[str]) -> str:
    """The sentence for a name that no row defines, with a hint."""
    near = get_close_matches(name, known, n=1)
    hint = f"did you mean '{near[0]}'?" if near else f"known: {', '.join(known[:12]) or 'none'}"
    return f"{kind} '{name}' does not exist; {hint}"
