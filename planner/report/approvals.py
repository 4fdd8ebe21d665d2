"""Which group has approved which suite and line, and from when."""

from __future__ import annotations

from planner.report.approvals_matrix import Approved, matrices
from planner.report.approvals_timeline import new_units, timeline
from planner.report.view import Section, View


def section(view: View) -> Section | None:
    """Tables by molecule, and when routes through new units open."""
    t, approved = view.t, Approved(view)
    steps = {"prep": t("Preparation"), "fill": t("Filling")}
    figures = {
        "matrices": tuple(matrices(approved)),
        "steps": (
            (steps["prep"], len(view.plant.suites)),
            (steps["fill"], len(view.plant.lines)),
        ),
        "units": tuple((unit, view.name_of[unit]) for _, unit in approved.units),
        "new_units": tuple(unit for _, unit in new_units(approved)),
        "timeline": timeline(approved),
    }
    return Section("approvals", t("Approvals"), figures)
