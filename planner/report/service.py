"""Who is served on time: by country, approval group, presentation and quarter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from planner.language import Language
from planner.on_time import floored, percent
from planner.report.service_picture import bars, heat
from planner.report.service_sums import (
    Served,
    served,
    summed,
    worst_first,
)
from planner.report.tables import Column, Row
from planner.report.view import Section, View
from planner.tables.rounding import ROUNDING_PACKS


def section(view: View) -> Section | None:
    """Service of countries, groups and presentations, worst first."""
    t = view.t
    days = {view.calendar.first(at): view.calendar.days(at) for at in view.calendar.planned}
    found = served(view.rows("service"), days)
    group_of = view.group_of
    countries = summed(found, lambda key: key[0])
    groups = summed(found, lambda key: group_of[key[0]])
    presentations = summed(found, lambda key: key[1])
    everybody = summed(found, lambda key: "")
    figures = {
        "bars": bars(view, countries),
        "heat": heat(view, found),
        "columns": (
            Column("code", t("Code")),
            Column("name", t("Country")),
            Column("group", t("Approval group")),
            *_columns(t),
            Column("below", t("Buckets below the floor"), "number"),
        ),
        "countries": tuple(_countries(view, countries)),
        "groups": ((Column("name", t("Approval group")), *_columns(t)), _named(view, groups)),
        "presentations": (
            (Column("name", t("Presentation")), *_columns(t)),
            _named(view, presentations),
        ),
        "group_names": [(group, group) for group in sorted(set(group_of.values()))],
        "all": _total(t, everybody.get("", Served())),
    }
    return Section("service", t("Service"), figures)


def _columns(t: Language) -> tuple[Column, ...]:
    return (
        Column("demand", t("Units needed"), "number"),
        Column("share", t("On time, %"), "number", 2),
        Column("days", t("Mean days late"), "number", 3),
        Column("worst", t("Largest backlog, units"), "number"),
        Column("end", t("Owed at the end, units"), "number"),
    )


def _cells(view: View, one: Served) -> dict[str, float | int | None]:
    share = one.share
    return {
        "demand": one.demand,
        "share": None if share is None else floored(share),
        "days": round(one.days, 4),
        "worst": one.worst,
        "end": one.owed.get(view.buckets[-1], 0),
    }


def _countries(view: View, countries: Mapping[str, Served]) -> Iterator[Row]:
    below = _below(view)
    for code, one in worst_first(countries):
        group = view.group_of[code]
        named = {"code": code, "name": view.name_of[code], "group": group, "below": below[code]}
        yield Row({**named, **_cells(view, one)}, {"group": group})


def _named(view: View, sums: Mapping[str, Served]) -> tuple[Row, ...]:
    return tuple(Row({"name": name, **_cells(view, one)}) for name, one in worst_first(sums))


def _below(view: View) -> Counter[str]:
    """Buckets in which a country lies below a floor by more than rounding to whole packs."""
    pack = {(row.country, row.presentation): row.units_per_pack for row in view.plant.packs}
    low = {
        (row["country"], row["bucket"])
        for row in view.rows("cover")
        if row["below_units"] > ROUNDING_PACKS * pack[row["country"], row["presentation"]]
    }
    return Counter(country for country, _ in low)


def _total(t: Language, one: Served) -> str:
    if one.share is None:
        return t("Nobody needs anything in the plan's time.")
    return t(
        "{share} of {units:,} units are met in the bucket in which they are due; on average a"
        " unit is {days:.3f} days late.",
        share=percent(one.share, t),
        units=one.demand,
        days=one.days,
    )
