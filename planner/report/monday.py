"""The Monday screen."""

from __future__ import annotations

from planner.monday import sections
from planner.report.view import Section, View


def section(view: View) -> Section:
    """What a planner wants to know first, as `solve` prints it."""
    (_, head), *parts = sections(view.plan, view.t)
    return Section("monday", view.t("Monday"), {"head": head, "parts": parts})
