"""What `approval-value` tells: the sentence, and what a reader must know to trust it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models.plant import Plant
from planner.answers.approval_dates import Moved
from planner.answers.approvals_tried import CHECKED, Valued
from planner.answers.ranges import all_open, days, figure, late, open_words
from planner.answers.served import Gain


def nobody(asked: Moved) -> str:
    """The sentence if there is nobody who waits."""
    if asked.by is not None:
        return f"Every unit that these groups need is approved by {asked.by} as it is."
    return "No approval is planned after the plan's first day; ask with --by for one that is not."


def sentence(plant: Plant, ranked: Sequence[Valued], asked: Moved, later: Moved | None) -> str:
    """What the approvals are worth, what waits for them, and what a slip costs."""
    gains = [each.gained.gain for each in ranked if each.gained.gain]
    if not gains:
        return _untried(ranked, asked)
    least = plant.settings.tolerances.lateness_days
    first, gain = ranked[0], ranked[0].gained.gain
    spans = []
    if gain is None or gain.days.found < least:
        parts = [_nothing(ranked, asked, least)]
    else:
        spans.append(gain.days)
        parts = [_worth(plant, first, gain, asked, ranged=not all_open(spans))]
        parts[0] += f", the most of {len(ranked)} approvals" if len(ranked) > 1 else ""
    kept = max(ranked, key=lambda each: each.at_risk.eur)
    if kept.at_risk.units:
        parts.append(_kept(kept))
    lost = [(each.lost.gain, each.name) for each in ranked if each.lost.gain]
    if later is not None and lost:
        loss, name = max(lost, key=lambda each: each[0].days.found)
        if loss.days.found < least:
            what = f"more than {least:g} d" if loss.days.found or loss.units else "anything"
            parts.append(f"no approval that comes {later.words} was found to cost {what}")
        else:
            spans.append(loss.days)
            most = " the most" if len(ranked) > 1 else ""
            parts.append(
                f"if it came {later.words}, {name} would cost{most}: {figure(loss.units)} units"
                f" on time and {late(loss.days, ranged=not all_open([loss.days]))}"
            )
    said = ". ".join(part[0].upper() + part[1:] for part in parts) + "."
    unsure = [span for span in spans if all_open([span])]
    return f"{said} {open_words(unsure)}" if unsure else said


def _untried(ranked: Sequence[Valued], asked: Moved) -> str:
    if any(each.gained.scenario for each in ranked):
        return "No approval has a plan at the other time: see the table."
    who = f"all {len(ranked)} approvals" if len(ranked) > 1 else f"approval of {ranked[0].name}"
    comes = "come" if len(ranked) > 1 else "comes"
    return (
        f"{who[0].upper()}{who[1:]} {comes} after the plan's last day, even {asked.words}: nothing"
        " was tried. Ask with --by for a day of the plan, or plan further."
    )


def _nothing(ranked: Sequence[Valued], asked: Moved, least: float) -> str:
    """That no gain is more than what counts as equal, and how much it may be even so."""
    gains = [each.gained.gain for each in ranked if each.gained.gain]
    best, many = gains[0], len(ranked) > 1
    who = f"none of {len(ranked)} approvals" if many else f"approval of {ranked[0].name}"
    high = max(gain.days.high for gain in gains)
    gaps = f"; the gaps allow up to {days(high)} mean days late less"
    if not best.days.found and not best.units:
        return f"{who} was found to bring {'anything' if many else 'nothing'} {asked.words}{gaps}"
    most = f"the most, {ranked[0].name}, " if many else ""
    return (
        f"{who} was found to bring {'much' if many else 'next to nothing'} {asked.words}: {most}"
        f"{days(best.days.found)} mean days late less and {figure(best.units)} units on time,"
        f" where plans within {least:g} d count as equal{gaps}"
    )


def _worth(plant: Plant, each: Valued, gain: Gain, asked: Moved, *, ranged: bool) -> str:
    names = [row.name for row in plant.countries if row.approval_group == each.waiting.group]
    who = names[0] if len(names) == 1 else each.waiting.group
    cost = gain.cost.found
    units = f"{'bring' if gain.units >= 0 else 'cost'} {figure(abs(gain.units))} units on time"
    return (
        f"approval of {each.waiting.unit} by {who} {asked.words} would {units} and take away"
        f" {late(gain.days, ranged=ranged)}, for {figure(abs(cost))} EUR"
        f" {'more' if cost >= 0 else 'less'}"
    )


def _kept(each: Valued) -> str:
    at_risk = each.at_risk
    return (
        f"at risk the plan pre-builds {figure(at_risk.units)} units for {each.name}, of"
        f" {at_risk.sources} batches or lots ({figure(at_risk.kg, 1)} kg,"
        f" {figure(at_risk.eur)} EUR); all of them still ship if the approval comes by"
        f" {at_risk.all_ship_until}"
    )


def notes_of(
    plant: Plant, ranked: Sequence[Valued], unplanned: Sequence[str], later: Moved | None
) -> Iterator[str]:
    """One sentence or two each."""
    yield (
        "Gains are over the best plan found that does without the approval, in whichever"
        f" scenario; for the {CHECKED} that gain most it is searched for from their own plans."
        " An earlier approval cannot hurt: where nothing better was found, the gain is 0. Small"
        " gains may still be the search's, not the approval's; ask again with more effort."
    )
    yield from _elsewhere(plant, ranked)
    yield "Costs compare plans of different service, each at its own; their ranges do too."
    if any(each.at_risk.units for each in ranked):
        yield (
            "At risk is what the base's plan fills on the unit before the approval and ships to"
            " the group after it; until its day it may still ship with the least shelf life that"
            " the country asks for. What ships after the last planned bucket is not counted."
        )
    if later is not None:
        yield "The plan of a slip knows of it from its first day: a late surprise costs more."
    if unplanned:
        yield f"No approval is planned for {', '.join(unplanned)}; ask with --by for their worth."
    for each in ranked:
        for what in (each.gained, each.lost):
            if what.gain is None and what.scenario is not None:
                yield f"{what.scenario}: {what.status}, so nothing can be said of it."


def _elsewhere(plant: Plant, ranked: Sequence[Valued]) -> Iterator[str]:
    """Groups that lose by their own approval, as others gain by it."""
    least = plant.settings.tolerances.lateness_days
    for each in ranked:
        gain = each.gained.gain
        own = sum(gain.by_country.get(name, 0) for name in each.countries) if gain else 0
        if gain is None or own >= 0:
            continue
        why = (
            f"both plans count as equal ({least:g} d), and which of them was found is chance"
            if gain.days.found < least
            else "its stock frees batches for others, who are owed more or count for more"
        )
        yield (
            f"{each.name}: the group itself has {figure(-own)} units fewer on time, others"
            f" {figure(gain.units - own)} more: {why}."
        )
