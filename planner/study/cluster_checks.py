"""Reaching a Dask cluster, and looking whether it is like this machine."""

from __future__ import annotations

import socket
from collections.abc import Mapping
from typing import Any

from planner.run_folder import versions
from planner.study.on_worker import differing
from planner.study.study import StudyStopped

EXTRA = "pip install 'fillfinish[cluster]'"


def connected(address: str, seconds: float) -> Any:
    """A Dask client of the scheduler at an address; it has `seconds` to answer.

    Raises
    ------
    StudyStopped
        If none does.
    """
    try:
        from distributed import Client
        from distributed.comm.addressing import parse_address, parse_host_port
    except ImportError:
        raise StudyStopped(f"{address}: Dask is not installed here: {EXTRA}") from None
    untyped: Any = Client
    try:
        scheme, place = parse_address(address)
        if scheme in ("tcp", "tls"):  # Dask itself would try again and again
            socket.create_connection(parse_host_port(place), timeout=seconds).close()
        return untyped(address, timeout=seconds, set_as_default=False)
    except (OSError, ValueError, ImportError) as error:
        raise StudyStopped(
            f"{address}: no Dask scheduler answers ({error}); start one with dask scheduler, or"
            " correct the address, such as tcp://planning:8786"
        ) from None


def check(address: str, client: Any, ours: Mapping[str, str], seconds: float) -> None:
    """Look for workers, and whether what decides a plan is the same there and here.

    Raises
    ------
    StudyStopped
        If there are none within `seconds`, or if some are of other versions.
    """
    try:
        client.wait_for_workers(1, timeout=seconds)
    except TimeoutError:
        what = f"has no workers; start some with dask worker {address} --nthreads 1"
        raise StudyStopped(f"{address} {what}") from None
    wanted: Mapping[str, str] = {"python": _minor(ours["python"])}
    theirs: dict[str, Any] = {
        worker: {"python": _minor(told["host"]["python"])}
        for worker, told in client.get_versions()["workers"].items()
    }
    if not any(differing(told, wanted) for told in theirs.values()):
        wanted, theirs = ours, client.run(versions, on_error="return")
    problems = []
    for worker, told in sorted(theirs.items()):
        if isinstance(told, BaseException):
            problems.append(f"- {worker} cannot run fillfinish ({told!r}); install it there")
        elif wrong := differing(told, wanted):
            problems.append(f"- {worker} has {wrong}; install the same there")
    if problems:
        raise StudyStopped("\n".join([f"{address}: workers are not as this machine", *problems]))


def relevant(found: Mapping[str, str]) -> dict[str, str]:
    """Versions that must be the same on all machines; their systems may differ."""
    return {name: version for name, version in found.items() if name != "system"}


def _minor(version: str) -> str:
    """`3.11` of `3.11.7`: of another Python not even functions can be exchanged."""
    return ".".join(version.split(".")[:2])
