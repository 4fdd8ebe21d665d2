"""Why a changed tiny plant is refused."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from models.settings import Settings
from planner.errors import DataError, line_of
from planner.files import read_case
from tests.plants import SETTINGS, tiny_plant

Spoilt = dict[str, tuple[dict[str, Any], str]]
"""By name of the slip: the tables it changes, and the sentence that it must earn."""


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def settings(**changes: Any) -> Settings:
    return Settings.model_validate({**SETTINGS, **changes})


def refusals(**changes: Any) -> list[str]:
    """The sentences with which the tiny plant is refused after some changes."""
    with pytest.raises(ValidationError) as refusal:
        tiny_plant().but(**changes)
    return [str(problem) for problem in refusal.value.errors()[0]["ctx"]["problems"]]


def lines_of_refusal(case: Path) -> list[str]:
    """The lines with which a case is refused."""
    with pytest.raises(DataError) as refusal:
        read_case(case)
    return [line_of(problem) for problem in refusal.value.problems]
