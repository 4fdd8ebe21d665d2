"""`python -m benchmarks.one FOLDER`: one job in a process of its own.

The job stands in `job.json` of the folder, its results beside it. Nothing but the module
of the job is imported: some of them cannot be in one process.
"""

from __future__ import annotations

import json
import resource
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

JOB = "job.json"


def main() -> None:
    """Do the job within its memory."""
    folder = Path(sys.argv[1])
    job: dict[str, Any] = json.loads((folder / JOB).read_text(encoding="utf-8"))
    most = int(job.pop("memory_gb") * 2**30)
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    task = getattr(import_module("benchmarks.jobs"), job.pop("task"))
    task(folder, **job)


if __name__ == "__main__":
    main()
