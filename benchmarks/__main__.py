"""`python -m benchmarks [what ...]`: measure, and write results.csv and results.md.

What: quality, published, handover, growth; default all. Rows of parts, cases and sides that are
not measured stay in results.csv, and results.md is written from all of them. With `report`
nothing is measured.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from benchmarks import growth, machine, others, quality, rows
from benchmarks.asked import Asked
from benchmarks.report import page
from benchmarks.rows import CSV, ENDED, Results, Row
from benchmarks.sides import SIDES

PARTS: dict[str, Callable[[Asked], Iterator[list[Row]]]] = {
    quality.PART: quality.measure,
    others.PUBLISHED: others.published,
    others.HANDOVER: others.handover,
    growth.PART: growth.measure,
}
REPORT = "report"
CASES = "default all; each part takes its own: shipped or network-..., P1 to P4, series of growth"
MARKDOWN = "results.md"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure what is asked; every run is written at once."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("what", nargs="*", metavar="what", help=", ".join((*PARTS, REPORT)))
    parser.add_argument("--seconds", type=float, default=180.0, help="limit of a run, s")
    parser.add_argument("--seeds", type=int, default=3, help="runs of each case and side")
    parser.add_argument("--cases", nargs="+", default=(), help=CASES)
    parser.add_argument("--sides", nargs="+", default=(), choices=list(SIDES), metavar="SIDE")
    parser.add_argument("--memory", type=float, default=6.0, help="limit of a process, GB")
    parser.add_argument("--out", type=Path, default=Path("benchmarks"), help="folder")
    given = parser.parse_args(arguments)
    unknown = sorted(set(given.what) - {*PARTS, REPORT})
    if unknown:
        parser.error(f"'{unknown[0]}' is no part; known: {', '.join((*PARTS, REPORT))}")
    known = (quality.known, others.known, growth.DOUBLED.__contains__)
    for case in given.cases:
        if not any(knows(case) for knows in known):
            parser.error(f"'{case}' is no case of any part")
    asked = Asked(
        given.seconds, given.seeds, tuple(given.cases), tuple(given.sides), given.memory, given.out
    )
    for done in measured(asked, given.what or tuple(PARTS)):
        print(done, flush=True)


def measured(asked: Asked, what: Sequence[str]) -> Iterator[str]:
    """Measure parts; a line of words for each run."""
    asked.folder.mkdir(parents=True, exist_ok=True)
    results = Results(rows.read(asked.folder / CSV))
    parts = [part for part in PARTS if part in what]
    if parts:
        results.add(machine.rows(asked))
    _write(results, asked.folder)
    for part in parts:
        for found in PARTS[part](asked):
            results.add(found)
            _write(results, asked.folder)
            ended = [row for row in found if row.measure == ENDED]
            yield from (f"{' '.join(filter(None, row.run))}: {row.value}" for row in ended)


def _write(results: Results, folder: Path) -> None:
    quality_rows = [row for row in results.rows if row.part == quality.PART]
    results.derive(quality.INTEGRAL, quality.integrals(quality_rows))
    rows.write(folder / CSV, results.rows)
    (folder / MARKDOWN).write_text(page(results.rows), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
