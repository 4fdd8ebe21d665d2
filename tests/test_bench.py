"""The benchmarks: the generated network, the plain form, and rows for whatever happens."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings

from benchmarks import alone, plain, quality
from benchmarks import sides as all_sides
from benchmarks.__main__ import MARKDOWN, main, measured
from benchmarks.asked import Asked
from benchmarks.bounding import bounded
from benchmarks.cases import plant_of
from benchmarks.forms import Form
from benchmarks.growth import SMALL, series
from benchmarks.network import Size, network
from benchmarks.rows import CSV, Results, Row, read
from benchmarks.sides import OURS, SIDES
from models.calendar import Calendar
from models.hours import StaffedHours
from models.milp import build
from models.plant import Plant
from tests import exact
from tests.random_plants import plants, proof
from tests.random_states import plants_with_states
from tests.three_states import one_month, three_states

SMALLER = Size(suites=2, lines=3, syringes=4, weeks=8, countries=9)
SECONDS = 2.0
MEMORY_GB = 4.0


def near(value: float) -> object:
    return pytest.approx(value, rel=1e-6, abs=1e-6)


def levels(m: object, plant: Plant) -> list[float] | None:
    """The least of each level, the ones before held at best + tolerance; None: no plan."""
    give = plant.settings.tolerances
    held: dict[str, float] = {}
    found: list[float] = []
    tolerances = (give.lateness_days, give.cover_days, give.fairness_days, give.cost_eur)
    try:
        for name, tolerance in zip(
            ("lateness", "uncovered", "unfairness", "cost"), tolerances, strict=True
        ):
            found.append(exact.least(m, getattr(m, name), held))
            held[name] = found[-1] + tolerance
    except exact.NoPlan:
        return None
    return found


def same_in_both_forms(plant: Plant) -> None:
    """Every level has the same least in the plain form as in ours."""
    ours, plainly = build(plant), build(plant, plain.FAMILIES)
    expected, found = levels(ours, plant), levels(plainly, plant)

    assert (expected is None) == (found is None)
    assert found is None or expected is None or found == [near(value) for value in expected]


def test_the_same_size_and_seed_give_the_same_network() -> None:
    assert network(SMALLER) == network(SMALLER)
    assert network(SMALLER) != network(SMALLER, seed=1)


def test_the_full_network_is_valid_and_used_like_le_trait() -> None:
    """10 suites, 12 lines, 60 syringes, 44 countries, 52 weeks. The hours that demand asks of
    the suites, in cycles of 36 h of the mean batch, are 85 to 90 % of those offered; the first
    weeks live on stock, the last ones work for what is due after the plan."""
    plant = plant_of("network-10x12x60x52")
    sizes = [len(getattr(plant, t)) for t in ("suites", "lines", "syringes", "countries")]
    assert sizes == [10, 12, 60, 44]

    batch = {
        row.presentation: (145_000 / syringe.target_fill_ml) * 0.97 - 200
        for row in plant.presentations
        for syringe in plant.syringes
        if syringe.syringe == row.syringe
    }
    year = [row for row in plant.demand if row.month is not None and row.month.year == 2026]
    asked_h = sum(36 * (row.units or 0) / batch[row.presentation] for row in year)
    hours = StaffedHours.of(plant, Calendar.of(plant))
    suites = {row.suite for row in plant.suites}
    offered_h = sum(h for (name, _), h in hours.offered.items() if name in suites)

    assert 0.85 <= asked_h / offered_h <= 0.90


def test_series_double_from_the_small_network() -> None:
    found = series()

    assert all(sizes[0] == SMALL for sizes in found.values())
    assert found["weeks"][1] == replace(SMALL, weeks=26)
    assert found["lines"][1] == replace(SMALL, suites=4, lines=4)
    assert found["products"][1] == replace(SMALL, syringes=12)


@settings(proof, max_examples=8)
@given(plants())
def test_the_plain_form_has_the_same_optima(plant: Plant) -> None:
    same_in_both_forms(plant)


@settings(proof, max_examples=15)
@given(plants_with_states())
def test_the_plain_form_has_the_same_optima_where_order_counts(plant: Plant) -> None:
    same_in_both_forms(plant)


@pytest.mark.parametrize("changes_h", [8, 2])
def test_order_variables_and_separated_rows_forbid_the_same_circles(changes_h: int) -> None:
    """Three states in one month: without either, a circle of two beside the path would make
    batches of states that the path never enters."""
    changes = [{"resource": "F", "kind": "molecule", "hours": changes_h, "cost_eur": 500}]
    same_in_both_forms(one_month(three_states(changeovers=changes)))


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A quality run of all installed sides on `tiny`, one seed."""
    folder = tmp_path_factory.mktemp("benchmarks")
    asked = Asked(SECONDS, 1, ("tiny",), (), MEMORY_GB, folder)
    assert list(measured(asked, ["quality"]))
    return folder


