"""The text of `docs/le-trait-arithmetic.md`."""

from __future__ import annotations

from scenarios.derive.arithmetic import Figure, figures

FOREWORD = """\
# Le Trait by arithmetic

Written by `python -m scenarios.derive`; do not edit. `python -m scenarios.derive
--arithmetic` prints it.

Full-year rates: 44 working weeks, no ramp, no changeovers, no media fills, everything
in batches of 150 L, fractions of a batch included, by date of need. "On the calendar"
means the staffed hours of the tables, less closures (refits included), within the plan
(2026 starts on 5 January); of the lines it is what vaccines leave to the antibodies. Filling
hours take 2.25 mL syringes at the speed of FA, 1 mL at that of FB.
"""
COMPARED = """
## Beside the figures it is meant to reproduce

| figure | year | value | expected | difference | unit | agrees within | source |
|---|---|---:|---:|---:|---|---|---|
"""
BY_YEAR = """
## Every figure

"Demand that only PA1 and PA2 may serve" is demand for which PB is not approved (or has
no recipe) on the day it leaves the site.

"""


def text() -> str:
    """The comparison, then every figure by year."""
    found = figures()
    compared = [figure for figure in found if figure.expected is not None]
    return "".join([FOREWORD, COMPARED, *map(_compared, compared), BY_YEAR, _by_year(found)])


def _compared(figure: Figure) -> str:
    agrees = f"yes, ±{figure.tolerance:g}" if figure.agrees else f"NO, ±{figure.tolerance:g}"
    cells = (
        figure.figure,
        figure.year,
        _number(figure),
        f"{figure.expected:g}",
        f"{figure.difference:+.1f}",
        figure.unit,
        agrees,
        figure.source,
    )
    return f"| {' | '.join(cells)} |\n"


def _by_year(found: list[Figure]) -> str:
    years = sorted({figure.year for figure in found})
    by_row: dict[tuple[str, str], dict[str, str]] = {}
    for figure in found:
        by_row.setdefault((figure.figure, figure.unit), {})[figure.year] = _number(figure)
    lines = [
        f"| figure | unit | {' | '.join(year or 'any year' for year in years)} |",
        f"|---|---|{'---:|' * len(years)}",
    ]
    for (name, unit), values in by_row.items():
        lines.append(f"| {name} | {unit} | {' | '.join(values.get(y, '') for y in years)} |")
    return "\n".join(lines) + "\n"


def _number(figure: Figure) -> str:
    return f"{figure.value:,.0f}" if figure.unit in ("", "h") else f"{figure.value:,.1f}"
