"""What tips and tables of the Gantt say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from planner.language import Language
from planner.report.gantt_batches import Batch
from planner.report.gantt_events import Event, Stop, said_of

RECEIVERS = 8
"""Countries named in a tip; the rest is counted."""


def tip(t: Language, batch: Batch) -> str:
    """A batch in a few lines."""
    return "\n".join(_lines(t, batch))


def _lines(t: Language, batch: Batch) -> Iterator[str]:
    row = batch.row
    yield t("{batch}: {syringe} ({bulk}), {status}", **row | {"status": status_of(t, batch)})
    yield t(
        "{route}, {litres:g} L, {units:,} units",
        route=batch.route,
        litres=row["volume_l"],
        units=row["units"],
    )
    if row["prep_start"] is not None:
        yield t("prepared {prep_start} to {prep_end}", **row) + _hours(t, batch.suite_h)
    yield t("filled {fill_start} to {fill_end}", **row) + _hours(t, batch.line_h)
    yield t("released {released_on}, expires {expires_on}", **row)
    if row["since_previous"]:
        yield t("since the previous plan: {change}", change=since_of(t, row["since_previous"]))
    yield _receivers(t, batch)
    if batch.left > 0:
        yield t("not shipped within the plan: {units:,} units", units=batch.left)


def _hours(t: Language, hours: float | None) -> str:
    return "" if hours is None else t(", {hours:,.1f} h", hours=hours)


def _receivers(t: Language, batch: Batch) -> str:
    if not batch.receivers:
        return t("no country gets units of it within the plan")
    named = ", ".join(
        f"{country} {t.number(units)}" for country, units in batch.receivers[:RECEIVERS]
    )
    rest = batch.receivers[RECEIVERS:]
    if not rest:
        return t("for {countries}", countries=named)
    units = sum(units for _, units in rest)
    if len(rest) == 1:
        return t(
            "for {countries} and 1 more country, {units:,} units", countries=named, units=units
        )
    return t(
        "for {countries} and {count} more countries, {units:,} units",
        countries=named,
        count=len(rest),
        units=units,
    )


def status_of(t: Language, batch: Batch) -> str:
    """The status in words, and whether the plan had to keep it."""
    if batch.pin == "frozen":
        return t("planned, frozen")
    if batch.pin == "ordered":
        return t("planned, by instruction")
    return said_status(t, str(batch.row["status"]))


def said_status(t: Language, status: str) -> str:
    """A status of batches.csv in words."""
    if status == "firm":
        return t("firm, not begun")
    if status == "in_process":
        return t("in process")
    return t("filled before the plan") if status == "filled" else t("planned")


def since_of(t: Language, change: str) -> str:
    """What happened to a batch since the previous plan."""
    if change == "kept":
        return t("kept")
    return t("moved") if change == "moved" else t("new")


def event_line(t: Language, event: Event) -> str:
    """A change, decontamination or media fill on one line."""
    kind = said_of(t, event.kind)
    what = f" {event.what}" if event.what else ""
    return t("{kind}{what}, {hours:,.1f} h", kind=kind, what=what, hours=event.hours)


def events_tip(t: Language, head: str, events: Iterable[Event]) -> str:
    """What a bucket of a suite or a line has beside batches."""
    return "\n".join((head, *(event_line(t, event) for event in events)))


def stop_tip(t: Language, stop: Stop) -> str:
    """Why a suite or a line stands still, and when."""
    return t("{resource} closed {first} to {last}: {reason}", **vars(stop))
