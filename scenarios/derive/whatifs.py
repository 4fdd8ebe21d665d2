"""`python -m scenarios.derive.whatifs`: solve every overlay of le-trait and write the page.

The base is solved first; then each scenario, the base again among them, by `fillfinish
solve --previous` from its plan, for the same time. The page says what the tables of these
runs say. It takes about (2 + scenarios / jobs) x seconds.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from scenarios.derive.whatif_page import BASE, FIGURES, Figures, figures, page

REPOSITORY = Path(__file__).parents[2]
CASE = "scenarios/le-trait"
RESULTS = "docs/le-trait-whatifs.csv"


def main() -> None:
    """Parse the arguments, solve, write."""
    parser = argparse.ArgumentParser(prog="python -m scenarios.derive.whatifs", description=__doc__)
    parser.add_argument("--seconds", type=float, default=150, help="of solving, each scenario")
    parser.add_argument("--jobs", type=int, default=2, help="scenarios at a time")
    parser.add_argument("--runs", type=Path, default=REPOSITORY / "runs" / "whatifs")
    parser.add_argument("--only", action="append", help="solve these anew, keep the others")
    parser.add_argument("--page-only", action="store_true", help="rewrite the page from the CSV")
    arguments = parser.parse_args()
    results = REPOSITORY / RESULTS
    if not arguments.page_only:
        _write(results, _all(arguments))
    document = REPOSITORY / "docs" / "le-trait.md"
    document.write_text(page(read(results)), encoding="utf-8", newline="\n")


def read(path: Path) -> list[Figures]:
    """The figures of a results file."""
    with path.open(encoding="utf-8", newline="") as opened:
        return [Figures(**row) for row in csv.DictReader(opened)]


def _all(arguments: argparse.Namespace) -> list[Figures]:
    """Solve the base, then everything from its plan, the base too: what a scenario gains must
    not be what another minute of search gains."""
    every = [BASE, *sorted(path.stem for path in (REPOSITORY / CASE / "scenarios").glob("*.yaml"))]
    names, kept = every, {}
    runs, seconds = arguments.runs, arguments.seconds
    if arguments.only:
        names = arguments.only
        kept = {row.scenario: row for row in read(REPOSITORY / RESULTS)}
        first = max((runs / "first").iterdir())
    else:
        first = _solved(BASE, 2 * seconds, runs / "first")
    again = ["--previous", str(first), "--set", "settings.move_cost_eur=0"]
    with ThreadPoolExecutor(arguments.jobs) as pool:
        solved = list(pool.map(lambda name: _solved(name, seconds, runs, again), names))
    found = kept | {
        name: figures(name, run, REPOSITORY / CASE) for name, run in zip(names, solved, strict=True)
    }
    return [found[name] for name in every]


def _solved(name: str, seconds: float, runs: Path, more: Sequence[str] = ()) -> Path:
    """Solve one scenario; its run folder."""
    command = [sys.executable, "-m", "planner.cli", "solve", CASE, "--json", "--quiet", *more]
    command += ["--seconds", f"{seconds:g}", "--out", str(runs)]
    if name != BASE:
        command += ["--scenario", name]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{name}: exit {done.returncode}\n{done.stderr}")
    print(f"{name}: solved", file=sys.stderr)
    return Path(json.loads(done.stdout)["run"])


def _write(path: Path, found: Sequence[Figures]) -> None:
    with path.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, FIGURES, lineterminator="\n")
        writer.writeheader()
        writer.writerows(vars(row) for row in found)


if __name__ == "__main__":
    main()
