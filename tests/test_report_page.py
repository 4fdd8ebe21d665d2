"""The report in a real browser: quiet, within its width, true to the CSV, safe, usable by keys."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from planner.report import report
from planner.saved import read_run
from tests.browser import opened
from tests.reported_runs import HOSTILE, hostile_run, le_trait_run

Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return le_trait_run(tmp_path_factory.mktemp("runs"))


@pytest.fixture(scope="module")
def page(run: Path) -> Path:
    file = run / "report.html"
    file.write_text(report(read_run(run)), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile_run(tmp_path_factory.mktemp("runs"))


def rows_of(run: Path, table: str) -> Rows:
    with (run / f"{table}.csv").open(encoding="utf-8", newline="") as opened_file:
        return list(csv.DictReader(opened_file))


def shown(browser: Any, selector: str) -> int:
    """How many elements are neither hidden nor dimmed."""
    code = (
        "all => all.filter(e => !e.hasAttribute('hidden') && !e.classList.contains('dim')).length"
    )
    return int(browser.eval_on_selector_all(selector, code))


@pytest.mark.parametrize("width", [480, 1280, 1920])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_quiet_and_keeps_within_the_window(page: Path, width: int, scheme: str) -> None:
    with opened(page, width, color_scheme=scheme) as browser:
        inside = browser.evaluate("document.documentElement.scrollWidth <= innerWidth")
        targets = browser.eval_on_selector_all("nav a", "all => all.map(a => a.hash)")
        missing = [hash for hash in targets if not browser.query_selector(hash)]

    assert inside
    assert len(targets) >= 10
    assert missing == []


def test_every_batch_of_the_csv_is_a_bar_and_a_row(run: Path, page: Path) -> None:
    batches = rows_of(run, "batches")
    with opened(page) as browser:
        names = browser.eval_on_selector_all(
            ".gantt-bars .batch", "all => all.map(bar => bar.dataset.batch)"
        )
        cells = browser.eval_on_selector_all(
            "#gantt-batches tbody tr", "all => all.map(row => row.cells[0].textContent)"
        )

    assert set(names) == {row["batch"] for row in batches if row["bucket"]}
    assert sorted(cells) == sorted(row["batch"] for row in batches)


def test_a_filter_keeps_what_the_csv_says(run: Path, page: Path) -> None:
    kept = [row for row in rows_of(run, "batches") if row["syringe"] == "P75"]
    with opened(page) as browser:
        form = browser.locator('.filters[data-for="gantt-work"]')
        form.locator('select[name="syringe"]').select_option("P75")
        filtered = shown(browser, "#gantt-batches tbody tr")
        dim = browser.eval_on_selector_all(".gantt-bars .batch.dim", "all => all.length")
        form.locator("button[type=reset]").click()
        browser.wait_for_function("!document.querySelector('.gantt-bars .batch.dim')")
        after = shown(browser, "#gantt-batches tbody tr")

    assert filtered == len(kept) > 0
    assert dim > 0
    assert after == len(rows_of(run, "batches"))


def test_units_needed_by_country_are_those_of_the_csv(run: Path, page: Path) -> None:
    needed: dict[str, int] = {}
    for row in rows_of(run, "service"):
        needed[row["country"]] = needed.get(row["country"], 0) + int(row["demand_units"])
    with opened(page) as browser:
        read = browser.eval_on_selector_all(
            "#service-countries tbody tr",
            "all => all.map(row => [row.cells[0].textContent.trim(),"
            " [...row.cells].map(cell => Number(cell.dataset.value))])",
        )

    assert {code for code, _ in read} == set(needed)
    for code, numbers in read:
        assert needed[code] in numbers


def test_a_click_on_a_header_sorts_by_number(page: Path) -> None:
    values = "all => all.map(cell => Number(cell.dataset.value))"
    with opened(page) as browser:
        browser.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
        header = browser.locator("#gantt-batches thead th.number button").first
        place = header.evaluate("button => button.parentElement.cellIndex") + 1
        header.click()
        up = browser.eval_on_selector_all(f"#gantt-batches tbody td:nth-child({place})", values)
        header.click()
        down = browser.eval_on_selector_all(f"#gantt-batches tbody td:nth-child({place})", values)

    assert up == sorted(up)
    assert down == sorted(down, reverse=True)
    assert up != down


def test_arrow_keys_walk_over_a_chart_and_say_what_is_there(page: Path) -> None:
    with opened(page) as browser:
        browser.locator(".gantt-bars").focus()
        browser.keyboard.press("ArrowRight")
        first = browser.locator("#said").text_content()
        browser.keyboard.press("ArrowRight")
        second = browser.locator("#said").text_content()
        browser.keyboard.press("Escape")
        hidden = browser.locator("#tip").is_hidden()

    assert first
    assert second
    assert first != second
    assert hidden


def test_the_theme_button_turns_the_page_dark_and_back(page: Path) -> None:
    paper = "getComputedStyle(document.body).backgroundColor"
    with opened(page, color_scheme="light") as browser:
        light = browser.evaluate(paper)
        browser.click("#theme")
        dark, pressed = browser.evaluate(paper), browser.get_attribute("#theme", "aria-pressed")
        browser.click("#theme")
        again = browser.evaluate(paper)

    assert light == again == "rgb(255, 255, 255)"
    assert dark != light
    assert pressed == "true"


def test_without_scripts_pictures_and_tables_stand(run: Path, page: Path) -> None:
    with opened(page, java_script_enabled=False) as browser:
        bars = browser.locator(".gantt-bars .batch").count()
        visible = browser.locator(".gantt-bars").is_visible()
        told = browser.locator("noscript").inner_text()

    assert bars >= sum(bool(row["bucket"]) for row in rows_of(run, "batches"))
    assert visible
    assert "filters do not work" in told


def test_paper_has_no_controls(page: Path) -> None:
    with opened(page) as browser:
        browser.emulate_media(media="print")
        hidden = [browser.locator(name).first.is_hidden() for name in ("nav", ".filters", "#theme")]

    assert hidden == [True, True, True]


def test_every_control_and_picture_has_a_name(page: Path) -> None:
    nameless = """() => [
      ...[...document.querySelectorAll('select, input')].filter(e => !e.labels.length),
      ...[...document.querySelectorAll('button, summary, th')].filter(e => !e.textContent.trim()),
      ...[...document.querySelectorAll('svg')].filter(e => !e.closest('[aria-hidden=true]')
          && !e.closest('[aria-label], [aria-labelledby]')),
    ].map(e => e.outerHTML.slice(0, 120))"""
    with opened(page) as browser:
        found = browser.evaluate(nameless)
        doubled = browser.evaluate(
            "() => { const ids = [...document.querySelectorAll('[id]')].map(e => e.id);"
            " return ids.filter((id, at) => ids.indexOf(id) !== at); }"
        )

    assert found == []
    assert doubled == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_names_are_text_whatever_they_hold(hostile: Path, language: str) -> None:
    """Scripts, quotes, a formula, Arabic, an emoji and what a template engine would evaluate."""
    file = hostile / f"{language}.html"
    file.write_text(report(read_run(hostile), language=language), encoding="utf-8")
    with opened(file) as browser:
        broken = browser.evaluate("window.broken")
        text = browser.evaluate("document.documentElement.textContent")
        pictures = browser.locator("img").count()
        inside = browser.evaluate("document.documentElement.scrollWidth <= innerWidth")

    assert broken is None
    assert pictures == 0
    assert inside
    assert [name for name in HOSTILE.values() if name not in text] == []


def test_a_french_page_is_french(run: Path) -> None:
    file = run / "french.html"
    file.write_text(report(read_run(run), language="fr"), encoding="utf-8")
    with opened(file) as browser:
        titles = browser.eval_on_selector_all("h2", "all => all.map(h => h.textContent)")
        language = browser.get_attribute("html", "lang")

    assert language == "fr"
    assert titles[0] == "Lundi"
    assert not {"Shortages", "Costs", "Service by country"} & set(titles)
