"""`study.yaml`: the same study as a file, and its slips with their lines."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent

import pytest

from planner.files import WhatIf
from planner.study.contract import Scenario
from planner.study.definition import Typed, defined
from planner.study.texts import StudyError
from tests.plants import write_tiny
from tests.scenario_files import write_overlay

FEWER = "- {table: demand, where: {country: JP}, multiply: {units: 0.5}}"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    case = write_tiny(tmp_path / "cases")
    for name in ("fewer", "later"):
        write_overlay(case, name, FEWER)
    return case


def study(case: Path, text: str) -> Path:
    """A study in a folder beside that of the cases; its text begins in line 1."""
    folder = case.parent.parent / "studies"
    folder.mkdir(exist_ok=True)
    file = folder / "late.yaml"
    file.write_text(dedent(text).lstrip("\n"), encoding="utf-8")
    return file


def refused(file: Path) -> list[str]:
    """The lines that follow the first, which counts them."""
    with pytest.raises(StudyError) as refusal:
        defined(Typed(file=file))
    head, *lines = str(refusal.value).splitlines()
    assert head.startswith(f"late.yaml: {len(lines)} problem")
    return lines


def test_a_file_says_all_that_options_say(case: Path) -> None:
    """Paths are relative to the file."""
    file = study(
        case,
        """
        title: What late approvals cost
        case: ../cases/tiny
        base:
          scenarios: [fewer]
          set: [settings.months=3]
        scenarios:
          - later
          - later + demand.units*=1.1
          - name: small
            scenarios: [mine.yaml]
            set: [demand.units*=0.9]
            start: later
        sweeps:
          - demand.units[kind=forecast]*=0.8,1.2
        effort: {work: 20}
        jobs: 1
        """,
    )
    mine = file.parent / "mine.yaml"
    mine.write_text(f"title: mine\nchanges:\n{FEWER}\n", encoding="utf-8")

    found = defined(Typed(file=file))

    assert found.title == "What late approvals cost"
    assert found.case == case
    assert found.base == WhatIf(("fewer",), ("settings.months=3",))
    assert (found.seconds, found.work, found.jobs) == (None, 20, 1)
    target = "demand.units[kind=forecast]*"
    assert found.scenarios == (
        Scenario("base"),
        Scenario("later", ("later",)),
        Scenario("later + demand.units*=1.1", ("later",), ("demand.units*=1.1",)),
        Scenario("small", (str(mine),), ("demand.units*=0.9",), start="later"),
        Scenario(f"{target}=0.8", (), (f"{target}=0.8",), place={target: "0.8"}),
        Scenario(f"{target}=1.2", (), (f"{target}=1.2",), place={target: "1.2"}),
    )


def test_options_are_added_and_their_single_values_win(case: Path) -> None:
    """Seconds typed take the place of the file's work."""
    file = study(case, "case: nowhere\nscenarios: [fewer]\neffort: {work: 20}\njobs: 1\n")

    found = defined(Typed(case, file, title="Trial", scenarios=("later",), seconds=5))

    assert [scenario.name for scenario in found.scenarios] == ["base", "fewer", "later"]
    assert (found.title, found.seconds, found.work, found.jobs) == ("Trial", 5, None, 1)


def test_a_study_without_a_title_has_the_name_of_its_file(case: Path) -> None:
    assert defined(Typed(case, study(case, "scenarios: fewer\n"))).title == "late"


def test_every_slip_is_told_with_its_line_and_key(case: Path) -> None:
    file = study(
        case,
        """
        titel: Late
        case: ../cases/tiny
        scenarios:
          - latter
          - {name: x, scenaros: [later], set: [demand.units*=2]}
          - {name: y}
          - {name: z, set: [demand.units*=3], start: nobody}
          -
        sweeps:
          - demand.unitz*=0.8,1
        samples:
          ranges: [demand.units*=1.2..0.8]
          method: sobol
        effort: {work: 20, seconds: 3}
        base: fewer
        """,
    )

    assert refused(file) == [
        "- late.yaml:1, titel: key 'titel' does not exist; did you mean 'title'?",
        "- late.yaml:4, scenarios: 'latter': scenario 'latter' does not exist; did you mean 'later'?",
        "- late.yaml:5, scenaros: key 'scenaros' does not exist; did you mean 'scenarios'?",
        "- late.yaml:6, scenarios: changes nothing; give it scenarios or set",
        "- late.yaml:7, start: 'nobody': scenario 'nobody' does not exist; known: base, latter, x, z",
        "- late.yaml:8, scenarios: is blank; write a value or leave it out",
        "- late.yaml:10, sweeps: 'demand.unitz*=0.8,1': demand column 'unitz' does not exist; did you mean 'units'?",
        "- late.yaml:12, ranges: 'demand.units*=1.2..0.8': is upside down; write demand.units*=0.8..1.2",
        "- late.yaml:12, ranges: 'demand.units*=1.2..0.8': says no number of points; add it (--points 50, or points: 50 in a file)",
        "- late.yaml:14, seconds: '3': stands beside work; keep one of the two (work repeats exactly)",
        "- late.yaml:15, base: is not 'key: value' lines; write scenarios or set below it",
    ]


