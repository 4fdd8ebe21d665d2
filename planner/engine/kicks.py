"""Kicks: random swaps and moves of blocks that leave a local optimum, better or not."""

from __future__ import annotations

from random import Random

import numpy as np

from planner.engine.arrays import Floats, Ints
from planner.engine.descent import Descent
from planner.engine.parts import State

TRIES = 50
"""Random changes tried for one that has a plan."""

BLOCK_SHARE = 0.25
"""Share of the changes that move blocks, where there are any."""

REACH = 4
"""Buckets across which a swap goes."""


def kicked(
    descent: Descent, state: State, lower: Floats, bucket: Ints, random: Random, times: int
) -> State:
    """The state after some random changes; fewer if there is no plan with more."""
    for _ in range(times * TRIES):
        used = np.flatnonzero(state.whole > lower).astype(np.int32)
        if not times or not len(used):
            break
        if descent.blocks and random.random() < BLOCK_SHARE:
            after = descent.shuffled(state, random)
        else:
            after = descent.swapped(state, *_two(used, bucket, random))
        if after is not None:
            state, times = after, times - 1
    return state


def _two(used: Ints, bucket: Ints, random: Random) -> tuple[int, int]:
    """Two integers above their lower bounds, near one another."""
    first = int(used[random.randrange(len(used))])
    near = used[np.abs(bucket[used] - bucket[first]) <= REACH]
    return first, int(near[random.randrange(len(near))])
