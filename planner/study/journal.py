"""The journal of a study: one JSON line for each scenario that ended, never changed."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from models.problems import Problem
from planner.errors import DataError

FILE = "journal.jsonl"

Entry = dict[str, Any]


def read_entries(folder: Path) -> tuple[list[Entry], int]:
    """The whole lines of a journal, and the bytes that they take.

    A last line without an end was cut off when the study was killed; it does not count.

    Raises
    ------
    DataError
        If a whole line is no JSON: somebody edited it.
    """
    path = folder / FILE
    if not path.is_file():
        return [], 0
    held = path.read_bytes()
    size = held.rfind(b"\n") + 1
    found: list[Entry] = []
    for number, line in enumerate(held[:size].splitlines(), start=1):
        try:
            entry = json.loads(line)
        except ValueError:
            entry = None
        if not isinstance(entry, dict) or "sizes" not in entry:
            what = (
                f"line {number} is not as fillfinish writes it; take the line out: its scenario"
                " is then looked up again"
            )
            raise DataError([Problem(str(path), None, None, None, what)], "study")
        found.append(entry)
    return found, size


def newest_of(entries: Iterable[Entry]) -> dict[str, Entry]:
    """The last entry of each scenario, by name; one that was tried again has several."""
    return {entry["scenario"]["name"]: entry for entry in entries if "scenario" in entry}


class Journal:
    """Appends entries; each is on the disk when `append` returns, or not at all.

    Parameters
    ----------
    folder
        Of the study.
    size
        Bytes of its whole lines; what stands after them is cut off.
    """

    def __init__(self, folder: Path, size: int) -> None:
        self._file = (folder / FILE).open("ab", buffering=0)
        self._file.truncate(size)
        self._size = size

    def append(self, entry: Entry) -> None:
        """Write an entry.

        Raises
        ------
        OSError
            If the disk is full; the journal then is as it was before.
        """
        line = (json.dumps(entry, ensure_ascii=False) + "\n").encode()
        left = memoryview(line)
        try:
            while left:
                left = left[self._file.write(left) :]
            os.fsync(self._file.fileno())
        except OSError:
            self._file.truncate(self._size)
            raise
        self._size += len(line)

    def close(self) -> None:
        self._file.close()
