"""The page of a solved study in a real browser: true to scenarios.csv, safe, usable."""

from __future__ import annotations

import csv
from collections import defaultdict
from math import floor
from pathlib import Path

import pytest
from typer.testing import CliRunner

from planner.cli import app
from planner.exits import Exit
from planner.on_time import on_time
from planner.study_page.page import page_of
from tests.browser import Browser, opened
from tests.study_folders import scenario_rows
from tests.study_pages import FORMULA, HOSTILE, made_up, sampled, solved_study

pytestmark = pytest.mark.xdist_group("browser")

COLUMNS = {
    "on time, %": "on_time_pct",
    "days late": "lateness_d",
    "cost, EUR": "cost_eur",
    "days below cover": "cover_d",
    "days unfair": "fairness_d",
    "batches": "batches",
    "shortages": "shortages",
}
TABLE = "all => all.map(row => [...row.cells].map(cell => cell.dataset.value ?? cell.textContent))"


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = solved_study(tmp_path_factory.mktemp("study"))
    told = CliRunner().invoke(app, ["report", str(folder)])
    assert told.exit_code == Exit.OK, told.output
    return folder


@pytest.fixture(scope="module")
def page(study: Path) -> Path:
    return study / "report.html"


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("many")
    file = folder / "page.html"
    file.write_text(page_of(made_up(folder, *sampled(100)), None), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("width", "scheme"), [(480, "light"), (1280, "light"), (1280, "dark"), (1920, "light")]
)
@pytest.mark.parametrize("which", ["page", "many"])
def test_the_page_is_quiet_and_keeps_within_the_window(
    browser: Browser, which: str, width: int, scheme: str, request: pytest.FixtureRequest
) -> None:
    with opened(browser, request.getfixturevalue(which), width, color_scheme=scheme) as seen:
        seen.add_style_tag(content=".part { content-visibility: visible !important }")
        inside = seen.evaluate("document.documentElement.scrollWidth <= innerWidth")
        targets = seen.eval_on_selector_all("nav a", "all => all.map(a => a.hash)")
        missing = [hash for hash in targets if not seen.query_selector(hash)]

    assert inside
    assert len(targets) >= 3
    assert missing == []


def test_figures_are_those_of_the_csv(browser: Browser, study: Path, page: Path) -> None:
    """Every scenario but the plan that others start from; blank where there is no plan."""
    rows = {row["scenario"].removeprefix("'"): row for row in scenario_rows(study)}
    with opened(browser, page) as seen:
        heads = seen.eval_on_selector_all(
            "#scenarios-table thead th", "all => all.map(head => head.textContent)"
        )
        cells = seen.eval_on_selector_all("#scenarios-table tbody tr", TABLE)
    shown = {row[0]: dict(zip(heads, row, strict=True)) for row in cells}

    assert shown.keys() == rows.keys() - {"first plan"}
    for name, row in shown.items():
        assert [row[title] for title in COLUMNS] == [rows[name][c] for c in COLUMNS.values()]
        assert row["status"] == rows[name]["status"]
        assert row["demand.units*"] == rows[name]["demand.units*"]
    assert {row["status"] for row in shown.values()} == {"finished", "infeasible", "invalid"}


def test_differences_to_the_base_add_up(browser: Browser, study: Path, page: Path) -> None:
    rows = {row["scenario"]: row for row in scenario_rows(study)}
    more = float(rows["1.2, 0.8"]["cost_eur"]) - float(rows["base"]["cost_eur"])
    with opened(browser, page) as seen:
        cells = seen.eval_on_selector_all("#scenarios-table tbody tr", TABLE)
    (found,) = [row for row in cells if row[0] == "1.2, 0.8"]

    assert any(abs(float(cell) - more) < 2e-6 for cell in found[4:-1] if cell)
    assert more != 0


