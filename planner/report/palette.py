"""Colours: one for each molecule, and stripes that tell its bulks apart."""

from __future__ import annotations

from collections import defaultdict

from markupsafe import Markup

from models.plant import Plant
from planner.report.drawing import joined, tag

COLOURS = 8
"""Colours `--molecule-0` and so on that the style sheet has; further molecules begin again."""

STRIPES = (
    None,
    "M0 8 L8 0 M-2 2 L2 -2 M6 10 L10 6",
    "M0 0 L8 8 M-2 6 L2 10 M6 -2 L10 2",
    "M0 4 L8 4",
    "M4 0 L4 8",
)
"""Paths in a tile of 8 x 8; the first bulk of a molecule is plain."""


class Palette:
    """What each bulk is filled with."""

    def __init__(self, plant: Plant) -> None:
        self.bulks = tuple(row.bulk for row in plant.bulks)
        self.molecule_of = {row.bulk: row.substance for row in plant.bulks}
        self.molecules = tuple(row.substance for row in plant.substances)
        self.bulk_of = {row.syringe: row.bulk for row in plant.syringes}
        order: dict[str, list[str]] = defaultdict(list)
        for bulk in self.bulks:
            order[self.molecule_of[bulk]].append(bulk)
        self._stripes = {bulk: order[self.molecule_of[bulk]].index(bulk) for bulk in self.bulks}

    def fill(self, bulk: str) -> str:
        """The `fill` of shapes of a bulk."""
        return f"url(#bulk-{self.bulks.index(bulk)})"

    def colour(self, molecule: str) -> str:
        """The CSS class that colours a molecule."""
        return f"molecule-{self.molecules.index(molecule) % COLOURS}"

    def definitions(self) -> Markup:
        """The patterns, once a page."""
        patterns = [self._pattern(number, bulk) for number, bulk in enumerate(self.bulks)]
        return tag("svg", tag("defs", joined(patterns)), class_="definitions", aria_hidden="true")

    def _pattern(self, number: int, bulk: str) -> Markup:
        tile = [tag("rect", width=8, height=8, class_=self.colour(self.molecule_of[bulk]))]
        path = STRIPES[self._stripes[bulk] % len(STRIPES)]
        if path is not None:
            tile.append(tag("path", d=path, class_="stripe"))
        size = {"width": 8, "height": 8, "patternUnits": "userSpaceOnUse"}
        return tag("pattern", joined(tile), id=f"bulk-{number}", **size)
