"""The overlays of `le-trait` that repeat numbers of its tables; the others are written by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from scenarios.derive import choices, equipment
from scenarios.derive.dates import DAY

FIRST, LAST = choices.WEEKEND_SHIFT
PERCENT = f"{choices.ANTIBODY_SHARE:.0%}"
SHIFTED = ("PA1", "PA2", "FA", "FB")

NO_NEW_BUILDING = """\
# Illustrative, written by scenarios.derive. PB stays without staff; its approvals are kept, they
# do not matter then. No planner would refit the old suites without it: they stay open, with the
# maintenance that their refits replaced.
title: The new building never starts, so the refits of the old suites are called off
changes:
  - table: staffing
    where: {resource: PB}
    set: {hours_per_week: 0}
  - table: closures
    where: {reason: refit}
    delete: true
  - table: closures
    insert:
"""
WEEKEND_SHIFT = f"""\
# Illustrative, written by scenarios.derive. {choices.WEEKEND_HOURS} h a week more on the old
# suites and lines FA and FB; of the lines the antibodies have their share, {PERCENT}.
title: A weekend shift on the old suites and lines FA and FB for a year
changes:
  - table: staffing
    where: {{resource: [{", ".join(SHIFTED)}]}}
    set: {{until: {FIRST - DAY}}}
  - table: staffing
    insert:
"""


def write(folder: Path) -> None:
    """Write the overlays into a case's folder of overlays."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, head, rows in (
        ("no-new-building", NO_NEW_BUILDING, _replaced()),
        ("weekend-shift", WEEKEND_SHIFT, _shifts()),
    ):
        text = head + "".join(f"      - {{{row}}}\n" for row in rows)
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8", newline="\n")


def _replaced() -> Iterator[str]:
    """The closures that the refits replaced."""
    kept = set(equipment.closures())
    for closure in equipment.closures(refitted=False):
        if closure not in kept:
            name, first, last, reason = closure
            yield f"resource: {name}, from: {first}, to: {last}, reason: {reason}"


def _shifts() -> Iterator[str]:
    """Staffing with the shift, then without, each resource in turn."""
    for name, _, _, hours, efficiency in equipment.staffing():
        if name in SHIFTED:
            share = choices.ANTIBODY_SHARE if name in equipment.LINE_NAMES else 1
            more = round(hours + choices.WEEKEND_HOURS * share, 4)
            yield _staffed(name, f"from: {FIRST}, until: {LAST}", more, efficiency)
            yield _staffed(name, f"from: {LAST + DAY}", hours, efficiency)


def _staffed(name: str, dates: str, hours: float, efficiency: float) -> str:
    return f"resource: {name}, {dates}, hours_per_week: {hours:g}, efficiency: {efficiency:g}"