def test_starts_may_not_go_in_a_circle(case: Path) -> None:
    file = study(
        case,
        """
        case: ../cases/tiny
        scenarios:
          - {name: a, set: [demand.units*=2], start: b}
          - {name: b, set: [demand.units*=3], start: a}
        """,
    )

    assert refused(file) == [
        "- late.yaml:3, start: 'b': starts from itself, a > b > a; take one out",
        "- late.yaml:4, start: 'a': starts from itself, b > a > b; take one out",
    ]


def test_a_name_is_given_once(case: Path) -> None:
    file = study(
        case,
        """
        case: ../cases/tiny
        scenarios:
          - {name: a, set: [demand.units*=2]}
          - {name: a, set: [demand.units*=3]}
          - {name: base, set: [demand.units*=4]}
        """,
    )

    assert refused(file) == [
        "- late.yaml:4, name: 'a': another scenario is named a; give one of them another name",
        "- late.yaml:5, name: 'base': is the name of the base, which every study solves; leave it out",
    ]


UNUSABLE = {
    "no YAML": ("title: [x\n", "late.yaml:2: is not YAML: "),
    "no keys": ("- later\n", "late.yaml: holds no 'key: value' lines; write title and changes"),
    "an empty list": (
        "scenarios: []\n",
        "late.yaml:1, scenarios: is empty; list a scenario or leave the key out",
    ),
    "a run that is not there": (
        "scenarios: [{name: a, previous: runs/x}]\n",
        "late.yaml:1, previous: 'runs/x': there is no such run; correct the path",
    ),
}


@pytest.mark.parametrize(("text", "said"), UNUSABLE.values(), ids=UNUSABLE)
def test_a_file_is_refused_for(case: Path, text: str, said: str) -> None:
    with pytest.raises(StudyError) as refusal:
        defined(Typed(case, study(case, text)))

    (line,) = str(refusal.value).splitlines()[1:]
    assert line.startswith(f"- {said}")


def test_a_file_that_is_not_there_is_refused(case: Path, tmp_path: Path) -> None:
    gone = tmp_path / "gone.yaml"

    with pytest.raises(StudyError, match="there is no such file; correct the path"):
        defined(Typed(case, gone))


ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "how-to" / "run-a-study.md"


def block(language: str) -> str:
    """The block of the page in a language."""
    (text,) = re.findall(
        rf"^```{language}\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.S | re.M
    )
    return str(text)


def late_approvals(folder: Path, text: str) -> Path:
    """The page's study, in a folder from which it finds the case."""
    (folder / "scenarios").mkdir()
    (folder / "scenarios" / "le-trait").symlink_to(ROOT / "scenarios" / "le-trait")
    (folder / "studies").mkdir()
    file = folder / "studies" / "late-approvals.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_study_on_the_page_has_the_nine_scenarios_it_says(tmp_path: Path) -> None:
    """The base, 2 listed and 2 x 3 places."""
    found = defined(Typed(file=late_approvals(tmp_path, block("yaml"))))

    assert len(found.scenarios) == 9
    assert found.scenarios[2].name == "late and busy"
    assert found.scenarios[8].name == (
        "weekend-shift, approvals.from[unit=PB,approval_group=JP|US]+=12 months"
    )


def test_the_slips_on_the_page_are_told_as_it_says(tmp_path: Path) -> None:
    slips = block("yaml").replace("- no-new-building", "- no-new-bilding", 1)
    slips = slips.replace("approvals.from", "aprovals.from")

    with pytest.raises(StudyError) as refusal:
        defined(Typed(file=late_approvals(tmp_path, slips)))

    assert f"{refusal.value}\n" == block("text")
