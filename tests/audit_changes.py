"""Faults to put into a run folder: each returns a change of its files."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

from tests.audit_run import Files

Change = Callable[[Files], None]


def cell(file: str, row: int, **values: object) -> Change:
    """Other values in a row, the header being row 1; `from_` is the column `from`."""

    def change(files: Files) -> None:
        table = _table(files[file])
        for column, value in values.items():
            table[row - 1][table[0].index(column.rstrip("_"))] = str(value)
        files[file] = _text(table)

    return change


def extra_row(file: str, row: str) -> Change:
    """One more row at the end."""

    def change(files: Files) -> None:
        files[file] += row + "\n"

    return change


def without_row(file: str, row: int) -> Change:
    def change(files: Files) -> None:
        table = _table(files[file])
        del table[row - 1]
        files[file] = _text(table)

    return change


def without_column(file: str, column: str) -> Change:
    def change(files: Files) -> None:
        table = _table(files[file])
        place = table[0].index(column)
        files[file] = _text([row[:place] + row[place + 1 :] for row in table])

    return change


def without_file(file: str) -> Change:
    def change(files: Files) -> None:
        del files[file]

    return change


def instead(file: str, old: str, new: str) -> Change:
    """Other words in a file."""

    def change(files: Files) -> None:
        assert old in files[file]
        files[file] = files[file].replace(old, new)

    return change


def all_of(*changes: Change) -> Change:
    """Several changes, one after the other."""

    def change(files: Files) -> None:
        for one in changes:
            one(files)

    return change


def _table(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


def _text(table: list[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(table)
    return text.getvalue()
