"""A case goes into a workbook and comes out of it without loss."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from models.plant import Plant
from planner.conversion import convert
from planner.errors import DataError
from planner.files import read_case, write_case
from tests.plants import edited, patch, tiny_plant, write_tiny
from tests.random_plants import plants
from tests.workbooks import lines_of_refusal, texts

SCENARIOS = Path(__file__).parents[1] / "scenarios"


def through_a_workbook(case: Path, away: Path) -> Path:
    convert(case, away / "case.xlsx")
    convert(away / "case.xlsx", away / "again")
    return away / "again"


@pytest.mark.parametrize("name", ["tiny", "le-trait"])
def test_a_shipped_case_comes_back_byte_for_byte(name: str, tmp_path: Path) -> None:
    """Tables and settings as `write_case` writes them; overlays and pages as they stand."""
    case = SCENARIOS / name
    write_case(read_case(case), tmp_path / "before")
    travelling = {
        file: text for file, text in texts(case).items() if file.endswith((".md", ".yaml"))
    }
    del travelling["plant.yaml"]

    again = through_a_workbook(case, tmp_path)

    assert texts(again) == texts(tmp_path / "before") | travelling
    assert read_case(again) == read_case(case)


proof = hypothesis(
    max_examples=4,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)


@proof
@given(plant=plants())
def test_random_plants_come_back(plant: Plant, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("random")
    write_case(plant, folder / "case")

    assert read_case(through_a_workbook(folder / "case", folder)) == plant


ODD = (
    "a,b",
    'say "x"',
    "two\nlines",
    "a\r\nb",
    "😀 Ωμέγα עברית",
    "=1+1",
    "'=1+1",
    "-5",
    "@x",
    "+x",
    "\tx",
    "00012",
    "1E5",
    "2-3",
    "NO",
    "TRUE",
    "_x0041_",
    "\x07bell",
    "http://x.y",
    "{=a}",
    "mailto:a@b",
)
CHARACTERS = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
TEXT = st.one_of(st.sampled_from(ODD), st.text(CHARACTERS, min_size=1, max_size=12))
NOTES = st.lists(TEXT.filter(lambda text: text == text.strip() or text == "\tx"), min_size=12)
NUMBERS = st.lists(st.floats(0.8, 1), min_size=3, max_size=3)


@proof
@given(notes=NOTES, shares=NUMBERS, cost=st.floats(1, 1e5))
def test_texts_and_numbers_of_every_kind_come_back(
    notes: list[str], shares: list[float], cost: float, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Twelve notes on the rows of demand, and numbers to the last of their digits."""
    plant = tiny_plant()
    demand = [row.but(note=note) for row, note in zip(plant.demand, notes, strict=False)]
    staffing = [
        row.but(efficiency=share) for row, share in zip(plant.staffing, shares, strict=True)
    ]
    suites = edited("suites", 0, name=notes[0], batch_cost_eur=cost)
    plant = plant.but(demand=tuple(demand), staffing=tuple(staffing), suites=suites)
    folder = tmp_path_factory.mktemp("texts")
    write_case(plant, folder / "case")

    again = through_a_workbook(folder / "case", folder)

    assert read_case(again) == plant
    assert texts(again) == texts(folder / "case")


def test_numbers_keep_more_digits_than_a_spreadsheet_shows(tmp_path: Path) -> None:
    """0.1 + 0.2 is 0.30000000000000004, which has 17 digits."""
    plant = tiny_plant().but(staffing=edited("staffing", 0, efficiency=0.1 + 0.2))
    write_case(plant, tmp_path / "case")

    assert read_case(through_a_workbook(tmp_path / "case", tmp_path)) == plant


def test_what_a_workbook_cannot_hold_is_refused(tmp_path: Path) -> None:
    case = write_tiny(tmp_path)
    patch(case, "suites", 2, "note", "x" * 32_768)
    patch(case, "suites", 3, "note", "odd \uffff")
    patch(case, "lines", 2, "note", "_x005F_x0041_")
    (case / "README.md").write_text("one\n" + "y" * 32_768, encoding="utf-8")

    with pytest.raises(DataError) as refusal:
        convert(case, tmp_path / "case.xlsx")

    assert str(refusal.value).splitlines() == [
        "tiny: 4 problems",
        "- README.md:2: is longer than the 32,767 characters of a cell; shorten it",
        "- lines.csv:2, note: holds '_x005F_x0041_', which workbooks take for coded characters; change it",
        "- suites.csv:2, note: is longer than the 32,767 characters of a cell; shorten it",
        "- suites.csv:3, note: has a character that no workbook holds (U+FFFE or U+FFFF); take it out",
    ]
    assert not (tmp_path / "case.xlsx").exists()


def test_an_overlay_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    case = write_tiny(tmp_path)
    (case / "scenarios").mkdir()
    (case / "scenarios" / "x.yaml").write_bytes("title: Gebäude".encode("cp1252"))

    assert lines_of_refusal(case) == [
        "scenarios/x.yaml: is not UTF-8 (see row 1); save it as 'CSV UTF-8' and try again"
    ]
