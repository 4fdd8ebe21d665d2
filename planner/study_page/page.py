"""The page: styles and scripts of the report, and what a study says."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from planner import report
from planner.answers.contract import Finding
from planner.answers.kept import read_finding
from planner.study.kept import Kept, study_kept
from planner.study.rows import ScenarioRow
from planner.study_page.beside import Beside
from planner.study_page.cells import answer_sheet
from planner.study_page.comparisons import Shown, comparisons
from planner.study_page.pictures import drawn
from planner.study_page.scenarios_table import scenarios_sheet

HERE = Path(__file__).parent
REPORT = Path(report.__file__).parent / "assets"

NAMES, LINES = 12, 12
"""Scenarios named together, and lines told, of why there is no plan."""

QUESTIONS = {
    "headroom": "How far can demand grow?",
    "bottleneck": "What is one more of each thing worth?",
    "approval-value": "What is each approval to come worth?",
    "tornado": "Which assumptions move the plan most?",
    "pareto": "What does cost buy?",
    "alternatives": "Which other plans are about as good?",
    "attribution": "How much is due to each change?",
    "stability": "What does it cost to move fewer batches?",
}


def study_page(folder: Path) -> str:
    """A study as one page of HTML that asks for nothing else.

    Parameters
    ----------
    folder
        The folder of one study.

    Raises
    ------
    DataError
        If it is none, of another version, or its files were changed.
    """
    return page_of(study_kept(folder), read_finding(folder))


def page_of(kept: Kept, finding: Finding | None) -> str:
    """The page of a study that was read, with its answer if it has one."""
    beside = Beside(kept)
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    name = kept.folder.resolve().name
    return environment.get_template("study.html").render(
        name=name,
        title=_title(kept, finding) or name,
        told=kept.told,
        begun=str(kept.told["begun"])[:16].replace("T", " "),
        asked=_asked(kept),
        left=kept.left,
        has_base=beside.base is not None,
        finding=finding,
        answer=None if finding is None else answer_sheet(finding),
        answer_pictures=_drawn(Shown(each) for each in finding.pictures) if finding else [],
        failed=_failures(beside.failed),
        table=scenarios_sheet(beside),
        commands=[(row.result.scenario.name, row.result.command) for row in kept.rows],
        pictures=_drawn(comparisons(beside)),
        styles=Markup(_read(REPORT / "page.css") + _read(HERE / "assets" / "study.css")),
        scripts=Markup(_read(REPORT / "page.js")),
    )


def _title(kept: Kept, finding: Finding | None) -> str:
    question = finding.question if finding else str(kept.told["title"])
    return QUESTIONS.get(question, str(kept.told["title"]))


def _asked(kept: Kept) -> str:
    """The case, its own what-if, and how long each solve may take."""
    request = kept.request
    parts = [str(request.case)]
    parts += [f"with {overlay}" for overlay in request.what_if.scenarios]
    parts += [f"--set {text}" for text in request.what_if.assignments]
    if request.what_if.previous is not None:
        parts.append(f"plan before: {request.what_if.previous.run}")
    limits = request.limits
    effort = f"{limits.seconds:g} s" if limits.work is None else f"{limits.work:,} nodes"
    return ", ".join([*parts, f"{effort} each solve"])


def _drawn(shown: Iterable[Shown]) -> list[tuple[str, str, Markup]]:
    return [(each.picture.title, each.note, drawn(each.picture)) for each in shown]


def _failures(rows: Iterable[ScenarioRow]) -> list[dict[str, Any]]:
    """Scenarios without a plan; those for the same reason together."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        result = row.result
        found.setdefault((result.status, result.words), []).append(result.scenario.name)
    return [
        {
            "status": status,
            "names": names[:NAMES],
            "names_left": max(0, len(names) - NAMES),
            "lines": words.splitlines()[:LINES],
            "lines_left": max(0, len(words.splitlines()) - LINES),
        }
        for (status, words), names in found.items()
    ]


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
