"""Two runs beside each other: figures of `compare`, in sentences that claim no more."""

from __future__ import annotations

import html
import shutil
from pathlib import Path
from typing import Any

import pytest

from planner.comparison import Comparison, compare
from planner.errors import DataError
from planner.language import ENGLISH
from planner.on_time import on_time, percent
from planner.report.differences import proven, section
from planner.report.differences_cells import Cell, Table, change, euros, share
from planner.report.differences_work import SHOWN, moved, shortages_that
from planner.report.view import View
from tests.plants import tiny_plant
from tests.reported_runs import HOSTILE, hostile_run
from tests.short_runs import body_of, rows_of, run_of, short_run, view_of_run


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return run_of(tiny_plant(), tmp_path_factory.mktemp("base"))


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return short_run(tmp_path_factory.mktemp("runs"))


def figures(view: View) -> dict[str, Any]:
    found = section(view)
    assert found is not None
    return dict(found.figures)


def table(view: View, name: str) -> dict[str, tuple[Cell, ...]]:
    (found,) = (one for one in figures(view)["tables"] if one.name == name)
    assert isinstance(found, Table)
    return {row[0].said: row for row in found.rows}


def test_without_another_run_there_is_no_section(run: Path) -> None:
    assert section(view_of_run(run)) is None


def test_sentences_have_the_figures_of_both_tables(base: Path, run: Path) -> None:
    first, *_ = figures(view_of_run(run, against=base))["sentences"]
    old, new = (percent(on_time(rows_of(each, "service"))) for each in (base, run))

    assert first.startswith(f"Service is worse: {new} on time instead of {old}, on average")
    back, *_ = figures(view_of_run(base, against=run))["sentences"]
    assert back.startswith(f"Service is better: {old} on time instead of {new}, on average")


def test_batches_and_shortages_are_counted(base: Path, run: Path) -> None:
    """The base has no shortage, this run has two."""
    _, batches, _, shortages, _ = figures(view_of_run(run, against=base))["sentences"]
    counted = compare(base, run).records["batches"]

    assert batches.startswith(
        f"Of its {len(rows_of(run, 'batches'))} batches {counted[0]['kept']} "
    )
    assert shortages == "2 shortages are new, 0 of the base went."


def test_costs_equal_the_csv(base: Path, run: Path) -> None:
    sums = [sum(float(row["eur"]) for row in rows_of(each, "costs")) for each in (base, run)]
    total = table(view_of_run(run, against=base), "by-term")["Total"]
    more = figures(view_of_run(run, against=base))["sentences"][2]

    assert [cell.value for cell in total[1:3]] == [pytest.approx(eur, abs=0.01) for eur in sums]
    assert total[3].value == pytest.approx(sums[1] - sums[0], abs=0.5)
    assert more == f"It costs {sums[1] - sums[0]:,.0f} EUR more than the base."
    less = figures(view_of_run(base, against=run))["sentences"][2]
    assert less.startswith(f"It costs {sums[1] - sums[0]:,.0f} EUR less than the base; what is not")


def test_changes_have_a_sign_a_word_and_a_colour() -> None:
    assert change(ENGLISH, -1.5, 2, better=1) == Cell("\N{MINUS SIGN}1.50 worse", -1.5, "bad")
    assert change(ENGLISH, -1.5, 2, better=-1) == Cell("\N{MINUS SIGN}1.50 better", -1.5, "good")
    assert change(ENGLISH, 1_234) == Cell("+1,234", 1234)
    assert change(ENGLISH, 0.001, 2, better=1) == Cell("as before", 0.0)
    assert euros(ENGLISH, -2_000) == Cell("\N{MINUS SIGN}2,000 cheaper", -2000, "good")
    assert euros(ENGLISH, 2_000) == Cell("+2,000 dearer", 2000, "bad")
    assert share(ENGLISH, 99.99).said == "99.9"


def of_levels(base: tuple[float, float | None], run: tuple[float, float | None]) -> str:
    """What is said of two latenesses, each value and bound."""
    rows = [
        {"scenario": name, "name": "lateness", "value": value, "bound": bound}
        | {"gap": None if bound is None else value - bound}
        for name, (value, bound) in {"base": base, "run": run}.items()
    ]
    return proven(ENGLISH, Comparison({}, {"levels": tuple(rows)}))


def test_only_ranges_that_lie_apart_prove_a_difference() -> None:
    """Best plans lie between bound and value."""
    assert of_levels((1.0, 0.5), (3.0, 2.0)).startswith(
        "It is proven that no plan of this scenario"
    )
    assert of_levels((3.0, 2.0), (1.0, 0.5)).startswith("It is proven that no plan of the base")
    assert of_levels((1.0, 0.5), (3.0, 0.9)) == (
        "Both plans carry a gap in lateness (0.50 days in the base, 2.10 here), so that the"
        " difference is not proven: more search may change it."
    )
    assert of_levels((1.0, None), (3.0, 2.0)).startswith("Without bounds nobody knows")


def test_long_lists_are_cut_and_say_so() -> None:
    move = {"change": "added", "syringe": "S", "units": 1}
    place = {"suite": "P", "line": "F", "volume_l": "10", "fill_start": "2026-01-05"}
    to = {f"to_{name}": value for name, value in place.items()}
    rows = tuple(
        {**move, **to, "batch": f"B{at}", **{f"from_{name}": "" for name in place}}
        for at in range(SHOWN + 1)
    )
    found = moved(ENGLISH, Comparison({}, {"moves": rows}))

    assert len(found.rows) == SHOWN
    assert found.note == "31 in all; fillfinish compare --out writes every one"
    assert [cell.said for cell in found.rows[0]] == ["added", "B0", "S", "", "P > F, 10 L, 2026-01-05", "1"]  # fmt: skip


def test_shortages_that_came_stand_apart_from_those_that_went(base: Path, run: Path) -> None:
    found = compare(base, run)

    assert len(shortages_that(ENGLISH, found, "new").rows) == 2
    assert shortages_that(ENGLISH, found, "gone").rows == ()


def test_runs_of_different_cases_are_refused(base: Path, run: Path) -> None:
    other = Path(shutil.copytree(run, run.parent / "other"))
    told = (other / "run.json").read_text(encoding="utf-8")
    (other / "run.json").write_text(told.replace('"case": "Tiny"', '"case": "Other"'))

    with pytest.raises(DataError, match="is a run of case 'Tiny', not of 'Other'"):
        section(view_of_run(run, against=other))


def test_runs_of_one_scenario_and_folder_name_are_told_apart_by_path(
    run: Path, tmp_path: Path
) -> None:
    copy = Path(shutil.copytree(run, tmp_path / run.name))

    found = section(view_of_run(run, against=copy))

    assert found is not None
    assert (found.figures["base"], found.figures["run"]) == (str(copy), str(run))


def test_names_are_text(tmp_path: Path) -> None:
    one, two = hostile_run(tmp_path / "a"), hostile_run(tmp_path / "b")
    two = two.rename(two.with_name("the base"))
    body = body_of(view_of_run(one, "fr", two), "differences")

    assert HOSTILE["S1"] not in body
    assert HOSTILE["S1"] in html.unescape(body)