@pytest.mark.parametrize("side", SIDES)
def test_every_installed_side_has_a_value_at_every_mark(results: Path, side: str) -> None:
    """No plan of `tiny` is less than 0.1855 mean days late; doing nothing is 126. How near a
    side comes in 2 s is a matter of the machine."""
    if not SIDES[side].installed:
        pytest.skip(f"{SIDES[side].distribution} is not installed")
    rows = [row for row in read(results / CSV) if row.part == "quality" and row.side == side]
    late = [row for row in rows if row.measure == "lateness"]

    assert [row.value for row in rows if row.measure == "ended"] == ["done"]
    assert [row.at_seconds for row in late] == ["2"]
    assert late[0].number is not None
    assert 0.1855 <= late[0].number < 10


def test_the_page_is_written_from_the_rows(results: Path, tmp_path: Path) -> None:
    """Without measuring anything: the same rows give the same page, other rows another."""
    (tmp_path / CSV).write_bytes((results / CSV).read_bytes())

    main(["report", "--out", str(tmp_path)])
    page = (tmp_path / MARKDOWN).read_text(encoding="utf-8")

    assert page == (results / MARKDOWN).read_text(encoding="utf-8")
    assert "### tiny" in page

    with (tmp_path / CSV).open("a", encoding="utf-8", newline="") as file:
        csv.writer(file).writerow(["quality", "other", OURS, "", "", "ended", "crashed", ""])
    main(["report", "--out", str(tmp_path)])

    assert "### other" in (tmp_path / MARKDOWN).read_text(encoding="utf-8")


def test_a_side_that_is_not_installed_is_a_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = replace(SIDES["scip"], needs="no_such_package", distribution="no-such-package")
    monkeypatch.setitem(all_sides.SIDES, "scip", missing)
    asked = Asked(SECONDS, 1, ("tiny",), ("scip",), MEMORY_GB, tmp_path)

    said = list(measured(asked, ["quality"]))

    assert said == ["quality tiny scip: not installed: no-such-package"]
    assert "no-such-package" in (tmp_path / MARKDOWN).read_text(encoding="utf-8")


def test_a_job_that_crashes_says_so(tmp_path: Path) -> None:
    """A case that there is not, and less memory than numpy needs."""
    failed = alone.run(tmp_path / "a", 30, MEMORY_GB, "prepare", case="no-such", form="light")
    small = alone.run(tmp_path / "b", 30, 0.02, "prepare", case="tiny", form="light")

    assert failed.reason.startswith("failed: ValueError: 'no-such' is no case")
    assert small.reason == "out of memory (0.02 GB)"


def test_a_job_that_does_not_end_is_killed(tmp_path: Path) -> None:
    """The job wants 60 s and gets half a second."""
    job = {"side": OURS, "case": "tiny", "seconds": 60.0, "seed": 0, "problem": ""}

    assert alone.run(tmp_path, 0.5, MEMORY_GB, "solve", **job).reason == "killed after 0 s"


def test_the_primal_integral_counts_the_gap_to_the_best_plan_of_all() -> None:
    """Of 10 s: no plan for 2 s (2), then 20 where 10 is best, a gap of a half, for 4 s (2),
    then the best one (0)."""
    run = ("quality", "c", "a", "0")
    rows = [
        Row.of(run, "weighted sum", 10.0, "1", 10),
        Row.of(run, "incumbent", 20.0, "1", 2),
        Row.of(run, "incumbent", 10.0, "1", 6),
    ]

    assert [row.number for row in quality.integrals(rows)] == [near(4.0)]


def test_rows_of_parts_that_are_not_measured_stay() -> None:
    """Only the case and side that are measured again lose what they had, all seeds of it."""
    old = [
        Row.of(("quality", "c", "a", "0"), "ended", "old"),
        Row.of(("quality", "c", "a", "1"), "ended", "old"),
        Row.of(("quality", "c", "b", "0"), "ended", "kept"),
        Row.of(("growth", "d", "a", "0"), "ended", "kept"),
    ]
    results = Results(old)
    results.add([Row.of(("quality", "c", "a", "0"), "ended", "new")])
    results.add([Row.of(("quality", "c", "a", "1"), "ended", "new")])

    assert sorted(row.value for row in results.rows) == ["kept", "kept", "new", "new"]


def test_bounds_for_solvers_without_endless_columns_hold_the_start() -> None:
    """Every bound is finite, and the plan that does nothing lies inside."""
    problem = Form(plant_of("tiny")).problem()

    lower, upper = bounded(problem)

    assert np.isfinite(lower).all()
    assert np.isfinite(upper).all()
    assert (lower <= problem.start + 1e-9).all()
    assert (problem.start <= upper + 1e-9).all()


def test_a_plan_of_the_plain_form_is_judged_by_its_integers() -> None:
    """Doing nothing is worth the same, whatever form it was found in."""
    plant = plant_of("tiny")
    light, plainly = Form(plant), Form(plant, "plain")
    problem = plainly.problem()
    integers = problem.start[problem.integer]

    plan = light.completed(light.taken(problem.integers, integers))

    assert plan is not None
    assert light.values(plan)[0] == near(plainly.values(problem.start)[0])
