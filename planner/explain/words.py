"""An explanation as text: the chain as an indented list, remedies as a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from math import isfinite
from typing import Any

from planner.aligned import aligned
from planner.explain.contract import Chain, Explanation, Remedy, Step

HEADS: dict[Step, str] = {
    "need": "What is needed",
    "stock": "What lies there",
    "route": "Who may make it",
    "time": "When it would have had to be filled",
    "hours": "What the suites and lines do then",
    "stop": "What else stops a batch more",
    "rival": "Who gets it instead",
    "reason": "So what binds",
}
BINDS, OPEN = "*", "-"


def chain_text(chain: Chain) -> str:
    """The chain, step by step; a star marks what binds."""
    return "\n".join(_chain(chain))


def _chain(chain: Chain) -> Iterator[str]:
    yield chain.head
    step = None
    for link in chain.links:
        inside = link.step in ("rival", "stop") and step == "hours" and "there" in link.what
        if link.step != step and not inside:
            step = link.step
            yield f"  {HEADS[step]}"
        indent = "      " if inside else "    "
        yield f"{indent}{BINDS if link.binds else OPEN} {link.what}  [{link.place}]"
    for note in chain.notes:
        yield f"  ({note})"


def text_of(found: Explanation) -> str:
    """What is printed."""
    parts = [found.sentence, chain_text(found.chain)]
    if found.remedies:
        parts.append("\n".join(_tried(found)))
    parts += [f"- {note}" for note in _notes(found)]
    return "\n\n".join(parts[:3]) + ("\n" + "\n".join(parts[3:]) if parts[3:] else "")


def _notes(found: Explanation) -> Iterator[str]:
    yield from found.notes
    if found.untried:
        yield f"not tried: {'; '.join(found.untried)}"
        yield f"to try them, too: {found.more}"


def _tried(found: Explanation) -> Iterator[str]:
    """What was tried, each change beside the run and the base."""
    count, left = len(found.remedies), len(found.untried)
    others = f"; {left} more were not tried" if left else ""
    yield f"Tried {count} of {count + left} changes, each solved beside the base{others}:"
    head = ("change", "verdict", "run", "base", "with it", "days", "others", "cost EUR")
    rows = [
        (
            remedy.words,
            f"{remedy.verdict}{', others pay' if remedy.robs else ''}",
            f"{found.chain.worst_units:,}",
            f"{remedy.worst_units[0]:,}",
            f"{remedy.worst_units[1]:,}",
            f"{remedy.worst_days[0]} > {remedy.worst_days[1]}",
            f"{remedy.others:+,}",
            f"{remedy.cost_eur.found:+,.0f}",
            worse_off(remedy),
        )
        if remedy.verdict != "no plan"
        else (remedy.words, remedy.verdict, *[""] * 6, remedy.why.splitlines()[0])
        for remedy in found.remedies
    ]
    for line in aligned([(*head, "worse off"), *rows], right=lambda at, _: 2 <= at <= 7):
        yield f"  {line}"


def worse_off(remedy: Remedy) -> str:
    """Who pays for it, the worst first."""
    names = [f"{worse.country} {worse.presentation}" for worse in remedy.others_worse[:2]]
    more = len(remedy.others_worse) - len(names)
    return ", ".join(names) + (f" and {more} more" if more > 0 else "") if names else "nobody"


def json_of(found: Explanation) -> dict[str, Any]:
    """The same for other programs; a range without an end has null there."""
    told = asdict(found)
    for remedy in told["remedies"]:
        remedy["cost_eur"] = {
            end: value if isfinite(value) else None for end, value in remedy["cost_eur"].items()
        }
    return told
