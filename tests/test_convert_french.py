"""CSV for French Excel, and back after Excel has rewritten its days and months."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from models.tables import TABLES, Column, columns
from planner.cells import PLAIN, Spelling, converter, text_of
from planner.conversion import convert
from planner.days import CellError
from planner.errors import DataError, line_of
from planner.files import read_case, write_case
from tests.plants import added, edited, tiny_plant, write_tiny

MONTHS = ["janv", "févr", "mars", "avr", "mai", "juin", "juil", "août", "sept", "oct", "nov", "déc"]
MONTHS_DE = ["Jan", "Feb", "Mrz", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez"]

Rewrite = Callable[[dt.date], str]


def saved_by_excel(case: Path, day: Rewrite, month: Rewrite, mark: str, group: str) -> None:
    """Rewrite a French case as Excel does on saving: days, months, thousands, no mark."""
    for table, row in TABLES.items():
        path = case / f"{table}.csv"
        rows = list(csv.reader(path.read_text("utf-8-sig").splitlines(), delimiter=";"))
        for cells in rows[1:]:
            for place, column in enumerate(columns(row)):
                if cells[place]:
                    cells[place] = _rewritten(column, cells[place], day, month, group)
        with path.open("w", encoding=mark, newline="") as file:
            csv.writer(file, delimiter=";", lineterminator="\r\n").writerows(rows)


def _rewritten(column: Column, text: str, day: Rewrite, month: Rewrite, group: str) -> str:
    if column.kind == "date":
        return day(dt.date.fromisoformat(text))
    if column.kind == "month":
        return month(dt.date.fromisoformat(f"{text}-01"))
    if column.kind in ("whole", "number"):
        whole, *fraction = text.split(",")
        return ",".join([f"{int(whole):,}".replace(",", group), *fraction])
    return text


def stroke(date: dt.date) -> str:
    return f"{date:%d/%m/%Y}"


FORMS: dict[str, tuple[Rewrite, Rewrite, str, str]] = {
    "French, with a mark": (
        stroke, lambda m: f"{MONTHS[m.month - 1]}-{m:%y}", "utf-8-sig", "\u202f"
    ),
    "French, without": (stroke, lambda m: f"{MONTHS[m.month - 1]}.-{m:%y}", "utf-8", "\u00a0"),
    "French, months as figures": (stroke, lambda m: f"{m:%m/%Y}", "utf-8", " "),
    "French, months as days": (stroke, stroke, "utf-8", ""),
    "French, two figures a year": (
        lambda d: f"{d.day}/{d.month}/{d:%y}", lambda m: f"{MONTHS[m.month - 1]} {m:%Y}", "utf-8", ""
    ),
    "German": (
        lambda d: f"{d:%d.%m.%Y}", lambda m: f"{MONTHS_DE[m.month - 1]} {m:%y}", "utf-8", ""
    ),
    "days in words": (
        lambda d: f"{d.day}-{MONTHS[d.month - 1]}-{d:%y}", lambda m: f"{m:%m.%Y}", "utf-8", ""
    ),
}  # fmt: skip


@pytest.mark.parametrize(("day", "month", "mark", "group"), FORMS.values(), ids=FORMS)
def test_a_case_survives_french_excel(
    tmp_path: Path, day: Rewrite, month: Rewrite, mark: str, group: str
) -> None:
    """An order due on 5 January tells 05/01 from 01/05; 20.5 EUR and 12,000 units the marks."""
    order = {"row_id": "O1", "month": None, "kind": "order", "due_on": dt.date(2026, 1, 5)}
    plant = tiny_plant().but(
        demand=added("demand", **order), suites=edited("suites", 0, name="Bâtiment; «été», \"A\"")
    )  # fmt: skip
    write_case(plant, tmp_path / "case")
    convert(tmp_path / "case", tmp_path / "french", csv="french")
    saved_by_excel(tmp_path / "french", day, month, mark, group)

    convert(tmp_path / "french", tmp_path / "again", dates="day-first")

    assert read_case(tmp_path / "again") == plant


def test_le_trait_survives_french_excel(tmp_path: Path) -> None:
    case = Path(__file__).parents[1] / "scenarios" / "le-trait"
    convert(case, tmp_path / "french", csv="french")
    saved_by_excel(tmp_path / "french", *FORMS["French, with a mark"])

    convert(tmp_path / "french", tmp_path / "again", dates="day-first")

    assert read_case(tmp_path / "again") == read_case(case)


def test_french_files_have_semicolons_commas_and_a_mark_and_are_read_as_they_are(
    tmp_path: Path,
) -> None:
    convert(write_tiny(tmp_path), tmp_path / "french", csv="french")

    assert (tmp_path / "french" / "syringes.csv").read_bytes() == (
        b"\xef\xbb\xbfsyringe;bulk;fill_volume_ml;target_fill_ml;format;sample_units;value_eur;erp_id;note\n"
        b"S1;M100;1;1,05;1 mL;100;20,5;;\n"
    )
    assert read_case(tmp_path / "french") == tiny_plant()


def test_without_the_option_days_are_refused_and_the_option_is_named(tmp_path: Path) -> None:
    convert(write_tiny(tmp_path), tmp_path / "french", csv="french")
    saved_by_excel(tmp_path / "french", *FORMS["French, with a mark"])

    with pytest.raises(DataError) as refusal:
        convert(tmp_path / "french", tmp_path / "again")

    first, *_, last = str(refusal.value).splitlines()
    assert first.startswith("french: ")
    assert last == "If days stand first, as in 05/01/2026 for 5 January, add --dates day-first."
    assert "lots.csv:2, filled_on: '03/11/2025' may be two days; write 2025-11-03 or 2025-03-11, whichever is meant" in map(
        line_of, refusal.value.problems
    )  # fmt: skip
    assert not (tmp_path / "again").exists()


def test_the_option_is_not_named_where_it_does_not_help(tmp_path: Path) -> None:
    case = write_tiny(tmp_path)
    path = case / "lots.csv"
    path.write_text(path.read_text("utf-8").replace("2025-11-03", "11/30/2025"), "utf-8")

    with pytest.raises(DataError) as refusal:
        convert(case, tmp_path / "again")

    assert str(refusal.value).splitlines() == [
        "tiny: 1 problem",
        "- lots.csv:2, filled_on: '11/30/2025' is not an ISO date; write 2025-11-30",
        "Checks across tables follow once these are mended.",
    ]


def test_texts_that_excel_would_alter_are_named(tmp_path: Path) -> None:
    """`00012` would come back as 12; `A12` and `4711010` stay."""
    erp_ids = ["1E5", "2-3", "mars 26", "VRAI", "A12", "4711010"]
    plant = tiny_plant()
    rows = [row.but(erp_id=text) for row, text in zip(plant.demand, erp_ids, strict=False)]
    write_case(plant.but(demand=(*rows, *plant.demand[len(rows) :])), tmp_path / "case")

    done = convert(tmp_path / "case", tmp_path / "french", csv="french")

    assert [line_of(warning) for warning in done.warnings] == [
        "demand.csv, erp_id: Excel takes '1E5', '2-3', 'mars 26' and 1 more for numbers or dates; give it an .xlsx instead",
        "lots.csv, lot: Excel takes '00012' for numbers or dates; give it an .xlsx instead",
    ]


quick = hypothesis(
    max_examples=200,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)
EUROPEAN = Spelling(decimal_comma=True, day_first=True)
BY_KIND = {column.kind: column for row in TABLES.values() for column in columns(row)}


@quick
@given(date=st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31)))
def test_every_day_and_month_is_read_again(date: dt.date) -> None:
    day, month = (converter(BY_KIND[kind], EUROPEAN) for kind in ("date", "month"))

    for rewrite_day, rewrite_month, _, _ in FORMS.values():
        assert day(rewrite_day(date)) == date
        assert month(rewrite_month(date.replace(day=1))) == date.replace(day=1)


@quick
@given(
    number=st.floats(0, 1e12), whole=st.integers(0, 10**12), group=st.sampled_from(" \u00a0\u202f")
)
def test_every_number_is_read_again(number: float, whole: int, group: str) -> None:
    read_number, read_whole = (converter(BY_KIND[kind], EUROPEAN) for kind in ("number", "whole"))
    integer, *fraction = text_of(number, "number").split(".")
    french = ",".join([f"{int(integer):,}".replace(",", group), *fraction])

    assert read_number(french) == number
    assert read_whole(f"{whole:,}".replace(",", group)) == whole


@pytest.mark.parametrize("text", ["1.500", "1 50", "1 500 00", "12 34 567", "1\u00a0500\u202f000"])
def test_what_may_be_two_numbers_is_refused_there_too(text: str) -> None:
    with pytest.raises(CellError):
        converter(BY_KIND["number"], EUROPEAN)(text)


@pytest.mark.parametrize("text", ["avr-26", "05/01/2026", "04/2026", "1\u00a0500"])
def test_without_the_option_none_of_it_is_read(text: str) -> None:
    for kind in ("date", "month", "whole"):
        with pytest.raises(CellError):
            converter(BY_KIND[kind], PLAIN)(text)


def test_a_day_that_is_not_the_first_is_no_month() -> None:
    with pytest.raises(CellError):
        converter(BY_KIND["month"], EUROPEAN)("15/04/2026")
