"""The bucket of every variable of a model, read from the Pyomo Set of its time."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from itertools import accumulate
from typing import Any

import pyomo.environ as pyo

Places = tuple[int, ...]
"""Where in an index the time stands."""


def buckets(model: Any, times: Any) -> Mapping[Any, int]:
    """Return `Hints.bucket` of a model whose variables are indexed by a Set of time.

    Parameters
    ----------
    model
        A Pyomo model.
    times
        The ordered Set (or RangeSet) that the model's variables run over; its first element is
        bucket 0. Indices that are `within` it count as well, so do tuples that are `within` a
        product with it, and the index of a block in which a variable stands.

    Raises
    ------
    ValueError
        If no variable runs over the Set exactly once. Those that do so twice, or not at all, have
        no bucket.
    """
    number = {time: place for place, time in enumerate(times)}
    places: dict[int, Places] = {}
    found: MutableMapping[Any, int] = pyo.ComponentMap()
    for variable in model.component_data_objects(pyo.Var, active=True):
        moments = _moments(variable, model, times, places)
        if len(moments) == 1:
            found[variable] = number[moments[0]]
    if not found:
        raise ValueError(
            f"no variable of the model runs over {times.name} exactly once; "
            "hand over the Set itself that indexes them"
        )
    return found


def _moments(item: Any, model: Any, times: Any, known: dict[int, Places]) -> list[Any]:
    """The times in the index of a variable and in those of the blocks around it."""
    moments: list[Any] = []
    while item is not None and item is not model:
        component = item.parent_component()
        if component.is_indexed():
            if id(component) not in known:
                known[id(component)] = _places(component.index_set(), times)
            index = item.index() if isinstance(item.index(), tuple) else (item.index(),)
            moments += [index[place] for place in known[id(component)]]
        item = component.parent_block()
    return moments


def _places(indices: Any, times: Any) -> Places:
    """Where the time stands in the elements of a Set."""
    if indices is times:
        return (0,)
    parts = list(indices.subsets(expand_all_set_operators=False))
    if len(parts) == 1:
        within = getattr(indices, "domain", indices)
        return () if within is indices else _places(within, times)
    if any(part.dimen is None for part in parts):
        return ()
    before = accumulate((part.dimen for part in parts), initial=0)
    return tuple(
        start + place
        for start, part in zip(before, parts, strict=False)
        for place in _places(part, times)
    )
