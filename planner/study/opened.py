"""Opening a study with who carries it out."""

from __future__ import annotations

from functools import partial

from planner.study.asked import Request
from planner.study.executing import Executor
from planner.study.here import Here
from planner.study.study import Study
from planner.study.watching import Watch
from planner.study.workers import Processes


def open_study(request: Request, watch: Watch | None = None) -> Study:
    """A study to solve scenarios with: on a cluster, in processes, or (0 jobs) in this process.

    Raises
    ------
    DataError
        If the case has problems, or the folder is of another study or version, or in use.
    """
    return Study(request, partial(_executor, request), watch)


def _executor(request: Request) -> Executor:
    if request.cluster is not None:
        from planner.study.cluster import Cluster

        return Cluster(request.cluster)
    return Processes(request.jobs) if request.jobs else Here()
