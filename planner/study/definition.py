"""What a study is: a case, a base, and the scenarios beside it; checked before any is solved."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from planner.files import WhatIf
from planner.study.contract import Scenario
from planner.study.figures import MOST, figures_of
from planner.study.listing import Listing
from planner.study.study_file import read_study
from planner.study.texts import Outline, StudyError, Text, listed_of, option


@dataclass(frozen=True)
class Typed:
    """What is asked on the command line; texts as typed.

    Lists are added to those of the file, single values win over the file's.
    """

    case: Path | None = None
    file: Path | None = None
    """A study as YAML."""

    title: str | None = None
    base: tuple[str, ...] = ()
    """`--base`: overlays of every scenario."""

    assignments: tuple[str, ...] = ()
    """`--set`: of every scenario."""

    scenarios: tuple[str, ...] = ()
    """`--scenario`: `no-new-building + demand.units*=1.1`; one scenario each."""

    sweeps: tuple[str, ...] = ()
    """`--sweep`: `demand.units*=0.8,1,1.2` or `scenario=none,weekend-shift`; their product."""

    samples: tuple[str, ...] = ()
    """`--sample`: `demand.units*=0.8..1.2`."""

    points: int | None = None
    method: str | None = None
    """`latin-hypercube` or `sobol`."""

    seed: int | None = None
    """`--sample-seed`: of the points."""

    seconds: float | None = None
    work: int | None = None
    jobs: int | None = None


@dataclass(frozen=True)
class Definition:
    """A study whose texts all fit the tables of its case."""

    title: str
    case: Path
    base: WhatIf
    """Overlays and assignments of every scenario; not repeated in `scenarios`."""

    scenarios: tuple[Scenario, ...]
    """The base first, under the name `base`; then those listed; then grid and samples."""

    varied: tuple[str, ...]
    """Keys of `Scenario.place`, in their order."""

    notes: tuple[str, ...] = ()
    """What a planner should know although it can be solved."""

    seconds: float | None = None
    """Of each solve; None: not said."""

    work: int | None = None
    jobs: int | None = None


def defined(typed: Typed) -> Definition:
    """The study that is asked for, by file, by command line or by both.

    Nothing is solved and no table of the case is read; 1,000 scenarios take under a second.

    Raises
    ------
    StudyError
        With everything that is wrong: in the file, in its texts, in the overlays used. It is
        a `DataError`.
    """
    outline, problems = read_study(typed.file) if typed.file else (Outline(), [])
    outline = outline.with_more(_outline(typed))
    figures, of_figures = figures_of(outline)
    listing = Listing(outline, figures)
    listing.check()
    listing.problems += problems + of_figures
    scenarios = listing.scenarios() if listing.count <= MOST else ()
    case = listing.lookup.case
    if listing.problems or case is None:
        raise StudyError(listing.problems, typed.file.name if typed.file else "study")
    return Definition(
        title=outline.title or case.resolve().name,
        case=case,
        base=listing.base,
        scenarios=scenarios,
        varied=listing.varied,
        notes=tuple(listing.notes),
        seconds=figures.seconds,
        work=figures.work,
        jobs=figures.jobs,
    )


def _outline(typed: Typed) -> Outline:
    def one(name: str, value: object) -> Text | None:
        return None if value is None else option(name, value)

    return Outline(
        title=typed.title,
        case=one("case", typed.case),
        base=tuple(option("--base", words) for words in typed.base),
        assignments=tuple(option("--set", words) for words in typed.assignments),
        listed=tuple(listed_of(option("--scenario", words)) for words in typed.scenarios),
        sweeps=tuple(option("--sweep", words) for words in typed.sweeps),
        samples=tuple(option("--sample", words) for words in typed.samples),
        points=one("--points", typed.points),
        method=one("--method", typed.method),
        seed=one("--sample-seed", typed.seed),
        seconds=one("--seconds", typed.seconds),
        work=one("--work", typed.work),
        jobs=one("--jobs", typed.jobs),
    )
