"""How the suite runs everywhere: properties without deadlines, the same examples in CI."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.browser import Browser, launched

settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if "CI" in os.environ else "here")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with launched() as found:
        yield found


@pytest.fixture(scope="session")
def half_a_year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run of half a year of le-trait; tests of one process share it and leave it as it is."""
    from tests.reported_runs import le_trait_run

    return le_trait_run(tmp_path_factory.mktemp("half-a-year"))
