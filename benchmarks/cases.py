"""The cases by name: those that are shipped, and generated networks."""

from __future__ import annotations

from benchmarks.network import FULL, Size, network
from models.plant import Plant
from planner.files import read_case
from planner.shipped import cases

QUALITY = ("le-trait", "le-trait-weekly", "le-trait-capacity", FULL.name)


def plant_of(name: str) -> Plant:
    """The plant of a case.

    Raises
    ------
    ValueError
        If there is no such case.
    """
    folders = cases()
    if name in folders:
        return read_case(folders[name])
    return network(Size.named(name))
