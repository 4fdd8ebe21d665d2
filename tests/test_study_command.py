"""`fillfinish study` as a user types it, and what it shows."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from planner.cli_study import app
from planner.exits import Exit
from planner.study.contract import Result as Came
from planner.study.contract import Scenario
from planner.study.progress import Lines, Progress, duration
from tests.plants import write_tiny

study = CliRunner()


def typed(*arguments: object) -> Result:
    return study.invoke(app, list(map(str, arguments)))


def run(folder: Path, *options: object) -> Result:
    """A study below a folder, in this process."""
    return typed("run", *options, "-o", folder / "studies", "--work", 0, "--jobs", 0)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a case and a study of it that has ended; nobody changes it."""
    found = tmp_path_factory.mktemp("shown")
    options = ("--sweep", "demand.units*=0.9,1.1", "--scenario", "demand.units[country=XX]*=2")
    case = write_tiny(found)
    ended = run(found, case, *options, "--name", "mine")
    assert ended.exit_code == Exit.OK, ended.stderr
    return found


def test_scenarios_are_shown_beside_the_base(folder: Path) -> None:
    """The first plan is none of them; a difference stands only where both have plans."""
    shown = typed("show", folder / "studies" / "mine")

    lines = shown.stdout.splitlines()
    assert shown.exit_code == Exit.OK
    assert lines[0] == "tiny: 3 finished, 1 invalid"
    assert lines[1].split()[:4] == ["scenario", "status", "on", "time"]
    assert [line.split("  ")[0] for line in lines[2:6]] == [
        "base",
        "demand.units[country=XX]*=2",
        "demand.units*=0.9",
        "demand.units*=1.1",
    ]
    assert lines[2].count("+") == 0 and lines[5].count("+") + lines[5].count("-") >= 3
    assert "demand.units[country=XX]*=2: invalid" in lines
    assert any("matches no row of demand" in line for line in lines)
    assert f"{folder}/studies/mine/scenarios.csv: one row a scenario" in shown.stdout


def test_json_has_every_scenario_with_its_figures(folder: Path) -> None:
    shown = json.loads(typed("show", folder / "studies" / "mine", "--json").stdout)

    assert shown["statuses"] == {"finished": 4, "invalid": 1}
    assert (shown["left"], shown["title"]) == (0, "tiny")
    first, base = shown["scenarios"][:2]
    assert (first["scenario"], base["scenario"]) == ("first plan", "base")
    assert base["started_from"] == "first plan"
    assert base["cost_bound_eur"] <= base["cost_eur"]
    assert shown["scenarios"][3]["place"] == {"demand.units*": "0.9"}


def test_asked_again_it_answers_from_its_folder(folder: Path) -> None:
    """The order of files in the folder is not that of the first time: nothing is written but
    `scenarios.csv`, which says the same."""
    case, journal = folder / "tiny", folder / "studies" / "mine" / "journal.jsonl"
    options = ("--sweep", "demand.units*=0.9,1.1", "--scenario", "demand.units[country=XX]*=2")
    before = journal.read_bytes()

    again = run(folder, case, *options, "--name", "mine")

    assert again.exit_code == Exit.OK
    assert again.stderr == "1 of 5 scenarios have no plan: 1 invalid\n"
    assert journal.read_bytes() == before


def test_resume_needs_the_folder_alone(folder: Path) -> None:
    resumed = typed("resume", folder / "studies" / "mine", "--jobs", 0, "--json")

    assert resumed.exit_code == Exit.OK
    assert json.loads(resumed.stdout)["statuses"] == {"finished": 4, "invalid": 1}


def test_the_list_says_how_far_studies_are(folder: Path) -> None:
    listed = typed("list", folder / "studies")
    told = json.loads(typed("list", folder / "studies", "--json").stdout)

    lines = listed.stdout.splitlines()
    assert lines[0] == f"Studies in {folder}/studies, newest first"
    assert lines[1].split() == ["begun", "(UTC)", "plans", "ended", "left", "study", "title"]
    assert lines[2].split()[2:] == ["4", "5", "0", f"{folder}/studies/mine", "tiny"]
    assert [one["study"] for one in told["studies"]] == [f"{folder}/studies/mine"]


def test_alike_starts_all_from_one_plan_of_the_base(tmp_path: Path) -> None:
    """Else 1.2 starts from 1.1, which starts from the first plan: a chain, searched longer. What
    stands below the table says which of the two it was."""
    sweep = (write_tiny(tmp_path), "--sweep", "demand.units*=1.1,1.2", "--json")
    plain = json.loads(run(tmp_path, *sweep, "--name", "near").stdout)
    alike = json.loads(run(tmp_path, *sweep, "--name", "alike", "--alike").stdout)

    def starts(study: dict[str, Any]) -> list[str | None]:
        return [one["started_from"] for one in study["scenarios"]]

    assert starts(alike) == [None, "first plan", "first plan", "first plan"]
    assert starts(plain)[-1] == "demand.units*=1.1"
    assert last_words(tmp_path / "studies" / "near") == [
        "Searches began at plans of near scenarios (earlier plans behind each: 1 to 2): small",
        "differences may be search; --alike starts all from one plan.",
    ]
    assert last_words(tmp_path / "studies" / "alike") == [
        "All searches began at one plan, 'first plan', with the same effort each: differences are"
        " fair,",
        "though each search may still stop short.",
    ]


