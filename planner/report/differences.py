"""What is different in this run from another one: in sentences, then in tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from planner.comparison import Comparison, compare
from planner.language import Language
from planner.on_time import on_time, percent
from planner.report.differences_tables import tables
from planner.report.differences_work import moved, shortages_that
from planner.report.view import Section, View
from planner.saved import Saved

Record = dict[str, Any]


def section(view: View) -> Section | None:
    """The run beside the one it is compared with, which is the base.

    Raises
    ------
    DataError
        If they are runs of different cases.
    """
    if view.against is None:
        return None
    t = view.t
    found = compare(view.against.folder, view.saved.folder)
    base, run = found.runs
    figures = {
        "base": base,
        "folder": view.against.folder.resolve().name,
        "run": run,
        "sentences": (_service(view, view.against, found), *_sentences(t, found)),
        "tables": tables(t, found),
        "lists": (
            moved(t, found),
            shortages_that(t, found, "new"),
            shortages_that(t, found, "gone"),
        ),
    }
    return Section("differences", t("Differences"), figures)


def _sentences(t: Language, found: Comparison) -> Iterator[str]:
    batches = found.records["batches"]
    yield t(
        "Of its {batches:,} batches {kept:,} stay as they are in the base, {moved:,} are moved and"
        " {added:,} added; {dropped:,} of the base are dropped.",
        **{
            name: sum(row[name] for row in batches)
            for name in ("batches", "kept", "moved", "added", "dropped")
        },
    )
    eur = _total(found)
    if eur >= 0:
        yield t("It costs {eur:,.0f} EUR more than the base.", eur=eur)
    else:
        yield t(
            "It costs {eur:,.0f} EUR less than the base; what is not made or shipped costs"
            " nothing.",
            eur=-eur,
        )
    changes = [row["change"] for row in found.records["shortages"]]
    yield t(
        "{new:,} shortages are new, {gone:,} of the base went.",
        new=changes.count("new"),
        gone=changes.count("gone"),
    )
    yield proven(t, found)


def _service(view: View, against: Saved, found: Comparison) -> str:
    """On time and days late, old and new."""
    t = view.t
    base, run = (row for row in found.records["service"] if row["level"] == "all")
    old, new = on_time(against.plan.records["service"]), on_time(view.rows("service"))
    figures = {
        "old": percent(old, t),
        "new": percent(new, t),
        "before": base["mean_days_late"],
        "after": run["mean_days_late"],
    }
    if new > old:
        return t(
            "Service is better: {new} on time instead of {old}, on average {after:.2f} days late"
            " instead of {before:.2f}.",
            **figures,
        )
    if new < old:
        return t(
            "Service is worse: {new} on time instead of {old}, on average {after:.2f} days late"
            " instead of {before:.2f}.",
            **figures,
        )
    return t(
        "As much is on time as in the base, {new}; on average it is {after:.2f} days late instead"
        " of {before:.2f}.",
        new=figures["new"],
        before=figures["before"],
        after=figures["after"],
    )


def _total(found: Comparison) -> float:
    """What this run costs above the base, in EUR."""
    rows = [row for row in found.records["costs"] if row["term"] == "total"]
    return float(rows[-1]["change_eur"]) if rows else 0.0


def proven(t: Language, found: Comparison) -> str:
    """Whether the best lateness of both lies apart: value and bound are its limits."""
    late = [row for row in found.records["levels"] if row["name"] == "lateness"]
    if len(late) < 2 or any(row["bound"] is None for row in late):
        return t("Without bounds nobody knows how much of the difference is the search's doing.")
    base, run = late
    if run["bound"] > base["value"]:
        return t(
            "It is proven that no plan of this scenario is as little late as the base's: at best"
            " {bound:.2f} days, the base has {value:.2f}.",
            bound=run["bound"],
            value=base["value"],
        )
    if run["value"] < base["bound"]:
        return t(
            "It is proven that no plan of the base is as little late as this one: at best"
            " {bound:.2f} days, this one has {value:.2f}.",
            bound=base["bound"],
            value=run["value"],
        )
    return t(
        "Both plans carry a gap in lateness ({base:.2f} days in the base, {run:.2f} here), so that"
        " the difference is not proven: more search may change it.",
        base=base["gap"],
        run=run["gap"],
    )
