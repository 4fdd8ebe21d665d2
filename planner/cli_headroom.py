"""`fillfinish headroom`: its own options."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from planner.answers.contract import Finding
    from planner.study.contract import Studying


def headroom_command(
    study: Studying,
    *,
    product: Annotated[
        str | None,
        typer.Option(help="Substance, bulk, syringe or presentation that grows; else all."),
    ] = None,
    region: Annotated[
        str | None, typer.Option(help="Approval group or country that grows; else all.")
    ] = None,
    floor: Annotated[
        float | None,
        typer.Option(min=0, max=1, help="Least share on time; 0.95 if no --days are given."),
    ] = None,
    days: Annotated[float | None, typer.Option(min=0, help="Most mean days late.")] = None,
    to: Annotated[
        float, typer.Option(min=0.001, max=0.5, help="How finely the factor is found.")
    ] = 0.01,
    up_to: Annotated[float, typer.Option(min=1.01, help="Largest factor that is tried.")] = 2.0,
) -> Finding:
    """By what factor demand can grow before service drops below a floor, and what binds."""
    from planner.answers import headroom
    from planner.answers.trials import Floor

    asked = Floor() if floor is None and days is None else Floor(floor, days)
    return headroom.ask(study, product=product, region=region, floor=asked, step=to, up_to=up_to)
