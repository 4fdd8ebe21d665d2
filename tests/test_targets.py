"""What a change may aim at: a row whose fields are changed is as good as one that was read."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from models.plant import Plant
from models.tables import TABLES, columns
from models.units import Part
from planner.files import read_case
from planner.settings_file import FILE
from planner.targets import altered, columns_by_name, value_of

VALUES = (-1, 0, 5, 101, -0.5, 1e9, float("inf"), "", "x", None, dt.date(2026, 4, 15))


@pytest.fixture(scope="module")
def le_trait() -> Plant:
    return read_case(Path(__file__).parents[1] / "scenarios" / "le-trait")


def outcome(change: Any) -> Part | list[Any]:
    """The row, or what is wrong with it as pydantic says it."""
    try:
        made: Part = change()
    except ValidationError as refusal:
        return refusal.errors(include_url=False)
    return made


@pytest.mark.parametrize("table", list(TABLES))
def test_a_changed_field_is_checked_as_in_a_row_that_is_read(le_trait: Plant, table: str) -> None:
    """Whatever the value: the same row, or the same words; `but` checks the row as a whole."""
    rows: tuple[Part, ...] = getattr(le_trait, table)
    if not rows:
        pytest.skip(f"le-trait has no {table}")
    for column in columns(TABLES[table]):
        for value in VALUES:
            changes = {column.field: value}
            quick = outcome(lambda changes=changes: altered(rows[0], changes))
            whole = outcome(lambda changes=changes: rows[0].but(**changes))
            assert quick == whole
            assert not isinstance(quick, Part) or list(dict(quick)) == list(dict(whole))


def test_no_row_has_checks_across_its_fields() -> None:
    """So a change needs to check nothing but the fields that it changes."""
    for row in TABLES.values():
        checks = row.__pydantic_decorators__
        assert not (checks.model_validators or checks.field_validators or checks.root_validators)


def test_a_key_of_a_group_is_changed_in_its_group(le_trait: Plant) -> None:
    settings = le_trait.settings
    column = columns_by_name(FILE)["tolerances.cost_eur"]

    changed = altered(settings, {column.field: 7.0, "months": 3})

    assert value_of(changed, column) == 7
    assert changed == settings.but(months=3, tolerances=settings.tolerances.but(cost_eur=7.0))
