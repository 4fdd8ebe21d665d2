"""An explanation as a finding, so that it is kept and shown like other answers."""

from __future__ import annotations

from planner.answers.contract import Bars, Finding, Mark
from planner.explain.contract import Explanation, Remedy
from planner.explain.words import worse_off
from planner.study.spans import Span

COLUMNS = (
    "change",
    "verdict",
    "units_run",
    "units_before",
    "units_after",
    "days_before",
    "days_after",
    "others_unit_days",
    "worse_off",
    "cost_change_eur",
    "cost_change_eur_low",
    "cost_change_eur_high",
    "scenario",
    "command",
)


def finding_of(found: Explanation) -> Finding:
    """The remedies as a table and a picture; the chain as notes."""
    chain = [f"{link.what} [{link.place}]" for link in found.chain.links]
    left = [f"not tried: {words}" for words in found.untried]
    left += [f"to try them, too: {found.more}"] if left else []
    solved = [each for each in found.remedies if each.verdict != "no plan"]
    marks = tuple(
        Mark(each.words, Span.exact(each.worst_units[0] - each.worst_units[1]), each.verdict)
        for each in sorted(solved, key=lambda each: each.worst_units[1])
    )
    title = f"Units less owed to {found.chain.country} {found.chain.presentation} at worst"
    return Finding(
        question="explain",
        sentence=found.sentence,
        columns=COLUMNS,
        rows=tuple(_row(found, remedy) for remedy in found.remedies),
        pictures=(Bars(title, "units", marks),) if marks else (),
        notes=(*chain, *found.notes, *left),
    )


def _row(found: Explanation, remedy: Remedy) -> dict[str, object]:
    solved = remedy.verdict != "no plan"
    cost = remedy.cost_eur
    return {
        "change": remedy.words,
        "verdict": remedy.verdict,
        "units_run": found.chain.worst_units,
        "units_before": remedy.worst_units[0],
        "units_after": remedy.worst_units[1] if solved else None,
        "days_before": remedy.worst_days[0],
        "days_after": remedy.worst_days[1] if solved else None,
        "others_unit_days": remedy.others if solved else None,
        "worse_off": worse_off(remedy) if solved else remedy.why,
        "cost_change_eur": cost.found if solved else None,
        "cost_change_eur_low": cost.low if solved else None,
        "cost_change_eur_high": cost.high if solved else None,
        "scenario": remedy.scenario,
        "command": remedy.command,
    }
