"""What the figures were measured with: versions and cores, no names."""

from __future__ import annotations

import os
import platform
from importlib.metadata import PackageNotFoundError, version

from benchmarks.asked import Asked
from benchmarks.rows import Row

PART = "machine"
PACKAGES = ("fillfinish", "highspy", "pyomo", "numpy", "pyscipopt", "ortools", "linopy", "pulp")


def rows(asked: Asked) -> list[Row]:
    """Versions, cores, threads and limits."""
    key = (PART, "", "", "")
    found = [
        Row.of(key, "cores", float(os.cpu_count() or 0)),
        Row.of(key, "threads of a process", 1.0),
        Row.of(key, "memory limit of every side", asked.memory_gb, "GB"),
        Row.of(key, "python", platform.python_version()),
    ]
    return found + [Row.of(key, f"version of {name}", _version(name)) for name in PACKAGES]


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"
