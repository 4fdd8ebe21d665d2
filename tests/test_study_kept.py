"""What a study keeps: cut off anywhere it goes on, and it never mixes with another one."""

from __future__ import annotations

import csv
import gzip
import io
import json
import shutil
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from planner.columns import COLUMNS
from planner.errors import DataError
from planner.study.asked import Request
from planner.study.here import Here
from planner.study.kept import study_kept
from planner.study.study import Study
from tests.study_folders import (
    SCENARIOS,
    carried_out,
    copied,
    folder_of,
    lasting,
    more,
    request_of,
    scenario_rows,
    table_rows,
    whole_study,
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Request:
    """A study that nobody disturbed; tests work on copies."""
    return whole_study(tmp_path_factory.mktemp("whole"))


def entries(request: Request) -> list[str]:
    return (folder_of(request) / "journal.jsonl").read_text().splitlines()


def names_in(request: Request, table: str) -> list[str]:
    """Scenarios in the order in which their rows stand, each as often as it begins."""
    names = [row["scenario"] for row in table_rows(folder_of(request), table)]
    return [name for at, name in enumerate(names) if at == 0 or names[at - 1] != name]


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.99, 1.0])
@pytest.mark.parametrize("line", [0, 1, 2, 4])
def test_cut_off_anywhere_in_the_journal_it_ends_as_if_undisturbed(
    whole: Request, tmp_path: Path, line: int, share: float
) -> None:
    """A kill leaves whole lines, a part of the next, and tables that are ahead of them."""
    request = copied(whole, tmp_path / "copy")
    journal = folder_of(request) / "journal.jsonl"
    lines = journal.read_bytes().splitlines(keepends=True)
    part = lines[line][: int(share * len(lines[line]))]
    journal.write_bytes(b"".join(lines[:line]) + part)
    plans = sorted((request.out / "plans").glob("*/*"))

    carried_out(request)

    assert lasting(folder_of(request)) == lasting(folder_of(whole))
    for table in COLUMNS:
        assert sorted(map(str, table_rows(folder_of(request), table))) == sorted(
            map(str, table_rows(folder_of(whole), table))
        )
    assert sorted((request.out / "plans").glob("*/*")) == plans
    names = [json.loads(entry)["scenario"]["name"] for entry in entries(request)[1:]]
    assert sorted(names) == sorted(one.name for one in SCENARIOS)


def test_a_table_that_is_half_written_loses_the_half(whole: Request, tmp_path: Path) -> None:
    request = copied(whole, tmp_path / "copy")
    with (folder_of(request) / "results" / "batches.csv.gz").open("ab") as opened:
        opened.write(gzip.compress(b"demand 1.1,half a row")[:20])

    carried_out(request)

    assert table_rows(folder_of(request), "batches") == table_rows(folder_of(whole), "batches")


@pytest.mark.parametrize("table", ["batches", "service"])
def test_a_table_that_is_gone_is_written_again(whole: Request, tmp_path: Path, table: str) -> None:
    request = copied(whole, tmp_path / "copy")
    (folder_of(request) / "results" / f"{table}.csv.gz").unlink()

    carried_out(request)

    assert sorted(names_in(request, table)) == sorted(names_in(whole, table))
    assert study_kept(folder_of(request)).left == 0


def test_a_scenario_whose_run_is_gone_is_solved_again(whole: Request, tmp_path: Path) -> None:
    """Twice: the tables then are as the journal says, whatever was written again."""
    request = copied(whole, tmp_path / "copy")
    base = next(one for one in study_kept(folder_of(request)).results)
    assert base.run is not None
    shutil.rmtree(base.run.parent)

    again = carried_out(request)
    carried_out(request)

    assert not again[0].cached and again[0].seconds > 0
    assert sorted(names_in(request, "batches")) == ["base", "demand 0.9", "demand 1.1"]


def test_a_finished_study_asked_again_begins_nothing(whole: Request, tmp_path: Path) -> None:
    request = copied(whole, tmp_path / "copy")

    def nobody() -> Here:
        raise AssertionError("there is nothing to carry out")

    with Study(request, nobody) as study:
        results = study.solve(request.scenarios or ())

    assert [one.status for one in results] == ["finished", "finished", "invalid", "finished"]
    assert results[0].told is not None and results[0].level("cost").found > 0


def test_folders_can_be_moved_together(whole: Request, tmp_path: Path) -> None:
    request = copied(whole, tmp_path / "elsewhere")

    kept = study_kept(folder_of(request))

    assert all(one.run.is_relative_to(tmp_path) for one in kept.results if one.run)
    assert kept.request.case == request.case
    assert str(tmp_path / "elsewhere" / "tiny") in kept.results[0].command


def test_a_study_goes_on_from_its_folder_alone(whole: Request, tmp_path: Path) -> None:
    request = copied(whole, tmp_path / "copy")
    journal = folder_of(request) / "journal.jsonl"
    journal.write_text("\n".join(entries(request)[:2]) + "\n")

    results = carried_out(replace(study_kept(folder_of(request)).request, jobs=0))

    assert [one.scenario for one in results] == list(SCENARIOS)


def test_a_line_that_somebody_edited_is_named(whole: Request, tmp_path: Path) -> None:
    request = copied(whole, tmp_path / "copy")
    journal = folder_of(request) / "journal.jsonl"
    journal.write_text("\n".join(["nonsense", *entries(request)]) + "\n")

    with pytest.raises(DataError, match=r"journal\.jsonl: line 1 is not as fillfinish writes it"):
        carried_out(request)


def test_pandas_reads_every_table_as_it_is(whole: Request) -> None:
    """Three scenarios have plans; the first column tells them apart."""
    for table, columns in COLUMNS.items():
        read = pd.read_csv(folder_of(whole) / "results" / f"{table}.csv.gz")
        assert list(read.columns) == ["scenario", *columns]
        assert len(read) == len(table_rows(folder_of(whole), table))


def test_scenarios_have_their_place_figures_and_command(whole: Request, tmp_path: Path) -> None:
    """Columns of what is varied stand after the status; a name that is taken is marked."""
    place = {"demand.units*": "1.1", "seconds": "2"}
    request = request_of(tmp_path, replace(more("1.1"), place=place))

    carried_out(request)

    (row,) = scenario_rows(folder_of(request))
    assert list(row)[:4] == ["scenario", "status", "demand.units*", "seconds (varied)"]
    assert (row["demand.units*"], row["seconds (varied)"]) == ("1.1", "2")
    assert 0 < float(row["on_time_pct"]) <= 100
    assert float(row["cost_bound_eur"]) <= float(row["cost_eur"])
    assert int(row["batches"]) == len(table_rows(folder_of(request), "batches"))
    assert (folder_of(request) / row["run"] / "run.json").is_file()
    assert row["command"].startswith("fillfinish solve ")
    assert row["set"] == "demand.units*=1.1"


def test_the_tables_have_the_rows_of_the_runs(whole: Request) -> None:
    for result in study_kept(folder_of(whole)).results:
        if result.run is not None:
            mine = [
                row
                for row in table_rows(folder_of(whole), "service")
                if row["scenario"] == result.scenario.name
            ]
            text = (result.run / "service.csv").read_text()
            assert mine == list(csv.DictReader(io.StringIO(text)))
