"""Tables of the page: columns with their titles, rows with what filters ask of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from planner.language import Language

AMONG = "\u241f"
"""Between the values of one filter; no name is likely to hold it. page.js splits at it."""


@dataclass(frozen=True)
class Column:
    """A column; its title says the unit."""

    name: str
    title: str
    kind: Literal["text", "number", "day"] = "text"
    decimals: int = 0
    percent: bool = False
    """Whether the value is a share of 1, shown in percent."""

    def said(self, t: Language, value: float) -> str:
        """A number as the language writes it."""
        if self.percent:
            return t.percent(value, self.decimals)
        return t.number(value, self.decimals)


@dataclass(frozen=True)
class Row:
    """A row: its cells by column, and the values by which filters keep it."""

    cells: Mapping[str, Any]
    filters: Mapping[str, str] = field(default_factory=dict)
    """`data-` attributes; several values are separated by `AMONG`."""
