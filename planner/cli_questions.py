"""The questions: each a command whose answer was verified by solving."""

from __future__ import annotations

import typer

from planner.cli_alternatives import alternatives_command
from planner.cli_answers import PANEL, question
from planner.cli_approval_value import approval_value_command
from planner.cli_attribution import attribution_command
from planner.cli_bottleneck import bottleneck_command
from planner.cli_headroom import headroom_command
from planner.cli_pareto import pareto_command
from planner.cli_stability import stability_command
from planner.cli_tornado import tornado_command

__all__ = ["PANEL", "register"]


def register(app: typer.Typer) -> None:
    """Add the questions to the command line."""
    question(app, "headroom")(headroom_command)
    question(app, "bottleneck")(bottleneck_command)
    question(app, "approval-value")(approval_value_command)
    question(app, "tornado")(tornado_command)
    question(app, "pareto")(pareto_command)
    question(app, "alternatives")(alternatives_command)
    question(app, "attribution")(attribution_command)
    question(app, "stability")(stability_command)
