"""How good the plan is: its headline figures, and what each level proves, in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from planner.on_time import on_time, percent
from planner.report.quality_levels import levels
from planner.report.quality_search import search
from planner.report.view import Section, View


@dataclass(frozen=True)
class Headline:
    """A figure in large type."""

    figure: str
    what: str
    note: str = ""


def section(view: View) -> Section | None:
    """What a director asks first."""
    t = view.t
    figures = {
        "headlines": tuple(_headlines(view)),
        "levels": levels(view),
        "search": search(view),
    }
    return Section("quality", t("How good is the plan"), figures)


def _headlines(view: View) -> Iterator[Headline]:
    t, service = view.t, view.rows("service")
    needed = sum(row["demand_units"] for row in service)
    yield Headline(
        percent(on_time(service), t),
        t("of the units needed are there on time"),
        t("met in the week or month in which they are due"),
    )
    yield Headline(
        t("{days:.2f} d", days=view.plan.service_in_horizon),
        t("late on average"),
        t("over all units needed; long delays and countries of high priority weigh more"),
    )
    yield Headline(
        t("{million:,.2f} M", million=needed / 1e6),
        t("units needed"),
        t("{first} to {last}", first=view.calendar.start, last=view.calendar.end),
    )
    yield _batches(view)
    yield _short(view)
    yield Headline(
        t("{million:,.1f} M EUR", million=sum(row["eur"] for row in view.rows("costs")) / 1e6),
        t("cost that decisions can change"),
        t("without transport and drug substance"),
    )


def _batches(view: View) -> Headline:
    t, batches = view.t, view.rows("batches")
    planned = sum(row["status"] == "planned" for row in batches)
    firm = t("and {count:,} firm ones", count=len(batches) - planned)
    return Headline(t.number(planned), t("batches planned"), firm)


def _short(view: View) -> Headline:
    t, short = view.t, view.rows("shortages")
    countries = {row["country"] for row in short}
    return Headline(
        t("{short} of {all}", short=len(countries), all=len(view.plant.countries)),
        t("countries short at some time"),
        t("{count:,} shortages of a presentation, long or short", count=len(short)),
    )
