"""What tests of French screens share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from planner.language import Language
from planner.plan import Plan
from tests.small_plants import day, order, plant
from tests.test_monday_sections import planned

T = Language("fr")
NEED = [order(10_000, day("01-11"))]


def plain(text: str) -> str:
    """With plain spaces, so that a test can be read."""
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def said(lines: Iterable[str]) -> list[str]:
    return [plain(line) for line in lines]


def with_rows(**records: list[dict[str, Any]]) -> Plan:
    """A small plan, some tables of which are replaced."""
    plan = planned(plant(demand=NEED))
    return replace(plan, records={**plan.records, **{n: tuple(r) for n, r in records.items()}})
