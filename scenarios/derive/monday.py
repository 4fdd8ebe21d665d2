"""`python -m scenarios.derive.monday`: play a planner's Monday and write docs/monday.md.

The commands are run as they stand on the page, on a copy of le-trait; what they print is
what the page shows, long lists cut.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

REPOSITORY = Path(__file__).parents[2]
LONGEST = {"init": 0, "compare": 90, "'last": 24, "'this": 200}
"""Lines of an answer that the page shows, by a word of the command."""

HEAD = """# A Monday

A real transcript, written by `python -m scenarios.derive.monday`; do not edit. The case is
illustrative. `$` marks what the planner types; the rest is what fillfinish answers, warnings
left out.
"""

STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "Last Monday's plan stands. The case is a folder of tables, exported from the ERP; here"
        " it is a copy of the shipped one.",
        (
            "fillfinish init monday --from le-trait",
            "fillfinish solve monday --seconds 60 --name 'last Monday'",
        ),
    ),
    (
        "This Monday brings two things. Sales asks for a batch of D200 in week 12 (16 to 22 March),"
        " so the planner orders it on line FB and says who asked and why. And quality puts a lot"
        " of D200 on hold.",
        (
            "printf 'syringe,suite,line,from,until,at_least,at_most,by,note\\n"
            "D200,*,FB,2026-03-16,2026-03-22,1,,A. Planner,asked by sales\\n'"
            " > monday/instructions.csv",
            "sed -i '/^LT25174,/s/released/on_hold/' monday/lots.csv",
        ),
    ),
    (
        "Is the case still one that can be planned?",
        ("fillfinish validate monday",),
    ),
    (
        "Solve again from last Monday's plan. What can stay stays, under its batch number; every"
        " batch that moves has its price.",
        ("fillfinish solve monday --previous latest --seconds 60 --name 'this Monday'",),
    ),
    (
        "What is different, and who pays for it?",
        ("fillfinish compare runs/*_last-monday_* runs/*_this-monday_*",),
    ),
)


def main() -> None:
    """Play it and write the page."""
    with TemporaryDirectory() as folder:
        page = "\n".join([HEAD, *_played(Path(folder))])
    (REPOSITORY / "docs" / "monday.md").write_text(page, encoding="utf-8", newline="\n")


def _played(folder: Path) -> Iterator[str]:
    for words, commands in STEPS:
        yield f"{words}\n\n```"
        for command in commands:
            print(command, file=sys.stderr)
            yield f"$ {command}"
            yield from _answer(command, folder)
        yield "```\n"


def _answer(command: str, folder: Path) -> list[str]:
    """What a command prints; long answers are cut in the middle."""
    program = f"{sys.executable} -m planner.cli"
    done = subprocess.run(
        command.replace("fillfinish", program, 1),
        shell=True,
        cwd=folder,
        env={"PYTHONPATH": str(REPOSITORY), "PATH": "/usr/bin:/bin", "COLUMNS": "110"},
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise SystemExit(f"{command}: exit {done.returncode}\n{done.stderr}")
    lines = done.stdout.splitlines()
    longest = next((most for word, most in LONGEST.items() if word in command), len(lines))
    if len(lines) <= longest:
        return lines
    half = longest // 2
    cut = f"... {len(lines) - 2 * half} lines ..."
    return [*lines[:half], cut, *lines[len(lines) - half :]]


if __name__ == "__main__":
    main()
