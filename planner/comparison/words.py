"""A comparison in words: for each quantity the base, an arrow, and the other runs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from planner.aligned import aligned
from planner.comparison import Comparison

Record = dict[str, Any]
Format = Callable[[Any], str]
SHOWN = 8
"""Rows of each list; all are in the CSV."""


def text_of(found: Comparison) -> str:
    """The whole comparison."""
    parts = [
        ("Runs, the first being the base", _runs(found)),
        ("Service: on time %, mean days late, units short at worst", _service(found)),
        ("Batches", _batches(found)),
        ("Hours", _hours(found)),
        ("Cost, EUR", _costs(found)),
        ("Levels", _levels(found)),
        ("New shortages", _shortages(found, "new")),
        ("Shortages that went", _shortages(found, "gone")),
    ]
    lines: list[str] = []
    for title, content in parts:
        lines += [title, *(f"  {line}".rstrip() for line in content), ""]
    return "\n".join(lines).rstrip()


def _columns(rows: Iterable[tuple[str, ...]]) -> list[str]:
    """Columns of equal width, figures to the right."""
    return aligned(rows, right=lambda _, cell: "->" in cell or cell[:1].isdigit())


def _runs(found: Comparison) -> list[str]:
    return _columns((label, str(path)) for label, path in found.runs.items())


def _series(rows: list[Record], column: str, show: Format) -> str:
    """`98.20 -> 91.00`, or the value alone if no run differs."""
    texts = [show(row[column]) for row in rows]
    return " -> ".join(texts) if len(set(texts)) > 1 else texts[0]


def _by(rows: Iterable[Record], *keys: str) -> dict[tuple[str, ...], list[Record]]:
    groups: dict[tuple[str, ...], list[Record]] = {}
    for row in rows:
        groups.setdefault(tuple(row[key] for key in keys), []).append(row)
    return groups


def _figure(decimals: int) -> Format:
    return lambda value: f"{value:z,.{decimals}f}"


def _service(found: Comparison) -> list[str]:
    shown, alike = [], 0
    for (level, name), rows in _by(found.records["service"], "level", "name").items():
        cells = (
            _series(rows, "on_time_pct", _figure(2)),
            _series(rows, "mean_days_late", _figure(3)),
            _series(rows, "worst_units", _figure(0)),
        )
        if level == "country" and not any("->" in cell for cell in cells):
            alike += 1
        else:
            shown.append((f"{level} {name}" if level != "all" else name, *cells))
    same = [f"{alike} countr{'y' if alike == 1 else 'ies'} as in the base"] if alike else []
    return [*_columns(shown), *same]


def _batches(found: Comparison) -> Iterator[str]:
    for (label,), rows in _by(found.records["batches"], "scenario").items():
        yield f"{label}:"
        counted = ("batches", "kept", "moved", "added", "dropped")
        yield from _columns(
            (f"  {row['syringe']}", *(f"{row[name]:,} {name}" for name in counted)) for row in rows
        )
        changes = [row for row in found.records["moves"] if row["scenario"] == label]
        yield from (f"  {_move(row)}" for row in changes[:SHOWN])
        yield from (f"  {line}" for line in _more(changes, "moves"))


def _move(row: Record) -> str:
    sides = [
        f"{row[f'{side}_suite']} > {row[f'{side}_line']} {row[f'{side}_fill_start']}"
        for side in ("from", "to")
        if row[f"{side}_suite"]
    ]
    return f"{row['change']} {row['batch']} {row['syringe']}: {' -> '.join(sides)}"


def _more(rows: list[Record], table: str) -> list[str]:
    return [f"and {len(rows) - SHOWN:,} more: {table} (-o, --json)"] if len(rows) > SHOWN else []


def _hours(found: Comparison) -> list[str]:
    groups = _by(found.records["hours"], "resource", "kind").items()
    cells = [(*key, _series(rows, "h", _figure(0))) for key, rows in groups]
    return _columns(row for row in cells if "->" in row[2]) or ["as in the base"]


def _costs(found: Comparison) -> list[str]:
    groups = _by(found.records["costs"], "term").items()
    return _columns((term, _series(rows, "eur", _figure(0))) for (term,), rows in groups)


def _levels(found: Comparison) -> list[str]:
    return _columns(
        (row["name"], row["scenario"], *(f"{name} {_level(row, name)}" for name in NUMBERS))
        for rows in _by(found.records["levels"], "name").values()
        for row in rows
    )


NUMBERS = ("value", "bound", "gap")


def _level(row: Record, name: str) -> str:
    """A figure of a level; the gap of a cost is a share."""
    figure = row[name]
    if figure is None:
        return "none yet"
    if row["unit"] == "EUR":
        return f"{figure:.1%}" if name == "gap" else f"{figure:z,.0f} EUR"
    return f"{figure:z.4f} {row['unit']}"


def _shortages(found: Comparison, change: str) -> Iterator[str]:
    rows = [row for row in found.records["shortages"] if row["change"] == change]
    for row in sorted(rows, key=lambda row: -row["worst_units"])[:SHOWN]:
        label = f"{row['scenario']}: " if len(found.runs) > 2 else ""
        yield (
            f"{label}{row['country']} {row['presentation']} {row['from']} to {row['until']}:"
            f" {row['worst_units']:,} units ({row['binds']}): {row['reason']}"
        )
    yield from _more(rows, "shortages")
    if not rows:
        yield "none"
