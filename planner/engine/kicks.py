"""Kicks: random swaps that leave a local optimum, better or not."""

from __future__ import annotations

from random import Random

import numpy as np

from planner.engine.arrays import Floats, Ints
from planner.engine.descent import Descent
from planner.engine.parts import State

TRIES = 50
"""Random swaps tried for one that has a plan."""

REACH = 4
"""Buckets across which a swap goes."""


def kicked(
    descent: Descent, state: State, lower: Floats, bucket: Ints, random: Random, times: int
) -> State:
    """The state after some random swaps; fewer if there is no plan with more."""
    for _ in range(times * TRIES):
        used = np.flatnonzero(state.whole > lower)
        if not times or not len(used):
            break
        first = int(used[random.randrange(len(used))])
        near = used[np.abs(bucket[used] - bucket[first]) <= REACH]
        second = int(near[random.randrange(len(near))])
        after = descent.swapped(state, first, second)
        if after is not None:
            state, times = after, times - 1
    return state
