"""Making: volumes, recipes, the hold limit, campaigns and changeovers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from models.checks.scope import Combination, combinations, demanded_syringes
from models.plant import Plant
from models.problems import Problem


def problems(plant: Plant) -> Iterator[Problem]:
    """Every problem with batches and recipes."""
    yield from _volumes(plant)
    yield from _no_good_units(plant)
    yield from _cannot_be_made(plant)
    yield from _campaigns(plant)
    yield from _changeovers(plant)


def _volumes(plant: Plant) -> Iterator[Problem]:
    for index, row in enumerate(plant.syringes):
        if row.target_fill_ml < row.fill_volume_ml:
            what = (
                f"{row.target_fill_ml:g} mL is less than fill_volume_ml"
                f" {row.fill_volume_ml:g} mL; the target includes the overfill"
            )
            value = f"{row.target_fill_ml:g}"
            yield Problem("syringes", index, "target_fill_ml", value, what)
    for index, prep in enumerate(plant.prep_recipes):
        if prep.hold_up_l >= prep.volume_l:
            what = (
                f"{prep.hold_up_l:g} L is not below volume_l {prep.volume_l:g} L;"
                " nothing would be left to fill"
            )
            yield Problem("prep_recipes", index, "hold_up_l", f"{prep.hold_up_l:g}", what)


def _no_good_units(plant: Plant) -> Iterator[Problem]:
    for index, made in combinations(plant):
        if made.filled > 0 and made.units <= 0:
            what = (
                f"{made.batch} has no good units: {made.filled:,.0f} are filled and"
                f" {made.syringe.sample_units:,} are samples; correct volume, yield or samples"
            )
            yield Problem("fill_recipes", index, "syringe", made.syringe.syringe, what)


def _cannot_be_made(plant: Plant) -> Iterator[Problem]:
    """Demanded syringes that no recipes can make."""
    made: dict[str, list[Combination]] = defaultdict(list)
    for _, combination in combinations(plant):
        made[combination.syringe.syringe].append(combination)
    demanded = demanded_syringes(plant)
    prepared = {row.bulk for row in plant.prep_recipes}
    filled = {row.syringe for row in plant.fill_recipes}
    needed = {row.bulk for row in plant.syringes if row.syringe in demanded}
    for index, bulk in enumerate(plant.bulks):
        if bulk.bulk in needed - prepared:
            what = f"'{bulk.bulk}' is demanded but no suite prepares it; add a row to prep_recipes"
            yield Problem("bulks", index, "bulk", bulk.bulk, what)
    for index, row in enumerate(plant.syringes):
        name = row.syringe
        if name not in demanded:
            continue
        if name not in filled:
            what = f"'{name}' is demanded but no line fills it; add a row to fill_recipes"
        elif not made[name]:
            if row.bulk not in prepared:
                continue
            what = f"'{name}': no suite of '{row.bulk}' feeds a line of it; add a connection"
        elif not any(combination.fits for combination in made[name]):
            what = _too_long(name, made[name])
        else:
            continue
        yield Problem("syringes", index, "syringe", name, what)


def _too_long(name: str, made: list[Combination]) -> str:
    best = min(made, key=lambda combination: combination.fill_h)
    return (
        f"no batch of '{name}' fits the hold limit of {best.bulk.hold_limit_h:g} h: the"
        f" shortest, {best.prep.volume_l:g} L by {best.prep.suite} > {best.fill.line}, fills"
        f" for {best.fill_h:.1f} h; correct hold_limit_h, volume_l or syringes_per_h"
    )


def _campaigns(plant: Plant) -> Iterator[Problem]:
    for index, row in enumerate(plant.campaigns):
        if row.min_batches > row.max_batches:
            what = f"{row.max_batches} is less than min_batches {row.min_batches}; correct one"
            yield Problem("campaigns", index, "max_batches", str(row.max_batches), what)


def _changeovers(plant: Plant) -> Iterator[Problem]:
    for index, row in enumerate(plant.changeovers):
        named = row.from_ is not None and row.to is not None
        either = row.from_ is not None or row.to is not None
        if row.kind is not None and either:
            column, what = "kind", "kind and from or to are given; leave kind or both states blank"
        elif row.kind is None and not named:
            column, what = "kind", "needs a kind, or both from and to; fill them in"
        elif named and row.from_ == row.to:
            column, what = "to", f"'{row.to}' is the state left too; name another or delete the row"
        else:
            continue
        yield Problem("changeovers", index, column, row.kind, what)
