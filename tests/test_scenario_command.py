"""`fillfinish scenario`, and `validate` and `solve` with scenarios, as a user runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from planner.cli import app
from planner.commands import command_of
from planner.exits import Exit
from planner.files import WhatIf, open_case
from tests.plants import write_tiny
from tests.scenario_files import write_overlay

fillfinish = CliRunner()


@pytest.fixture
def case(tmp_path: Path) -> Path:
    case = write_tiny(tmp_path)
    write_overlay(
        case,
        "late",
        """
        - {table: approvals, where: {unit: NEW}, shift: {from: 6 months}}
        - {table: plant.yaml, set: {thaw_days: 3}}
        """,
    )
    write_overlay(case, "much", "- {table: demand, multiply: {units: 2}}", "[late]")
    return case


def test_list_names_the_scenarios(case: Path) -> None:
    result = fillfinish.invoke(app, ["scenario", "list", str(case)])

    assert result.exit_code == Exit.OK
    assert result.stdout == ("late   2 changes  late\nmuch    1 change  much (extends late)\n")


def test_list_answers_programs_too(case: Path) -> None:
    result = fillfinish.invoke(app, ["scenario", "list", str(case), "--json"])

    assert json.loads(result.stdout)[1] == {
        "scenario": "much",
        "title": "much",
        "extends": ["late"],
        "changes": 1,
    }


def test_a_case_without_scenarios_says_where_to_write_one(tmp_path: Path) -> None:
    result = fillfinish.invoke(app, ["scenario", "list", str(write_tiny(tmp_path))])

    assert result.stdout == "tiny has no scenarios; write scenarios/NAME.yaml in its folder\n"


def test_show_tells_every_cell_from_old_to_new(case: Path) -> None:
    """`lots.units` loses 500; a lot is deleted and a closure inserted by `more`."""
    write_overlay(
        case,
        "more",
        """
        - {table: lots, where: {lot: 00012}, delete: true}
        - {table: closures, insert: [{resource: OLD, from: 2026-02-02, to: 2026-02-08, reason: repair}]}
        """,
    )

    result = fillfinish.invoke(
        app,
        [
            "scenario",
            "show",
            str(case),
            "late",
            "more",
            "--set",
            "approvals.until[unit=L1]=2030-01-31",
        ],
    )

    assert result.exit_code == Exit.OK, result.output
    assert result.stdout == (
        "late: late\n"
        "more: more\n"
        "--set 'approvals.until[unit=L1]=2030-01-31'\n"
        "\n"
        "closures: 1 row inserted\n"
        "  + resource: OLD, from: 2026-02-02, to: 2026-02-08, reason: repair\n"
        "\n"
        "approvals: 3 rows changed\n"
        "  EU, *, prep, NEW, 2020-01-01  from: 2020-01-01 -> 2020-07-01\n"
        "  EU, *, fill, L1, 2020-01-01  until: (blank) -> 2030-01-31\n"
        "  JP, *, fill, L1, 2020-01-01  until: (blank) -> 2030-01-31\n"
        "\n"
        "lots: 1 row deleted\n"
        "  - 00012\n"
        "\n"
        "plant.yaml\n"
        "  thaw_days: 2 -> 3\n"
    )


def test_show_adds_up_a_table_that_is_too_long(case: Path) -> None:
    """25 rows more than the 12 of the case: 37 x 12,000 = 444,000 units, doubled."""
    demand = case / "demand.csv"
    last = demand.read_text(encoding="utf-8").splitlines()[-1]
    more = [last.replace("JP-06", f"M{n}") for n in range(25)]
    demand.write_text(demand.read_text(encoding="utf-8") + "\n".join(more), encoding="utf-8")
    short = ["scenario", "show", str(case), "--set", "demand.units*=2"]

    shown = fillfinish.invoke(app, short).stdout.splitlines()
    everything = fillfinish.invoke(app, [*short, "--all"]).stdout.splitlines()
    answer = json.loads(fillfinish.invoke(app, [*short, "--json"]).stdout)

    assert shown[2:5] == [
        "demand: 37 rows changed",
        "  units of S1-PFS: 444,000 -> 888,000",
        "  NO-01  units: 12000 -> 24000",
    ]
    assert shown[-1] == "  and 32 more; --all shows them"
    assert len(everything) == 3 + 37
    assert len(answer["tables"][0]["cells"]) == 37
    assert answer["tables"][0]["cells"][0] == {
        "key": "NO-01",
        "column": "units",
        "old": "12000",
        "new": "24000",
    }


def test_show_says_so_if_nothing_changes(case: Path) -> None:
    result = fillfinish.invoke(
        app, ["scenario", "show", str(case), "--set", "settings.thaw_days=2"]
    )

    assert result.stdout == "--set 'settings.thaw_days=2'\n\nnothing changes\n"


def test_validate_says_what_was_asked(case: Path) -> None:
    result = fillfinish.invoke(
        app, ["validate", str(case), "--scenario", "late", "--set", "lots.units+=1"]
    )

    assert result.exit_code == Exit.OK
    assert result.stdout.endswith("  what if late: late\n  what if --set 'lots.units+=1'\n")


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (["--scenario", "lat"], Exit.BAD_INPUT, "tiny + lat: 1 problem\n"),
        (["--set", "lots"], Exit.USAGE, "--set 'lots' cannot be read;"),
        (["--set", "lots.units[lot=1]=2"], Exit.BAD_INPUT, "tiny + set: 1 problem\n"),
    ],
)
@pytest.mark.parametrize("command", ["validate", "solve"])
def test_what_cannot_be_applied_ends_the_command(
    case: Path, command: str, options: list[str], code: Exit, said: str
) -> None:
    out = ["-o", str(case.parent / "runs")] if command == "solve" else []

    result = fillfinish.invoke(app, [command, str(case), *options, *out])

    assert result.exit_code == code
    assert result.stderr.startswith(said)
    assert not (case.parent / "runs").exists()


def test_the_command_is_kept_as_it_can_be_typed_again(case: Path) -> None:
    found = open_case(case, WhatIf(("late", "much"), ("lots.units[lot=00012]-=5",)))

    assert command_of(found) == (
        "solve tiny --scenario late --scenario much --set 'lots.units[lot=00012]-=5'"
    )


def test_a_run_keeps_what_its_scenarios_change(case: Path) -> None:
    """`late` alone: one approval of NEW moves by six months, and thawing takes 3 days."""
    found = open_case(case, WhatIf(("late",)))
    told = found.asked()

    assert told["titles"] == {"late": "late"}
    assert [one["title"] for one in told["differences"]] == [
        "approvals: 1 row changed",
        "plant.yaml",
    ]
    assert all(" -> " in line for one in told["differences"] for line in one["lines"])
    assert open_case(case).asked()["differences"] == []