def last_words(folder: Path) -> list[str]:
    """What stands below the table of a study, after what is proven."""
    lines = typed("show", folder).stdout.splitlines()
    blanks = [number for number, line in enumerate(lines) if not line]
    return lines[blanks[0] + 1 : blanks[1]][2:]


def test_cold_searches_began_from_nothing(tmp_path: Path) -> None:
    sweep = (write_tiny(tmp_path), "--sweep", "demand.units*=1.1", "--cold", "--name", "cold")

    assert run(tmp_path, *sweep).exit_code == Exit.OK

    words = ["Each search began from nothing: small differences may be search."]
    assert last_words(tmp_path / "studies" / "cold") == words


@pytest.mark.parametrize("name", ["../elsewhere", "a/b", ".."])
def test_a_name_that_is_no_folder_is_refused(folder: Path, name: str) -> None:
    refused = run(folder, folder / "tiny", "--name", name)

    assert refused.exit_code == Exit.USAGE
    assert f"--name '{name}': is no name of a folder" in refused.output


def test_folders_without_studies_say_what_to_do(tmp_path: Path) -> None:
    empty, none = typed("list", tmp_path), typed("list", tmp_path / "none")
    shown = typed("show", tmp_path)

    assert empty.stderr == f"No studies in {tmp_path}: 'fillfinish study run' writes one\n"
    assert none.exit_code == shown.exit_code == Exit.BAD_INPUT
    assert f"there is no folder '{tmp_path}/none'" in none.stderr
    assert "study.json: is missing; give the folder of one study" in shown.stderr


def test_a_definition_with_mistakes_writes_nothing(tmp_path: Path) -> None:
    case = write_tiny(tmp_path)

    ended = run(tmp_path, case, "--sweep", "demand.pallets*=1,2")

    assert ended.exit_code == Exit.BAD_INPUT
    assert "demand column 'pallets' does not exist" in ended.stderr
    assert not (tmp_path / "studies").exists()


def test_a_file_is_kept_as_it_was_given(tmp_path: Path) -> None:
    """Its name is the study's; one scenario needs no first plan to be compared from."""
    write_tiny(tmp_path)
    file = tmp_path / "one.yaml"
    file.write_text("title: As it is  # mine\ncase: tiny\n")

    ended = run(tmp_path, file)

    assert ended.exit_code == Exit.OK, ended.stderr
    assert ended.stdout.splitlines()[0] == "As it is: 1 finished"
    assert (tmp_path / "studies" / "one" / "study.yaml").read_bytes() == file.read_bytes()


def test_a_study_whose_scenarios_depend_on_answers_is_asked_again_by_its_command(
    tmp_path: Path, folder: Path
) -> None:
    source = folder / "studies" / "mine" / "study.json"
    told = json.loads(source.read_text())
    told["asked"]["scenarios"], told["command"] = None, "fillfinish headroom tiny"
    (tmp_path / "study.json").write_text(json.dumps(told))

    resumed = typed("resume", tmp_path)

    assert resumed.exit_code == Exit.BAD_INPUT
    assert "type 'fillfinish headroom tiny' again" in resumed.stderr


def came(name: str, seconds: float, cached: bool = False) -> Came:
    return Came(Scenario(name), "finished", None, None, "", "", None, seconds, cached)


def test_time_left_is_what_was_needed_so_far() -> None:
    """Ten scenarios, two at a time: one took 20 s, one 40 s and one was looked up. The other
    seven take 7 x 30 s / 2 = 105 s."""
    now = [0.0]
    progress = Progress(clock=lambda: now[0])
    progress.planned(10, 2)
    for name in ("a", "b", "c", "d"):
        progress.begun(name)
    assert "time left not known yet" in progress.line()

    for result in (came("a", 20), came("b", 40), came("c", 0.1, cached=True)):
        progress.ended(result)
    now[0] = 61.0

    assert progress.left == pytest.approx(105)
    assert progress.line() == "3/10 scenarios · 61 s · about 2 min left · running: d"


def test_a_line_a_scenario_where_there_is_no_terminal() -> None:
    said: list[str] = []
    lines = Lines(said.append)
    lines.planned(2, 1)
    for result in (came("a", 20), came("b", 0, cached=True)):
        lines.begun(result.scenario.name)
        lines.ended(result)

    assert said == ["1/2 a: finished, 20.0 s, about 20 s left", "2/2 b: finished, solved before"]


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "0 s"), (89, "89 s"), (120, "2 min"), (7_800, "2 h 10 min")]
)
def test_durations_are_said_as_people_say_them(seconds: float, words: str) -> None:
    assert duration(seconds) == words


def test_the_command_line_imports_nothing_heavy() -> None:
    """Pyomo and pandas alone take seconds; help, list and show need neither."""
    code = (
        "import sys, planner.cli_study, planner.study.listed, planner.study.shown;"
        "print(sorted({'numpy', 'pandas', 'pyomo', 'highspy'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "[]\n"
