"""An answer in its folder: read back as it was, refused if it was edited, safe in a spreadsheet."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from math import inf
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.answers.contract import (
    Bars,
    Finding,
    Heat,
    Mark,
    Point,
    Points,
    Swing,
    Swings,
)
from planner.answers.kept import cell_of, read_finding, write_finding
from planner.answers.words import text_of
from planner.errors import DataError
from planner.study.spans import Span

FINDING = Finding(
    "headroom",
    "Demand can grow by 21 %.",
    ("scenario", "growth_pct"),
    ({"scenario": "base", "growth_pct": 0}, {"scenario": "=1+1", "growth_pct": 21.5}),
    (Bars("Worth", "d", (Mark("a shift", Span(-inf, -0.5, 0.0), "of 8 h"),)),),
    ("No bound excludes more.",),
)

texts = st.text(max_size=12)
numbers = st.floats(allow_nan=False, allow_infinity=False)
ends = st.tuples(numbers, numbers, numbers).map(sorted)
spans = st.builds(
    lambda three, low, high: Span(-inf if low else three[0], three[1], inf if high else three[2]),
    ends,
    st.booleans(),
    st.booleans(),
)
bars = st.builds(Bars, texts, texts, st.lists(st.builds(Mark, texts, spans, texts)).map(tuple))
swings = st.builds(
    Swings,
    texts,
    texts,
    st.lists(
        st.builds(Swing, texts, texts, spans | st.none(), texts, spans | st.none()), max_size=3
    ).map(tuple),
)
plots = st.builds(
    Points,
    texts,
    texts,
    texts,
    st.lists(st.builds(Point, texts, spans, spans), max_size=3).map(tuple),
    st.booleans(),
    numbers | st.none(),
)
heats = st.builds(
    Heat,
    texts,
    texts,
    st.lists(texts, max_size=3).map(tuple),
    st.lists(st.tuples(texts, st.lists(numbers | st.none(), max_size=3).map(tuple))).map(tuple),
)
cells = texts | st.integers(-(10**9), 10**9) | numbers | st.booleans() | st.none()
findings = st.builds(
    Finding,
    texts,
    texts,
    st.lists(texts, max_size=3).map(tuple),
    st.lists(st.dictionaries(texts, cells, max_size=3), max_size=3).map(tuple),
    st.lists(bars | swings | plots | heats, max_size=3).map(tuple),
    st.lists(texts, max_size=2).map(tuple),
)


@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)  # fmt: skip
@given(finding=findings)
def test_an_answer_is_read_back_as_it_was(finding: Finding, tmp_path: Path) -> None:
    """Open ends too, which JSON has no number for."""
    write_finding(finding, tmp_path)

    assert read_finding(tmp_path) == finding


def test_a_folder_without_an_answer_has_none(tmp_path: Path) -> None:
    assert read_finding(tmp_path) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("21 %", "30 %"),
        ('"found": -0.5', '"found": -5.5'),
        ('"kind": "Bars"', '"kind": "Cakes"'),
        ('"kind": "Bars",', ""),
        ("{", "["),
        ('"question": "headroom"', '"question": 7'),
        ('"sha256"', '"sha"'),
    ],
)
def test_an_edited_answer_is_refused(old: str, new: str, tmp_path: Path) -> None:
    """A changed figure, too: nobody found it."""
    write_finding(FINDING, tmp_path)
    file = tmp_path / "answer.json"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(
        DataError, match=r"answer\.json: is not as it was written; ask the question"
    ):
        read_finding(tmp_path)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "answer.json").write_bytes(b"\xff\xfe\x00")

    with pytest.raises(DataError, match="is not as it was written"):
        read_finding(tmp_path)


def test_the_table_is_safe_in_a_spreadsheet(tmp_path: Path) -> None:
    """Text that would be a formula has an apostrophe, in names of columns too."""
    columns = (*FINDING.columns, "=cmd")
    table, _ = write_finding(replace(FINDING, columns=columns), tmp_path)

    with table.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.reader(opened))
    assert rows == [
        ["scenario", "growth_pct", "'=cmd"],
        ["base", "0", ""],
        ["'=1+1", "21.5", ""],
    ]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""), (inf, ""), (-inf, ""), (0.0, "0"), (-0.00001, "0"), (1234.5, "1234.5"),
        (0.123456, "0.1235"), (7, "7"), (True, "yes"), (False, "no"), ("-2", "'-2"), (100.0, "100"),
    ],
)  # fmt: skip
def test_a_cell_is_plain_text(value: object, text: str) -> None:
    assert cell_of(value) == text


def test_the_json_is_json_for_everybody(tmp_path: Path) -> None:
    """No `Infinity`, which other readers refuse."""
    _, file = write_finding(FINDING, tmp_path)
    refuse = pytest.fail

    found = json.loads(file.read_text(encoding="utf-8"), parse_constant=refuse)

    assert found["pictures"][0]["marks"][0]["span"] == {"low": None, "found": -0.5, "high": 0.0}


def test_words_have_sentence_table_and_notes() -> None:
    """Figures to the right, what is too long cut, and what is left out said."""
    rows = tuple({"scenario": "x" * 60, "growth_pct": at} for at in range(27))

    lines = text_of(replace(FINDING, rows=rows)).splitlines()

    assert lines[0] == "Demand can grow by 21 %."
    assert lines[2] == f"{'scenario':44}  growth_pct"
    assert lines[3] == f"{'x' * 43}…  {0:>10}"
    assert lines[28] == "2 rows more in answer.csv"
    assert lines[-1] == "- No bound excludes more."


def test_words_without_rows_or_notes_are_the_sentence() -> None:
    assert text_of(replace(FINDING, rows=(), notes=())) == "Demand can grow by 21 %."
