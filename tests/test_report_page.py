"""The report in a real browser: quiet, within its width, true to the CSV, safe, usable by keys."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from planner.report import report
from planner.saved import read_run
from tests.browser import Browser, opened
from tests.reported_runs import HOSTILE, hostile_run

Rows = list[dict[str, str]]


pytestmark = pytest.mark.xdist_group("browser")
"""One process, one browser, one plan."""


@pytest.fixture(scope="module")
def page(half_a_year: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("page") / "report.html"
    file.write_text(report(read_run(half_a_year)), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile_run(tmp_path_factory.mktemp("runs"))


def rows_of(run: Path, table: str) -> Rows:
    with (run / f"{table}.csv").open(encoding="utf-8", newline="") as opened_file:
        return list(csv.DictReader(opened_file))


def shown(opened_page: Any, selector: str) -> int:
    """How many elements are neither hidden nor dimmed."""
    code = (
        "all => all.filter(e => !e.hasAttribute('hidden') && !e.classList.contains('dim')).length"
    )
    return int(opened_page.eval_on_selector_all(selector, code))


@pytest.mark.parametrize(
    ("width", "scheme"), [(480, "light"), (1280, "light"), (1280, "dark"), (1920, "light")]
)
def test_the_page_is_quiet_and_keeps_within_the_window(
    browser: Browser, page: Path, width: int, scheme: str
) -> None:
    with opened(browser, page, width, color_scheme=scheme) as seen:
        seen.add_style_tag(content=".part { content-visibility: visible !important }")
        inside = seen.evaluate("document.documentElement.scrollWidth <= innerWidth")
        targets = seen.eval_on_selector_all("nav a", "all => all.map(a => a.hash)")
        missing = [hash for hash in targets if not seen.query_selector(hash)]

    assert inside
    assert len(targets) >= 10
    assert missing == []


def test_every_batch_of_the_csv_is_a_bar_and_a_row(
    browser: Browser, half_a_year: Path, page: Path
) -> None:
    batches = rows_of(half_a_year, "batches")
    with opened(browser, page) as seen:
        names = seen.eval_on_selector_all(
            ".gantt-bars .batch", "all => all.map(bar => bar.dataset.batch)"
        )
        cells = seen.eval_on_selector_all(
            "#gantt-batches tbody tr", "all => all.map(row => row.cells[0].textContent)"
        )

    assert set(names) == {row["batch"] for row in batches if row["bucket"]}
    assert sorted(cells) == sorted(row["batch"] for row in batches)


def test_a_filter_keeps_what_the_csv_says(browser: Browser, half_a_year: Path, page: Path) -> None:
    kept = [row for row in rows_of(half_a_year, "batches") if row["syringe"] == "P75"]
    with opened(browser, page) as seen:
        form = seen.locator('.filters[data-for="gantt-work"]')
        form.locator('select[name="syringe"]').select_option("P75")
        filtered = shown(seen, "#gantt-batches tbody tr")
        dim = seen.eval_on_selector_all(".gantt-bars .batch.dim", "all => all.length")
        form.locator("button[type=reset]").click()
        seen.wait_for_function("!document.querySelector('.gantt-bars .batch.dim')")
        after = shown(seen, "#gantt-batches tbody tr")

    assert filtered == len(kept) > 0
    assert dim > 0
    assert after == len(rows_of(half_a_year, "batches"))


def test_units_needed_by_country_are_those_of_the_csv(
    browser: Browser, half_a_year: Path, page: Path
) -> None:
    needed: dict[str, int] = {}
    for row in rows_of(half_a_year, "service"):
        needed[row["country"]] = needed.get(row["country"], 0) + int(row["demand_units"])
    with opened(browser, page) as seen:
        read = seen.eval_on_selector_all(
            "#service-countries tbody tr",
            "all => all.map(row => [row.cells[0].textContent.trim(),"
            " [...row.cells].map(cell => Number(cell.dataset.value))])",
        )

    assert {code for code, _ in read} == set(needed)
    for code, numbers in read:
        assert needed[code] in numbers


def test_a_click_on_a_header_sorts_by_number(browser: Browser, page: Path) -> None:
    values = "all => all.map(cell => Number(cell.dataset.value))"
    with opened(browser, page) as seen:
        seen.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
        header = seen.locator("#gantt-batches thead th.number button").first
        place = header.evaluate("button => button.parentElement.cellIndex") + 1
        header.click()
        up = seen.eval_on_selector_all(f"#gantt-batches tbody td:nth-child({place})", values)
        header.click()
        down = seen.eval_on_selector_all(f"#gantt-batches tbody td:nth-child({place})", values)

    assert up == sorted(up)
    assert down == sorted(down, reverse=True)
    assert up != down


def test_arrow_keys_walk_over_a_chart_and_say_what_is_there(browser: Browser, page: Path) -> None:
    with opened(browser, page) as seen:
        seen.locator(".gantt-bars").focus()
        seen.keyboard.press("ArrowRight")
        first = seen.locator("#said").text_content()
        seen.keyboard.press("ArrowRight")
        second = seen.locator("#said").text_content()
        seen.keyboard.press("Escape")
        hidden = seen.locator("#tip").is_hidden()

    assert first
    assert second
    assert first != second
    assert hidden


def test_the_theme_button_turns_the_page_dark_and_back(browser: Browser, page: Path) -> None:
    paper = "getComputedStyle(document.body).backgroundColor"
    with opened(browser, page, color_scheme="light") as seen:
        light = seen.evaluate(paper)
        seen.click("#theme")
        dark, pressed = seen.evaluate(paper), seen.get_attribute("#theme", "aria-pressed")
        seen.click("#theme")
        again = seen.evaluate(paper)

    assert light == again == "rgb(255, 255, 255)"
    assert dark != light
    assert pressed == "true"


def test_without_scripts_pictures_and_tables_stand(
    browser: Browser, half_a_year: Path, page: Path
) -> None:
    with opened(browser, page, java_script_enabled=False) as seen:
        bars = seen.locator(".gantt-bars .batch").count()
        visible = seen.locator(".gantt-bars").is_visible()
        told = seen.locator("noscript").inner_text()

    assert bars >= sum(bool(row["bucket"]) for row in rows_of(half_a_year, "batches"))
    assert visible
    assert "filters do not work" in told


def test_paper_is_white_and_has_no_controls(browser: Browser, page: Path) -> None:
    with opened(browser, page, color_scheme="dark") as seen:
        seen.click("#theme")
        seen.click("#theme")
        seen.emulate_media(media="print", color_scheme="dark")
        paper = seen.evaluate("getComputedStyle(document.body).backgroundColor")
        hidden = [seen.locator(name).first.is_hidden() for name in ("nav", ".filters", "#theme")]

    assert hidden == [True, True, True]
    assert paper == "rgb(255, 255, 255)"


def test_every_control_and_picture_has_a_name(browser: Browser, page: Path) -> None:
    nameless = """() => [
      ...[...document.querySelectorAll('select, input')].filter(e => !e.labels.length),
      ...[...document.querySelectorAll('button, summary, th')].filter(e => !e.textContent.trim()),
      ...[...document.querySelectorAll('svg')].filter(e => !e.closest('[aria-hidden=true]')
          && !e.closest('[aria-label], [aria-labelledby]')),
    ].map(e => e.outerHTML.slice(0, 120))"""
    with opened(browser, page) as seen:
        found = seen.evaluate(nameless)
        doubled = seen.evaluate(
            "() => { const ids = [...document.querySelectorAll('[id]')].map(e => e.id);"
            " return ids.filter((id, at) => ids.indexOf(id) !== at); }"
        )

    assert found == []
    assert doubled == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_names_are_text_whatever_they_hold(browser: Browser, hostile: Path, language: str) -> None:
    """Scripts, quotes, a formula, Arabic, an emoji and what a template engine would evaluate."""
    file = hostile / f"{language}.html"
    file.write_text(report(read_run(hostile), language=language), encoding="utf-8")
    with opened(browser, file) as seen:
        broken = seen.evaluate("window.broken")
        text = seen.evaluate("document.documentElement.textContent")
        pictures = seen.locator("img").count()
        seen.add_style_tag(content=".part { content-visibility: visible !important }")
        inside = seen.evaluate("document.documentElement.scrollWidth <= innerWidth")

    assert broken is None
    assert pictures == 0
    assert inside
    assert [name for name in HOSTILE.values() if name not in text] == []


def test_a_french_page_is_french(browser: Browser, half_a_year: Path, tmp_path: Path) -> None:
    file = tmp_path / "french.html"
    file.write_text(report(read_run(half_a_year), language="fr"), encoding="utf-8")
    with opened(browser, file) as seen:
        titles = seen.eval_on_selector_all("h2", "all => all.map(h => h.textContent)")
        language = seen.get_attribute("html", "lang")

    assert language == "fr"
    assert titles[0] == "Lundi"
    assert not {"Shortages", "Costs", "Service by country"} & set(titles)
