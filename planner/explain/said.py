"""The sentence of an explanation that a director would quote."""

from __future__ import annotations

from planner.explain.contract import Chain, Remedy
from planner.explain.remedies import CURES, Tried


def sentence(chain: Chain, found: Tried | None) -> str:
    """Who is short of how much and why, and the smallest change that was found to end it.

    The units are a range where the base, searched on without a change, is short of another
    figure than the run: two plans of the same case, and no bound says which is right.
    """
    head = f"{_short(chain, found)}, because {chain.because}"
    if found is None:
        return f"{head}."
    cures = [each for each in found.remedies if each.verdict in CURES]
    best = next((each for each in cures if not each.robs), cures[0] if cures else None)
    again = found.before.worst_units
    if again * 2 <= chain.worst_units:
        longer = f"Searching on from this plan alone brings {chain.worst_units:,} down to {again:,}"
        also = f"; {_cure(best, cures)}" if best else ""
        return f"{head}. {longer}: solve longer before changing anything{also}."
    if best is None:
        count = len(found.remedies)
        of = f"none of the {count} single changes" if count > 1 else "the one single change"
        was = "was" if count > 1 else "was not"
        return f"{head}. Of what could help, {of} that could be tried {was} found to halve it."
    return f"{head}; {_cure(best, cures)}."


def _short(chain: Chain, found: Tried | None) -> str:
    """Who is short of what, when, with the range of the plans without a change."""
    when = f"from {chain.begins} to {chain.ends}"
    late = f", up to {chain.worst_days} days late" if chain.worst_days else ""
    again = chain.worst_units if found is None else found.before.worst_units
    if again == chain.worst_units:
        units, plans = f"{again:,}", ""
    else:
        low, high = sorted((again, chain.worst_units))
        units = f"{low:,} to {high:,}"
        plans = f" ({chain.worst_units:,} in this plan, {again:,} searched on without a change)"
    return f"{chain.who} is short of up to {units} {chain.presentation} {when}{late}{plans}"


def _cure(best: Remedy, cures: list[Remedy]) -> str:
    """What would end it, who pays, and how many more would."""
    ends = best.verdict == "removes"
    what = "end it" if ends else f"halve it, to {best.worst_units[1]:,} units,"
    worse = len(best.others_worse)
    pays = f"{worse} others get later" if worse else "nobody else gets later"
    if worse and best.others < 0:
        pays += ", yet all others together gain"
    if best.robs:
        pays = f"but it only shifts the shortage to others: {worse} get later"
    honest = sum(not each.robs for each in cures if each is not best)
    more = f"; {honest} more below" if honest else ""
    return f"{best.words} would {what} (found by solving; {pays}{more})"
