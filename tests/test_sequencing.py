"""The course of a resource is the cheapest of all, found here by trying every one (R6, R7)."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.milp.indices import Indices
from models.milp.sequencing import Sequencer
from models.plant import Plant
from tests.random_plants import proof
from tests.sequencing_cases import cases
from tests.sequencing_tried import broken, cheapest


@settings(proof, max_examples=300)
@given(cases())
def test_a_course_is_the_cheapest_of_all(drawn: tuple[Plant, str, dict[Any, int]]) -> None:
    """With every label kept nothing is missed: no course means that there is none."""
    case, resource, counts = drawn
    sequencer = Sequencer(Indices.of(case), case, resource, keep=1_000, early=True)
    loads = sequencer.loads(counts)

    course = sequencer.course(loads)

    best = cheapest(sequencer.facts, loads)
    assert (None if course is None else course.cost_eur) == (
        best if best is None else pytest.approx(best)
    )
    assert course is None or not broken(sequencer.facts, loads, course)


@settings(proof, max_examples=100)
@given(cases(), st.data())
def test_what_is_remembered_changes_nothing(
    drawn: tuple[Plant, str, dict[Any, int]], data: st.DataObject
) -> None:
    """A course after a change of counts is that of a sequencer that has seen nothing."""
    case, resource, counts = drawn
    indices = Indices.of(case)
    sequencer = Sequencer(indices, case, resource)
    sequencer.course(sequencer.loads(counts))
    changed = {**counts, data.draw(st.sampled_from(sorted(counts))): data.draw(st.integers(0, 2))}

    course = sequencer.course(sequencer.loads(changed))

    fresh = Sequencer(indices, case, resource)
    expected = fresh.course(fresh.loads(changed))
    assert (course and course.cost_eur) == (expected and expected.cost_eur)
    assert course is None or not broken(fresh.facts, fresh.loads(changed), course)
