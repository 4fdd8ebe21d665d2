"""What exists already: lots in stock."""

from __future__ import annotations

from collections.abc import Iterator

from models.plant import Plant
from models.problems import Problem


def problems(plant: Plant) -> Iterator[Problem]:
    """Every problem with lots."""
    start = plant.settings.start
    countries = {row.country for row in plant.countries}
    for index, row in enumerate(plant.lots):
        if row.syringe is None and row.presentation is None:
            what = "syringe and presentation are both blank; give one"
            yield Problem("lots", index, "syringe", None, what)
        elif row.syringe is not None and row.presentation is not None:
            what = "syringe and presentation are both given; leave one blank"
            yield Problem("lots", index, "presentation", row.presentation, what)
        elif row.place in countries and row.presentation is None:
            what = f"a lot in '{row.place}' needs its presentation; give it instead of the syringe"
            yield Problem("lots", index, "presentation", None, what)
        if row.status == "in_qc" and row.releases_on is None:
            what = "is blank; a lot in_qc needs the day it is expected to be released"
            yield Problem("lots", index, "releases_on", None, what)
        if row.filled_on > start:
            what = f"{row.filled_on} is after the start {start}; give it as a firm batch"
            yield Problem("lots", index, "filled_on", str(row.filled_on), what)