def test_groups_are_served_as_service_csv_says(browser: Browser, study: Path, page: Path) -> None:
    """Of each scenario and approval group: Norway is EU, Japan is JP; 99.96 % is not 100 %."""
    expected: dict[str, str] = {}
    for row in scenario_rows(study):
        if row["status"] == "finished" and row["scenario"] != "first plan":
            service = defaultdict(list)
            with (study / row["run"] / "service.csv").open(encoding="utf-8") as opened_file:
                for one in csv.DictReader(opened_file):
                    service[{"NO": "EU", "JP": "JP"}[one["country"]]].append(one)
            for group, of_group in service.items():
                name = row["scenario"].removeprefix("'")
                expected[f"{name}, {group}"] = f"{floor(1000 * on_time(of_group)) / 10:g} %"
    with opened(browser, page) as seen:
        tips = seen.eval_on_selector_all(
            "svg[aria-label='On time by approval group'] g", "all => all.map(g => g.dataset.tip)"
        )
    found = {name: said for name, _, said in (tip.rpartition(": ") for tip in tips)}

    assert found == expected
    assert len(found) == 14


def test_names_are_text_whatever_they_hold(browser: Browser, page: Path) -> None:
    with opened(browser, page) as seen:
        broken = seen.evaluate("window.broken")
        text = seen.evaluate("document.documentElement.textContent")

    assert broken is None
    assert HOSTILE in text
    assert FORMULA in text


def test_scenarios_without_a_plan_say_why(browser: Browser, page: Path) -> None:
    with opened(browser, page) as seen:
        heads = seen.eval_on_selector_all("#failed h3", "all => all.map(h => h.textContent)")
        lines = seen.eval_on_selector_all("#failed li", "all => all.map(l => l.textContent)")

    assert heads == ["clash: infeasible", "no such table: invalid"]
    assert any("instructions" in line for line in lines)
    assert any("did you mean 'demand'" in line for line in lines)


def test_a_click_on_a_header_sorts_by_number(browser: Browser, many: Path) -> None:
    """Cost of point 9 is below that of point 10, which text would not know."""
    values = "all => all.map(cell => Number(cell.dataset.value))"
    with opened(browser, many) as seen:
        header = seen.locator("#scenarios-table thead th", has_text="cost, EUR").locator("button")
        place = header.evaluate("button => button.parentElement.cellIndex") + 1
        select = f"#scenarios-table tbody tr > *:nth-child({place})"
        header.click()
        up = seen.eval_on_selector_all(select, values)
        header.click()
        down = seen.eval_on_selector_all(select, values)

    assert up == sorted(up)
    assert down == sorted(down, reverse=True)
    assert up != down


def test_arrow_keys_say_what_a_picture_shows(browser: Browser, page: Path) -> None:
    with opened(browser, page) as seen:
        seen.locator("svg[aria-label^='Mean days late']").focus()
        seen.keyboard.press("ArrowRight")
        said = seen.locator("#said").text_content()

    assert said


def test_every_picture_and_header_has_a_name(browser: Browser, page: Path) -> None:
    nameless = """() => [
      ...[...document.querySelectorAll('button, summary, th')].filter(e => !e.textContent.trim()),
      ...[...document.querySelectorAll('svg')].filter(e => !e.getAttribute('aria-label')),
    ].map(e => e.outerHTML.slice(0, 120))"""
    with opened(browser, page) as seen:
        found = seen.evaluate(nameless)

    assert found == []


def test_paper_is_white_and_has_no_controls(browser: Browser, page: Path) -> None:
    with opened(browser, page, color_scheme="dark") as seen:
        seen.emulate_media(media="print", color_scheme="dark")
        paper = seen.evaluate("getComputedStyle(document.body).backgroundColor")
        hidden = [seen.locator(name).first.is_hidden() for name in ("nav", "#theme")]

    assert hidden == [True, True]
    assert paper == "rgb(255, 255, 255)"


def test_the_page_asks_for_nothing_from_elsewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")

    assert "http:" not in text
    assert "https:" not in text
