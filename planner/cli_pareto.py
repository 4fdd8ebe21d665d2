"""`fillfinish pareto`: its own options."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from planner.answers.contract import Finding
    from planner.study.contract import Studying


def pareto_command(
    study: Studying,
    *,
    against: Annotated[
        str, typer.Option(help="What cost is weighed against: service, moves or stock.")
    ] = "service",
    at: Annotated[
        list[float] | None,
        typer.Option(
            help="A limit to try: days of worse service, batches moved, or weeks of mean stock."
            " Repeatable; default a ladder."
        ),
    ] = None,
) -> Finding:
    """Weigh cost against service, against moves of the plan before, or against stock."""
    from planner.answers import pareto

    return pareto.ask(study, against=against, at=tuple(at or ()))
