"""The parts that other packages measure: published cases, and handing models to HiGHS."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from benchmarks import alone
from benchmarks.asked import GRACE_S, Asked
from benchmarks.jobs import FACTS
from benchmarks.rows import DONE, ENDED, Row
from benchmarks.sides import OURS

PUBLISHED = "published"
HANDOVER = "handover"
PUBLISHED_CASES = ("P1", "P2", "P3", "P4")
GLSPPL = "benchmarks.glsppl"
MODULE = "benchmarks.handover"
HANDOVER_SECONDS = 3600.0


def published(asked: Asked) -> Iterator[list[Row]]:
    """The cases of GLSPPL on the engine, by seed."""
    for case in filter(known, asked.cases or PUBLISHED_CASES):
        if find_spec(GLSPPL) is None:
            yield [Row.of((PUBLISHED, case, OURS, ""), ENDED, f"there is no {GLSPPL} yet")]
            continue
        for seed in range(asked.seeds):
            yield _published(case, seed, asked)


def known(case: str) -> bool:
    """Whether it is a published case."""
    return case in PUBLISHED_CASES


def _published(case: str, seed: int, asked: Asked) -> list[Row]:
    key = (PUBLISHED, case, OURS, str(seed))
    with tempfile.TemporaryDirectory() as name:
        ended = alone.run(
            Path(name),
            asked.seconds + GRACE_S,
            asked.memory_gb,
            "published",
            case=case,
            seconds=asked.seconds,
            seed=seed,
        )
        path = Path(name) / FACTS
        facts = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return [
        Row.of(key, ENDED, ended.reason or (DONE if "value" in facts else "no plan")),
        Row.of(key, "value", facts.get("value"), "1", asked.seconds),
        Row.of(key, "bound", facts.get("bound"), "1", asked.seconds),
        Row.of((PUBLISHED, case, "CPLEX 12.10", ""), "value", facts.get("cplex"), "1", 3600),
        Row.of((PUBLISHED, case, "best in the paper", ""), "value", facts.get("best"), "1"),
        Row.of(key, "peak memory", ended.peak_mb, "MB"),
    ]


def handover(asked: Asked) -> Iterator[list[Row]]:
    """Whatever `benchmarks.handover.rows()` gives: (case, side, measure, value, unit)."""
    key = (HANDOVER, "", "", "")
    if find_spec(MODULE) is None:
        yield [Row.of(key, ENDED, f"there is no {MODULE} yet")]
        return
    with tempfile.TemporaryDirectory() as name:
        ended = alone.run(Path(name), HANDOVER_SECONDS, asked.memory_gb, "handover")
        path = Path(name) / FACTS
        found = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    yield [
        Row.of(key, ENDED, ended.reason or DONE),
        *(
            Row.of((HANDOVER, case, side, ""), measure, value, unit)
            for case, side, measure, value, unit in found
        ),
    ]
