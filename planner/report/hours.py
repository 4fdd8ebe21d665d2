"""Hours of suites and lines, by bucket and kind."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from planner.language import Language
from planner.report.hours_kinds import FIGURES, KINDS, Hours, hours_of, said_of, summed
from planner.report.hours_picture import AXIS, HEIGHT, LEVELS, ROW, columns, heat_map
from planner.report.tables import Column
from planner.report.tables import Row as TableRow
from planner.report.view import Section, View


def section(view: View) -> Section | None:
    rows = _by_resource(view)
    if not rows:
        return None
    t = view.t
    names = [(resource, view.name_of[resource]) for resource in rows]
    figures = {
        "names": names,
        "row": ROW,
        "axis": AXIS,
        "height": AXIS + ROW * len(rows),
        "buckets": len(view.buckets),
        "has_weeks": view.plant.settings.weeks > 0,
        "heat": heat_map(view, rows, _reasons(view)),
        "levels": _levels(t),
        "column_height": HEIGHT,
        "columns": [(resource, name, *columns(view, rows[resource])) for resource, name in names],
        "kinds": [(kind, said_of(t)[kind]) for kind in KINDS],
        "table_columns": _table_columns(t),
        "table_rows": list(_table_rows(t, rows)),
    }
    return Section("hours", t("Hours of suites and lines"), figures)


def _by_resource(view: View) -> dict[str, list[Hours]]:
    """Hours by resource, suites before lines, each by bucket."""
    found: dict[str, list[Hours]] = {
        resource: []
        for resource in (
            *(row.suite for row in view.plant.suites),
            *(row.line for row in view.plant.lines),
        )
    }
    for row in view.rows("capacity"):
        found[row["resource"]].append(hours_of(row))
    return {
        resource: sorted(rows, key=lambda row: row.first)
        for resource, rows in found.items()
        if rows
    }


def _reasons(view: View) -> Mapping[tuple[str, dt.date], str]:
    """Why a suite or line is closed in a bucket, on all of its days or on some."""
    found: defaultdict[tuple[str, dt.date], list[str]] = defaultdict(list)
    for row in view.plant.closures:
        said = view.t(
            "closed {first} to {last}: {reason}", first=row.from_, last=row.to, reason=row.reason
        )
        for bucket in view.calendar.touched(row.from_, row.to):
            found[row.resource, view.calendar.first(bucket)].append(said)
    return {place: "\n".join(lines) for place, lines in found.items()}


def _levels(t: Language) -> list[tuple[int, str]]:
    """Colours of the heat map with the shares they stand for."""
    bounds = (0.0, *LEVELS)
    said = [
        t("{low:.0%} to {high:.0%}", low=low, high=high)
        for low, high in zip(bounds, LEVELS, strict=False)
    ]
    said.append(t("{low:.0%} and more", low=LEVELS[-1]))
    return list(enumerate(said))


def _table_columns(t: Language) -> list[Column]:
    said = said_of(t)
    return [
        Column("resource", t("Suite or line")),
        Column("quarter", t("Quarter")),
        Column("share", t("Used"), "number", decimals=1, percent=True),
        *(Column(name, t("{kind}, h", kind=said[name]), "number", decimals=1) for name in FIGURES),
    ]


def _table_rows(t: Language, rows: Mapping[str, Sequence[Hours]]) -> Iterator[TableRow]:
    """Hours by resource and quarter; a bucket counts in the quarter of its first day."""
    for resource, line in rows.items():
        for (year, quarter), total in _quarters(line):
            cells = {
                "resource": resource,
                "quarter": t("{year}-Q{quarter}", year=year, quarter=quarter),
                "share": total.share,
            }
            yield TableRow(cells | total.hours)


def _quarters(line: Iterable[Hours]) -> Iterator[tuple[tuple[int, int], Hours]]:
    found: defaultdict[tuple[int, int], list[Hours]] = defaultdict(list)
    for row in line:
        found[row.first.year, (row.first.month + 2) // 3].append(row)
    for quarter, rows in found.items():
        yield quarter, summed(rows)
