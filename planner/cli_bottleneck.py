"""`fillfinish bottleneck`: its own options."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from planner.answers.kinds import By, Kind

if TYPE_CHECKING:
    from planner.answers.contract import Finding
    from planner.study.contract import Studying


def bottleneck_command(
    study: Studying,
    *,
    kinds: Annotated[
        list[Kind] | None,
        typer.Option("--more", help="What there is one more of; may be given again. Else all."),
    ] = None,
    by: Annotated[By, typer.Option(help="Length of the periods.")] = By.HALF_YEAR,
    shift_hours: Annotated[
        float, typer.Option(min=0.1, max=168, help="Staffed hours a week of one more shift.")
    ] = 8.0,
    months: Annotated[int, typer.Option(min=1, help="Months that approvals come earlier.")] = 1,
    release_days: Annotated[int, typer.Option(min=1, help="Days that a release is shorter.")] = 1,
    most: Annotated[int, typer.Option(min=1, help="Scenarios to solve, the likeliest first.")] = 24,
    everything: Annotated[
        bool, typer.Option("--all", help="Solve everything, whatever --most says.")
    ] = False,
) -> Finding:
    """What one more shift, batch, approval month, release day or lot is worth, and where."""
    from planner.answers import bottleneck
    from planner.answers.extras_chosen import Amounts

    return bottleneck.ask(
        study,
        kinds=kinds or tuple(Kind),
        amounts=Amounts(shift_hours, months, release_days, by),
        most=most,
        everything=everything,
    )
