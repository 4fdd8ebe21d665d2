"""Who is short, from when until when, by how much and why; each reason stands once."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from planner.language import Language
from planner.language.reasons import binds_in, knows, reason_in
from planner.plan import Record
from planner.report.shortages_picture import timeline
from planner.report.tables import AMONG, Column, Row
from planner.report.view import Section, View

Why = tuple[str, str]
"""What binds, and the reason."""

GROUP, BINDS = "g:", "b:"
"""Before approval groups and what binds, which may be called like countries."""


@dataclass(frozen=True)
class Reason:
    """Why some are short."""

    number: int
    binds: str
    text: str
    language: str | None
    """The language of the text, if it is not the page's."""

    who: str


@dataclass(frozen=True)
class Shortage:
    """A row of the table."""

    country: str
    presentation: str
    first: dt.date
    last: dt.date
    units: int
    days: int
    binds: str
    reason: int
    """Number of its reason."""

    found_by: str
    """What filters ask for, separated by `AMONG`: one attribute, as there are many rows."""


def urgency(row: Record) -> int:
    """Units owed at worst times days late, by which the Monday screen orders them, too."""
    return int(row["worst_units"]) * max(1, int(row["worst_days"]))


def section(view: View) -> Section | None:
    """Shortages, what binds, and what is too late whatever is made."""
    t = view.t
    rows = sorted(view.rows("shortages"), key=urgency, reverse=True)
    numbers, reasons = _reasons(t, rows)
    binds = {row["binds"]: binds_in(t, row["binds"]) for row in rows}
    figures = {
        "count": len(rows),
        "headline": _headline(t, rows),
        "timeline": timeline(view, rows) if rows else None,
        "columns": _columns(t),
        "rows": tuple(_row(view, row, binds, numbers) for row in rows),
        "reasons": reasons,
        "choices": _choices(view, rows),
        "late": _too_late(view),
    }
    return Section("shortages", t("Shortages"), figures)


def _names(rows: list[Record], column: str) -> list[str]:
    return sorted({row[column] for row in rows})


def _columns(t: Language) -> tuple[Column, ...]:
    return (
        Column("country", t("Country")),
        Column("presentation", t("Presentation")),
        Column("first", t("From"), "day"),
        Column("last", t("Until"), "day"),
        Column("units", t("Units owed at worst"), "number"),
        Column("days", t("Days late at worst"), "number"),
        Column("binds", t("What binds")),
        Column("reason", t("Reason"), "number"),
    )


def _choices(view: View, rows: list[Record]) -> dict[str, list[tuple[str, str]]]:
    """What each filter may ask for, and how it is said."""
    groups = sorted({view.group_of[row["country"]] for row in rows})
    found = sorted({row["binds"] for row in rows})
    return {
        "country": [(code, f"{code} {view.name_of[code]}") for code in _names(rows, "country")],
        "presentation": [(name, name) for name in _names(rows, "presentation")],
        "group": [(GROUP + name, name) for name in groups],
        "binds": [(BINDS + name, binds_in(view.t, name)) for name in found],
    }


def _too_late(view: View) -> tuple[tuple[Column, ...], tuple[Row, ...]]:
    t, names = view.t, view.name_of
    columns = (
        Column("country", t("Country")),
        Column("presentation", t("Presentation")),
        Column("units", t("Units"), "number"),
        Column("first", t("First shipment can be used there on"), "day"),
    )
    rows = (
        {
            "country": f"{row['country']} {names[row['country']]}",
            "presentation": row["presentation"],
            "units": row["units"],
            "first": row["first_arrival"],
        }
        for row in sorted(view.plan.too_late, key=lambda row: -row["units"])
    )
    return columns, tuple(map(Row, rows))


def _headline(t: Language, rows: list[Record]) -> str:
    if not rows:
        return t("Nobody is short by more than two packs at the end of any week or month.")
    return t(
        "{count:,} shortages, countries: {countries}. A shortage is a spell in which a country ends"
        " its weeks and months with more than two packs of a presentation owed. The most urgent"
        " ones, by units times days late, stand first.",
        count=len(rows),
        countries=len({row["country"] for row in rows}),
    )


def _reasons(t: Language, rows: list[Record]) -> tuple[dict[Why, int], tuple[Reason, ...]]:
    """Each reason once, numbered; what is most urgent in all comes first."""
    alike: dict[Why, list[Record]] = defaultdict(list)
    for row in rows:
        alike[row["binds"], row["reason"]].append(row)
    ordered = sorted(alike.items(), key=lambda each: -sum(map(urgency, each[1])))
    numbers = {why: number for number, (why, _) in enumerate(ordered, 1)}
    return numbers, tuple(_reason(t, numbers[why], why, short) for why, short in ordered)


def _reason(t: Language, number: int, why: Why, short: list[Record]) -> Reason:
    binds, text = why
    foreign = t.code != "en" and not knows(text)
    if len(short) == 1:
        who = t("{country} {presentation} only", **_pair(short[0]))
    else:
        who = _whose(t, short)
    said = binds_in(t, binds)
    return Reason(number, said, reason_in(t, text), "en" if foreign else None, who)


def _pair(row: Record) -> dict[str, str]:
    return {"country": row["country"], "presentation": row["presentation"]}


def _whose(t: Language, short: list[Record]) -> str:
    return t(
        "{count:,} shortages, countries: {countries}, the most urgent {country} {presentation}",
        count=len(short),
        countries=len({row["country"] for row in short}),
        **_pair(short[0]),
    )


def _row(view: View, row: Record, binds: Mapping[str, str], numbers: Mapping[Why, int]) -> Shortage:
    country, number = row["country"], numbers[row["binds"], row["reason"]]
    found_by = (
        country,
        row["presentation"],
        GROUP + view.group_of[country],
        BINDS + row["binds"],
        f"R{number}",
        view.name_of[country],
    )
    return Shortage(
        country=country,
        presentation=row["presentation"],
        first=row["from"],
        last=row["until"],
        units=row["worst_units"],
        days=row["worst_days"],
        binds=binds[row["binds"]],
        reason=number,
        found_by=AMONG.join(found_by),
    )
