"""`fillfinish attribution`: its own options."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from planner.answers.contract import Finding
    from planner.study.contract import Studying


def attribution_command(
    study: Studying,
    *,
    parts: Annotated[
        list[str] | None,
        typer.Option(
            "--part",
            help="Scenario or text of --set that is one part; give 2 to 4. 'a + b' is one part.",
        ),
    ] = None,
) -> Finding:
    """How much of what several changes do together is due to each, and to their interaction."""
    from planner.answers import attribution

    return attribution.ask(study, parts=tuple(parts or ()))
