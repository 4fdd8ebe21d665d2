"""One table of a case: from the bytes of a CSV file, or from cells, to checked rows.

Or to every problem in it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import ValidationError

from models.problems import Problem, unknown
from models.tables import Column, columns
from models.units import Row
from planner.cells import PLAIN, Convert, Spelling, Value, converter, out_of_bounds
from planner.days import CellError

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab"}
UTF8 = "save it as 'CSV UTF-8' and try again"

Cell = str | CellError
"""The text of a cell, or why it has none."""

Record = tuple[int, Sequence[Cell]]
"""The cells of a row that is not blank, after its number in the file."""


@dataclass(frozen=True)
class Sheet:
    """The rows of one file; `at[k]` is the file's row of `rows[k]`, the header being row 1."""

    rows: tuple[Row, ...]
    at: tuple[int, ...]
    problems: tuple[Problem, ...]


class Unreadable(Exception):
    """The file as a whole cannot be read; its text says why and what to do."""

    def __init__(self, what: str, at: int | None = None) -> None:
        super().__init__(what)
        self.at = at


def read_sheet(path: Path, row: type[Row], spelling: Spelling = PLAIN) -> Sheet:
    """Read one table; a row number counts the rows a spreadsheet shows, blank ones too.

    Whether decimals have a comma shows in the file.
    """
    try:
        records, separator = _records(decoded(path.read_bytes()), row)
    except Unreadable as error:
        index = None if error.at is None else error.at - 2
        return Sheet((), (), (Problem(row.table, index, None, None, str(error)),))
    (top, header), *body = records
    written = replace(spelling, decimal_comma=separator == ";", escaped=True)
    return sheet_of(row, top, header, body, written)


def sheet_of(
    row: type[Row], top: int, header: Sequence[str], body: Sequence[Record], spelling: Spelling
) -> Sheet:
    """The checked rows of a table whose `header` stands in row `top`."""
    places, problems = _header(row, header, top)
    reader = _Reader(row, places, len(header), spelling)
    read = [(at, reader.read(at, cells)) for at, cells in body]
    kept = [(at, one) for at, one in read if one is not None]
    problems += reader.problems
    if row.required and not body:
        problems.append(Problem(row.table, None, None, None, "has no rows; add at least one"))
    return Sheet(tuple(one for _, one in kept), tuple(at for at, _ in kept), tuple(problems))


def decoded(content: bytes) -> str:
    """The text of a file, which must be UTF-8, with or without a byte order mark."""
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise Unreadable(f"is a spreadsheet with another ending; open it and {UTF8}")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in content:
        raise Unreadable(f"is UTF-16 or binary, not UTF-8; {UTF8}")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise Unreadable(f"is not UTF-8 (see row {line}); {UTF8}", line) from error
    if not text.strip():
        raise Unreadable("is empty; write its header and rows, or delete an optional table")
    return text


def _records(text: str, row: type[Row]) -> tuple[list[tuple[int, list[str]]], str]:
    """The rows that are not blank, with their numbers, header first; and the separator."""
    top = next(line for line in text.splitlines() if line.strip())
    if top.lower().startswith("sep="):
        raise Unreadable(f"begins with '{top}'; delete this row", 1)
    known = {column.name for column in columns(row)}
    hits = {mark: len(known & set(_cells(top, mark))) for mark in SEPARATORS}
    separator = max(hits, key=lambda mark: hits[mark])
    if not hits[separator]:
        raise Unreadable(no_header(row), 1)
    return list(_filled(text, separator)), separator


def no_header(row: type[Row]) -> str:
    """The sentence for a table of which no column is known."""
    names = ",".join(column.name for column in columns(row) if column.required)
    return f"has no header; begin it with the row {names}"


def _cells(line: str, separator: str) -> list[str]:
    return [cell.strip() for cell in next(csv.reader([line], delimiter=separator), [])]


