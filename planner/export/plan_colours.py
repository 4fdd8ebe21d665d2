"""Colours of the Gantt sheet: one for each molecule, stripes that tell its bulks apart."""

from __future__ import annotations

from collections import Counter
from typing import Any

from models.plant import Plant

MOLECULES = (
    "#8DB9E0", "#F5BC73", "#9BCF8B", "#CFA6DE", "#EE9A92", "#8BD0C8", "#E3D572", "#B5B9CF",
)  # fmt: skip
"""A ninth molecule has the colour of the first."""

PATTERNS = (1, 13, 5, 12, 8, 15)
"""Of Excel, with white stripes: the first bulk of a molecule is plain."""

CLOSED, CHANGED, BAND, HEADER = "#D9D9D9", "#FFF2CC", "#44546A", "#EDEDED"
GRID, MONTH, INK = "#E3E3E3", "#8C8C8C", "#000000"


def fills(plant: Plant) -> dict[str, dict[str, Any]]:
    """What each bulk is filled with."""
    molecules = [row.substance for row in plant.substances]
    before: Counter[str] = Counter()
    found = {}
    for row in plant.bulks:
        ground = MOLECULES[molecules.index(row.substance) % len(MOLECULES)]
        pattern = PATTERNS[before[row.substance] % len(PATTERNS)]
        stripes = {"fg_color": "#FFFFFF"} if pattern > 1 else {}
        found[row.bulk] = {"pattern": pattern, "bg_color": ground, **stripes}
        before[row.substance] += 1
    return found
