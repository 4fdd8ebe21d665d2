"""What of a case does not fit a workbook, and what Excel would alter in a CSV file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from models.plant import Plant
from models.problems import Problem
from models.tables import TABLES, columns
from planner.cells import Value
from planner.month_names import month_named
from planner.workbook.cells import stripped

MOST_ROWS = 1_048_575
MOST_TEXT = 32_767
"""Characters of a cell, an emoji being two."""

_CODED = re.compile(r"_x[0-9A-Fa-f]{4}_x[0-9A-Fa-f]{4}_")
"""`_x0041_` is how a workbook may code a character; one alone is kept apart, two are not."""

_HARMED = re.compile(
    r"0[0-9]+|[0-9]+[eE][+-]?[0-9]+|[0-9]{1,4}[-/][0-9]{1,4}(?:[-/][0-9]{1,4})?|[0-9]{16,}"
    r"|[0-9]+:[0-9]+|true|false|vrai|faux",
    re.IGNORECASE,
)
_DATED = re.compile(r"([^\W\d_]+)[ -]?[0-9]{1,4}|[0-9]{1,2}[ -]([^\W\d_]+)")


def misfits(plant: Plant, attached: Mapping[str, str]) -> list[Problem]:
    """What a workbook cannot hold, which a CSV can."""
    problems = []
    for table, row in TABLES.items():
        rows = getattr(plant, table)
        if len(rows) > MOST_ROWS:
            what = f"has {len(rows):,} rows, and a sheet holds {MOST_ROWS:,}; stay with CSV"
            problems.append(Problem(table, None, None, None, what))
        for at, one in enumerate(rows):
            for column in columns(row):
                why = _misfit(getattr(one, column.field))
                if why:
                    problems.append(Problem(table, at, column.name, None, why))
    for file, text in attached.items():
        for at, line in enumerate(text.split("\n")):
            why = _misfit(line, blanks=True)
            if why:
                problems.append(Problem(file, at - 1, None, None, why))
    return problems


def _misfit(value: Value | None, blanks: bool = False) -> str | None:
    if not isinstance(value, str):
        return None
    if len(value.encode("utf-16-le")) // 2 > MOST_TEXT:
        return f"is longer than the {MOST_TEXT:,} characters of a cell; shorten it"
    if "\ufffe" in value or "\uffff" in value:
        return "has a character that no workbook holds (U+FFFE or U+FFFF); take it out"
    if coded := _CODED.search(value):
        return f"holds '{coded[0]}', which workbooks take for coded characters; change it"
    if not blanks and stripped(value) != value:
        return "begins or ends with blanks, which a workbook loses; take them out"
    return None


def altered_by_excel(plant: Plant) -> Iterator[Problem]:
    """Texts that Excel turns into numbers or dates when it opens a CSV file."""
    for table, row in TABLES.items():
        for column in columns(row):
            if column.kind != "text":
                continue
            texts = {getattr(one, column.field): None for one in getattr(plant, table)}
            harmed = [text for text in texts if text is not None and _harmed(text)]
            if harmed:
                shown = ", ".join(f"'{text}'" for text in harmed[:3])
                more = f" and {len(harmed) - 3:,} more" if len(harmed) > 3 else ""
                what = f"Excel takes {shown}{more} for numbers or dates; give it an .xlsx instead"
                yield Problem(table, None, column.name, None, what)


def _harmed(text: str) -> bool:
    if _HARMED.fullmatch(text):
        return True
    found = _DATED.fullmatch(text)
    return bool(found) and month_named((found[1] or found[2]) if found else "") is not None
