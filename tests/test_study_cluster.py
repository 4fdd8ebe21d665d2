"""Studies on a real Dask cluster of two worker processes."""

from __future__ import annotations

import gzip
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from planner.engine import Limits
from planner.run_folder import version_of
from planner.study.asked import Request
from planner.study.cluster import Cluster
from planner.study.contract import Result, Scenario
from planner.study.executing import Executor
from planner.study.study import Study, StudyStopped
from planner.study.watching import Unwatched, Watch
from planner.study.workers import Processes
from tests.plants import write_tiny

distributed = pytest.importorskip("distributed")

pytestmark = pytest.mark.xdist_group("cluster")

SCENARIOS = (
    Scenario("base"),
    Scenario("more", assignments=("demand.units*=1.5",), start="base"),
    Scenario("closed", assignments=("staffing.efficiency*=2",)),
    Scenario("much more", assignments=("demand.units*=3",), start="more"),
)
"""One of them is no case: an efficiency above 1."""


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0"
    ) as started:
        yield started


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny(tmp_path_factory.mktemp("cluster") / "case")


@dataclass(frozen=True)
class Solved:
    """The scenarios as a study left them."""

    results: dict[str, Result]
    folder: Path

    def status(self, name: str) -> str:
        return self.results[name].status

    def files(self) -> dict[tuple[str, str], bytes]:
        """Every file of every run, `run.json` apart, which has times of day."""
        return {
            (name, path.relative_to(result.run).as_posix()): path.read_bytes()
            for name, result in self.results.items()
            if result.run is not None
            for path in sorted(result.run.rglob("*.*"))
            if path.name != "run.json"
        }

    def rows(self) -> dict[str, list[bytes]]:
        """The rows of each table of all scenarios, whichever ended first."""
        return {
            path.name: sorted(gzip.decompress(path.read_bytes()).splitlines())
            for path in (self.folder / "results").iterdir()
        }


def solved(
    case: Path,
    out: Path,
    executor: Callable[[], Executor],
    scenarios: Sequence[Scenario] = SCENARIOS,
    watch: Watch | None = None,
) -> Solved:
    request = Request(case, "study", out, limits=Limits(work=0), scenarios=SCENARIOS)
    with Study(request, executor, watch) as study:
        results = study.solve(scenarios)
    return Solved({result.scenario.name: result for result in results}, study.folder)


@pytest.fixture(scope="module")
def local(case: Path, tmp_path_factory: pytest.TempPathFactory) -> Solved:
    """Solved by processes on this machine."""
    return solved(case, tmp_path_factory.mktemp("local"), lambda: Processes(2))


class Killer(Unwatched):
    """Kills, as with `kill -9`, the worker that a scenario has been given to."""

    def __init__(self, cluster: Any, scenario: str, times: int) -> None:
        self._cluster, self._scenario, self._times = cluster, scenario, times
        self.killed: set[int] = set()

    def begun(self, scenario: str) -> None:
        if scenario == self._scenario:
            threading.Thread(target=self._kill).start()

    def _kill(self) -> None:
        until = time.monotonic() + 30
        while len(self.killed) < self._times and time.monotonic() < until:
            for nanny in list(self._cluster.workers.values()):
                worker = self._cluster.scheduler.workers.get(nanny.worker_address)
                busy = worker.processing if worker is not None else ()
                solves = any(task.key.startswith("carried_out") for task in busy)
                if solves and nanny.pid and nanny.pid not in self.killed:
                    self.killed.add(nanny.pid)
                    os.kill(nanny.pid, signal.SIGKILL)
            time.sleep(0.01)


def test_a_cluster_gives_the_same_tables_as_processes_here(
    cluster: Any, case: Path, local: Solved, tmp_path: Path
) -> None:
    remote = solved(case, tmp_path, lambda: Cluster(cluster.scheduler_address))

    assert [remote.status(one.name) for one in SCENARIOS] == [
        "finished",
        "finished",
        "invalid",
        "finished",
    ]
    assert len(remote.files()) > 3 * 14
    assert remote.files() == local.files()
    assert len(remote.rows()["service.csv.gz"]) > 3
    assert remote.rows() == local.rows()
    for one in SCENARIOS:
        assert remote.results[one.name].words == local.results[one.name].words


