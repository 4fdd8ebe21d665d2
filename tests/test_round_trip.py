"""What is understood when read, and that reading gives back what was written."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from models.plant import Plant
from planner.errors import line_of
from planner.files import read_case, warnings_of, write_case
from tests.plants import SETTINGS, added, edited, patch, replace, tiny_plant, write_tiny


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return write_tiny(tmp_path)


def test_what_is_written_is_read_again(case: Path) -> None:
    assert read_case(case) == tiny_plant()


def test_names_stay_text(case: Path) -> None:
    """`NO` is Norway, not False; `00012` keeps its zeros."""
    plant = read_case(case)

    assert [row.country for row in plant.countries] == ["NO", "JP"]
    assert plant.lots[0].lot == "00012"


def test_namibia_is_not_missing(case: Path) -> None:
    for table, row in (("countries", 2), ("packs", 2)):
        patch(case, table, row, "country", "NA")
    replace(case, "demand.csv", ",NO,", ",NA,")

    assert read_case(case).countries[0].country == "NA"


@pytest.mark.parametrize("separator", [";", "\t"])
def test_other_separators_are_understood(case: Path, separator: str) -> None:
    replace(case, "syringes.csv", ",", separator)

    assert read_case(case) == tiny_plant()


def test_a_decimal_comma_is_understood_beside_semicolons(case: Path) -> None:
    replace(case, "syringes.csv", ",", ";")
    replace(case, "syringes.csv", "20.5", "20,5")

    assert read_case(case) == tiny_plant()


def test_byte_order_mark_blank_rows_and_spaces_are_understood(case: Path) -> None:
    path = case / "packs.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    text = "\r\n".join([lines[0], "", lines[1].replace("NO", " NO "), ",,,,,", lines[2]])
    path.write_text(text, encoding="utf-8-sig", newline="")

    assert read_case(case) == tiny_plant()


def test_columns_may_stand_in_any_order_and_optional_ones_be_left_out(case: Path) -> None:
    (case / "connections.csv").write_text("line,suite\nL1,OLD\nL1,NEW\n", encoding="utf-8")

    assert read_case(case) == tiny_plant()


def test_an_optional_table_may_be_left_out(case: Path) -> None:
    (case / "closures.csv").unlink()

    assert read_case(case) == tiny_plant()


def test_a_whole_number_that_pandas_wrote_is_understood(case: Path) -> None:
    patch(case, "demand", 2, "units", "12000.0")

    assert read_case(case) == tiny_plant()


TEXT = (
    st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12)
    .map(str.strip)
    .filter(bool)
)
NOTE = st.one_of(
    st.none(), TEXT, st.sampled_from(["a,b", 'say "x"', "two\nlines", "a;b", "NO", "null"])
)
AMOUNT = st.floats(min_value=0, max_value=1e9, allow_nan=False)
DAYS = st.dates(dt.date(2026, 1, 5), dt.date(2099, 12, 31))


@st.composite
def plants(draw: st.DrawFn) -> Plant:
    """The tiny plant with texts, numbers and days of every kind."""
    staffing = edited("staffing", 0, efficiency=draw(st.floats(0.001, 1)), note=draw(NOTE))
    packs = edited("packs", 0, min_order_packs=draw(st.integers(0, 10**9)), erp_id=draw(NOTE))
    order = {"row_id": draw(TEXT.map(lambda t: "O" + t)), "month": None, "kind": "order"}
    settings = {
        **SETTINGS,
        "name": draw(TEXT),
        "thaw_days": draw(st.integers(0, 60)),
        "frozen_until": draw(st.one_of(st.none(), DAYS)),
        "holding_site_pct_per_year": draw(st.floats(0, 100)),
        "move_cost_eur": draw(AMOUNT),
    }
    before = {"batch": draw(TEXT), "syringe": "S1", "suite": "OLD", "line": "L1", "volume_l": 20}
    return tiny_plant().but(
        settings=settings,
        staffing=staffing,
        packs=packs,
        suites=edited("suites", 0, name=draw(TEXT), batch_cost_eur=draw(AMOUNT)),
        demand=added("demand", **order, due_on=draw(DAYS)),
        previous_batches=added("previous_batches", **before, fill_on=draw(DAYS)),
    )


@hypothesis(
    max_examples=40,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(plant=plants())
def test_reading_gives_back_what_was_written(tmp_path: Path, plant: Plant) -> None:
    write_case(plant, tmp_path / "again")

    assert read_case(tmp_path / "again") == plant


def test_written_files_are_plain(case: Path) -> None:
    """Comma, dot, line feed, ISO dates, months, blanks; a header where there are no rows."""
    assert (case / "demand.csv").read_bytes().splitlines(keepends=True)[:2] == [
        b"row_id,country,presentation,month,due_on,units,packs,kind,erp_id,note\n",
        b"NO-01,NO,S1-PFS,2026-01,,12000,,forecast,,\n",
    ]
    assert (case / "closures.csv").read_bytes() == b"resource,from,to,reason,erp_id,note\n"
    assert b"20.5" in (case / "syringes.csv").read_bytes()


def test_warnings_of_a_plant_in_memory() -> None:
    warned = warnings_of(tiny_plant().but(media_fills=()))

    assert [line_of(problem) for problem in warned] == [
        "media_fills.csv: has no rows; a line needs two media fills a year, and their hours"
    ]
