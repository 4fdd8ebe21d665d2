"""`results/`: each output table once, with the rows of all finished scenarios.

A file is a chain of gzip members, the header and then one for each scenario, so that rows
are added, and what a killed study left half written is cut off, without reading the rest.
"""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Mapping
from pathlib import Path

from planner.cells import safe_text
from planner.columns import COLUMNS

FOLDER = "results"
LEVEL = 4
"""Of gzip: a run of le-trait takes 0.8 MB instead of 5.8 MB, and 0.06 s."""


class Tables:
    """The tables of a study, to add to.

    Parameters
    ----------
    folder
        Of the study.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder / FOLDER
        self._sizes: dict[str, int] = {}

    def begin(self) -> None:
        """Write every table anew, with its header alone."""
        self._folder.mkdir(exist_ok=True)
        for table, columns in COLUMNS.items():
            header = _packed(",".join(["scenario", *columns]) + "\n")
            self._path(table).write_bytes(header)
            self._sizes[table] = len(header)

    def cut(self, sizes: Mapping[str, int]) -> bool:
        """Cut off what was added after the tables had these sizes; False if one is shorter."""
        for table in COLUMNS:
            path, size = self._path(table), sizes.get(table, -1)
            if size < 0 or not path.is_file() or path.stat().st_size < size:
                return False
            if path.stat().st_size > size:
                with path.open("ab") as opened:
                    opened.truncate(size)
        self._sizes = dict(sizes)
        return True

    def add(self, scenario: str, run: Path) -> None:
        """Add the rows of a run under the name of a scenario.

        Raises
        ------
        OSError
            If the disk is full; every table then is as it was before.
        """
        sizes = dict(self._sizes)
        try:
            for table in COLUMNS:
                with self._path(table).open("ab") as opened:
                    self._sizes[table] += opened.write(_packed(_rows(run, table, scenario)))
        except OSError:
            self.cut(sizes)
            raise

    @property
    def sizes(self) -> dict[str, int]:
        """Bytes of each table."""
        return dict(self._sizes)

    def _path(self, table: str) -> Path:
        return self._folder / f"{table}.csv.gz"


def _rows(run: Path, table: str, scenario: str) -> str:
    """The rows of a run's table below its header, with the scenario's name in front."""
    with (run / f"{table}.csv").open(encoding="utf-8", newline="") as opened:
        first = opened.readline()
        held = opened.read()
    named = _cell(scenario) + ","
    if not held or (held.startswith(named) and first.startswith("scenario,")):
        return held
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerows([safe_text(scenario), *row[1:]] for row in csv.reader(io.StringIO(held)))
    return written.getvalue()


def _cell(scenario: str) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="").writerow([safe_text(scenario), ""])
    return written.getvalue().removesuffix(",")


def _packed(text: str) -> bytes:
    return gzip.compress(text.encode(), LEVEL, mtime=0)
