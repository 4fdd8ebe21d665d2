"""What suites and lines do next, what changed, and where hours are scarce."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator

from planner.language import ENGLISH, Language
from planner.monday.service import SHOWN, WEEKS_AHEAD
from planner.monday.words import more
from planner.plan import Plan, Record

BUSY = 0.90


Work = tuple[str, bool]
"""Syringe and route, and whether it is firm."""


def batches(plan: Plan, t: Language = ENGLISH) -> Iterator[str]:
    first = min(row["bucket"] for row in plan.records["service"])
    until = first + dt.timedelta(weeks=WEEKS_AHEAD)
    weeks: dict[dt.date, dict[Work, int]] = defaultdict(lambda: defaultdict(int))
    for row in plan.records["batches"]:
        if row["bucket"] is not None and row["bucket"] < until:
            what = f"{row['syringe']} {row['suite']} > {row['line']}"
            weeks[row["bucket"]][what, row["status"] != "planned"] += 1
    for bucket in sorted(weeks):
        work = (
            t("{count} x {work} firm", count=count, work=what)
            if firm
            else t("{count} x {work}", count=count, work=what)
            for (what, firm), count in sorted(weeks[bucket].items())
        )
        yield f"{bucket}  {', '.join(work)}"
    if not weeks:
        yield t("none")


def busy(plan: Plan, t: Language = ENGLISH) -> Iterator[str]:
    offered: dict[tuple[str, int, int], float] = defaultdict(float)
    idle: dict[tuple[str, int, int], float] = defaultdict(float)
    for row in plan.records["capacity"]:
        key = row["resource"], row["bucket"].year, (row["bucket"].month + 2) // 3
        offered[key] += row["offered_h"]
        idle[key] += row["idle_h"]
    busy: dict[str, list[str]] = defaultdict(list)
    for (resource, year, quarter), hours in sorted(offered.items()):
        share = 1 - idle[resource, year, quarter] / hours if hours else 0
        if share > BUSY:
            said = t("{year}-Q{quarter} {share:.0%}", year=year, quarter=quarter, share=share)
            busy[resource].append(said)
    for resource, quarters in busy.items():
        yield t("{resource}: {quarters}", resource=resource, quarters=", ".join(quarters))
    if not busy:
        yield t("none")


def other_work(plan: Plan, t: Language = ENGLISH) -> Iterator[str]:
    """Changes of state, decontaminations and media fills, week by week."""
    first = min(row["bucket"] for row in plan.records["service"])
    until = first + dt.timedelta(weeks=WEEKS_AHEAD)
    weeks: dict[dt.date, list[str]] = defaultdict(list)
    for row in plan.records["changeovers"]:
        weeks[row["bucket"]].append(f"{row['resource']} {row['from']} > {row['to']}")
    for row in plan.records["campaigns"]:
        if row["ended_by"] == "decontamination":
            weeks[row["ended_in"]].append(t("{name} decontamination", name=row["resource"]))
    for row in plan.records["media_fills"]:
        weeks[row["bucket"]].append(t("{name} media fill", name=row["line"]))
    near = sorted(bucket for bucket in weeks if bucket < until)
    for bucket in near:
        yield f"{bucket}  {', '.join(weeks[bucket])}"
    if not near:
        yield t("none")


def changed(plan: Plan, t: Language = ENGLISH) -> Iterator[str]:
    """Batches moved, dropped and new, the nearest first."""
    rows = plan.records["moves"]
    count = Counter(row["change"] for row in rows)
    yield t(
        "{kept} batches kept, {moved} moved, {dropped} dropped, {new} new; moves cost {eur:,.0f}"
        " EUR",
        kept=sum(row["since_previous"] == "kept" for row in plan.records["batches"]),
        moved=count["moved"],
        dropped=count["dropped"],
        new=count["new"],
        eur=sum(row["eur"] for row in rows),
    )
    nearest = sorted(rows, key=lambda row: (min(_days(row)), row["batch"]))
    for row in nearest[:SHOWN]:
        yield _change(row, t)
    if len(rows) > SHOWN:
        yield more(len(rows) - SHOWN, "moves.csv", t)


def _days(row: Record) -> list[dt.date]:
    return [day for day in (row["from_bucket"], row["to_bucket"]) if day is not None]


def _change(row: Record, t: Language) -> str:
    """A batch, and what became of it."""
    said = {"batch": row["batch"], "syringe": row["syringe"], "where": _where(row, t)}
    if row["change"] == "moved":
        return t("{batch} {syringe} moved: {where}", **said)
    if row["change"] == "dropped":
        return t("{batch} {syringe} dropped: {where}", **said)
    return t("{batch} {syringe} new: {where}", **said)


def _where(row: Record, t: Language) -> str:
    """Where a batch was, and where it is now."""
    ends = [
        f"{row[f'{end}_bucket']} {row[f'{end}_suite']} > {row[f'{end}_line']}"
        for end in ("from", "to")
        if row[f"{end}_bucket"] is not None
    ]
    if len(ends) == 2:
        return t("{before} now {after}", before=ends[0], after=ends[1])
    return "".join(ends)
