"""The benchmark GLSPPL: its reader, its independent cost, and its model on a case by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.glsppl import __main__ as command
from benchmarks.glsppl import model
from benchmarks.glsppl.cost import Lot, Plan, cost, problems
from benchmarks.glsppl.instance import CaseError, Instance, read
from planner.engine import Limits, solve

ROWS = (
    "2 2 6 1",  # products, weeks, lots, lines
    "100",  # warehouse
    "1 2",
    "10.9 10",  # least lots
    "50 50",  # hours
    "1 1",  # hours a unit
    "0 20",  # opening stock
    "0 0",
    "20 20",  # demand
    "20 20",
    "0 4",  # set-up hours
    "4 0",
    "1 1",  # holding
    "10 10",  # backlog
    "0 0",
    "0 30",  # set-up costs
    "25 0",
)


def written(folder: Path, rows: tuple[str, ...] = ROWS) -> Path:
    file = folder / "tiny.txt"
    file.write_text("\n".join(rows) + "\n")
    return file


def changed(row: int, text: str) -> tuple[str, ...]:
    return (*ROWS[: row - 1], text, *ROWS[row:])


@pytest.fixture
def tiny(tmp_path: Path) -> Instance:
    return read(written(tmp_path))


BEST: Plan = (((Lot(0, 40.0),), (Lot(1, 20.0),)),)
"""All of product 1 in the first week, all of product 2 in the second."""


def test_a_case_is_read_row_by_row(tiny: Instance) -> None:
    """Least lots are cut to whole numbers, products counted from 0, 6 lots are 3 a week."""
    assert (tiny.name, tiny.products, tiny.weeks, tiny.lots) == ("tiny", 2, 2, 3)
    assert tiny.made == ((0, 1),)
    assert tiny.least == ((10.0, 10.0),)
    assert tiny.demand == ((20.0, 20.0), (20.0, 20.0))
    assert tiny.change_cost == (((0.0, 30.0), (25.0, 0.0)),)


def test_the_cost_is_that_of_the_lots(tiny: Instance) -> None:
    """
    Product 1: 40 made, 20 kept for week 2. Product 2: 20 in stock at first, 20 made in
    week 2. So 20 in stock once, and the change from 1 to 2.
    """
    found = cost(tiny, BEST)

    assert (found.holding, found.backlog, found.changes, found.making) == (20, 0, 30, 0)
    assert found.total == 50


def test_the_engine_finds_the_optimum_by_hand(tiny: Instance) -> None:
    """
    Product 2 lasts for week 1. Product 1 first: 20 in week 1; the line is still set up for
    it in week 2, where 20 of it, the change and 20 of product 2 take 44 h. Nothing is held,
    nothing is late: 30 for the change. Product 2 first: it comes before product 1 in week 1
    and is held, 20 of it for 20, or there is a second change; and the first costs 25.
    """
    m = model.build(tiny)

    outcome = solve(m, [model.level(m)], model.hints(m), Limits(seconds=20))

    assert outcome.status == "optimal"
    assert cost(tiny, model.plan(m)).total == pytest.approx(30, abs=0.01)
    assert outcome.levels[0].value == pytest.approx(30, abs=0.01)


@pytest.mark.parametrize("products", [4, 5])
def test_products_follow_one_another_in_one_way(tmp_path: Path, products: int) -> None:
    """
    One week; 10 of each product are owed from the beginning, so all are made. A change
    costs 5 from each of the products from the second to the next and from the last back
    to the second, all others cost 50. A line has one way through its products: with
    product 1 somewhere in it, one change costs 50, all others 5. A closed way through the
    others beside product 1 would cost 5 for each of them, and is none.
    """
    ring = {(i, i + 1) for i in range(1, products - 1)} | {(products - 1, 1)}
    costs = tuple(
        " ".join("0" if i == j else "5" if (i, j) in ring else "50" for j in range(products))
        for i in range(products)
    )

    def each(value: str) -> str:
        return " ".join([value] * products)

    numbers = " ".join(str(i + 1) for i in range(products))
    rows: tuple[str, ...] = (
        f"{products} 1 7 1",
        "99",
        numbers,
        each("1"),
        "100",
        each("1"),
        each("0"),
        each("10"),
    )
    rows += ("0",) * products + (each("0"),) * products
    case = read(written(tmp_path, (*rows, each("1"), each("100"), each("0"), *costs)))
    m = model.build(case)

    solve(m, [model.level(m)], model.hints(m), Limits(seconds=20))

    found = model.plan(m)
    assert cost(case, found).total == pytest.approx(50 + 5 * (products - 2), abs=0.01)
    assert sorted(lot.product for lot in found[0][0]) == list(range(products))


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        ((), "the plan is not one of 1 lines and 2 weeks"),
        ((((Lot(2, 20.0),), ()),), "line 1, week 1: product 3 cannot be made here"),
        ((((), (Lot(0, 20.0),)),), "line 1, week 1: the first lot is missing"),
        (
            (((Lot(0, 20.0),) + (Lot(0, 1.0),) * 3, ()),),
            "line 1, week 1: 4 lots, at most 3",
        ),
        (
            (((Lot(0, 9.0),), ()),),
            "line 1, week 1: a lot of 9 units of product 1, at least 10",
        ),
        (
            (((Lot(0, 20.0),), (Lot(1, 9.9),)),),
            "line 1, week 2: a lot of 9.9 units of product 2, at least 10",
        ),
        ((((Lot(0, -1.0),), ()),), "line 1, week 1: a lot of -1 units of product 1, at least 10"),
        (
            (((Lot(0, 30.0), Lot(1, 17.0)), ()),),
            "line 1, week 1: 51 h, at most 50",
        ),
    ],
)
def test_a_plan_that_breaks_a_rule_has_no_cost(tiny: Instance, plan: Plan, words: str) -> None:
    """50 h a week: 30 and 17 units take 47 h and the change between them 4 h."""
    with pytest.raises(ValueError) as refused:
        cost(tiny, plan)

    assert str(refused.value) == words


def test_a_lot_that_goes_on_may_be_as_small_as_it_likes(tiny: Instance) -> None:
    assert not list(problems(tiny, (((Lot(0, 20.0),), (Lot(0, 1.0),)),)))


def test_a_full_warehouse_is_told(tmp_path: Path) -> None:
    """20 of product 2 are there; 50 of product 1 less the 20 asked for make it 30."""
    small = read(written(tmp_path, changed(2, "25")))

    assert list(problems(small, (((Lot(0, 50.0),), ()),))) == [
        "week 1: 30 units in stock, at most 25"
    ]


def test_an_opening_stock_above_the_warehouse_is_told(tmp_path: Path) -> None:
    small = read(written(tmp_path, changed(2, "19")))

    assert list(problems(small, (((Lot(0, 20.0),), ()),))) == [
        "the opening stock is 20 units, at most 19"
    ]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (
            changed(1, "2 2 6"),
            "line 1: products, weeks, lots and lines: 4 values expected, 3 found",
        ),
        (
            changed(1, "2 2 0 1"),
            "line 1: products, weeks, lots and lines: 0 is no whole number of 1 or more",
        ),
        (changed(1, "2 2 5 1"), "line 1: 5 lots do not share out evenly among 2 weeks"),
        (changed(2, "much"), "line 2: warehouse: 'much' is no number"),
        (changed(3, "1 3"), "line 3: products of line 1: there is no product 3, only 2"),
        (changed(3, "1 1"), "line 3: products of line 1: one is named twice"),
        (changed(5, "50 50 50"), "line 5: hours of line 1: 2 values expected, 3 found"),
        (changed(9, "20 -1"), "line 9: demand of product 1: -1 is not 0 or more"),
        (ROWS[:-1], "line 16: the file ends here, but set-up cost of line 1 should follow"),
        ((*ROWS, "", "7"), "line 19: the file should have ended before"),
    ],
)
def test_a_file_that_is_no_case_is_refused(
    tmp_path: Path, rows: tuple[str, ...], words: str
) -> None:
    with pytest.raises(CaseError) as refused:
        read(written(tmp_path, rows))

    assert str(refused.value) == f"tiny.txt, {words}"


def test_without_the_files_the_command_says_where_they_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command.main(["--folder", str(tmp_path)])

    said = capsys.readouterr().out
    assert f"no P1.txt, P2.txt, P3.txt, P4.txt in {tmp_path}" in said
    assert "kennedy94/GLSPPL-RF" in said


def test_the_command_prints_a_line_for_each_case(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A case that was not published has no values to compare with."""
    written(tmp_path)

    command.main(["--folder", str(tmp_path), "--seconds", "10", "tiny"])

    head, line = capsys.readouterr().out.splitlines()
    assert head.split()[:3] == ["case", "value", "bound"]
    assert line.split()[:2] == ["tiny", "30.0"]
