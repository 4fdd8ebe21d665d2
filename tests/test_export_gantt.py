"""The Gantt sheet: every batch, change and closure in its row and in its weeks."""

from __future__ import annotations

import csv
import datetime as dt
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from models.calendar import Calendar
from planner.export.plan_weeks import Span, Weeks
from planner.export.plan_workbook import plan_workbook
from planner.saved import read_run
from tests.exported_runs import case, plan_of, run_of
from tests.three_states import three_states

Place = tuple[int, int]
"""Row and column, from 0."""

SPREADSHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


class Sheet:
    """The Gantt sheet of a run, read back."""

    def __init__(self, run: Path) -> None:
        written = plan_workbook(read_run(run))
        sheet = CalamineWorkbook.from_filelike(BytesIO(written)).get_sheet_by_name("Gantt")
        self.rows: list[list[Any]] = sheet.to_python(skip_empty_area=False)
        merged = sheet.merged_cell_ranges or []
        self.ends = dict(merged)
        self.notes = notes(written)
        self.resources = self._resources()

    def _resources(self) -> list[str]:
        """The resource of each row."""
        found, current = [], ""
        for row in self.rows:
            current = row[0].split("\n")[0] or current
            found.append(current)
        return found

    def weeks(self, place: Place) -> tuple[dt.date, dt.date]:
        """Mondays of the first and the last week of a cell."""
        last = self.ends.get(place, place)
        return self.rows[3][place[1]], self.rows[3][last[1]]

    def of(self, resource: str, kind: str) -> list[tuple[str, str, str]]:
        """Text of the filled cells of a row, and their first and last Mondays."""
        row = next(
            at
            for at, cells in enumerate(self.rows)
            if self.resources[at] == resource and cells[1] == kind
        )
        return [
            (text, *(f"{monday:%m-%d}" for monday in self.weeks((row, column))))
            for column, text in enumerate(self.rows[row])
            if column > 1 and text
        ]


def notes(written: bytes) -> dict[Place, str]:
    """The notes of the sheet that has the first ones: Gantt."""
    with ZipFile(BytesIO(written)) as parts:
        tree = ElementTree.fromstring(parts.read("xl/comments1.xml"))
    return {
        place_of(one.attrib["ref"]): "".join(
            text.text or "" for text in one.iter(f"{SPREADSHEET}t")
        )
        for one in tree.iter(f"{SPREADSHEET}comment")
    }


def place_of(ref: str) -> Place:
    """`B3` is (2, 1); the sheet has few columns."""
    letter, number = ref[0], ref[1:]
    return int(number) - 1, ord(letter) - ord("A")


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return run_of(plan_of(case()), tmp_path_factory.mktemp("runs"))


@pytest.fixture(scope="module")
def gantt(run: Path) -> Sheet:
    return Sheet(run)


def monday(text: str) -> dt.date:
    day = dt.date.fromisoformat(text)
    return day - dt.timedelta(days=day.weekday())


def test_every_batch_stands_once_on_its_suite_and_once_on_its_line(run: Path, gantt: Sheet) -> None:
    """From the week of its first day to that of its last; a batch filled before the plan has no
    days on its suite."""
    with (run / "batches.csv").open(encoding="utf-8", newline="") as opened:
        batches = list(csv.DictReader(opened))
    wanted = [
        (row["batch"].removeprefix("'"), row[resource], monday(row[first]), monday(row[last]))
        for row in batches
        for resource, first, last in (
            ("suite", "prep_start", "prep_end"),
            ("line", "fill_start", "fill_end"),
        )
        if row[first]
    ]

    found = [
        (note.split(" (")[0], gantt.resources[place[0]], *gantt.weeks(place))
        for place, note in gantt.notes.items()
        if gantt.rows[place[0]][1] not in ("changes", "closed")
    ]

    assert len(wanted) == 17
    assert sorted(found) == sorted(wanted)


def test_columns_are_iso_weeks_below_their_months(gantt: Sheet) -> None:
    """The batch of 23 December lies in week 52; week 1 of 2026 begins on 29 December, but has
    most of its days in January. February ends in week 9."""
    months, weeks, mondays = gantt.rows[1:4]

    assert [text for text in months[2:] if text] == ["2025-12", "2026-01", "2026-02"]
    assert weeks[2:] == ["W52", *(f"W{number:02d}" for number in range(1, 10))]
    assert mondays[3] == dt.date(2025, 12, 29)
    assert gantt.weeks((1, 3)) == (dt.date(2025, 12, 29), dt.date(2026, 1, 26))


def test_changes_stand_in_the_weeks_of_their_bucket(gantt: Sheet) -> None:
    """
    In the week of 12 January the line goes from A to B, is decontaminated and has its media
    fill; in February it goes from B to C, which the end of B's campaign and a full one of C
    make two decontaminations.
    """
    assert gantt.of("F", "changes") == [
        ("C D M", "01-12", "01-12"),
        ("C D2", "02-02", "02-23"),
    ]


def test_a_closure_stands_in_every_week_that_it_touches(gantt: Sheet) -> None:
    """From Monday 26 January to Tuesday 3 February."""
    assert gantt.of("P", "closed") == [("=refit", "01-26", "02-02")]
    assert "2026-01-26 - 2026-02-03: =refit" in gantt.notes.values()


def test_a_note_has_the_batch_its_days_and_who_gets_it(gantt: Sheet) -> None:
    """Released on the day of filling, and 24 months later it expires."""
    note = next(note for note in gantt.notes.values() if note.startswith("00012"))

    assert note.splitlines() == [
        "00012 (filled)",
        "A of MA, 10 L, P > F",
        "10,000 units",
        "filling 2025-12-23 - 2025-12-23",
        "released on 2025-12-23, expires on 2027-12-23",
        "for AA 10,000",
    ]


def test_names_are_text_whatever_they_look_like(gantt: Sheet) -> None:
    assert gantt.rows[5][0] == "P\n<script>"
    assert any(note.startswith("=1+1 (in process)") for note in gantt.notes.values())


def test_a_long_name_is_cut_in_the_cell(tmp_path: Path) -> None:
    """After 59 characters and an ellipsis."""
    gantt = Sheet(run_of(plan_of(case(suite="N" * 200)), tmp_path))

    assert gantt.rows[5][0] == f"P\n{'N' * 59}…"


def test_a_bucket_that_begins_in_the_week_of_the_next_shares_its_place() -> None:
    """
    Three weeks from 5 January, then months: the rest of January begins on Monday 26 January,
    February on Sunday 1 February, in the same week; it ends in the week of 23 February.
    """
    plant = three_states()
    calendar = Calendar.of(plant.but(settings=plant.settings.but(weeks=3, months=2)))
    weeks = Weeks(dt.date(2026, 1, 5), 8)

    places = weeks.of_buckets(calendar)

    assert list(reversed(places.values())) == [
        Span(0, 0),
        Span(1, 1),
        Span(2, 2),
        Span(3, 7),
        Span(3, 7),
    ]
