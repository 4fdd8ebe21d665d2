"""The page: sections in their order, put into one file with its styles and scripts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from planner.language import NAMES, Language
from planner.report import (
    approvals,
    costs,
    cover,
    differences,
    facts,
    gantt,
    hours,
    monday,
    quality,
    scenario,
    service,
    shortages,
    stock,
)
from planner.report.view import Section, View
from planner.saved import Saved

HERE = Path(__file__).parent
STYLES = (
    "page.css",
    "gantt.css",
    "hours.css",
    "cover.css",
    "stock.css",
    "approvals.css",
    "service.css",
    "quality.css",
)
SCRIPTS = ("page.js", "gantt.js", "cover.js")

SECTIONS: tuple[Callable[[View], Section | None], ...] = (
    monday.section,
    quality.section,
    scenario.section,
    gantt.section,
    hours.section,
    service.section,
    shortages.section,
    cover.section,
    stock.section,
    approvals.section,
    costs.section,
    differences.section,
    facts.section,
)
"""In the order of the page; None where a run has nothing to say."""


def report(saved: Saved, against: Saved | None = None, language: str = "en") -> str:
    """A run as one page of HTML that asks for nothing else.

    Parameters
    ----------
    saved
        The run.
    against
        A run of the same case to compare it with.
    language
        `en` or `fr`.
    """
    view = View(saved, Language(language), against)
    environment = _environment()
    sections = [found for made in SECTIONS if (found := made(view)) is not None]
    bodies = [
        (
            section,
            environment.get_template(f"{section.name}.html").render(
                s=section.figures, t=view.t, view=view
            ),
        )
        for section in sections
    ]
    return environment.get_template("page.html").render(
        view=view,
        t=view.t,
        languages=NAMES,
        sections=[(section, Markup(body)) for section, body in bodies],
        styles=Markup("\n".join(_asset(name) for name in STYLES)),
        scripts=Markup("\n".join(_asset(name) for name in SCRIPTS)),
    )


def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _asset(name: str) -> str:
    return (HERE / "assets" / name).read_text(encoding="utf-8")
