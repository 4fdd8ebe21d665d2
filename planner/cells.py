"""One cell: from the text in a file to a value and back.

Files are read as text and converted here, by the kind of the column alone, so that
`NO` stays Norway and `00012` keeps its zeros. What can be read two ways is refused.

Text that a spreadsheet would take for a formula has an apostrophe before it in our
files (`safe_text`), which reading takes off again (`plain_text`).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

from models.problems import unknown
from models.tables import Column
from planner.days import CellError, day, month

Value = str | int | float | dt.date
Convert = Callable[[str], Value]

_WHOLE = re.compile(r"[+-]?[0-9]+(?:\.0)?")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_COMMA = re.compile(r"[+-]?[0-9]*,[0-9]+")
_GROUPS = re.compile(r"[+-]?[1-9][0-9]{0,2}(?:([ .,'’_\u00a0\u202f])[0-9]{3})(?:\1[0-9]{3})*")
_GROUPS_FRACTION = re.compile(r"[+-]?[1-9][0-9]{0,2}(?:([ .,'’_\u00a0\u202f])[0-9]{3})+[.,][0-9]+")
_SPACED = re.compile(
    r"[+-]?[1-9][0-9]{0,2}(?:([ \u00a0\u202f])[0-9]{3})(?:\1[0-9]{3})*(?:[.,][0-9]+)?"
)
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_POWER = re.compile(r"[+-]?[0-9.,]+[eE][+-]?[0-9]+")


@dataclass(frozen=True)
class Spelling:
    """How the cells of a file are written."""

    decimal_comma: bool = False

    day_first: bool = False
    """As Excel in Europe saves them: 05/01/2026 or 05.01.2026 is 5 January, avr-26 is April
    2026, and spaces group digits."""

    escaped: bool = False
    """Text that looks like a formula has an apostrophe before it."""


PLAIN = Spelling()


@dataclass(frozen=True)
class Form:
    """How a CSV file is written; days are ISO in every form."""

    separator: str = ","
    decimal: str = "."
    encoding: str = "utf-8"


STANDARD = Form()
FRENCH = Form(";", ",", "utf-8-sig")
"""What Excel opens at a double click where the comma is decimal."""


def converter(column: Column, spelling: Spelling = PLAIN) -> Convert:
    """The function that reads a filled cell of a column; it raises `CellError`."""
    match column.kind:
        case "whole":
            convert: Convert = partial(_whole, unit=column.unit)
            return _ungrouped(convert) if spelling.day_first else convert
        case "number":
            convert = partial(_number, unit=column.unit, decimal_comma=spelling.decimal_comma)
            return _ungrouped(convert) if spelling.day_first else convert
        case "date":
            return partial(day, week=column.week, day_first=spelling.day_first)
        case "month":
            return partial(month, day_first=spelling.day_first)
        case "choice":
            return partial(_choice, column=column)
        case _:
            return plain_text if spelling.escaped else str


def safe_text(text: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe goes before `= + - @`, tab, CR.

    So it does where apostrophes stand before them already; `plain_text` takes one off.
    """
    return f"'{text}" if _FORMULA.match(text) else text


def plain_text(text: str) -> str:
    """The text that `safe_text` made safe."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def _ungrouped(convert: Convert) -> Convert:
    """The conversion after taking out spaces between groups of three digits."""

    def converted(text: str) -> Value:
        grouped = _SPACED.fullmatch(text)
        return convert(text.replace(grouped[1], "") if grouped else text)

    return converted


def _choice(text: str, column: Column) -> str:
    if text not in column.choices:
        raise CellError(unknown(column.name, text, list(column.choices)))
    return text


def _whole(text: str, unit: str | None) -> int:
    if _WHOLE.fullmatch(text):
        return int(text.removesuffix(".0"))
    if _GROUPS.fullmatch(text) or _GROUPS_FRACTION.fullmatch(text):
        raise CellError(_grouped(text))
    if _NUMBER.fullmatch(text) or _COMMA.fullmatch(text):
        raise CellError(f"'{text}' is not a whole number; write it without a fraction")
    raise CellError(_not_a_number(text, "whole number", unit))


def _number(text: str, unit: str | None, decimal_comma: bool) -> float:
    grouped = _GROUPS.fullmatch(text)
    if grouped and grouped.group(1) == "." and text.count(".") == 1:
        if not decimal_comma:
            return float(text)
        raise CellError(
            f"'{text}' may be {_plain(text)} or {text.replace('.', ',')}; write the one meant"
        )
    if grouped and grouped.group(1) == "," and text.count(",") == 1:
        if decimal_comma:
            return float(text.replace(",", "."))
        raise CellError(
            f"'{text}' may be {_plain(text)} or {text.replace(',', '.')}; write the one meant"
        )
    if grouped or _GROUPS_FRACTION.fullmatch(text):
        raise CellError(_grouped(text))
    if _NUMBER.fullmatch(text):
        return float(text)
    if _COMMA.fullmatch(text):
        if decimal_comma:
            return float(text.replace(",", "."))
        raise CellError(f"'{text}' has a decimal comma; write {text.replace(',', '.')}")
    raise CellError(_not_a_number(text, "number", unit))


def _grouped(text: str) -> str:
    return f"'{text}' has a thousands separator; write {_plain(text)}"


def _plain(text: str) -> str:
    """A number without its thousands separators."""
    mark = re.search(r"[^0-9+-]", text)
    return text.replace(mark.group(), "").replace(",", ".") if mark else text


def _not_a_number(text: str, what: str, unit: str | None) -> str:
    if _POWER.fullmatch(text):
        return f"'{text}' may have lost digits; write the number in full"
    return f"'{text}' is not a {what}; write the number alone{f' ({unit})' if unit else ''}"


def out_of_bounds(column: Column, text: str, error: Any) -> str:
    """The sentence for a value that its row class refuses; `error` is pydantic's."""
    bounds = error.get("ctx", {})
    unit = f" ({column.unit})" if column.unit else ""
    match error["type"]:
        case "greater_than_equal":
            return f"'{text}' is below {bounds['ge']:g}; write {bounds['ge']:g} or more{unit}"
        case "greater_than":
            return f"'{text}' is not above {bounds['gt']:g}; write more than {bounds['gt']:g}{unit}"
        case "less_than_equal":
            return f"'{text}' is above {bounds['le']:g}; write {bounds['le']:g} or less{unit}"
        case "string_pattern_mismatch":
            return f"'{text}' has the wrong form; {' '.join(column.doc.split())}".rstrip(".")
        case _:
            return f"'{text}' cannot be used: {error['msg']}"


def text_of(value: Value | None, kind: str) -> str:
    """The cell for a value: blank for None, months `2026-04`, numbers in full."""
    if value is None:
        return ""
    if isinstance(value, dt.date):
        return value.isoformat()[:7] if kind == "month" else value.isoformat()
    if isinstance(value, float):
        return _in_full(value)
    return str(value)


def _in_full(number: float) -> str:
    """Every digit needed to read the same number again, without an exponent."""
    text = format(Decimal(repr(number)), "f")
    return text.removesuffix(".0")
