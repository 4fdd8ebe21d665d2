"""`python -m scenarios.derive.studies`: ask five questions of le-trait and write the page.

Each is asked by the command that its section shows. The page says what the study's own files
say. Under a work limit it repeats exactly; with two processes it takes about an hour.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

from planner.answers.kept import read_finding
from planner.study.kept import Kept, study_kept
from scenarios.derive.studies_page import Told, page
from scenarios.derive.studies_said import SAID
from scenarios.derive.whatif_page import BASE, case_sha256

REPOSITORY = Path(__file__).parents[2]
CASE = "scenarios/le-trait"
RESULTS = "docs/le-trait-studies.json"
PAGE = "docs/studies.md"
ASKED: dict[str, tuple[str, ...]] = {
    "new-building": ("study", "run", f"{CASE}/studies/new-building.yaml", "--alike"),
    "late-approvals": ("study", "run", f"{CASE}/studies/late-approvals.yaml", "--alike"),
    "third-line": ("study", "run", f"{CASE}/studies/third-line.yaml", "--alike"),
    "single-shift": ("bottleneck", CASE, "--more", "shift", "--most", "16", "--work", "1000"),
    "headroom": ("headroom", CASE, "--floor", "0.95", "--work", "1000"),
}
"""By name of the study: what is typed after `fillfinish`."""


def main() -> None:
    """Parse the arguments, ask, write."""
    parser = argparse.ArgumentParser(prog="python -m scenarios.derive.studies", description=__doc__)
    parser.add_argument("--studies", type=Path, default=REPOSITORY / "studies", help="folder")
    parser.add_argument("--only", choices=ASKED, action="append", help="ask these, keep the others")
    parser.add_argument("--page-only", action="store_true", help="rewrite the page from the JSON")
    arguments = parser.parse_args()
    results = REPOSITORY / RESULTS
    if not arguments.page_only:
        kept = {} if arguments.only is None else {one.name: one for one in read(results)}
        for name in arguments.only or ASKED:
            kept[name] = _asked(name, arguments.studies)
        found = [vars(kept[name]) for name in ASKED if name in kept]
        text = json.dumps(found, indent=1, ensure_ascii=False)
        results.write_text(text + "\n", encoding="utf-8", newline="\n")
    (REPOSITORY / PAGE).write_text(page(read(results)), encoding="utf-8", newline="\n")


def read(path: Path) -> list[Told]:
    """What the studies said."""
    return [Told(**one) for one in json.loads(path.read_text(encoding="utf-8"))]


def _asked(name: str, studies: Path) -> Told:
    """Ask one question and read its study."""
    words = [*ASKED[name], "--name", name]
    typed = [sys.executable, "-m", "planner.cli", *words, "--out", str(studies), "--json"]
    done = subprocess.run(typed, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        raise SystemExit(f"{name}: exit {done.returncode}")
    return _told(name, study_kept(studies / name), " ".join(["fillfinish", *words]))


def _told(name: str, kept: Kept, command: str) -> Told:
    finding = read_finding(kept.folder)
    if finding is None:
        sentence, columns, rows, notes = SAID[name](kept)
    else:
        sentence, notes = finding.sentence, finding.notes
        columns, rows = finding.shown or finding.columns, finding.rows
    table = [[_cell(row.get(column)) for column in columns] for row in rows]
    return Told(
        name,
        command,
        sentence,
        list(columns),
        table,
        list(notes),
        case_sha256(BASE, REPOSITORY / CASE),
    )


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:z,.3f}".rstrip("0").rstrip(".") if abs(value) < 1000 else f"{value:,.0f}"
    return f"{value:,}" if isinstance(value, int) else str(value)


if __name__ == "__main__":
    main()
