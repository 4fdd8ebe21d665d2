"""`fillfinish approval-value`: its own options."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from planner.answers.contract import Finding
    from planner.study.contract import Studying


def approval_value_command(
    study: Studying,
    *,
    by: Annotated[
        str | None,
        typer.Option(help="Day by which each approval comes, such as 2026-07-01."),
    ] = None,
    earlier: Annotated[
        str | None,
        typer.Option(help="Or by how much earlier than planned. If neither is given: 3 months."),
    ] = None,
    slips: Annotated[
        str | None,
        typer.Option(help="Also try each approval later by this, such as '6 months'."),
    ] = None,
    groups: Annotated[
        list[str] | None,
        typer.Option("--group", help="Only this approval group; may be given again."),
    ] = None,
    units: Annotated[
        list[str] | None,
        typer.Option("--unit", help="Only this suite or line; may be given again."),
    ] = None,
) -> Finding:
    """What each approval still to come is worth, ranked, and what is pre-built for it at risk."""
    from planner.answers import approval_value

    return approval_value.ask(
        study,
        by=by,
        earlier=earlier,
        slips=slips,
        groups=tuple(groups or ()),
        units=tuple(units or ()),
    )
