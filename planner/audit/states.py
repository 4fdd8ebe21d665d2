"""R6: the states of suites and lines, and what a change or a campaign asks for."""

from __future__ import annotations

from collections import defaultdict

from planner.audit.reading import Row, Run
from planner.audit.recipes import Recipes

ANY = "*"


class States:
    """The sequenced resources of a case, and the rows that rule them."""

    def __init__(self, run: Run, recipes: Recipes) -> None:
        self._recipes = recipes
        self._changes = run.case["changeovers"]
        self._campaigns = {
            (row.text("resource"), row.text("state")): row for row in run.case["campaigns"]
        }
        self.column = {row.text("suite"): "bulk" for row in run.case["suites"]}
        self.column |= {row.text("line"): "syringe" for row in run.case["lines"]}
        named = {row.text("resource") for row in self._changes}
        self.sequenced = tuple(sorted(r for r in self.column if r in named or ANY in named))
        self.initial = {row.text("resource"): row for row in run.case["initial_states"]}
        self.of = self._states()

    def _states(self) -> dict[str, set[str]]:
        """By sequenced resource: what its batch kinds need, and what it made last."""
        found: dict[str, set[str]] = defaultdict(set)
        for syringe in self._recipes.syringes:
            bulk = self._recipes.syringes[syringe].text("bulk")
            for (suite, line, _), _kind in self._recipes.kinds(syringe):
                found[suite].add(bulk)
                found[line].add(syringe)
        for resource, row in self.initial.items():
            found[resource].add(row.text("state"))
        return {resource: found[resource] for resource in self.sequenced}

    def needed(self, resource: str, batch: Row) -> str:
        """The state that a batch needs on a resource."""
        return batch.text(self.column[resource])

    def change(self, resource: str, leave: str, enter: str) -> Row | None:
        """The row of `changeovers` that holds for a change; None if none does."""
        for name in (resource, ANY):
            for row in self._changes:
                if (
                    row.text("resource") == name
                    and row.cells["from"] == leave
                    and row.cells["to"] == enter
                ):
                    return row
        kinds = self._kinds(leave, enter)
        for name in (resource, ANY):
            fitting = [
                row
                for row in self._changes
                if row.text("resource") == name and row.cells["kind"] in kinds
            ]
            if fitting:
                return max(fitting, key=lambda row: (row.amount("hours"), row.amount("cost_eur")))
        return None

    def _kinds(self, leave: str, enter: str) -> set[str]:
        """Which classes of changes a pair of bulks or of syringes is of."""
        same = self._recipes.substance(leave) == self._recipes.substance(enter)
        kinds = {"strength" if same else "molecule"}
        known = self._recipes.syringes
        both = leave in known and enter in known
        if both and known[leave].cells["format"] != known[enter].cells["format"]:
            kinds.add("format")
        return kinds

    def campaign(self, resource: str, state: str) -> Row | None:
        """The row that limits campaigns of a state; None: no limits, no decontamination."""
        exact = self._campaigns.get((resource, state))
        return exact or self._campaigns.get((resource, ANY))

    def decontamination(self, resource: str, state: str) -> tuple[float, float]:
        """Hours and EUR of a decontamination after a state."""
        row = self.campaign(resource, state)
        if row is None:
            return 0.0, 0.0
        return row.amount("decontamination_h"), row.amount("decontamination_eur")
