"""`docs/lot-sizing.md` runs as it is printed, with less time."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pyomo.environ as pyo
import pytest

PAGE = Path(__file__).parents[1] / "docs" / "lot-sizing.md"

SECONDS = 2
"""Of each solve, where the page gives 20."""


def test_the_blocks_of_the_page_run_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    """Those with starts find a plan within any time. What the page prints is printed."""
    blocks = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    names: dict[str, Any] = {}
    for number, block in enumerate(blocks, 1):
        if "print(" in block and not names["outcome"].levels:
            continue  # too slow a machine for a plan without a start
        short = block.replace("seconds=20", f"seconds={SECONDS}")
        exec(compile(short, f"{PAGE.name}, block {number}", "exec"), names)

    assert len(blocks) == 6
    if names["outcome"].levels:
        assert "EUR, at least" in capsys.readouterr().out
    assert names["outcome"].status in ("limit", "no plan")
    for name in ("started", "tagged", "proven"):
        (level,) = names[name].levels
        assert names[name].status == "limit"
        assert 0 < level.bound <= level.value
    assert level.value == pytest.approx(pyo.value(names["m"].cost))


def test_tight_rows_hold_for_a_plan_and_lift_the_relaxation() -> None:
    """A week's demand from stock or a lot: the page's rows are kept by lots in every week."""
    blocks = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    names: dict[str, Any] = {}
    exec(blocks[0], names)
    names["m"] = m = names["build"]()
    exec(blocks[5].split("m = build()")[0], names)
    for (i, t), made in m.made.items():
        made.set_value(names["demand"][i, t])
        m.lot[i, t].set_value(int(made.value > 0))
        m.stock[i, t].set_value(names["OPENING"])

    rows = names["tight"]()

    assert len(rows) > 1000
    assert all(pyo.value(row) for row in rows)
