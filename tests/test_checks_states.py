"""States: changeovers, campaigns and initial states of sequenced resources."""

from __future__ import annotations

from typing import Any

import pytest

from tests.plants import added, rows, tiny_plant
from tests.refusals import Spoilt, refusals
from tests.two_strengths import CHANGE, LIMIT, THREE, TWO

ON_LINE = {"resource": "L1", "state": "S1", "batches": 0}
SWAP = {"resource": "L1", "hours": 8, "cost_eur": 0}

SPOILT: Spoilt = {
    "an initial state that nothing heeds": (
        {"initial_states": rows("initial_states", ON_LINE)},
        (
            "initial_states, row 2, resource: no row of changeovers names 'L1', so its states"
            " would not count; add its changeovers (hours may be 0) or delete this row"
        ),
    ),
    "campaigns that nothing heeds": (
        {
            "campaigns": rows("campaigns", LIMIT),
            "changeovers": rows("changeovers", CHANGE | {"resource": "OLD"}),
        },
        (
            "campaigns, row 2, resource: no row of changeovers names 'L1', so its states would"
            " not count; add its changeovers (hours may be 0) or delete this row"
        ),
    ),
    "a campaign of a state that a line never has": (
        {
            "syringes": TWO["syringes"],
            "bulks": TWO["bulks"],
            "campaigns": rows("campaigns", LIMIT | {"state": "S2"}),
            "changeovers": rows("changeovers", CHANGE),
        },
        (
            "campaigns, row 2, state: 'L1' has no recipe for 'S2'; add it to fill_recipes,"
            " correct the state or delete this row"
        ),
    ),
    "a changeover to a state that a suite never has": (
        {
            **TWO,
            "changeovers": rows(
                "changeovers",
                CHANGE,
                SWAP | {"resource": "NEW", "from": "M100", "to": "M150"},
            ),
        },
        (
            "changeovers, row 3, to: 'NEW' has no recipe for 'M150'; add it to prep_recipes,"
            " correct the state or delete this row"
        ),
    ),
    "a change without a row": (
        {
            **TWO,
            "changeovers": rows(
                "changeovers", CHANGE | {"resource": "OLD"}, SWAP | {"from": "S1", "to": "S2"}
            ),
        },
        (
            "changeovers: 'L1' has no row for the change from 'S2' to 'S1'; add a row (L1 or *,"
            " strength) or rows with from and to"
        ),
    ),
    "changes without a row": (
        {
            **THREE,
            "changeovers": rows("changeovers", CHANGE | {"resource": "L1", "kind": "molecule"}),
        },
        (
            "changeovers: 'L1' has no row for the change from 'S1' to 'S2', nor for 5 more of"
            " the kind strength; add a row (L1 or *, strength) or rows with from and to"
        ),
    ),
    "a change to the initial state without a row": (
        {
            "bulks": TWO["bulks"],
            "syringes": TWO["syringes"],
            "substances": added("substances", substance="MIB"),
            "initial_states": rows("initial_states", ON_LINE | {"state": "S2"}),
            "changeovers": rows("changeovers", CHANGE | {"kind": "format"}),
        },
        (
            "changeovers: 'L1' has no row for the change from 'S1' to 'S2', nor for 1 more of"
            " the kind strength; add a row (L1 or *, strength) or rows with from and to"
        ),
    ),
    "a campaign that is too long already": (
        {
            "initial_states": rows("initial_states", ON_LINE | {"batches": 5}),
            "campaigns": rows("campaigns", LIMIT),
            "changeovers": rows("changeovers", CHANGE),
        },
        (
            "initial_states, row 2, batches: 5 is above max_batches 4 of campaigns (L1, *);"
            " correct one"
        ),
    ),
}


@pytest.mark.parametrize(("changes", "sentence"), SPOILT.values(), ids=SPOILT)
def test_one_slip_is_reported_once(changes: dict[str, Any], sentence: str) -> None:
    assert refusals(**changes) == [sentence]


def test_kinds_cover_every_pair() -> None:
    assert tiny_plant().but(**THREE, changeovers=rows("changeovers", CHANGE)).changeovers


def test_every_problem_comes_beside_unknown_names() -> None:
    found = refusals(
        **TWO | {"bulks": tiny_plant().bulks},
        changeovers=rows("changeovers", CHANGE | {"kind": "format"}),
        campaigns=rows("campaigns", LIMIT | {"resource": "L9"}),
    )

    assert found[0].startswith("syringes, row 3, bulk: bulk 'M150' does not exist")
