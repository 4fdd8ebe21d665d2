"""Random plants whose suites and lines have states, with substance and commands.

Beside all that tests.random_plants draws: changeovers, campaigns, initial states, media
fills, substance lots, instructions, a plan before, and frozen buckets.
"""

from __future__ import annotations

import datetime as dt
from itertools import permutations
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

from models.plant import Plant
from tests.random_equipment import Draw, Making, Product, Rows, often
from tests.random_markets import Markets
from tests.random_plants import STARTS, checked, plan_settings

STRENGTHS = (Product("S0", "M0", "MAB", "1 mL"), Product("S1", "M1", "MAB", "1 mL"))
MOLECULES = (Product("S0", "M0", "MAB", "1 mL"), Product("S1", "N0", "MAC", "1 mL"))
FORMATS = (Product("S0", "M0", "MAB", "1 mL"), Product("S1", "M0", "MAB", "2.25 mL"))
THREE = (*FORMATS, Product("S2", "N0", "MAC", "1 mL"))
SHAPES = (
    # weeks, months, suites, lines, products
    (3, 0, 1, 1, STRENGTHS),
    (3, 0, 1, 1, MOLECULES),
    (4, 0, 1, 1, FORMATS),
    (3, 0, 2, 1, STRENGTHS),
    (3, 0, 1, 2, MOLECULES),
    (2, 1, 1, 1, MOLECULES),
    (0, 2, 1, 1, THREE),
    (0, 2, 1, 1, STRENGTHS),
    (1, 2, 1, 1, THREE),
    (2, 0, 1, 1, THREE),
)
"""Weeks, months, suites, lines and products."""
APPROVALS = ("always", "starts", "ends")
"""Plants whose routes nobody approves are refused; tests.random_plants draws others."""


@st.composite
def plants_with_states(draw: Draw, countries: tuple[str, ...] = ("AA", "CC")) -> Plant:
    """A valid plant of a few buckets in which order, campaigns and commands count."""
    weeks, months, suites, lines, products = draw(st.sampled_from(SHAPES))
    start = draw(st.sampled_from(STARTS))
    plan = Making(draw, start, [f"P{n}" for n in range(suites)], [f"F{n}" for n in range(lines)])
    plan.hold_limits_h = (48,)
    plan.weekly_h, plan.weekly_h_by_month = (42, 28, 35, 56), (14, 7, 10.5)
    tables = plan.equipment(products, 1, months > 0)
    market = Markets(draw, start, countries, tables["presentations"], APPROVALS)
    tables |= market.tables(plan.suites, plan.lines)
    tables |= {"lots": plan.lots(tables["presentations"], countries)}
    tables |= {"firm_batches": plan.firm(tables)}
    settings = plan_settings(draw, start, weeks, months)
    last = 7 * weeks + 28 * months - 1
    sequences = _Sequences(draw, plan, products)
    tables |= sequences.tables()
    commands = _Commands(draw, plan, last, months > 0, plan.kinds(tables))
    tables |= commands.tables(products)
    frozen = (plan.day(6, 6), plan.day(8, 13)) if tables["previous_batches"] else ()
    settings |= {
        "frozen_until": often(draw, None, *frozen),
        "move_cost_eur": draw(st.sampled_from((100, 0, 3_000))),
        "thaw_days": draw(st.sampled_from((0, 2, 9))),
    }
    return checked(settings, tables)


