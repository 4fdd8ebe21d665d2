"""Random plants, tiny and nasty: every rule of docs/rules.md binds in some of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, Phase, assume, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from models.plant import Plant
from tests.random_markets import LONG_AGO, Markets

Draw = Callable[[st.SearchStrategy[Any]], Any]
Rows = list[dict[str, Any]]

STARTS = (dt.date(2026, 1, 5), dt.date(2026, 1, 26), dt.date(2026, 3, 2))
SHAPES = (
    # weeks, months, suites, lines, syringes, volumes
    (5, 0, 1, 1, 1, 1),
    (4, 0, 1, 1, 1, 2),
    (4, 0, 2, 1, 1, 1),
    (3, 0, 1, 1, 2, 1),
    (3, 0, 1, 2, 1, 1),
    (2, 1, 1, 1, 1, 1),
    (0, 2, 1, 1, 2, 1),
    (3, 1, 1, 1, 1, 1),
    (3, 0, 2, 2, 1, 1),
    (3, 0, 2, 2, 2, 1),
)
"""Weeks, months, suites, lines, syringes and batch volumes."""


proof = settings(
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
)
"""Many small solves: the same draws every time, and no shrinking, which would take minutes."""


@st.composite
def plants(draw: Draw, countries: tuple[str, ...] = ("AA", "BB", "CC")) -> Plant:
    """A valid plant of a few buckets, routes and countries."""
    weeks, months, suites, lines, syringes, volumes = draw(st.sampled_from(SHAPES))
    start = draw(st.sampled_from(STARTS))
    plan = _Making(draw, start, [f"P{n}" for n in range(suites)], [f"F{n}" for n in range(lines)])
    tables = plan.equipment(syringes, volumes, months > 0)
    market = Markets(draw, start, countries, tables["presentations"])
    tables |= market.tables(plan.suites, plan.lines)
    tables |= {"lots": plan.lots(tables["presentations"], countries)}
    tables |= {"firm_batches": plan.firm(tables)}
    settings = {
        "name": "Random",
        "start": start,
        "weeks": weeks,
        "months": months,
        "tolerances": {
            "lateness_days": draw(st.sampled_from((0.001, 0.5))),
            "cover_days": 0.001,
            "fairness_days": 0.01,
            "cost_eur": 1,
        },
        "thaw_days": 2,
        "frozen_until": None,
        "holding_site_pct_per_year": 10,
        "holding_country_pct_per_year": draw(st.sampled_from((12, 10, 5))),
    }
    try:
        return Plant.model_validate({"settings": settings, **tables})
    except ValidationError:
        assume(False)
        raise


def _often(draw: Draw, usual: Any, *others: Any) -> Any:
    """Mostly the usual value."""
    return draw(st.sampled_from((usual,) * (len(others) + 1) + others))


class _Making:
    """Equipment, hours, lots and firm batches."""

    def __init__(self, draw: Draw, start: dt.date, suites: list[str], lines: list[str]) -> None:
        self.draw, self.start, self.suites, self.lines = draw, start, suites, lines

    def day(self, low: int, high: int) -> dt.date:
        """A day so many days after the start."""
        return self.start + dt.timedelta(days=self.draw(st.integers(low, high)))

    def equipment(self, syringes: int, volumes: int, by_month: bool) -> dict[str, Rows]:
        draw = self.draw
        names = [f"S{n}" for n in range(syringes)]
        resources = [*self.suites, *self.lines]
        every = [(suite, line) for suite in self.suites for line in self.lines]
        dropped = draw(st.sampled_from(every)) if len(every) > 1 else None
        return {
            "substances": [{"substance": "MAB", "name": "Antibody"}],
            "bulks": [
                {"bulk": "M", "substance": "MAB", "mg_per_ml": 100, "hold_limit_h": hours}
                for hours in [_often(draw, 48, 9)]
            ],
            "syringes": [
                {
                    "syringe": name,
                    "bulk": "M",
                    "fill_volume_ml": 1,
                    "target_fill_ml": 1,
                    "format": "1 mL",
                    "sample_units": draw(st.sampled_from((0, 100))),
                    "value_eur": 20,
                }
                for name in names
            ],
            "presentations": [
                {"presentation": f"{name}-{device}", "syringe": name, "device": device}
                for name in names
                for device in (("PFS", "PEN") if draw(st.booleans()) else ("PFS",))
            ],
            "suites": [self._unit("suite", name) for name in self.suites],
            "lines": [self._unit("line", name) for name in self.lines],
            "staffing": [row for name in resources for row in self._staffing(name, by_month)],
            "closures": [row for name in resources for row in self._closures(name)],
            "prep_recipes": [
                {"suite": suite, "bulk": "M", "volume_l": volume, "cycle_h": cycle, "hold_up_l": 0}
                for suite in self.suites
                for volume in (4, 7)[:volumes]
                for cycle in [draw(st.sampled_from((12, 20, 36)))]
            ],
            "fill_recipes": [
                {
                    "line": line,
                    "syringe": name,
                    "syringes_per_h": draw(st.sampled_from((400, 800, 200))),
                    "set_up_h": draw(st.sampled_from((2, 6))),
                    "yield": draw(st.sampled_from((1, 0.95))),
                }
                for line in self.lines
                for name in names
            ],
            "connections": [{"suite": s, "line": f} for s, f in every if (s, f) != dropped],
        }

    def _unit(self, word: str, name: str) -> dict[str, Any]:
        eur = self.draw(st.sampled_from((10_000, 14_000)))
        return {word: name, "name": name, "batch_cost_eur": eur}

    def _staffing(self, name: str, by_month: bool) -> Rows:
        draw = self.draw
        weekly = st.sampled_from((7, 10.5) if by_month else (14, 21, 28, 31.5, 42))
        first = {"resource": name, "from": LONG_AGO, "hours_per_week": draw(weekly)}
        rows = [{**first, "efficiency": draw(st.sampled_from((1, 0.75)))}]
        if draw(st.booleans()):
            ramp = self.day(2, 25)
            rows[0]["until"] = ramp - dt.timedelta(days=draw(st.sampled_from((1, 2))))
            hours = draw(st.one_of(weekly, st.just(0)))
            rows.append({**first, "from": ramp, "hours_per_week": hours, "efficiency": 1})
        return rows

    def _closures(self, name: str) -> Rows:
        if not _often(self.draw, False, True):
            return []
        monday = self.start + dt.timedelta(weeks=self.draw(st.integers(0, 2)))
        first = monday if self.draw(st.booleans()) else self.day(0, 25)
        days = self.draw(st.sampled_from((6, 0, 3, 13)))
        to = first + dt.timedelta(days=days)
        return [{"resource": name, "from": first, "to": to, "reason": "refit"}]

    def lots(self, presentations: Rows, countries: tuple[str, ...]) -> Rows:
        draw, rows = self.draw, []
        for number in range(draw(st.integers(0, 4))):
            product = draw(st.sampled_from(presentations))
            abroad = draw(st.sampled_from((False, False, True)))
            finished = abroad or draw(st.sampled_from((False, True)))
            status = draw(st.sampled_from(("released", "released", "in_qc", "in_qc", "on_hold")))
            rows.append(
                {
                    "lot": f"LOT{number}",
                    "syringe": None if finished else product["syringe"],
                    "presentation": product["presentation"] if finished else None,
                    "suite": draw(st.sampled_from(self.suites)),
                    "line": draw(st.sampled_from(self.lines)),
                    "filled_on": self.day(-90, 0),
                    "units": draw(st.integers(1, 40)) * 100,
                    "place": draw(st.sampled_from(countries)) if abroad else "site",
                    "status": status,
                    "releases_on": self.day(0, 40) if status == "in_qc" else None,
                }
            )
        return rows

    def firm(self, tables: dict[str, Rows]) -> Rows:
        draw, rows = self.draw, []
        for number in range(_often(draw, 0, 1, 1, 2)):
            way, fill = (draw(st.sampled_from(tables[t])) for t in ("connections", "fill_recipes"))
            prep = draw(st.sampled_from(tables["prep_recipes"]))
            assume(prep["suite"] == way["suite"] and fill["line"] == way["line"])
            assume(
                1000 * prep["volume_l"] / fill["syringes_per_h"]
                <= tables["bulks"][0]["hold_limit_h"]
            )
            status = draw(st.sampled_from(("filled", "in_process", "released")))
            fill_on = prep_on = self.day(-30, -1)
            if status == "in_process":
                fill_on, prep_on = self.start, self.start - dt.timedelta(days=1)
            elif status == "released":
                fill_on = prep_on = self.day(0, 13)
            rows.append(
                {
                    "batch": f"B{number}",
                    "bulk": "M",
                    "syringe": fill["syringe"],
                    "suite": way["suite"],
                    "line": way["line"],
                    "volume_l": prep["volume_l"],
                    "prep_on": prep_on,
                    "fill_on": fill_on,
                    "status": status,
                }
            )
        return rows
