"""The texts that define a study, and where each stands, so that problems can say so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from models.problems import Problem
from planner.assignments import AssignmentError, written
from planner.changes import Source, checked
from planner.errors import DataError, line_of

SHOWN = 50
"""Problems shown; the error has all."""

LONGEST = 80
"""Characters of a text that messages repeat."""

_ASSIGNMENT = re.compile(r"(?P<target>[\w.]+(?:\[.*?\])?) *(?P<sign>[-+*]?)=(?P<value>.*)")


@dataclass(frozen=True)
class Text:
    """A text, from a file or an option."""

    words: str
    source: Source
    key: str | None = None
    """Key of the file; None for an option, whose source says its words already."""

    folder: Path = Path()
    """That paths in it are relative to."""

    def problem(self, what: str) -> Problem:
        """A problem with this text."""
        return self.source.problem(
            self.key, f"'{_short(self.words)}': {what}" if self.key else what
        )

    def part(self, words: str) -> Text:
        """A part of it, which stands where all of it stands."""
        return Text(words, self.source, self.key, self.folder)


def option(name: str, words: object) -> Text:
    """The text of an option of the command line."""
    return Text(str(words), Source(f"{name} '{_short(str(words))}'"))


def _short(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 3]}..."


class StudyError(DataError):
    """A study that cannot be run: every problem found, at once."""

    def _text(self) -> str:
        count = len(self.problems)
        lines = [f"- {_line(problem)}" for problem in self.problems[:SHOWN]]
        more = [f"- and {count - SHOWN:,} more"] if count > SHOWN else []
        return "\n".join([f"{self.case}: {count:,} problem{'s'[: count > 1]}", *lines, *more])


def _line(problem: Problem) -> str:
    """As for a file; an option is no file."""
    return f"{problem.table}: {problem.what}" if problem.table[-1] == "'" else line_of(problem)


@dataclass(frozen=True)
class Listed:
    """A scenario that is written out."""

    text: Text
    overlays: tuple[Text, ...]
    assignments: tuple[Text, ...]
    name: str | None = None
    start: Text | None = None
    previous: Text | None = None


@dataclass(frozen=True)
class Outline:
    """A study as texts, before anything is looked up."""

    title: str | None = None
    case: Text | None = None
    base: tuple[Text, ...] = ()
    assignments: tuple[Text, ...] = ()
    listed: tuple[Listed, ...] = ()
    sweeps: tuple[Text, ...] = ()
    samples: tuple[Text, ...] = ()
    points: Text | None = None
    method: Text | None = None
    seed: Text | None = None
    seconds: Text | None = None
    work: Text | None = None
    jobs: Text | None = None

    def with_more(self, more: Outline) -> Outline:
        """Both: lists one after the other, of single values those of `more`."""
        effort = more if more.seconds or more.work else self
        return Outline(
            title=more.title or self.title,
            case=more.case or self.case,
            base=self.base + more.base,
            assignments=self.assignments + more.assignments,
            listed=self.listed + more.listed,
            sweeps=self.sweeps + more.sweeps,
            samples=self.samples + more.samples,
            points=more.points or self.points,
            method=more.method or self.method,
            seed=more.seed or self.seed,
            seconds=effort.seconds,
            work=effort.work,
            jobs=more.jobs or self.jobs,
        )


def listed_of(text: Text) -> Listed:
    """The scenario that `no-new-building + demand.units*=1.1` lists."""
    parts = [text.part(part.strip()) for part in re.split(r"\s\+\s", text.words)]
    return Listed(
        text,
        overlays=tuple(part for part in parts if "=" not in part.words),
        assignments=tuple(part for part in parts if "=" in part.words),
    )


def divided(assignment: str) -> tuple[str, str] | None:
    """`demand.units*` and `0.8` of `demand.units*=0.8`; None if it has another form."""
    found = _ASSIGNMENT.fullmatch(assignment.strip())
    return None if found is None else (found["target"] + found["sign"], found["value"].strip())


@cache
def slips(assignment: str) -> tuple[str, ...]:
    """What is wrong with an assignment, before any row is looked at."""
    try:
        found = written(assignment)
    except AssignmentError as error:
        return (str(error).removeprefix(f"--set '{assignment}'").lstrip(": "),)
    return tuple(problem.what for problem in checked(found)[1])


def wrong(text: Text, assignments: Iterable[str]) -> Iterator[Problem]:
    """What is wrong with assignments that a text stands for."""
    for assignment in assignments:
        yield from (text.problem(what) for what in slips(assignment))
