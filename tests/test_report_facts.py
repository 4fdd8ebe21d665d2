"""Facts and assumptions: what this case lacks is said, notes are counted, sources do no harm."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from models.plant import Plant
from planner.report.facts import NOTES, Note, section
from planner.report.facts_sources import MOST, rendered, sources
from planner.report.view import View
from tests.plants import tiny_plant
from tests.short_runs import body_of, rows_of, short_run, view_of_run
from tests.shown_plans import view_of


@pytest.fixture
def run(tmp_path: Path) -> Path:
    return short_run(tmp_path)


def figures(view: View) -> dict[str, Any]:
    found = section(view)
    assert found is not None
    return dict(found.figures)


def with_notes(notes: list[str | None]) -> Plant:
    plant = tiny_plant()
    rows = [row.but(note=note) for row, note in zip(plant.demand, notes, strict=False)]
    return plant.but(demand=tuple(rows) + plant.demand[len(rows) :])


def test_demand_beyond_the_data_is_counted(run: Path) -> None:
    """Data end with June; the plan's last bucket ends with April, so nothing is extended."""
    units = sum(int(row["extended_units"]) for row in rows_of(run, "service"))
    view = view_of_run(run)
    late = tuple({**row, "extended_units": 7} for row in view.rows("service")[:3])
    plan = replace(view.plan, records={**view.plan.records, "service": late})

    assert units == 0
    assert "All demand of the plan's time stands in the case's data." in figures(view)["here"]
    assert figures(View(replace(view.saved, plan=plan), view.t))["here"][0] == (
        "21 units of demand lie after the last month of data: they are the mean of its last 12"
        " months."
    )


def test_what_the_case_leaves_open_is_named() -> None:
    """The small plant has neither lots of drug substance nor changeovers."""
    assert figures(view_of(tiny_plant()))["here"][1:] == (
        "No lots of drug substance are given for MAB: it is taken to be there always.",
        "No changeovers are given for OLD, NEW, L1: changes take no time.",
    )


def test_what_the_case_gives_is_not_called_open() -> None:
    plant = tiny_plant().but(
        substance_lots=[{"lot": "DS1", "substance": "MAB", "kg": 900, "available_on": "2025-01-01", "expires_on": "2030-01-01", "status": "released"}],
        changeovers=[{"resource": "*", "kind": "strength", "hours": 4, "cost_eur": 100}, {"resource": "*", "kind": "molecule", "hours": 4, "cost_eur": 100}, {"resource": "*", "kind": "format", "hours": 4, "cost_eur": 100}],
    )  # fmt: skip

    assert len(figures(view_of(plant))["here"]) == 1


def test_the_size_of_the_case_is_told() -> None:
    assert dict(figures(view_of(tiny_plant()))["size"]) == {
        "Plan": "2026-01-05 to 2026-04-30: 8 weeks and 2 months, then 1 buckets of demand until 2026-05-31",
        "Demand": "2 countries in 2 approval groups; 1 presentations of 1 syringes; 12 rows for 2 pairs of country and presentation",
        "Plant": "2 suites, 1 lines, 2 routes, 2 kinds of batch",
        "Stock": "1 lots, 0 firm batches",
    }


def test_the_same_note_stands_once_with_its_rows() -> None:
    found = figures(view_of(with_notes(["tender", None, "tender", "=1+1"])))

    assert found["notes"] == (Note("demand", "tender", 2), Note("demand", "=1+1", 1))
    assert found["more"] == 0


def test_only_the_first_notes_are_shown_and_the_rest_is_counted() -> None:
    plant = tiny_plant()
    rows = [plant.demand[0].but(row_id=f"more {at}", note=f"note {at}") for at in range(NOTES + 3)]
    found = figures(view_of(plant.but(demand=tuple(rows))))

    assert len(found["notes"]) == NOTES
    assert found["more"] == 3


def test_a_case_without_sources_is_told_to_write_them(run: Path) -> None:
    assert "write SOURCES.md beside plant.yaml" in body_of(view_of_run(run), "facts")


def test_sources_stand_on_the_page(run: Path) -> None:
    (run / "case" / "SOURCES.md").write_text("# Ours\n\n| a | b |\n|---|---|\n| 1 | 2 |\n")
    body = body_of(view_of_run(run), "facts")

    assert "<h4>Ours</h4>" in body
    assert "<td>1</td>" in body


def test_html_in_sources_is_text() -> None:
    text = "<script>window.broken=1</script>\n\nand <img src=x onerror=window.broken=2> <b>bold</b>"
    found = str(rendered(text))

    assert "<script" not in found
    assert "<img" not in found
    assert "<b>" not in found
    assert "&lt;script&gt;window.broken=1" in found


@pytest.mark.parametrize(
    "target",
    [
        "javascript:window.broken=1",
        "JaVaScRiPt:window.broken=1",
        "data:text/html,<script>window.broken=1</script>",
        "vbscript:broken",
        "file:///etc/passwd",
        "//elsewhere.example/x",
        "../docs/le-trait.md",
    ],
)
def test_a_link_to_anything_but_the_web_stays_text(target: str) -> None:
    assert "href" not in str(rendered(f"[text]({target}) and <{target}>"))


def test_links_to_the_web_and_no_pictures() -> None:
    """A picture would ask the network for something as soon as the page is opened."""
    found = str(
        rendered("[paper](https://example.org/a?b=1&c=2) ![shot](https://example.org/p.png)")
    )

    assert '<a href="https://example.org/a?b=1&amp;c=2">paper</a>' in found
    assert "src=" not in found


def test_headings_sink_below_those_of_the_page() -> None:
    found = str(rendered("# one\n\n## two\n\n##### five\n\nset\n==="))

    assert re.findall(r"<(h\d)>", found) == ["h4", "h5", "h6", "h4"]
    assert re.findall(r"</(h\d)>", found) == ["h4", "h5", "h6", "h4"]


def test_endless_sources_are_cut_and_odd_bytes_are_read(tmp_path: Path) -> None:
    (tmp_path / "case").mkdir()
    (tmp_path / "case" / "SOURCES.md").write_bytes(b"\xef\xbb\xbf# Caf\xe9\n\n" + b"x" * 2 * MOST)
    found = str(sources(tmp_path))

    assert found.startswith("<h4>Caf\ufffd</h4>")
    assert MOST < len(found) + 100 < MOST + 200
    assert found.endswith("<p>…</p>")
