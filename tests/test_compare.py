"""`planner.compare`: the tables of what differs between runs of one case."""

from __future__ import annotations

from pathlib import Path

import pytest

import planner
from tests.written_runs import write_run


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return write_run(tmp_path / "a", service=[{}, {"country": "JP"}], batches=[{}], costs=[{}])


def test_service_by_country_group_and_in_all(base: Path, tmp_path: Path) -> None:
    """
    Norway needs 100 in the first week and gets 40, the other 60 a week later, and
    100 in the week after that, in time. Of 200 units 140 are on time, and 60 are owed
    for 7 days: 420 / 200 = 2.1 days late on average. Japan gets nothing in one week.
    """
    late = write_run(
        tmp_path / "b",
        "late",
        service=[
            {"met_units": "40", "backorder_units": "60"},
            {"bucket": "2026-01-12", "met_units": "160"},
            {"country": "JP", "met_units": "0", "backorder_units": "100"},
        ],
    )

    rows = [r for r in planner.compare(base, late).records["service"] if r["scenario"] == "late"]

    assert [(r["level"], r["name"], r["demand_units"], r["worst_units"]) for r in rows] == [
        ("all", "all", 300, 160),
        ("group", "EU", 200, 60),
        ("group", "JP", 100, 100),
        ("country", "JP", 100, 100),
        ("country", "NO", 200, 60),
    ]
    assert [(r["on_time_pct"], r["mean_days_late"]) for r in rows[1:3]] == [(70, 2.1), (0, 7)]


def test_a_month_counts_its_days(base: Path, tmp_path: Path) -> None:
    """After eight weeks from 2026-01-05 comes the stub of 30 days from 2026-03-02 on."""
    weeks = [{"bucket": f"2026-{day}", "demand_units": "0", "met_units": "0"} for day in WEEKS]
    stub = {"bucket": "2026-03-02", "met_units": "0", "backorder_units": "100"}
    late = write_run(tmp_path / "b", "late", service=[*weeks, stub])

    rows = planner.compare(base, late).records["service"]

    assert [r["mean_days_late"] for r in rows if r["scenario"] == "late"] == [30] * 3


WEEKS = ("01-05", "01-12", "01-19", "01-26", "02-02", "02-09", "02-16", "02-23")


def test_batches_kept_moved_added_and_dropped(tmp_path: Path) -> None:
    """
    P1 has another name and P2 stays: kept. P3 is made in the other suite, P4 on another
    day, P5, which keeps its name, both: moved. What is left of S2 is dropped, of S3 added.
    """
    base = write_run(
        tmp_path / "a",
        batches=[
            {"batch": "P1"},
            {"batch": "P2"},
            {"batch": "P3", **on("2026-01-12")},
            {"batch": "P4", **on("2026-01-26")},
            {"batch": "P5", **on("2026-02-09")},
            {"batch": "P6", "syringe": "S2"},
            {"batch": "F1", "status": "filled", "bucket": ""},
        ],
    )
    other = write_run(
        tmp_path / "b",
        "other",
        batches=[
            {"batch": "P2"},
            {"batch": "Q1"},
            {"batch": "Q3", "suite": "NEW", **on("2026-01-12")},
            {"batch": "Q4", **on("2026-01-19")},
            {"batch": "P5", "suite": "NEW", **on("2026-01-26", "2026-01-30")},
            {"batch": "Q6", "syringe": "S3"},
        ],
    )

    found = planner.compare(base, other)

    moved = [(r["change"], r["batch"], r["syringe"]) for r in found.records["moves"]]
    assert moved == [
        ("added", "Q6", "S3"),
        ("dropped", "P6", "S2"),
        ("moved", "Q3", "S1"),
        ("moved", "Q4", "S1"),
        ("moved", "P5", "S1"),
    ]
    assert [(r["syringe"], r["kept"], r["moved"]) for r in found.records["batches"]] == [
        ("S1", 2, 3),
        ("S2", 0, 0),
        ("S3", 0, 0),
    ]
    days = [(r["from_fill_start"], r["to_fill_start"]) for r in found.records["moves"][3:]]
    assert days == [("2026-01-26", "2026-01-19"), ("2026-02-09", "2026-01-30")]


def on(bucket: str, fill_start: str | None = None) -> dict[str, str]:
    return {"bucket": bucket, "fill_start": fill_start or bucket}


def test_hours_costs_and_levels_stand_beside_the_base(tmp_path: Path) -> None:
    base = write_run(tmp_path / "a", capacity=[{}, {"batch_h": "10"}], costs=[{}])
    other = write_run(
        tmp_path / "b", "other", capacity=[{}], costs=[{"eur": "130.5"}, {"term": "moves"}]
    )

    found = planner.compare(base, other).records

    assert [tuple(r.values())[1:] for r in found["hours"]] == [
        ("OLD", "batch", 40, 0),
        ("OLD", "idle", 48, 0),
        ("OLD", "batch", 30, -10),
        ("OLD", "idle", 24, -24),
    ]
    assert [tuple(r.values()) for r in found["costs"]][3:] == [
        ("other", "moves", 100, 100),
        ("other", "production", 130.5, 30.5),
        ("other", "total", 230.5, 130.5),
    ]
    assert [(r["scenario"], r["value"], r["gap"]) for r in found["levels"]] == [
        ("Tiny", 100, 0.1),
        ("other", 100, 0.1),
    ]


def test_a_shortage_is_new_if_the_base_has_none_on_its_days(tmp_path: Path) -> None:
    base = write_run(
        tmp_path / "a",
        shortages=[{}, {"country": "JP"}],
    )
    other = write_run(
        tmp_path / "b",
        "other",
        shortages=[
            {"from": "2026-01-12", "until": "2026-01-31"},
            {"from": "2026-02-02", "until": "2026-02-08"},
        ],
    )

    found = planner.compare(base, other).records["shortages"]

    assert [(r["change"], r["country"], r["from"], r["reason"]) for r in found] == [
        ("new", "NO", "2026-02-02", "OLD is full"),
        ("gone", "JP", "2026-01-05", "OLD is full"),
    ]
