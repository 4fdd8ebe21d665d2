"""Cover of countries against their floor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from markupsafe import Markup

from planner.language import Language
from planner.report.cover_axis import axis_of
from planner.report.cover_drawing import LEFT, RIGHT, frame, picture
from planner.report.cover_pairs import PairCover, pairs_of
from planner.report.tables import AMONG, Column, Row
from planner.report.view import Section, View
from planner.tables.rounding import ROUNDING_PACKS

FIRST = 24
"""Pictures that scripts show to begin with."""


@dataclass(frozen=True)
class Picture:
    """A pair as the page shows it."""

    name: str
    country: str
    words: str
    svg: Markup
    filters: dict[str, str]


class Choices:
    """What a reader may choose by; numbers stand for names that may hold any sign."""

    def __init__(self, view: View, pairs: Sequence[PairCover]) -> None:
        self._view, t = view, view.t
        countries = dict.fromkeys(sorted(pair.country for pair in pairs))
        presentations = {pair.presentation for pair in pairs}
        names = [row.presentation for row in view.plant.presentations]
        self._presentation = {name: f"p{number}" for number, name in enumerate(names)}
        self._molecule = {name: f"m{number}" for number, name in enumerate(view.palette.molecules)}
        groups = dict.fromkeys(view.group_of[country] for country in countries)
        self._group = {group: f"g{number}" for number, group in enumerate(sorted(groups))}
        molecules = dict.fromkeys(self._molecule_of(name) for name in presentations)
        self.countries = [(country, f"{country} {view.name_of[country]}") for country in countries]
        self.groups = [(code, group) for group, code in self._group.items()]
        self.products = [
            *(
                (code, t("all of {molecule}", molecule=view.name_of[name]))
                for name, code in self._molecule.items()
                if name in molecules
            ),
            *((c, name) for name, c in self._presentation.items() if name in presentations),
        ]

    def _molecule_of(self, presentation: str) -> str:
        palette = self._view.palette
        return palette.molecule_of[palette.bulk_of[self._view.syringe_of[presentation]]]

    def of(self, pair: PairCover) -> dict[str, str]:
        """The values by which filters keep a pair."""
        molecule = self._molecule[self._molecule_of(pair.presentation)]
        stands = ["below"] if any(pair.below) else []
        stands += ["owed"] if any(pair.owed) else []
        return {
            "country": pair.country,
            "group": self._group[self._view.group_of[pair.country]],
            "product": f"{self._presentation[pair.presentation]}{AMONG}{molecule}",
            "stands": AMONG.join(stands),
        }


def section(view: View) -> Section | None:
    """Small pictures, the worst first, and a table of what they show."""
    t, pairs = view.t, pairs_of(view)
    pairs_all = {(row["country"], row["presentation"]) for row in view.rows("service")}
    figures: dict[str, Any] = {
        "pictures": (),
        "without_floor": len(pairs_all) - len(pairs),
        "packs": ROUNDING_PACKS,
        "first": FIRST,
    }
    if pairs:
        axis = axis_of(view.buckets, view.end, LEFT, RIGHT - LEFT)
        choices = Choices(view, pairs)
        figures |= {
            "pictures": tuple(
                Picture(
                    f"{pair.country} {pair.presentation}",
                    view.name_of[pair.country],
                    _words(pair, t),
                    picture(pair, axis),
                    choices.of(pair),
                )
                for pair in pairs
            ),
            "below": sum(any(pair.below) for pair in pairs),
            "frame": frame(axis),
            "choices": choices,
            "series": _series(pairs, view),
            "columns": _columns(t),
            "rows": tuple(_rows(pairs)),
        }
    return Section("cover", t("Cover of countries"), figures)


def _words(pair: PairCover, t: Language) -> str:
    """The worst of a picture."""
    said = {"cover": pair.lowest["cover_days"], "floor": pair.floor, "day": pair.lowest["bucket"]}
    if not any(pair.below):
        return t("never below its floor; lowest {cover} of {floor} days, bucket {day}", **said)
    count = {"below": pair.buckets_below, "buckets": len(pair.rows)}
    return t(
        "below in {below} of {buckets} buckets; worst {cover} of {floor} days, bucket {day}",
        **said,
        **count,
    )


def _series(pairs: Sequence[PairCover], view: View) -> dict[str, Any]:
    """What scripts say of the bucket under the pointer, in few bytes: numbers in one text."""
    return {
        "buckets": [str(day) for day in view.buckets],
        "lengths": [view.calendar.days(bucket) for bucket in view.calendar.planned],
        "floor": [pair.floor for pair in pairs],
        "cover": [" ".join(_repeated(pair.days)) for pair in pairs],
        "net": [" ".join(map(str, pair.net())) for pair in pairs],
    }


def _repeated(days: Sequence[int]) -> Iterator[str]:
    """`28x5` stands for five buckets of 28 days one after the other."""
    for value, same in groupby(days):
        count = sum(1 for _ in same)
        yield str(value) if count == 1 else f"{value}x{count}"


def _columns(t: Language) -> tuple[Column, ...]:
    return (
        Column("country", t("Country")),
        Column("presentation", t("Presentation")),
        Column("floor", t("Floor, days"), "number"),
        Column("lowest", t("Lowest cover, days"), "number"),
        Column("bucket", t("In the bucket of"), "day"),
        Column("below", t("Buckets below"), "number"),
        Column("lacking", t("Floor lacking, mean"), "number", decimals=1, percent=True),
        Column("unit_days", t("Unit-days below"), "number"),
        Column("owed", t("Largest backorder, units"), "number"),
    )


def _rows(pairs: Sequence[PairCover]) -> Iterator[Row]:
    """In the order of the pictures: scripts filter both at once."""
    for pair in pairs:
        yield Row(
            {
                "country": pair.country,
                "presentation": pair.presentation,
                "floor": pair.floor,
                "lowest": pair.lowest["cover_days"],
                "bucket": pair.lowest["bucket"],
                "below": pair.buckets_below,
                "lacking": round(pair.lacking, 4),
                "unit_days": pair.unit_days_below,
                "owed": pair.most_owed,
            }
        )
