"""The live line while solving: what the engine found, on one line of the terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from math import isfinite

from planner.engine import Moment


@contextmanager
def live(quiet: bool) -> Iterator[Callable[[Moment], None] | None]:
    """One live line on stderr while solving; nothing if it is not a terminal or `quiet`."""
    from rich.console import Console
    from rich.live import Live
    from rich.text import Text

    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield None
        return
    with Live(Text("building the model"), console=console, transient=True) as shown:
        seen: list[Moment] = []

        def show(moment: Moment) -> None:
            seen.append(moment)
            shown.update(Text(live_line(seen)))

        yield show


FOUND = {"plan": "better plan", "whole": "the whole model at once"}
"""What the engine's stages say, in words; every other stage tells a better bound."""


def live_line(seen: Sequence[Moment]) -> str:
    """Seconds, of each level the best value, bound and gap so far, and what was found last."""
    parts, stage = [], seen[-1].stage
    for level in dict.fromkeys(moment.level for moment in seen):
        of_level = [moment for moment in seen if moment.level == level]
        value = min(moment.value for moment in of_level)
        bound = max(moment.bound for moment in of_level)
        if isfinite(value) and isfinite(bound):
            gap = _figure(value - bound)
            parts.append(f"{level} {_figure(value)}, bound {_figure(bound)}, gap {gap}")
        elif isfinite(value):
            parts.append(f"{level} {_figure(value)}, no bound yet")
    return f"{seen[-1].seconds:5.0f} s  {'; '.join([*parts, FOUND.get(stage, 'better bound')])}"


def _figure(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.4g}"
