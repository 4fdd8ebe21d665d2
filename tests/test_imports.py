"""What comes along with an import: `lint-imports` reads the code, these run it.

They also see what a package's own `__init__` brings in.
"""

from __future__ import annotations

import subprocess
import sys

import pytest

SLOW = {"highspy", "pandas", "pyomo"}
OURS = ("models", "planner", "scenarios")


def loaded_by(module: str) -> set[str]:
    """Names in `sys.modules` after the import, in a process of its own."""
    code = f"import sys, {module}; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return set(run.stdout.split())


def test_the_audit_loads_nothing_that_it_audits() -> None:
    ours = {name for name in loaded_by("planner.audit") if name.partition(".")[0] in OURS}

    assert "planner.audit" in ours
    assert {name for name in ours if not name.startswith("planner.audit")} == {"planner"}


def test_the_engine_loads_nothing_of_syringes() -> None:
    ours = {name for name in loaded_by("planner.engine") if name.partition(".")[0] in OURS}

    assert {name for name in ours if not name.startswith("planner.engine")} == {"planner"}


@pytest.mark.parametrize(
    "module", ["models", "models.plant", "planner", "planner.audit", "planner.cli", "planner.files"]
)
def test_what_answers_at_once_loads_no_slow_library(module: str) -> None:
    assert loaded_by(module).isdisjoint(SLOW)


def test_looking_at_a_run_loads_neither_model_nor_solver() -> None:
    """A report is there in three seconds; Pyomo alone takes half a second."""
    loaded = loaded_by("planner.report") | loaded_by("planner.saved")

    assert loaded.isdisjoint({*SLOW, "numpy", "models.milp", "planner.engine.solving"})
