"""The plain `fillfinish solve` of a scenario, as it is typed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from planner.engine import Limits


def asked_words(
    scenarios: Sequence[str], assignments: Sequence[str], previous: Path | str | None
) -> list[str]:
    """The options that say what is asked of a case."""
    words: list[str] = []
    for name in scenarios:
        words += ["--scenario", name]
    for text in assignments:
        words += ["--set", text]
    return [*words, *(["--previous", str(previous)] if previous else [])]


def option_words(
    limits: Limits, name: str | None, start: Path | None, unlike: Sequence[Path]
) -> list[str]:
    """The options that decide the search, and the name of what it finds."""
    given: dict[str, object] = {
        "--start": start,
        "--name": name or None,
        "--seconds": f"{limits.seconds:g}" if limits.work is None else None,
        "--work": limits.work,
        "--gap": limits.gap,
        "--seed": limits.seed or None,
        "--threads": limits.threads if limits.threads > 1 else None,
    }
    words = [
        word
        for option, value in given.items()
        if value is not None
        for word in (option, str(value))
    ]
    words += [] if limits.prove else ["--no-proof"]
    return [*words, *(word for run in unlike for word in ("--unlike", str(run)))]
