"""Case folders: files and headers that are refused, and the message as a whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from planner.errors import DataError, line_of
from planner.files import open_case, read_case
from tests.plants import patch, replace, write_tiny
from tests.refusals import lines_of_refusal


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return write_tiny(tmp_path)


UTF8 = "save it as 'CSV UTF-8' and try again"


def rewrite(case: Path, file: str, content: bytes) -> None:
    (case / file).write_bytes(content)


FILES = {
    "a missing table": (
        lambda case: (case / "packs.csv").unlink(),
        "packs.csv: is missing; add it to the folder",
    ),
    "a missing plant.yaml": (
        lambda case: (case / "plant.yaml").unlink(),
        "plant.yaml: is missing; add it to the folder",
    ),
    "an empty file": (
        lambda case: rewrite(case, "closures.csv", b"\n"),
        "closures.csv: is empty; write its header and rows, or delete an optional table",
    ),
    "a required table without rows": (
        lambda case: rewrite(case, "connections.csv", b"suite,line\n"),
        "connections.csv: has no rows; add at least one",
    ),
    "a misspelt table": (
        lambda case: (case / "closures.csv").rename(case / "closure.csv"),
        (
            "closure.csv: rename it or move it away: table 'closure.csv' does not exist;"
            " did you mean 'closures.csv'?"
        ),
    ),
    "a spreadsheet beside the tables": (
        lambda case: rewrite(case, "closures.xlsx", b"PK"),
        "closures.xlsx: is a spreadsheet; save it as 'closures.csv' (CSV UTF-8)",
    ),
    "a spreadsheet called csv": (
        lambda case: rewrite(case, "packs.csv", b"PK\x03\x04..."),
        f"packs.csv: is a spreadsheet with another ending; open it and {UTF8}",
    ),
    "UTF-16": (
        lambda case: rewrite(case, "packs.csv", "country".encode("utf-16")),
        f"packs.csv: is UTF-16 or binary, not UTF-8; {UTF8}",
    ),
    "a Windows code page": (
        lambda case: rewrite(case, "suites.csv", "suite,name\nA,Gebäude".encode("cp1252")),
        f"suites.csv:2: is not UTF-8 (see row 2); {UTF8}",
    ),
    "a quotation mark that does not close": (
        lambda case: rewrite(case, "connections.csv", b'suite,line\nOLD,"L1\n'),
        "connections.csv:2: has a broken quotation mark or cell (unexpected end of data); mend it",
    ),
    "no header": (
        lambda case: rewrite(case, "connections.csv", b"OLD,L1\n"),
        "connections.csv:1: has no header; begin it with the row suite,line",
    ),
    "a line for Excel": (
        lambda case: rewrite(case, "connections.csv", b"sep=;\nsuite;line\nOLD;L1\n"),
        "connections.csv:1: begins with 'sep=;'; delete this row",
    ),
    "a misspelt column": (
        lambda case: replace(case, "packs.csv", "units_per_pack", "units_per_pac"),
        "packs.csv:1: column 'units_per_pac' does not exist; did you mean 'units_per_pack'?",
    ),
    "a missing column": (
        lambda case: rewrite(case, "connections.csv", b"suite\nOLD\n"),
        "connections.csv:1: column 'line' is missing; add it",
    ),
    "a column twice": (
        lambda case: rewrite(case, "connections.csv", b"suite,line,line\nOLD,L1,L1\n"),
        "connections.csv:1: column 'line' stands there twice; delete one",
    ),
    "a column without a name": (
        lambda case: rewrite(case, "connections.csv", b"suite,line,\nOLD,L1,\n"),
        "connections.csv:1: column 3 has no name; name it or delete it",
    ),
    "a row that is too long": (
        lambda case: rewrite(case, "connections.csv", b"suite,line\nOLD,L1,x\n"),
        (
            "connections.csv:2: has too many cells (3 for 2 columns); write 1.5 instead of 1,5,"
            " and put text that has a separator in quotes"
        ),
    ),
    "a row that is too short": (
        lambda case: rewrite(case, "connections.csv", b"suite,line\nOLD\n"),
        "connections.csv:2: has too few cells (1 for 2 columns); fill up the row",
    ),
    "plant.yml": (
        lambda case: rewrite(case, "plant.yml", b"name: x"),
        "plant.yml: is not read; rename it to 'plant.yaml'",
    ),
}


@pytest.mark.parametrize(("spoil", "line"), FILES.values(), ids=FILES)
def test_a_file_is_refused_for(case: Path, spoil: Any, line: str) -> None:
    spoil(case)

    assert lines_of_refusal(case) == [line]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    folder = tmp_path / "tinny"

    assert lines_of_refusal(folder) == [f"plant.yaml: there is no folder '{folder}'"]


def test_the_message_names_the_case_and_what_follows(case: Path) -> None:
    patch(case, "release", 2, "days", "-1")

    with pytest.raises(DataError) as refusal:
        read_case(case)

    assert str(refusal.value) == (
        "tiny: 1 problem\n"
        "- release.csv:2, days: '-1' is below 0; write 0 or more (d)\n"
        "Checks across tables follow once these are mended."
    )


def test_checks_across_tables_name_the_row_of_the_file(case: Path) -> None:
    """Rows 2 and 3 are blank, so the first row of demand is row 4."""
    path = case / "packs.csv"
    header, first, second = path.read_text(encoding="utf-8").splitlines()
    path.write_text(f"{header}\n\n\n{first}\n{second}\n\n{first}", encoding="utf-8")

    assert lines_of_refusal(case) == [
        (
            "packs.csv:7: country 'NO', presentation 'S1-PFS' is already in row 4;"
            " delete or correct one"
        )
    ]


def test_warnings_name_the_row_of_the_file(case: Path) -> None:
    patch(case, "lots", 2, "filled_on", "2020-01-01")
    replace(case, "lots.csv", "00012", "\n00012")

    assert [line_of(problem) for problem in open_case(case).warnings()] == [
        (
            "lots.csv:3, filled_on: lot '00012' expired on 2022-01-01, before the start;"
            " it is written off"
        )
    ]


def test_the_same_problem_a_thousand_times_is_counted(case: Path) -> None:
    path = case / "connections.csv"
    path.write_text("suite,line\n" + "OLD,\n" * 1_000, encoding="utf-8")

    with pytest.raises(DataError) as refusal:
        read_case(case)
    lines = str(refusal.value).splitlines()

    assert len(refusal.value.problems) == 1_000
    assert lines[0] == "tiny: 1,000 problems"
    assert lines[21] == "- connections.csv, line: and 980 more"
    assert len(lines) == 23


def test_a_large_case_is_read_whole(case: Path) -> None:
    rows = "".join(f"R{n},NO,S1-PFS,2026-04,,{n},,forecast\n" for n in range(25_000))
    header = "row_id,country,presentation,month,due_on,units,packs,kind\n"
    (case / "demand.csv").write_text(header + rows, encoding="utf-8")

    plant = read_case(case)

    assert len(plant.demand) == 25_000
