"""The plain form: the same model as the textbook writes it, for comparison only.

Every plan of it is a plan of `models.milp` and the other way round; only the mathematics
differs:

- the order of states in a bucket comes from order variables and big-M rows
  (Miller, Tucker and Zemlin 1960) in every bucket, not from rows that are separated;
- whatever is yes or no is declared binary, changes and leads included;
- big-Ms are numbers that are large enough for the whole plant, not for the row.
"""

from __future__ import annotations

from types import ModuleType

from benchmarks.plain import changeovers, hours
from models import milp

SWAPPED = {milp.word(family): family for family in (changeovers, hours)}
FAMILIES: tuple[ModuleType, ...] = tuple(
    SWAPPED.get(milp.word(family), family) for family in milp.FAMILIES
)
