"""`fillfinish tornado`: its own options."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from planner.answers.contract import Finding
    from planner.study.contract import Studying


def tornado_command(
    study: Studying,
    *,
    vary: Annotated[
        list[str] | None,
        typer.Option(
            help="Factor with its ends, such as 'demand.units*=0.9..1.1'; may be given again."
            " If none is given: the usual ones."
        ),
    ] = None,
) -> Finding:
    """Which assumptions move the plan most: each at its low and at its high end."""
    from planner.answers import tornado

    return tornado.ask(study, vary=tuple(vary or ()))
