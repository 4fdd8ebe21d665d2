"""Why a batch is late: who waits for it, and what fills the weeks before.

One batch of 10,000 units a week (tests.small_plants): 30 of 35 h in suite P.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from models.plant import Plant
from planner.explain.asked import AskedError, batch_asked
from planner.explain.batch import batch_chain
from planner.explain.contract import Chain
from planner.explain.facts_read import facts_of
from planner.saved import Saved, read_run
from tests.short_runs import run_of
from tests.small_plants import day, firm, order, plant


def saved_of(case: Plant, folder: Path) -> Saved:
    return read_run(run_of(case, folder))


def chain(saved: Saved, name: str) -> Chain:
    return batch_chain(saved, facts_of(saved), batch_asked(saved, name))


def late(saved: Saved) -> str:
    """The batch that is filled last."""
    return str(max(saved.plan.records["batches"], key=lambda row: row["bucket"])["batch"])


def test_a_late_batch_says_who_waits_and_which_hours_were_full(tmp_path: Path) -> None:
    """20,000 are due on the first Sunday: the second batch comes a week late, and week 1 has
    5 h left."""
    saved = saved_of(plant(demand=[order(20_000, day("01-11"))]), tmp_path)
    found = chain(saved, late(saved))

    assert "comes late for 1 that wait for it" in found.head
    assert (found.country, found.worst_units) == ("AA", 10_000)
    texts = [link.what for link in found.links]
    assert "short until it comes: AA S-PFS 10,000 since 2026-01-05" in texts
    assert any("would have had to be filled by 2026-01-11" in text for text in texts)
    (held,) = found.binding
    assert held.place == "capacity.csv row 6"
    assert "P works 86% of 35 h from 2026-01-05 to 2026-01-11" in held.what
    asks = (
        f"fillfinish explain {saved.folder} --country AA --presentation S-PFS --bucket 2026-01-05"
    )
    assert f"what may help AA S-PFS is tried by: {asks}" in found.notes


def test_an_instruction_that_held_a_batch_is_named(tmp_path: Path) -> None:
    none: dict[str, Any] = {"syringe": "S", "suite": "*", "line": "*", "at_most": 0, "by": "Eve"}
    none |= {"from": day("01-05"), "until": day("01-11")}
    saved = saved_of(plant(demand=[order(10_000, day("01-11"))], instructions=[none]), tmp_path)

    found = chain(saved, late(saved))

    assert [link.place for link in found.binding] == ["case/instructions.csv row 2"]


def test_a_batch_that_nobody_waits_for_says_so(tmp_path: Path) -> None:
    saved = saved_of(plant(demand=[order(10_000, day("01-25"))]), tmp_path)
    found = chain(saved, late(saved))

    assert found.head.endswith("nobody waits for it")
    assert found.binds == ""
    assert any("it goes to AA 10,000" in link.what for link in found.links)


def test_a_firm_batch_says_where_it_is_fixed(tmp_path: Path) -> None:
    fixed = firm("released", day("01-19"), day("01-21"))
    case = plant(demand=[order(20_000, day("01-11"))], firm_batches=[fixed])
    found = chain(saved_of(case, tmp_path), "B1")

    assert found.links[0].place == "case/firm_batches.csv row 2"
    assert found.links[0].binds
    assert "the plan keeps it where it is" in found.links[0].what


def test_a_batch_that_is_filled_already_is_told(tmp_path: Path) -> None:
    filled = firm("filled", day("01-01"), day("01-02"))
    saved = saved_of(plant(demand=[order(20_000, day("01-11"))], firm_batches=[filled]), tmp_path)

    assert "was filled on 2026-01-02, before the plan" in chain(saved, "B1").head


def test_an_unknown_batch_is_asked_back(tmp_path: Path) -> None:
    saved = saved_of(plant(demand=[order(10_000, day("01-25"))]), tmp_path)

    with pytest.raises(AskedError, match="batch 'P001' does not exist; did you mean 'P0001'"):
        batch_asked(saved, "P001")
