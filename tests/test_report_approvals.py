"""The report's approvals: spans to the day, cells, molecules alike, and the bars of the timeline."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from models.calendar import DAY
from models.plant import Plant
from planner.report.approvals import section
from planner.report.approvals_days import OPEN, common_days, joined_days, open_from
from planner.report.approvals_matrix import Approved, Matrix, matrices
from planner.report.approvals_timeline import LEFT, RIGHT, opening, shortened, timeline
from planner.report.view import View
from tests.shown_plans import served, view_of
from tests.small_plants import (
    LONG_AGO,
    PRODUCT,
    SITE,
    approval,
    country,
    day,
    order,
    plant,
    rows_of,
)

NEW = {"suite": "NEW", "name": "<New & bright>", "batch_cost_eur": 1_000}
PREP = {"suite": "NEW", "bulk": "M", "volume_l": 10, "cycle_h": 30, "hold_up_l": 0}


def with_new_suite(*approvals: dict[str, Any], **tables: Any) -> Plant:
    """Suites P, which G has approved, and NEW, for which only `approvals` say so."""
    return plant(
        suites=[*SITE["suites"], NEW],
        prep_recipes=[*SITE["prep_recipes"], PREP],
        connections=[*SITE["connections"], {"suite": "NEW", "line": "F"}],
        approvals=[*SITE["approvals"], *approvals],
        staffing=[*SITE["staffing"], SITE["staffing"][0] | {"resource": "NEW"}],
        **{"demand": [order(10, day("01-15"))], **tables},
    )


def new(first: dt.date, **changes: Any) -> dict[str, Any]:
    return approval("prep", "NEW", **{"from": first, **changes})


def seen(case: Plant, *pairs: tuple[str, str, int]) -> View:
    """A view in which some countries demand some presentations."""
    pairs = pairs or (("AA", "S-PFS", 10),)
    return view_of(case, service=[served(c, p, day("01-05"), units) for c, p, units in pairs])


def of_new(case: Plant) -> tuple[str, str]:
    """What the only table says of NEW for group G."""
    (matrix,) = matrices(Approved(seen(case)))
    (line,) = matrix.lines
    return line.cells[1].words, line.cells[1].stands


def test_spans_join_where_no_day_lies_between_them() -> None:
    first = (day("01-05"), day("01-11"))

    assert joined_days([(day("01-12"), OPEN), first]) == ((day("01-05"), OPEN),)
    assert joined_days([first, (day("01-13"), OPEN)]) == (first, (day("01-13"), OPEN))
    assert joined_days([(LONG_AGO, OPEN), first]) == ((LONG_AGO, OPEN),)


def test_common_days_are_those_of_both_ends_included() -> None:
    one = ((day("01-05"), day("01-11")),)

    assert common_days(one, ((day("01-11"), OPEN),)) == ((day("01-11"), day("01-11")),)
    assert common_days(one, ((day("01-12"), OPEN),)) == ()


def test_a_span_is_open_until_its_last_day() -> None:
    spans = ((day("01-05"), day("01-11")),)

    assert open_from(spans, day("01-11")) == spans[0]
    assert open_from(spans, day("01-12")) is None


@pytest.mark.parametrize(
    ("approvals", "words", "stands"),
    [
        ([], "never", "never"),
        ([new(LONG_AGO)], "since 2020-01-01", "approved"),
        ([new(day("01-05"))], "since 2026-01-05", "approved"),
        ([new(day("01-06"))], "from 2026-01-06", "becomes"),
        ([new(day("02-01"))], "from 2026-02-01", "becomes"),
        ([new(day("02-02"))], "later: 2026-02-02", "later"),
        (
            [new(LONG_AGO, until=day("01-05"))],
            "since 2020-01-01 until 2026-01-05",
            "approved",
        ),
        ([new(LONG_AGO, until=day("01-04"))], "ended 2026-01-04", "ended"),
        ([new(day("01-12"), presentation="S-PFS")], "from 2026-01-12", "becomes"),
    ],
)
def test_a_cell_says_from_when_and_until_when(
    approvals: list[dict[str, Any]], words: str, stands: str
) -> None:
    """The plan runs from 5 January to 1 February, both days included."""
    assert of_new(with_new_suite(*approvals)) == (words, stands)


def two_presentations(*approvals: dict[str, Any], **tables: Any) -> Plant:
    """S in a pen too."""
    pen = {"presentation": "S-PEN", "syringe": "S", "device": "PEN"}
    shelf = [{"presentation": name, "approval_group": "*", "months": 24} for name in ("S-PFS", "S-PEN")]  # fmt: skip
    return with_new_suite(
        *approvals,
        presentations=[*PRODUCT["presentations"], pen],
        shelf_life=shelf,
        demand=[
            order(10, day("01-15")),
            order(10, day("01-15"), row_id="pen", presentation="S-PEN"),
        ],
        **tables,
    )


def test_presentations_that_differ_show_the_earliest_and_all_in_a_tip() -> None:
    case = two_presentations(
        new(day("01-12"), presentation="S-PFS"), new(day("03-01"), presentation="S-PEN")
    )
    (matrix,) = matrices(Approved(seen(case, ("AA", "S-PFS", 1), ("AA", "S-PEN", 1))))

    cell = matrix.lines[0].cells[1]
    assert (cell.words, cell.stands) == ("from 2026-01-12 (1 of 2)", "becomes")
    assert cell.each == "S-PFS: from 2026-01-12\nS-PEN: later: 2026-03-01"


def test_a_presentation_that_nobody_in_the_group_demands_does_not_count() -> None:
    case = two_presentations(new(day("01-12"), presentation="S-PFS"))
    (matrix,) = matrices(Approved(seen(case, ("AA", "S-PFS", 1))))

    assert matrix.lines[0].cells[1].words == "from 2026-01-12"


def test_a_unit_that_cannot_make_it_is_no_question_of_approval() -> None:
    lines = [*SITE["lines"], {"line": "F2", "name": "F2", "batch_cost_eur": 1}]
    staffing = [*SITE["staffing"], SITE["staffing"][1] | {"resource": "F2"}]
    case = plant(lines=lines, staffing=staffing, demand=[order(10, day("01-15"))])
    (matrix,) = matrices(Approved(seen(case)))

    assert [cell.words for cell in matrix.lines[0].cells][1:] == [
        "since 2020-01-01",
        "not made here",
    ]


def second_molecule(*approvals: dict[str, Any]) -> Plant:
    """Z of another molecule, made like S."""
    rows = {
        "substances": [{"substance": "ZAB", "name": "Zed"}],
        "bulks": [PRODUCT["bulks"][0] | {"bulk": "MZ", "substance": "ZAB"}],
        "syringes": [PRODUCT["syringes"][0] | {"syringe": "Z", "bulk": "MZ"}],
        "presentations": [{"presentation": "Z-PFS", "syringe": "Z", "device": "PFS"}],
        "shelf_life": [{"presentation": "Z-PFS", "approval_group": "*", "months": 24}],
    }
    tables: dict[str, Any] = {name: [*PRODUCT[name], *added] for name, added in rows.items()}
    fills = [*SITE["fill_recipes"], SITE["fill_recipes"][0] | {"syringe": "Z"}]
    recipes = [*SITE["prep_recipes"], SITE["prep_recipes"][0] | {"bulk": "MZ"}, PREP]
    return plant(
        suites=[*SITE["suites"], NEW],
        prep_recipes=[*recipes, PREP | {"bulk": "MZ"}],
        fill_recipes=fills,
        connections=[*SITE["connections"], {"suite": "NEW", "line": "F"}],
        staffing=[*SITE["staffing"], SITE["staffing"][0] | {"resource": "NEW"}],
        approvals=[*SITE["approvals"], *approvals],
        demand=[
            order(10, day("01-15")),
            order(10, day("01-15"), row_id="z", presentation="Z-PFS"),
        ],
        **tables,
    )


def tables_of(case: Plant) -> list[Matrix]:
    return list(matrices(Approved(seen(case, ("AA", "S-PFS", 30), ("AA", "Z-PFS", 10)))))


def test_molecules_with_the_same_days_stand_in_one_table() -> None:
    found = tables_of(second_molecule(new(day("01-12"))))

    assert [matrix.molecules for matrix in found] == ["Antibody and Zed"]


def test_molecules_whose_days_differ_have_tables_of_their_own() -> None:
    found = tables_of(second_molecule(new(day("01-12"), presentation="S-PFS")))

    assert [matrix.molecules for matrix in found] == ["Antibody", "Zed"]
    assert [matrix.lines[0].cells[1].words for matrix in found] == ["from 2026-01-12", "never"]


def test_groups_stand_by_their_share_of_the_demand_for_the_molecules() -> None:
    """AA needs 10, BB and CC of group H 20 and 10: H has three quarters."""
    countries = [country("AA"), *(country(name, approval_group="H") for name in ("BB", "CC"))]
    case = with_new_suite(countries=countries)
    pairs = [("AA", "S-PFS", 10), ("BB", "S-PFS", 20), ("CC", "S-PFS", 10)]
    (matrix,) = matrices(Approved(seen(case, *pairs)))

    assert [(line.group, line.countries, line.share) for line in matrix.lines] == [
        ("H", ("BB", "CC"), 0.75),
        ("G", ("AA",), 0.25),
    ]


def test_a_route_opens_when_its_suite_and_a_line_of_it_are_approved() -> None:
    """NEW from 12 January, but its line F only up to 20 January: nine days, both included."""
    fill = approval("fill", "F", until=day("01-20"))
    rows = [approval("prep", "P"), fill, new(day("01-12"))]
    case = with_new_suite().but(approvals=rows_of("approvals", rows))
    found = opening(Approved(seen(case)), "G", ("prep", "NEW"))

    assert found is not None
    assert found.some == found.every == ((day("01-12"), day("01-20")),)


def test_a_bar_begins_on_its_first_and_ends_after_its_last_day() -> None:
    """Of 28 days from 5 January: 12 January is a quarter in; 25 January ends after three."""
    drawn = str(timeline(Approved(seen(with_new_suite(new(day("01-12"), until=day("01-25")))))))

    quarter = (RIGHT - LEFT) / 4
    x, wide = (f"{value:.1f}".removesuffix(".0") for value in (LEFT + quarter, 2 * quarter))
    assert f'x="{x}" width="{wide}" y="7" height="11" class="every"' in drawn
    assert day("01-25") + DAY == day("01-26")
    assert "a route through NEW may ship\nS-PFS: from 2026-01-12 until 2026-01-25" in drawn


def test_bars_are_thin_while_only_some_presentations_may_ship() -> None:
    case = two_presentations(
        new(day("01-12"), presentation="S-PFS"), new(day("03-01"), presentation="S-PEN")
    )
    drawn = str(timeline(Approved(seen(case, ("AA", "S-PFS", 1), ("AA", "S-PEN", 1)))))

    assert drawn.count('class="some"') == 1
    assert 'class="every"' not in drawn
    assert "▸ 2026-03-01" in drawn


def test_without_new_units_there_is_no_timeline() -> None:
    shown = section(seen(with_new_suite(new(day("01-05")))))

    assert shown is not None
    assert shown.figures["timeline"] is None
    assert shown.figures["new_units"] == ()


def test_names_of_groups_are_escaped_and_kept_short() -> None:
    group = "<script>" + 200 * "é"
    steps = (("prep", "P"), ("fill", "F"))
    mine = [approval(step, unit, approval_group=group) for step, unit in steps]
    countries = [country("AA"), country("BB", approval_group=group)]
    view = seen(with_new_suite(*mine, countries=countries), ("BB", "S-PFS", 10))
    drawn = str(timeline(Approved(view)))

    assert "<script>" not in drawn
    assert f">{shortened(group)}<title>".replace("<script>", "&lt;script&gt;") in drawn
    assert len(shortened(group)) == 22
