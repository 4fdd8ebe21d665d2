"""One job in a fresh process, with a hard limit of memory and a hard end."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.one import JOB

STDERR = "stderr.txt"
ROOT = Path(__file__).parents[1]
OUT_OF_MEMORY = (
    "MemoryError",
    "bad_alloc",
    "out of memory",
    "annot allocate",
    "Unable to alloc",
    "failed to map segment",
)
THREADS = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "POLARS_MAX_THREADS": "1"}


@dataclass(frozen=True)
class Ended:
    """How a job ended."""

    reason: str
    """Blank if it did what it should; else why not, in words."""

    peak_mb: float
    """Most memory that it held."""

    seconds: float


def run(folder: Path, at_most_s: float, memory_gb: float, task: str, **job: Any) -> Ended:
    """Do a job of `benchmarks.jobs` in a folder; after so many seconds it is killed."""
    folder.mkdir(parents=True, exist_ok=True)
    job = {"task": task, "memory_gb": memory_gb, **job}
    (folder / JOB).write_text(json.dumps(job), encoding="utf-8")
    begun = time.monotonic()
    with (folder / STDERR).open("wb") as stderr:
        process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.one", str(folder)],
            cwd=ROOT,
            env={**os.environ, **THREADS, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=stderr,
            start_new_session=True,
        )
        try:
            status, used, killed = _wait(process, begun + at_most_s)
        except BaseException:
            _kill(process)
            raise
    said = (folder / STDERR).read_text(encoding="utf-8", errors="replace")
    reason = f"killed after {at_most_s:.0f} s" if killed else _reason(status, said, memory_gb)
    return Ended(reason, used.ru_maxrss / 1024, time.monotonic() - begun)


def _wait(process: subprocess.Popen[bytes], until: float) -> tuple[int, Any, bool]:
    """Exit status, what was used, and whether it had to be killed."""
    killed = False
    while True:
        done, status, used = os.wait4(process.pid, os.WNOHANG)
        if done:
            process.returncode = os.waitstatus_to_exitcode(status)
            return process.returncode, used, killed
        if time.monotonic() > until and not killed:
            killed = True
            _kill(process)
        time.sleep(0.02)


def _kill(process: subprocess.Popen[bytes]) -> None:
    if process.returncode is None:
        os.killpg(process.pid, signal.SIGKILL)


def _reason(status: int, said: str, memory_gb: float) -> str:
    if status == 0:
        return ""
    if any(word in said for word in OUT_OF_MEMORY):
        return f"out of memory ({memory_gb:g} GB)"
    lines = [line for line in said.splitlines() if line.strip()]
    last = re.sub(r"\S*/\S*", "…", lines[-1])[:120] if lines else "without a word"
    if status < 0:
        return f"crashed ({signal.Signals(-status).name}): {last}"
    return f"failed: {last}"