class _Sequences:
    """Changeovers, campaigns and initial states."""

    def __init__(self, draw: Draw, plan: Making, products: tuple[Product, ...]) -> None:
        self.draw, self.suites, self.lines = draw, plan.suites, plan.lines
        self.bulks = sorted({product.bulk for product in products})
        self.syringes = sorted({product.syringe for product in products})

    def tables(self) -> dict[str, Rows]:
        resources = [*self.suites, *self.lines]
        named = ["*"] if self.draw(st.booleans()) else resources
        kept = [name for name in named if name == "*" or often(self.draw, True, False)]
        changeovers = [row for name in kept for row in self._general(name)]
        sequenced = resources if "*" in kept else kept
        changeovers += [row for name in sequenced for row in self._special(name, changeovers)]
        campaigns = [row for name in sequenced for row in self._campaigns(name)]
        return {
            "changeovers": changeovers,
            "campaigns": campaigns,
            "initial_states": [row for name in sequenced for row in self._begun(name, campaigns)],
        }

    def states(self, resource: str) -> list[str]:
        return self.bulks if resource in self.suites else self.syringes

    def _general(self, name: str) -> Rows:
        """Rows that hold for every pair of states: by kind, or each pair by itself."""
        if name != "*" and often(self.draw, False, True):
            pairs = permutations(self.states(name), 2)
            return [
                {"resource": name, "from": leave, "to": enter, **self._price()}
                for leave, enter in pairs
            ]
        kinds = ["strength", "molecule", *(["format"] if often(self.draw, True, False) else [])]
        return [{"resource": name, "kind": kind, **self._price()} for kind in kinds]

    def _special(self, name: str, given: Rows) -> Rows:
        """A row of one pair of states, or one kind, that comes before those of `*`."""
        pairs = list(permutations(self.states(name), 2))
        if not pairs or not often(self.draw, False, True):
            return []
        leave, enter = self.draw(st.sampled_from(pairs))
        keys = {(row["resource"], row.get("from"), row.get("to")) for row in given}
        form = self.draw(st.sampled_from(("pair", "pair of all", "kind")))
        everyone = {"resource": "*" if form == "pair of all" else name}
        if form == "kind" and (name, None, None) not in keys:
            return [{"resource": name, "kind": "strength", **self._price()}]
        if form == "pair of all" and ("*", None, None) not in keys:
            return []
        if (everyone["resource"], leave, enter) in keys:
            return []
        return [{**everyone, "from": leave, "to": enter, **self._price()}]

    def _price(self) -> dict[str, Any]:
        hours, eur = st.sampled_from((5, 0, 2, 9)), st.sampled_from((500, 0, 3_000))
        return {"hours": self.draw(hours), "cost_eur": self.draw(eur)}

    def _campaigns(self, name: str) -> Rows:
        states = self.draw(st.sampled_from((["*"], [], self.states(name), self.states(name)[:1])))
        if len(states) == 1 and states != ["*"] and self.draw(st.booleans()):
            states = [*states, "*"]
        rows = []
        for state in states:
            least = self.draw(st.sampled_from((1, 2)))
            rows.append(
                {
                    "resource": name,
                    "state": state,
                    "min_batches": least,
                    "max_batches": self.draw(st.integers(least, 3)),
                    "decontamination_h": self.draw(st.sampled_from((3, 0, 6))),
                    "decontamination_eur": self.draw(st.sampled_from((400, 0, 2_000))),
                }
            )
        return rows

    def _begun(self, name: str, campaigns: Rows) -> Rows:
        if not often(self.draw, True, False):
            return []
        state = self.draw(st.sampled_from(self.states(name)))
        rows = {row["state"]: row for row in campaigns if row["resource"] == name}
        row = rows.get(state) or rows.get("*")
        batches = self.draw(st.integers(0, row["max_batches"] if row else 3))
        return [{"resource": name, "state": state, "batches": batches}]


class _Commands:
    """Media fills, substance lots, instructions and the plan before."""

    def __init__(self, draw: Draw, plan: Making, last: int, by_month: bool, kinds: Rows) -> None:
        self.draw, self.plan, self.last, self.kinds = draw, plan, last, kinds
        self.by_month = by_month

    def tables(self, products: tuple[Product, ...]) -> dict[str, Rows]:
        assume(self.kinds)
        substances = sorted({product.substance for product in products})
        return {
            "media_fills": [row for name in self.plan.lines for row in self._media_fills(name)],
            "substance_lots": [row for name in substances for row in self._substance(name)],
            "instructions": self._instructions(),
            "previous_batches": self._previous(),
        }

    def _media_fills(self, line: str) -> Rows:
        rows = []
        for number in range(self.draw(st.sampled_from((1, 0, 2)))):
            first = self.draw(st.integers(-3, self.last - 5)) + number * 60 * (self.last > 80)
            long = self.draw(st.sampled_from((13, 6, 20)))
            window = {"earliest": self._day(first), "latest": self._day(first + long)}
            rows.append({"line": line, **window, "hours": self.draw(st.sampled_from((9, 4, 14)))})
        return rows

    def _day(self, number: int) -> dt.date:
        return self.plan.day(number, number)

    def _substance(self, name: str) -> Rows:
        rows = []
        for number in range(self.draw(st.sampled_from((2, 0, 1, 3)))):
            available = self.draw(st.sampled_from((-30, -30, 0, 5, 12)))
            lasts = self.draw(st.sampled_from((300, 300, 30, 13, 20)))
            rows.append(
                {
                    "lot": f"DS-{name}-{number}",
                    "substance": name,
                    "kg": self.draw(st.sampled_from((0.8, 0.4, 0.5, 1.3, 4.0))),
                    "available_on": self._day(available),
                    "expires_on": self._day(max(0, available) + lasts),
                    "status": self.draw(
                        st.sampled_from(("released", "released", "in_qc", "on_hold"))
                    ),
                }
            )
        return rows

    def _instructions(self) -> Rows:
        rows = []
        for number in range(self.draw(st.sampled_from((1, 0, 2)))):
            kind = self.draw(st.sampled_from(self.kinds))
            keys = ("syringe", "suite", "line")
            named = {key: self.draw(st.sampled_from(("*", kind[key]))) for key in keys}
            first = 7 * self.draw(st.sampled_from((0, number)))
            until = self.draw(st.sampled_from((self.last, first + 6, first + 13)))
            if self.draw(st.booleans()):
                first, until = first + self.draw(st.integers(0, 3)), until - number
                count = {"at_most": self.draw(st.integers(0, 2))}
            else:
                until = self.last + 14 if self.by_month else max(until, first + 6)
                count = {"at_least": 1}
            window = {"from": self._day(first), "until": self._day(until)}
            rows.append({**named, **window, **count, "by": "Ann"})
        return rows

    def _previous(self) -> Rows:
        count = self.draw(st.sampled_from((2, 0, 1, 3)))
        days = st.integers(-4, self.last + 9)
        return [
            {
                "batch": f"B{number}",
                **{key: value for key, value in kind.items() if key != "bulk"},
                "fill_on": self._day(self.draw(days)),
            }
            for number in range(count)
            for kind in [self.draw(st.sampled_from(self.kinds))]
        ]
