"""What a reader must know to trust what `bottleneck` found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from planner.answers.extras import Extra
from planner.answers.extras_chosen import FULL, Amounts, Chosen
from planner.answers.kinds import Kind
from planner.answers.ranges import figure
from planner.answers.served import tolerance_of
from planner.answers.worth import Worth
from planner.study.contract import Result


def notes_of(
    amounts: Amounts, base: Result, worth: Sequence[Worth], choice: Chosen
) -> Iterator[str]:
    """One sentence or two each."""
    late = base.level("lateness")
    yield (
        f"The base is {figure(late.found, 3)} d late on average; no plan of it can be below"
        f" {figure(late.low, 3)} d. Gains below {tolerance_of(base):g} d are none: plans that close"
        " count as equal."
    )
    same = sum(_same(base, each.result) for each in worth)
    if same:
        yield (
            f"{same} of {len(worth)} ended with the base's own plan: within its effort the search"
            " found no use for them, which does not prove that there is none."
        )
    found = [each.result.level("lateness").found for each in worth if each.result.told]
    worse = [days - late.found for days in found if days - late.found > tolerance_of(base)]
    if worse:
        yield (
            f"{len(worse)} of {len(found)} came out worse than the base, by up to"
            f" {figure(max(worse), 3)} d, and count as 0: more cannot hurt, so this is how much the"
            " search itself varies. Gains smaller than that say little; give --seconds or --work"
            " more."
        )
    yield "EUR are of the plan alone; what the extra itself costs, such as wages, is not in them."
    if any(each.extra.kind is Kind.SHIFT for each in worth):
        yield f"One shift is taken as {amounts.shift_h:g} staffed hours a week (--shift-hours)."
    if any(each.price is not None for each in worth):
        yield (
            "LP prices are duals of the linear relaxation, which cuts batches into pieces: a"
            " hint beside what was solved, often 0 where whole batches do not fit. Days are of"
            " the first level, EUR of the cost with service as good as relaxed."
        )
    if choice.not_needed:
        said = _counted(choice.not_needed)
        yield (
            f"Not tried, less than {100 * FULL:.0f} % full and named in no shortage: {said};"
            " --all tries them."
        )
    if choice.too_many:
        said = _counted(choice.too_many)
        yield f"Not tried, less likely than those that were: {said}; --most tries more."
    for each in worth:
        if each.gain is None:
            first = each.result.words.partition("\n")[0]
            yield f"{each.extra.name} has no plan ({each.result.status}): {first}"


def _same(base: Result, other: Result) -> bool:
    """Whether two plans are worth the same in every level."""
    if base.told is None or other.told is None:
        return False
    pairs = zip(base.told.levels, other.told.levels, strict=True)
    return all(one.value == two.value for one, two in pairs)


def _counted(extras: Sequence[Extra]) -> str:
    counts = Counter(extra.kind for extra in extras)
    return ", ".join(f"{count} {kind}" for kind, count in counts.items())
