"""Overlays that a study writes for its own scenarios."""

from __future__ import annotations

import io
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from models.problems import Problem
from planner.errors import DataError


def write_overlay(
    folder: Path, name: str, title: str, changes: Sequence[Mapping[str, Any]]
) -> Path:
    """Write an overlay as a file of a folder.

    Raises
    ------
    DataError
        If there is another one of this name.
    """
    written = io.StringIO()
    YAML(typ="safe").dump({"title": title, "changes": [dict(one) for one in changes]}, written)
    held, file = written.getvalue().encode(), folder / f"{name}.yaml"
    if not file.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        aside = file.with_name(f".{name}")
        aside.write_bytes(held)
        os.replace(aside, file)
    elif file.read_bytes() != held:
        what = "is there with other changes; give the study another --name"
        raise DataError([Problem(str(file), None, None, None, what)], "study")
    return file
