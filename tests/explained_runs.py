"""Runs of the plant of one batch kind, for questions about shortages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from models.plant import Plant
from planner.engine import Limits
from planner.explain.asked import shortage
from planner.explain.asking import Question
from planner.explain.contract import Explanation, Link, Remedy
from planner.saved import read_run
from planner.study.alone import Alone
from tests.short_runs import run_of

WORK = Limits(work=20)


def question(case: Plant, folder: Path, country: str = "AA", **asked: Any) -> Question:
    """The worst shortage of a country in the plan of a plant."""
    short = shortage(read_run(run_of(case, folder)), country, **asked)
    assert short is not None
    return Question(short)


def answered(asked: Question, folder: Path, *words: str) -> Explanation:
    """With the candidates solved that say one of some words, from a first plan of the case."""
    case = asked.short.saved.folder / "case"
    chosen = [each for each in asked.candidates if any(word in each.words for word in words)]
    return asked.answered(Alone(case, folder, WORK), chosen)


def binding(asked: Question) -> list[str]:
    """Places of the links that bind, but for the reason of shortages.csv."""
    return [link.place for link in asked.chain.binding if link.step != "reason"]


def link(asked: Question, step: str, word: str) -> Link:
    """The first link of a step that says a word."""
    return next(each for each in asked.chain.links if each.step == step and word in each.what)


def remedy(found: Explanation, word: str) -> Remedy:
    """The remedy whose words have a word in them."""
    return next(each for each in found.remedies if word in each.words)
