"""The sheets of a case workbook, as both its writer and its reader know them.

A table has the sheet of its name, with the names of its columns in row 1 and a row of
the table in each row after it; its columns are those of the row class.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from models.settings import Settings
from models.tables import Column, columns
from models.units import Part
from planner.overlay_file import FOLDER
from planner.settings_file import GROUPS

READ_ME = "read me"
PLANT = "plant"
"""Sheet of `plant.yaml`: a row for each key."""

FILES = "files"
"""Sheet of the files that travel along: a row for each line of text."""

LISTS = "lists"
"""Hidden sheet behind the drop-downs; it is not read."""

OWN = "_"
"""Sheets whose names begin so are the planner's own and are left out."""

PLANT_HEADER = ("key", "value", "unit", "meaning")
FILES_HEADER = ("file", "line", "text")

_ATTACHED = re.compile(rf"(?:{FOLDER}|studies)/[^/\\:]+\.yaml|[^/\\:]+\.md")


def setting_keys() -> Iterator[tuple[str, type[Part], Column]]:
    """The keys of `plant.yaml`, those of a group as `group.key`, and the class that has them."""
    for column in columns(Settings):
        if column.name in GROUPS:
            group = GROUPS[column.name]
            for inner in columns(group):
                yield f"{column.name}.{inner.name}", group, inner
        else:
            yield column.name, Settings, column


def travels(file: str) -> bool:
    """Whether a file of a case goes along with its tables: overlays, studies, and pages in
    Markdown."""
    name = PurePosixPath(file).name
    return bool(_ATTACHED.fullmatch(file)) and not name.startswith((".", "~"))


def place(workbook: str, sheet: str) -> str:
    """A sheet, as messages name it."""
    return f"{workbook}, sheet {sheet}"