def test_a_worker_killed_in_the_middle_costs_nothing_but_time(
    cluster: Any, case: Path, local: Solved, tmp_path: Path
) -> None:
    killer = Killer(cluster, "more", times=1)
    remote = solved(case, tmp_path, lambda: Cluster(cluster.scheduler_address), watch=killer)

    assert len(killer.killed) == 1
    assert remote.status("more") == "finished"
    assert remote.files() == local.files()


def test_a_scenario_that_kills_its_workers_is_a_row_and_the_study_goes_on(
    cluster: Any, case: Path, tmp_path: Path
) -> None:
    """The scheduler is told to give up at the second death, not the fourth."""
    cluster.scheduler.allowed_failures = 1
    killer = Killer(cluster, "more", times=2)
    base, more, _, much_more = SCENARIOS
    remote = solved(
        case, tmp_path, lambda: Cluster(cluster.scheduler_address), (base, more, much_more), killer
    )

    assert remote.status("more") == "killed"
    words = "each worker that was given it died, 2 in all; out of memory? see the log of tcp://"
    assert remote.results["more"].words.startswith(words)
    assert remote.status("base") == remote.status("much more") == "finished"


def test_a_lost_scheduler_stops_a_study_and_another_one_ends_it(
    cluster: Any, case: Path, local: Solved, tmp_path: Path
) -> None:
    lost = distributed.LocalCluster(n_workers=1, processes=False, dashboard_address=":0")

    class Loser(Unwatched):
        def begun(self, scenario: str) -> None:
            if scenario == "much more":
                lost.close()

    with pytest.raises(StudyStopped, match=r"is lost .*; start it and its workers, then resume"):
        solved(case, tmp_path, lambda: Cluster(lost.scheduler_address), watch=Loser())
    kept = (tmp_path / "study" / "scenarios.csv").read_text(encoding="utf-8")
    remote = solved(case, tmp_path, lambda: Cluster(cluster.scheduler_address))

    assert "\nbase,finished," in kept and "\nmuch more," not in kept
    assert remote.files() == local.files()


def test_an_address_without_a_scheduler_is_named() -> None:
    with pytest.raises(StudyStopped, match=r"^tcp://127\.0\.0\.1:9: no Dask scheduler answers"):
        Cluster("tcp://127.0.0.1:9", connect=0.5)
    with pytest.raises(StudyStopped, match=r"^planning: no Dask scheduler answers \(missing port"):
        Cluster("planning", connect=0.5)


def test_a_cluster_without_workers_says_how_to_start_some() -> None:
    with (
        distributed.LocalCluster(
            n_workers=0, processes=False, protocol="tcp://", dashboard_address=":0"
        ) as empty,
        pytest.raises(StudyStopped, match="has no workers; start some with dask worker"),
    ):
        Cluster(empty.scheduler_address, connect=0.5)


def test_a_worker_of_another_solver_is_refused(cluster: Any, tmp_path: Path) -> None:
    """A package of the name comes first on that worker's path and says it is version 0.1."""
    told = tmp_path / "highspy-0.1.dist-info" / "METADATA"
    told.parent.mkdir()
    told.write_text("Metadata-Version: 2.1\nName: highspy\nVersion: 0.1\n", encoding="utf-8")
    path = os.pathsep.join([str(tmp_path), str(Path.cwd())])
    words = [sys.executable, "-m", "distributed.cli.dask_worker", cluster.scheduler_address]
    odd = subprocess.Popen(
        [*words, "--nthreads", "1", "--no-nanny", "--no-dashboard"],
        env=os.environ | {"PYTHONPATH": path},
        cwd=tmp_path,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_until(lambda: len(cluster.scheduler.workers) == 3)
        what = rf"- tcp://\S+ has highspy 0.1 \(here {version_of('highspy')}\); install the same"

        with pytest.raises(StudyStopped, match=what):
            Cluster(cluster.scheduler_address)
    finally:
        odd.terminate()
        odd.wait()


def wait_until(holds: Callable[[], bool]) -> None:
    until = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.05)
