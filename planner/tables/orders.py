"""Instructions in words, and the batches that they count (docs/rules.md, R12)."""

from __future__ import annotations

from collections.abc import Iterator

from models.inventory import Instruction
from models.units import ANY
from planner.columns import HEADER_ROWS


def parts(row: Instruction) -> Iterator[Instruction]:
    """What a row asks for at least, then what at most, each by itself."""
    if row.at_least is not None:
        yield row.but(at_most=None)
    if row.at_most is not None:
        yield row.but(at_least=None)


def ordered(row: Instruction, index: int) -> Iterator[str]:
    """What row `index` of `instructions` asks for; a row may ask for two things."""
    head = f"row {index + HEADER_ROWS} by {row.by}"
    where = " > ".join(name for name in (row.suite, row.line) if name != ANY)
    what = f"{'batches' if row.syringe == ANY else row.syringe}{where and f' on {where}'}"
    for word, count in (("at least", row.at_least), ("at most", row.at_most)):
        if count is not None:
            yield f"{head}: {word} {count} {what} from {row.from_} until {row.until}"
