"""`python -m scenarios.derive`: write the cases and the arithmetic, or print the latter."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from scenarios.derive.case import derive
from scenarios.derive.report import text

REPOSITORY = Path(__file__).parents[2]


def main() -> None:
    """Parse the arguments and do it."""
    parser = argparse.ArgumentParser(prog="python -m scenarios.derive", description=__doc__)
    parser.add_argument("--arithmetic", action="store_true", help="print it, write nothing")
    parser.add_argument("--root", type=Path, default=REPOSITORY, help="where to write")
    arguments = parser.parse_args()
    if arguments.arithmetic:
        sys.stdout.write(text())
        return
    derive(arguments.root / "scenarios")
    document = arguments.root / "docs" / "le-trait-arithmetic.md"
    document.parent.mkdir(parents=True, exist_ok=True)
    document.write_text(text(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
