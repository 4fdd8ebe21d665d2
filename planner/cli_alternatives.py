"""`fillfinish alternatives`: its own options."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from planner.answers.contract import Finding
    from planner.study.contract import Studying


def alternatives_command(
    study: Studying,
    *,
    plans: Annotated[int, typer.Option(min=2, help="How many plans, the first included.")] = 3,
    within: Annotated[
        float, typer.Option(min=0, max=1, help="Share of cost that a plan may cost more.")
    ] = 0.01,
    days: Annotated[
        float, typer.Option(min=0, help="Mean days late that a plan may have more.")
    ] = 0.05,
) -> Finding:
    """Find plans of about the same cost and service that differ as much as possible."""
    from planner.answers import alternatives

    return alternatives.ask(study, plans=plans, within=within, days=days)
