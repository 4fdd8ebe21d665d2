"""What a worker does with a task: resolve, look among the plans, solve, publish."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import tempfile
import time
import traceback
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path, PurePath
from typing import Any

from planner.assignments import AssignmentError
from planner.errors import DataError, NoPlanError
from planner.files import Case, WhatIf, open_case
from planner.run_folder import SOURCES, versions
from planner.runs import RefusedError, publish
from planner.study.contract import Status
from planner.study.executing import Task, Worked, joint_sha256
from planner.study.resolved import resolved

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS)
"""Errors of a disk that takes no more."""

SHOWN = 20
"""Violations of an audit that are told."""


KEY = 32
"""Characters of a key."""


class Worker:
    """Carries out tasks, one after the other; a case is read once and kept.

    Parameters
    ----------
    folder
        Where the files of cases are put; the caller removes it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._bases: dict[tuple[str, WhatIf], Case] = {}
        self._given: dict[str, str] = {}

    def work(self, task: Task) -> Worked:
        """Carry out a task; whatever its input can cause is an answer."""
        begun = time.monotonic()
        try:
            worked = self._worked(task)
        except (DataError, AssignmentError) as error:
            worked = Worked(task.scenario, "invalid", str(error))
        except NoPlanError as error:
            status: Status = "infeasible" if error.clashes else "no plan"
            worked = Worked(task.scenario, status, str(error))
        except RefusedError as error:
            run = error.folder if task.folder is not None else None
            worked = Worked(task.scenario, "refused", _refused(error), run=run)
        except OSError as error:
            where = error.filename or task.folder or self._folder
            words = f"{where}: {error.strerror}"
            worked = Worked(task.scenario, "failed", words, stop=error.errno in FULL)
        except Exception:
            worked = Worked(task.scenario, "failed", traceback.format_exc())
        words = self._as_given(worked.words)
        return replace(worked, words=words, seconds=time.monotonic() - begun)

    def _worked(self, task: Task) -> Worked:
        case = self._resolved(task)
        key = key_of(case, task)
        if key in task.known:
            return Worked(task.scenario, "finished", key=key, cached=True)
        from planner.pipeline import solve

        start, unlike = task.plans.start_rows, task.plans.unlike_rows
        plan = solve(case.plant, task.limits, scenario=task.scenario, start=start, unlike=unlike)
        if plan.status == "interrupted":
            raise KeyboardInterrupt
        sources = task.case.files.get(SOURCES)
        told = (task.limits, task.command, case.asked(), sources, task.plans)
        if task.folder is not None:
            task.folder.mkdir(parents=True, exist_ok=True)
            own = tempfile.mkdtemp(prefix=f"{key}-", dir=task.folder)  # others may have its key
            run = publish(plan, Path(own), *told)
            return Worked(task.scenario, "finished", key=key, run=run)
        with tempfile.TemporaryDirectory(dir=self._folder) as folder:
            run = publish(plan, Path(folder), *told)
            return Worked(task.scenario, "finished", key=key, files=held(run), run_name=run.name)

    def _resolved(self, task: Task) -> Case:
        base = self._base(task)
        what_if = self._here(task, WhatIf(task.overlays, task.assignments))
        run = None
        if task.previous is not None:
            run = self._put(task.previous.run.name, task.previous.files)
            self._given[str(run)] = str(task.previous.run)
        return resolved(base, what_if, run)

    def _base(self, task: Task) -> Case:
        known = task.case.sha256, task.base
        if known not in self._bases:
            folder = self._put(task.case.name, task.case.files)
            self._bases[known] = open_case(folder, self._here(task, task.base))
        return self._bases[known]

    def _here(self, task: Task, asked: WhatIf) -> WhatIf:
        """The what-if with the paths that its overlays have on this machine."""
        if not task.files:
            return asked
        above = os.path.commonpath([os.path.dirname(path) for path in task.files])
        beside = {os.path.relpath(path, above): path for path in task.files}
        held = {name: task.files[path] for name, path in beside.items()}
        folder = self._put("overlays", {PurePath(name).as_posix(): at for name, at in held.items()})
        local = {path: str(folder / name) for name, path in beside.items()}
        self._given |= {here: path for path, here in local.items()}
        return WhatIf(tuple(local.get(name, name) for name in asked.scenarios), asked.assignments)

    def _as_given(self, words: str) -> str:
        """Words that name files where they were given, not where they were put."""
        for here, given in self._given.items():
            words = words.replace(here, given)
        return words

    def _put(self, name: str, files: Mapping[str, bytes]) -> Path:
        """A folder that holds these files; written once."""
        folder = self._folder / joint_sha256(files)[:16] / name
        if not folder.is_dir():
            aside = folder.with_name(f".{name}")
            for path, content in files.items():
                (aside / path).parent.mkdir(parents=True, exist_ok=True)
                (aside / path).write_bytes(content)
            aside.rename(folder)
        return folder


def key_of(case: Case, task: Task) -> str:
    """Hash of all that decides a plan: case, options, versions and where the search starts."""
    parts: list[Any] = [
        hashlib.sha256(case.plant.model_dump_json().encode()).hexdigest(),
        task.limits.told(),
        _versions(),
        repr(task.plans.start_rows),
        repr(task.plans.unlike_rows),
    ]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:KEY]


@cache
def _versions() -> dict[str, str]:
    return versions()


def held(run: Path) -> dict[str, bytes]:
    """The files of a run folder, by path in it."""
    return {
        path.relative_to(run).as_posix(): path.read_bytes()
        for path in sorted(run.rglob("*"))
        if path.is_file()
    }


def _refused(error: RefusedError) -> str:
    shown = [f"- {v.rule} {v.file}:{v.row}: {v.what}" for v in error.violations[:SHOWN]]
    return "\n".join([str(error), *shown, "this is our bug; please report it with the folder"])
