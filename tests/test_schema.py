"""`fillfinish schema`: the document and the JSON schema follow the row classes."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from models.tables import TABLES, columns
from planner.cli import app
from planner.exits import Exit

DOCUMENT = Path(__file__).parent.parent / "docs" / "data.md"

fillfinish = CliRunner()


def test_the_document_is_up_to_date() -> None:
    """Regenerate with `fillfinish schema --markdown > docs/data.md`."""
    result = fillfinish.invoke(app, ["schema", "--markdown"])

    assert result.exit_code == Exit.OK
    assert result.stdout == DOCUMENT.read_text(encoding="utf-8")


def test_every_column_is_in_the_document_with_its_meaning() -> None:
    text = fillfinish.invoke(app, ["schema"]).stdout

    for table, row in TABLES.items():
        section = text.partition(f"## {table}.csv\n")[2].partition("\n## ")[0]
        for column in columns(row):
            if column.name in ("erp_id", "note"):
                continue
            assert f"| `{column.name}` |" in section, f"{table}.{column.name}"
            assert column.doc, f"{table}.{column.name} has no docstring"


def test_a_reference_and_a_unit_are_shown() -> None:
    text = fillfinish.invoke(app, ["schema"]).stdout

    assert (
        "| `approval_group` | text |  | an error | `countries.approval_group` or `*` |"
        " Approval group, or `*` for all that have no row of their own. |"
    ) in text
    assert ("| `volume_l` | number | L | an error |  | Validated batch volume. |") in text
    assert ("| `until` | day |  | allowed |  | Last day; blank: until further notice. |") in text


def test_the_json_schema_names_columns_as_files_do() -> None:
    schema = json.loads(fillfinish.invoke(app, ["schema", "--json"]).stdout)
    staffing = schema["tables"]["staffing"]

    assert staffing["key"] == ["resource", "from"]
    assert staffing["required"] is True
    assert list(staffing["row"]["properties"])[-3:] == ["until", "hours_per_week", "efficiency"]
    assert staffing["row"]["properties"]["hours_per_week"]["unit"] == "h"
    assert staffing["row"]["properties"]["resource"]["refers"] == ["suites", "lines"]
    assert "start" in schema["plant.yaml"]["properties"]


def test_two_forms_at_once_are_wrong_usage() -> None:
    result = fillfinish.invoke(app, ["schema", "--markdown", "--json"])

    assert result.exit_code == Exit.USAGE
    assert result.stderr == "--markdown and --json are two forms of one answer; give one\n"
