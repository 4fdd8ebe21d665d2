"""The table of scenarios: what was varied, figures beside their bounds, differences to the base."""

from __future__ import annotations

from planner.on_time import floored
from planner.study.rows import ScenarioRow
from planner.study_page.beside import LEVELS, Beside, has_plan, on_time_of, span_of
from planner.study_page.cells import Cell, Head, Sheet, number

FIRST = ("scenario", "status")
TO_BASE = "to base"
FOUND = "what was found"
LEAST = "no plan of the scenario can be below it"
HEADS = (
    Head("on time, %", True, "demand met in the bucket in which it is due"),
    Head(TO_BASE, True, "points on time more than the base"),
    Head("days late", True, f"mean days late, {FOUND}; with the time after the plan's last day"),
    Head("at best", True, LEAST),
    Head(TO_BASE, True, "mean days late more than the base; bold: proven"),
    Head("cost, EUR", True, f"{FOUND}, at the service of the plan"),
    Head("at best", True, f"{LEAST} at the service of its plan"),
    Head(TO_BASE, True, "cost more than the base, each at its own service; bold: proven"),
    Head("days below cover", True, f"mean days below the floor of cover, {FOUND}"),
    Head("days unfair", True, f"spread of service between countries, {FOUND}"),
    Head("batches", True),
    Head("shortages", True, "rows of shortages.csv"),
)


def scenarios_sheet(beside: Beside) -> Sheet:
    """A row a scenario, in the order of the study; the first cell is its name."""
    varied = [Head(f"{name} (varied)" if name in FIRST else name) for name in beside.varied]
    heads = (*map(Head, FIRST), *varied, *HEADS, Head("started from"))
    return Sheet(heads, tuple(_row(beside, row) for row in beside.rows))


def _row(beside: Beside, row: ScenarioRow) -> tuple[Cell, ...]:
    result = row.result
    place = [Cell(result.scenario.place.get(name, "")) for name in beside.varied]
    figures = _figures(beside, row) if has_plan(row) else [Cell("")] * len(HEADS)
    return (
        Cell(result.scenario.name),
        Cell(result.status),
        *place,
        *figures,
        Cell(result.started_from or ""),
    )


def _figures(beside: Beside, row: ScenarioRow) -> list[Cell]:
    figures, base = row.figures, beside.base
    share, today = on_time_of(row), None if base is None or base is row else on_time_of(base)
    shown = "" if share is None else f"{floored(share / 100):.2f}"
    cells = [Cell(shown, share), _more(None if None in (share, today) else share - today, 2)]  # type: ignore[operator]
    for level, decimals in (("lateness", 3), ("cost", 0)):
        found, bound = LEVELS[level]
        cells += [_cell(figures[found], decimals), _cell(figures[bound], decimals)]
        if base is None or base is row:
            cells.append(Cell(""))
        else:
            more = span_of(row, level) - span_of(base, level)
            cells.append(_more(more.found, decimals, sure=more.sure))
    cells += [_cell(figures["cover_d"], 2), _cell(figures["fairness_d"], 2)]
    return [*cells, _cell(figures["batches"], 0), _cell(figures["shortages"], 0)]


def _cell(value: float | None, decimals: int) -> Cell:
    return Cell("") if value is None else Cell(number(value, decimals), float(value))


def _more(value: float | None, decimals: int, *, sure: bool = False) -> Cell:
    return Cell("") if value is None else Cell(f"{value:+z,.{decimals}f}", value, sure)
