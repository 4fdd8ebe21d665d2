"""R3 and R4: each shipment is approved, released, young enough, and of the right thing."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping

from planner.audit.ages import Ages
from planner.audit.reading import Row, Run
from planner.audit.sources import Source
from planner.audit.time import DAY, Calendar, counts
from planner.audit.violation import Violation

Approvals = Mapping[tuple[str, str, str], list[Row]]
"""By approval group, step and unit."""


def check(
    run: Run, calendar: Calendar, ages: Ages, sources: Mapping[str, Source]
) -> Iterator[Violation]:
    """All that is wrong with shipments, one by one."""
    approvals: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in run.case["approvals"]:
        approvals[row.text("approval_group"), row.text("step"), row.text("unit")].append(row)
    lots = {row.text("lot"): row for row in run.case["lots"]}
    packs = {
        (row.text("country"), row.text("presentation")): row.whole("units_per_pack")
        for row in run.case["packs"]
    }
    for row in run.plan["shipments"]:
        yield from _packs(row, packs)
        yield from _dates(row, calendar, ages)
        source = sources.get(row.text("source"))
        if source is None:
            yield _stranger(row, lots.get(row.text("source")))
            continue
        yield from _itself(row, source)
        yield from _released(row, source, ages)
        yield from _young(row, source, ages)
        for step, unit in (("prep", source.suite), ("fill", source.line)):
            group = ages.group(row.text("country"))
            known = approvals.get((group, step, unit), [])
            yield from _approved(row, group, step, unit, known)


def _stranger(row: Row, lot: Row | None) -> Violation:
    name = row.text("source")
    if lot is None:
        what = f"{name} is neither a batch of batches.csv nor a lot of case/lots.csv"
        return row.violates("R4", what)
    place, country = lot.text("place"), row.text("country")
    if place == country:
        what = f"lot {name} lies in {place} already: it is received there without a shipment"
    else:
        what = f"lot {name} lies in {place} and serves only {place}, not {country}"
    return row.violates("R4", what)


def _packs(row: Row, packs: Mapping[tuple[str, str], int]) -> Iterator[Violation]:
    pair = row.text("country"), row.text("presentation")
    units, count = row.whole("units"), row.whole("packs")
    if pair not in packs:
        yield row.violates("R8", f"case/packs.csv has no pack of {pair[1]} for {pair[0]}")
    elif units != count * packs[pair] or count < 1:
        what = f"{units:,} units of {pair[1]} for {pair[0]} are not {count:,} whole packs"
        yield row.violates("R8", f"{what} of {packs[pair]:,}")


def _dates(row: Row, calendar: Calendar, ages: Ages) -> Iterator[Violation]:
    bucket = calendar.holding(row.day("bucket"))
    leaves = calendar.planned[bucket].last if bucket is not None else row.day("bucket")
    if row.day("shipped_on") != leaves:
        what = f"shipped_on is {row.day('shipped_on')}, but shipments of the bucket leave"
        yield row.violates("R3", f"{what} on its last day, {leaves}")
    arrives = row.day("shipped_on") + ages.lead_days(row.text("country")) * DAY
    if row.day("arrives_on") != arrives:
        what = f"arrives_on is {row.day('arrives_on')}; with transit and import hold it is"
        yield row.violates("R4", f"{what} {arrives}")


def _itself(row: Row, source: Source) -> Iterator[Violation]:
    presentation = row.text("presentation")
    if presentation not in source.presentations:
        known = " or ".join(source.presentations) or "nothing"
        what = f"{source.name} ships as {presentation}, but it can only be {known}"
        yield row.violates("R4", what)


def _sends(row: Row) -> str:
    return (
        f"{row.text('source')} ships {row.whole('units'):,} {row.text('presentation')}"
        f" to {row.text('country')} on {row.day('shipped_on')}"
    )


def _released(row: Row, source: Source, ages: Ages) -> Iterator[Violation]:
    group = ages.group(row.text("country"))
    day = source.released.get(group)
    if source.held is not None:
        yield row.violates("R4", f"{_sends(row)}, but the lot is {source.held}")
    elif day is None:
        yield row.violates("R4", f"{_sends(row)}, but no row of release.csv is for {group}")
    elif row.day("shipped_on") < day:
        yield row.violates("R4", f"{_sends(row)}, but it is released for {group} on {day}")


def _young(row: Row, source: Source, ages: Ages) -> Iterator[Violation]:
    country, presentation = row.text("country"), row.text("presentation")
    group, filled = ages.group(country), source.filled_on
    expires = ages.expires_on(presentation, group, filled)
    if expires is None:
        what = f"{_sends(row)}, but {group} has no shelf life for {presentation} filled on {filled}"
        yield row.violates("R4", what)
        return
    arrives = row.day("shipped_on") + ages.lead_days(country) * DAY
    remaining = (expires - arrives).days
    required = ages.required_days(country, filled, expires)
    if remaining < required:
        what = f"{_sends(row)} with {remaining} days of shelf life left on arrival;"
        yield row.violates("R4", f"{what} {country} requires {required}")
    for column, right in (
        ("remaining_shelf_life_days", remaining),
        ("required_days", required),
    ):
        if row.whole(column) != right:
            what = f"{column} of {source.name} for {country} is {row.whole(column)};"
            yield row.violates("R4", f"{what} recomputed it is {right}")


def _approved(row: Row, group: str, step: str, unit: str, known: list[Row]) -> Iterator[Violation]:
    presentation, day = row.text("presentation"), row.day("shipped_on")
    fitting = [one for one in known if one.text("presentation") in (presentation, "*")]
    valid = {one.number for one in fitting if counts(one, day)}
    column = f"{step}_approval_row"
    quoted = row.whole(column) if row.has(column) else None
    if not valid:
        why = _refusal(group, unit, step, fitting, day)
        yield row.violates("R3", f"{_sends(row)}, but {why}")
    elif quoted not in valid:
        rows = " or ".join(str(number) for number in sorted(valid))
        what = f"{column} is {quoted or 'blank'}; {group} approves {unit} on {day} by row {rows}"
        yield row.violates("R3", f"{what} of case/approvals.csv")


def _refusal(group: str, unit: str, step: str, rows: list[Row], day: dt.date) -> str:
    coming = [row.day("from") for row in rows if row.day("from") > day]
    if coming:
        return f"{group} approves {unit} for {step} only from {min(coming)}"
    if rows:
        last = max(row.day("until") for row in rows)
        return f"{group} approved {unit} for {step} only until {last}"
    return f"{group} has not approved {unit} for {step}"
