"""The model as a whole: order of families, the ledger, names, the reviewed formulation."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pyomo.environ as pyo
import pytest

from models.milp import FAMILIES, HEAVY, build
from models.milp.ledger import Account, Ledger
from models.plant import Plant
from planner.engine.arrays import Arrays
from tests import exact
from tests.plants import SETTINGS, tiny_plant

GOLDEN = Path(__file__).parent / "golden" / "tiny.lp"


def small_tiny() -> Plant:
    """The tiny plant, three weeks and a month long: short enough to review."""
    return tiny_plant().but(settings={**SETTINGS, "weeks": 3, "months": 1})


def rows_by_name(m: Any) -> dict[str, Any]:
    """Every row with its bounds and coefficients by variable, whatever their order."""
    arrays = Arrays(m)
    names = [variable.name for variable in arrays.variables]
    found = {}
    for number, row in enumerate(m.component_data_objects(pyo.Constraint, active=True)):
        part = slice(arrays.starts[number], arrays.starts[number + 1])
        columns, numbers = arrays.columns[part], arrays.coefficients[part]
        terms = {names[c]: round(v, 9) for c, v in zip(columns, numbers, strict=True)}
        low, high = arrays.row_lower[number], arrays.row_upper[number]
        found[row.name] = (round(low, 9), round(high, 9), terms)
    return found


def test_the_order_of_families_is_free() -> None:
    """Whichever comes first, forwards or backwards: the same rows over the same variables."""
    usual = rows_by_name(build(small_tiny(), HEAVY))
    for first in range(len(HEAVY)):
        families = (*HEAVY[first:], *HEAVY[:first])
        assert rows_by_name(build(small_tiny(), families)) == usual
        assert rows_by_name(build(small_tiny(), families[::-1])) == usual


def test_families_in_reverse_give_the_same_optimum() -> None:
    """Lateness, and cost with lateness held."""
    forward, backward = build(small_tiny()), build(small_tiny(), FAMILIES[::-1])
    best = exact.lateness(forward)

    assert exact.lateness(backward) == pytest.approx(best)
    assert exact.cost(backward, best + 0.001) == pytest.approx(exact.cost(forward, best + 0.001))


def test_the_ledger_adds_terms_up_by_account_and_key() -> None:
    """3 + 4 on one key, 5 on another, nothing on a third."""
    ledger = Ledger()
    ledger.post(Account.HOURS, ("L1", 0), "batch", 3)
    ledger.post(Account.HOURS, ("L1", 0), "set_up", 4)
    ledger.post(Account.HOURS, ("L1", 1), "batch", 5)

    assert ledger.total(Account.HOURS, ("L1", 0)) == 7
    assert ledger.total(Account.HOURS, ("L1", 2)) == 0


def test_the_ledger_refuses_what_comes_after_the_total() -> None:
    """An account is closed by its first total, for every key; other accounts stay open."""
    ledger = Ledger()
    ledger.post(Account.HOURS, ("L1", 0), "batch", 3)
    ledger.total(Account.HOURS, ("L1", 0))
    ledger.post(Account.COST, (), "holding", 1)

    with pytest.raises(RuntimeError, match="HOURS is closed; 'batch' came too late"):
        ledger.post(Account.HOURS, ("L1", 1), "batch", 5)


@pytest.mark.parametrize("kind", [pyo.Constraint, pyo.Var])
def test_every_constraint_and_variable_is_in_its_familys_docstring(kind: Any) -> None:
    """By name, at the start of a line of the docstring."""
    m = build(small_tiny(), HEAVY)
    for component in m.component_objects(kind):
        said = {line.split("[")[0].split()[0] for line in _lines(component.parent_block().doc)}

        assert component.local_name in said, component.name


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def test_the_tiny_model_is_the_one_we_reviewed(tmp_path: Path) -> None:
    """A changed formulation shows as a diff of golden/tiny.lp in review. After a change
    that is meant: GOLDEN=write pytest tests/test_model_families.py"""
    m = build(small_tiny())
    m.level = pyo.Objective(expr=m.lateness)
    m.held = pyo.Constraint(expr=m.cost <= 1e6)
    file = tmp_path / "tiny.lp"
    m.write(str(file), io_options={"symbolic_solver_labels": True})
    text = file.read_text(encoding="utf-8")
    if os.environ.get("GOLDEN") == "write":
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(text, encoding="utf-8", newline="\n")

    assert text == GOLDEN.read_text(encoding="utf-8")