def _filled(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    at = 0
    try:
        for at, cells in enumerate(lines, start=1):
            trimmed = [cell.strip() for cell in cells]
            if any(trimmed):
                yield at, trimmed
    except csv.Error as error:
        raise Unreadable(
            f"has a broken quotation mark or cell ({error}); mend it", at + 1
        ) from error


def _header(
    row: type[Row], header: Sequence[str], at: int
) -> tuple[list[tuple[int, Column]], list[Problem]]:
    """Where each known column stands in the file, and what is wrong with the header."""
    known = {column.name: column for column in columns(row)}
    problems: list[Problem] = []
    places: dict[str, tuple[int, Column]] = {}

    def wrong(what: str, name: str | None) -> None:
        problems.append(Problem(row.table, at - 2, None, name, what))

    for place, name in enumerate(header):
        if not name:
            wrong(f"column {place + 1} has no name; name it or delete it", None)
        elif name in places:
            wrong(f"column '{name}' stands there twice; delete one", name)
        elif name not in known:
            wrong(unknown("column", name, list(known)), name)
        else:
            places[name] = place, known[name]
    for name, column in known.items():
        hinted = any(f"did you mean '{name}'?" in problem.what for problem in problems)
        if column.required and name not in places and not hinted:
            wrong(f"column '{name}' is missing; add it", name)
    return list(places.values()), problems


class _Reader:
    """Turns the cells of a row into a checked row of its table; keeps every problem."""

    def __init__(
        self, row: type[Row], places: list[tuple[int, Column]], width: int, spelling: Spelling
    ) -> None:
        self.row = row
        self.width = width
        self.columns = {column.name: column for _, column in places}
        self.absent = {column.name for column in columns(row)} - set(self.columns)
        self.plan: list[tuple[int, Column, Convert]] = [
            (place, column, converter(column, spelling)) for place, column in places
        ]
        self.problems: list[Problem] = []

    def read(self, at: int, cells: Sequence[Cell]) -> Row | None:
        if len(cells) != self.width:
            self._wrong(at, None, None, self._miscounted(len(cells)))
            return None
        values: dict[str, Value] = {}
        texts: dict[str, str] = {}
        failed = set(self.absent)
        for place, column, convert in self.plan:
            text = cells[place]
            if isinstance(text, CellError):
                failed.add(column.name)
                self._wrong(at, column.name, None, str(text))
                continue
            texts[column.name] = text
            if not text:
                if column.required:
                    failed.add(column.name)
                    self._wrong(at, column.name, text, blank(column))
                continue
            try:
                values[column.name] = convert(text)
            except CellError as error:
                failed.add(column.name)
                self._wrong(at, column.name, text, str(error))
        return self._checked(at, values, texts, failed)

    def _checked(
        self, at: int, values: dict[str, Value], texts: dict[str, str], failed: set[str]
    ) -> Row | None:
        try:
            return self.row.model_validate(values)
        except ValidationError as refusal:
            for error in refusal.errors(include_url=False):
                name = str(error["loc"][0])
                if name not in failed:
                    what = out_of_bounds(self.columns[name], texts[name], error)
                    self._wrong(at, name, texts[name], what)
            return None

    def _wrong(self, at: int, column: str | None, value: str | None, what: str) -> None:
        self.problems.append(Problem(self.row.table, at - 2, column, value, what))

    def _miscounted(self, count: int) -> str:
        """Why a row has more or fewer cells than the header."""
        if count < self.width:
            return f"has too few cells ({count} for {self.width} columns); fill up the row"
        return (
            f"has too many cells ({count} for {self.width} columns); write 1.5 instead of 1,5,"
            " and put text that has a separator in quotes"
        )


def blank(column: Column) -> str:
    """The sentence for a required cell that is blank; no value is ever assumed."""
    if column.choices:
        return f"is blank; write {' or '.join(column.choices)}"
    return f"is blank; write its value{f' ({column.unit})' if column.unit else ''}"
