"""The page of a study: figures of its files, ranges said, nothing lost or run."""

from __future__ import annotations

import re
from math import inf
from pathlib import Path

import pytest
from typer.testing import CliRunner

from planner.answers.contract import Bars, Finding, Heat, Mark
from planner.answers.kept import write_finding
from planner.cli import app
from planner.exits import Exit
from planner.study.contract import Scenario
from planner.study.spans import Span
from planner.study_page import study_page
from planner.study_page.beside import Beside
from planner.study_page.cells import answer_sheet, title_of
from planner.study_page.comparisons import comparisons
from planner.study_page.page import page_of
from planner.study_page.pictures import drawn
from tests.study_pages import made_up, row, sampled

fillfinish = CliRunner()
WORTH = Bars("Worth", "d", (Mark("a shift", Span(-inf, -0.5, 0.0), "8 h"),))


def titles(*kept: object) -> list[str]:
    return [shown.picture.title for each in kept for shown in comparisons(Beside(each))]  # type: ignore[arg-type]


def answer(*rows: dict[str, object], columns: tuple[str, ...]) -> Finding:
    return Finding("headroom", "It can grow.", columns, rows, (WORTH,))


def test_a_study_without_scenarios_says_so(tmp_path: Path) -> None:
    page = page_of(made_up(tmp_path), None)

    assert "No scenario has ended yet." in page
    assert "0 scenarios" in page


def test_one_scenario_is_a_table_without_comparisons(tmp_path: Path) -> None:
    kept = made_up(tmp_path, row(Scenario("base"), 0.5))

    assert "1 scenario." in page_of(kept, None)
    assert titles(kept) == []


def test_scenarios_that_are_all_the_same_are_drawn(tmp_path: Path) -> None:
    """Every difference is 0: the scale has no width of its own."""
    page = page_of(made_up(tmp_path, *(row(Scenario(name), 0.0) for name in ("base", "b"))), None)

    assert "nan" not in page
    assert "Mean days late, against the base" in page


@pytest.mark.parametrize(("count", "most"), [(100, 1_500_000), (1_000, 4_000_000)])
def test_many_scenarios_fit_on_a_page(count: int, most: int, tmp_path: Path) -> None:
    """All in the tables; bars only of those that differ most."""
    page = page_of(made_up(tmp_path, *sampled(count)), None)

    assert len(page.encode()) < most
    assert f"point {count - 1}<" in page
    assert f"The 40 of {count:,} that differ most." in page


def test_a_sample_has_a_cloud_for_each_thing_and_no_map(tmp_path: Path) -> None:
    """A grid of 50 x 50 values would be empty but for its diagonal."""
    found = titles(made_up(tmp_path, *sampled(50)))

    assert "On time by demand.units*" in found
    assert "On time by hours*" in found
    assert not [title for title in found if "(down)" in title]


def test_three_axes_are_maps_beside_each_other(tmp_path: Path) -> None:
    """The axis with fewest values makes the maps, in the order of its values."""
    rows = [
        row(Scenario(f"{a} {b} {c}", place={"a": a, "b": b, "c": c}), 0.1)
        for a in ("1", "2", "3")
        for b in ("yes", "no")
        for c in ("10", "9", "8")
    ]

    assert titles(made_up(tmp_path, row(Scenario("base"), 0.0), *rows))[1:3] == [
        "On time by c (down) and a (across), at b yes",
        "On time by c (down) and a (across), at b no",
    ]


def test_maps_have_a_hole_where_there_is_no_plan(tmp_path: Path) -> None:
    rows = [
        row(
            Scenario(f"{a} {b}", place={"a": a, "b": b}),
            *((None, "infeasible") if a == b else (1.0,)),
        )
        for a in ("1", "2")
        for b in ("1", "2")
    ]
    kept = made_up(tmp_path, *rows)
    (heat,) = [one.picture for one in comparisons(Beside(kept)) if isinstance(one.picture, Heat)]

    assert heat.columns == ("1", "2")
    assert heat.rows == (("1", (None, 98.0)), ("2", (98.0, None)))
    assert "1, 1: no plan" in drawn(heat)


def test_things_varied_one_at_a_time_have_neither_columns_nor_maps(tmp_path: Path) -> None:
    """Of a tornado: each place has one thing, the others are as in the base."""
    rows = [
        row(Scenario(f"{name} {value}", place={name: value}), 0.1)
        for name in ("forecast", "yield")
        for value in ("less", "more")
    ]
    kept = made_up(tmp_path, row(Scenario("base"), 0.0), *rows)

    assert Beside(kept).varied == ()
    assert titles(kept)[1:] == [
        "Mean days late, against the base (left is better)",
        "Cost, against the base (each at its own service)",
    ]


