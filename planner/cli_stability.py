"""`fillfinish stability`: its own options."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from planner.answers.contract import Finding
    from planner.study.contract import Studying


def stability_command(
    study: Studying,
    *,
    at: Annotated[
        list[int] | None,
        typer.Option(
            min=0, help="Batches that may be moved. Repeatable; default 0, 5, 10, 20 and 50."
        ),
    ] = None,
) -> Finding:
    """Weigh service and cost against batches of the plan before (--previous) that are moved."""
    from planner.answers import stability

    return stability.ask(study, at=tuple(at or ()))
