"""What binds in plans that are made by hand."""

from __future__ import annotations

from typing import Any

from models.milp.decisions import Decisions
from models.milp.indices import Indices
from models.plant import Plant
from planner.plan import Record
from planner.written import Written, write_down

Made = tuple[str, int, int]
"""Syringe, bucket and number of batches."""


def by_hand(
    case: Plant,
    *made: Made,
    shipped: dict[tuple[str, int], float] | None = None,
    paths: tuple[str, ...] = (),
) -> Written:
    """A plan of batches by the first kind of their syringe, units shipped by market and bucket,
    and the states of line F in each bucket."""
    indices = Indices.of(case)
    kinds = list(indices.kinds.values())
    flavour = {market.name: market.windows for market in indices.markets.values()}
    return write_down(
        case,
        indices,
        Decisions(
            batches=tuple(
                (next(kind for kind in kinds if kind.syringe == name), bucket, count)
                for name, bucket, count in made
            ),
            shipments={
                (next(f for f, t in flavour[market] if t == bucket), market, bucket): units
                for (market, bucket), units in (shipped or {}).items()
            },
            paths={("F", bucket): tuple(states) for bucket, states in enumerate(paths)},
            decontaminations={},
            media_fills={},
        ),
    )


def short(case: Plant, *made: Made, of: str = "", **rest: Any) -> tuple[str, str]:
    """The word and the sentence of the first shortage, of a presentation if one is given."""
    rows: tuple[Record, ...] = by_hand(case, *made, **rest).records["shortages"]
    row = next(row for row in rows if of in ("", row["presentation"]))
    return row["binds"], row["reason"]