def test_scenarios_without_a_plan_are_told_once_a_reason(tmp_path: Path) -> None:
    """Fourteen for one reason: twelve are named."""
    rows = [row(Scenario(f"late {at}"), None, "infeasible", "why\nand why") for at in range(14)]
    page = page_of(made_up(tmp_path, *rows, row(Scenario("gone"), None, "killed", "9")), None)

    assert page.count("<li>and why</li>") == 1
    assert "late 11 and 2 more: infeasible" in page
    assert "gone: killed" in page


def test_a_proven_difference_is_bold(tmp_path: Path) -> None:
    """1.0 with bound 0 against 0.5 with bound 0 may be none; cost 40.1 (30) against 40 neither."""
    sure = row(Scenario("sure"), 2.0)
    sure.figures["lateness_bound_d"] = 1.9
    page = page_of(
        made_up(tmp_path, row(Scenario("base"), 0.5), sure, row(Scenario("b"), 1.0)), None
    )

    assert re.findall(r"<strong>([^<]*)</strong></td>", page) == ["+1.500"]


@pytest.mark.parametrize(
    ("column", "title"),
    [
        ("on_time_pct", "on time, %"), ("days_late_d", "days late"), ("cost_eur_more", "cost more, EUR"),
        ("cost_meur", "cost, M EUR"), ("owed_at_worst_units", "owed at worst, units"),
        ("mean_days_late", "mean days late"), ("added_h", "added, h"), ("scenario", "scenario"),
        ("lp_relaxation_eur_per_h", "LP relaxation EUR per h"), ("units", "units"),
    ],
)  # fmt: skip
def test_columns_have_titles_for_people(column: str, title: str) -> None:
    assert title_of(column) == title


def test_a_figure_and_its_ends_share_a_cell() -> None:
    """None is an end that is open; a figure that is its own range stands alone."""
    columns = ("scenario", "cost_eur", "cost_eur_low", "cost_eur_high", "high")
    found = answer_sheet(
        answer(
            {"scenario": "a", "cost_eur": 5000.4, "cost_eur_low": None, "cost_eur_high": 6000},
            {"scenario": "b", "cost_eur": 7, "cost_eur_low": 7, "cost_eur_high": 7, "high": "x"},
            columns=columns,
        )
    )

    assert [head.text for head in found.heads] == ["scenario", "cost, EUR", "high"]
    assert [[cell.text for cell in each] for each in found.rows] == [
        ["a", "5,000 (open to 6,000)", ""],
        ["b", "7", "x"],
    ]
    assert [cell.data for cell in found.rows[0]] == ["", "5000.4", ""]


def test_a_folder_that_is_no_study_is_refused(tmp_path: Path) -> None:
    (tmp_path / "study.json").write_text('{"format": 99, "versions": {}}', encoding="utf-8")
    other = fillfinish.invoke(app, ["report", str(tmp_path)])

    assert other.exit_code == Exit.BAD_INPUT
    assert "has format 99" in other.stderr


@pytest.mark.parametrize("words", [["--language", "fr"], ["--against", "."]])
def test_the_page_of_a_study_is_english_and_of_one_study(words: list[str], tmp_path: Path) -> None:
    (tmp_path / "study.json").write_text("{}", encoding="utf-8")
    told = fillfinish.invoke(app, ["report", str(tmp_path), *words])

    assert told.exit_code == Exit.USAGE
    assert "the page of a study is English" in told.stderr


def test_an_edited_answer_gives_no_page(tmp_path: Path) -> None:
    """Nothing is quoted that nobody found."""
    from planner.study.kept import write_told

    kept = made_up(tmp_path)
    kept.folder.mkdir()
    write_told(kept.folder, kept.told)
    (kept.folder / "journal.jsonl").touch()
    _, file = write_finding(answer(columns=("scenario",)), kept.folder)
    assert "It can grow." in study_page(kept.folder)
    file.write_text(file.read_text().replace("can grow", "can triple"))

    told = fillfinish.invoke(app, ["report", str(kept.folder)])

    assert told.exit_code == Exit.BAD_INPUT
    assert "ask the question again" in told.stderr
    assert not (kept.folder / "report.html").exists()
