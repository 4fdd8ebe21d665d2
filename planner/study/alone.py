"""A study in this process, for small cases and for tests."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from planner.engine import Limits
from planner.files import WhatIf
from planner.study.asked import Request
from planner.study.here import Here
from planner.study.study import Study


class Alone(Study):
    """A `Study` without processes, in a folder of its own below `folder`."""

    def __init__(
        self, case: Path, folder: Path, limits: Limits, what_if: WhatIf | None = None
    ) -> None:
        name = next(
            name
            for number in count(1)
            if not (folder / (name := "alone" if number == 1 else f"alone-{number}")).exists()
        )
        request = Request(case, name, folder, what_if or WhatIf(), limits, asked={"alone": True})
        super().__init__(request, Here)
