"""The input tables in words (`docs/data.md`) and as JSON schema, from the row classes."""

from __future__ import annotations

from typing import Any

from models.settings import Settings
from models.tables import TABLES, Column, columns
from models.units import Part, Row
from planner.settings_file import GROUPS, columns_of

HEAD = """\
# The input tables

Written by `fillfinish schema --markdown` from the row classes in `models`; do not edit.

A case is a folder with `plant.yaml` and one CSV file a table: comma, decimal dot, UTF-8,
days as `2026-01-05`, months as `2026-04`; a week such as `2026-W02` stands for its Monday
where a column is a first day, for its Sunday where it is a last day. Semicolon (with decimal
comma) or tab is understood; what can be read two ways is refused. A blank in a required
column is an error, never a default; an optional column may be left out. Every table may have
the columns `erp_id` (identifier in the site's own system) and `note`, which are carried along
and never interpreted.
"""

KINDS = {
    "text": "text",
    "choice": "choice",
    "whole": "whole number",
    "number": "number",
    "date": "day",
    "month": "month",
}
TOP = "| column | kind | unit | blank | refers to | meaning |\n|---|---|---|---|---|---|"


def markdown() -> str:
    """The text of `docs/data.md`."""
    parts = [HEAD, _settings(), *(_table(row) for row in TABLES.values())]
    return "\n".join(parts)


def json_schema() -> dict[str, Any]:
    """JSON schema of `plant.yaml` and of a row of each table."""
    return {
        "plant.yaml": Settings.model_json_schema(),
        "tables": {
            table: {
                "required": row.required,
                "key": list(row.key),
                "row": row.model_json_schema(),
            }
            for table, row in TABLES.items()
        },
    }


def _settings() -> str:
    rows = [_line(column) for column in columns_of(Settings) if column.name not in GROUPS]
    for group, part in GROUPS.items():
        rows += [_line(column, f"{group}.") for column in columns_of(part)]
    return "\n".join(
        ["## plant.yaml", "", "The few values that are not a table.", "", TOP, *rows, ""]
    )


def _table(row: type[Row]) -> str:
    needed = "Required." if row.required else "May be left out."
    rows = [_line(column) for column in columns(row) if column.name not in ("erp_id", "note")]
    title = f"## {row.table}.csv"
    key = f"{needed} One row for each {_and([f'`{name}`' for name in row.key])}."
    return "\n".join([title, "", _text(row), "", key, "", TOP, *rows, ""])


def _text(part: type[Part]) -> str:
    return "\n".join(line.strip() for line in (part.__doc__ or "").strip().splitlines())


def _and(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _line(column: Column, prefix: str = "") -> str:
    kind = KINDS[column.kind]
    if column.choices:
        kind = ", ".join(f"`{choice}`" for choice in column.choices)
    unit = "" if column.unit in (None, "month") else column.unit
    refers = " or ".join(f"`{name}`" for name in (*column.refers, *column.also))
    blank = "allowed" if not column.required or "null:" in column.doc else "an error"
    meaning = " ".join(column.doc.split()).replace("|", "\\|")
    return f"| `{prefix}{column.name}` | {kind} | {unit} | {blank} | {refers} | {meaning} |"
