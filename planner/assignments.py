"""`--set 'staffing.efficiency[resource=FB]*=0.9'`: one change on the command line."""

from __future__ import annotations

import re

from planner.amounts import DATES
from planner.changes import Source, Written, any_or
from planner.settings_file import FILE
from planner.targets import TARGETS, columns_by_name

SETTINGS = "settings"
"""Short for `plant.yaml`."""

_FORM = re.compile(
    rf"(?P<table>{re.escape(FILE)}|\w+)\.(?P<column>\w+(?:\.\w+)?)"
    r"(?:\[(?P<where>.*?)\])? *(?P<sign>\+=|-=|\*=|=)(?P<value>.*)"
)
_OPERATIONS = {"=": "set", "+=": "add", "-=": "add", "*=": "multiply"}
EXAMPLES = (
    "write it like 'staffing.efficiency[resource=FB]*=0.9' or 'settings.thaw_days=3'"
    " (=, +=, -=, *=; conditions a=x,b=y|z)"
)


class AssignmentError(ValueError):
    """A text that cannot be read as an assignment; its own text says why."""


def written(text: str) -> Written:
    """The change that an assignment asks for.

    Raises
    ------
    AssignmentError
        If the text has another form.
    """
    found = _FORM.fullmatch(text.strip())
    if found is None:
        raise AssignmentError(f"--set '{text}' cannot be read; {EXAMPLES}")
    table = FILE if found["table"] == SETTINGS else found["table"]
    operation, value = _OPERATIONS[found["sign"]], found["value"].strip()
    if operation == "add" and _is_date(table, found["column"]):
        operation = "shift"
    if found["sign"] == "-=":
        value = value.removeprefix("-") if value.startswith("-") else f"-{value}"
    return Written(
        source=Source(f"--set '{text}'"),
        table=table,
        operation=operation,
        where=_conditions(text, found["where"]),
        values={found["column"]: value or None},
    )


def _is_date(table: str, name: str) -> bool:
    column = columns_by_name(table).get(name) if table in TARGETS else None
    return column is not None and column.kind in DATES


def _conditions(text: str, where: str | None) -> dict[str, tuple[str | None, ...] | str]:
    conditions: dict[str, tuple[str | None, ...] | str] = {}
    for part in where.split(",") if where is not None else ():
        name, equals, values = part.partition("=")
        name = name.strip()
        if not equals or not name:
            raise AssignmentError(f"--set '{text}': condition '{part}' has no value; {EXAMPLES}")
        if name in conditions:
            raise AssignmentError(
                f"--set '{text}': '{name}' stands there twice; write {name}=a|b for either"
            )
        texts = tuple(value.strip() or None for value in values.split("|"))
        conditions[name] = any_or(texts, single=len(texts) == 1)
    return conditions
