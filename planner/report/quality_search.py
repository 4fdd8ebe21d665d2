"""How the search went: how it ended, what it was given, and whether it repeats."""

from __future__ import annotations

from dataclasses import dataclass

from planner.language import Language
from planner.manifest import OptionsTold
from planner.report.view import View


@dataclass(frozen=True)
class Search:
    """The search in words."""

    ending: str
    tail: str
    """What the levels see of the time after the plan."""

    facts: tuple[tuple[str, str], ...]
    """A word and what it stands for."""


def search(view: View) -> Search:
    """How the plan was found."""
    told, t, calendar = view.saved.told, view.t, view.calendar
    seconds = view.plan.seconds
    tail = t(
        "All levels also look at the time after the plan's last day, until {until}, in which demand"
        " goes on and no batch is made: a plan must leave enough stock behind.",
        until=calendar.last(calendar.buckets[-1]),
    )
    versions = told.versions.items()
    facts = (
        (t("Search"), limit_of(t, told.options)),
        (
            t("Took"),
            t(
                "{build:,.1f} s to build the model, {solve:,.1f} s to search",
                build=seconds.get("build", 0.0),
                solve=seconds.get("solve", 0.0),
            ),
        ),
        (t("Repeatable"), _repeats(view)),
        (t("Versions"), ", ".join(f"{name} {version}" for name, version in versions)),
    )
    return Search(_ending(view.plan.status, t), tail, facts)


def limit_of(t: Language, options: OptionsTold) -> str:
    """What the search was given."""
    common = {"seed": options.seed, "threads": options.threads}
    if options.work is not None:
        return t(
            "at most {work:,} nodes a solve, seed {seed}, threads {threads}",
            work=options.work,
            **common,
        )
    return t(
        "at most {seconds:g} s, seed {seed}, threads {threads}",
        seconds=options.seconds,
        **common,
    )


def _ending(status: str, t: Language) -> str:
    endings = {
        "optimal": t("The search is finished: it reached the gaps that were asked for."),
        "limit": t("The search stopped at its limit; more time may find a better plan."),
        "interrupted": t("The search was interrupted; this is the best plan it had."),
    }
    return endings.get(status, status)


def _repeats(view: View) -> str:
    t = view.t
    if view.saved.told.repeatable:
        return t("yes: the same input, options and versions give the same plan")
    if view.plan.status == "interrupted":
        return t("no: it was interrupted")
    return t("no: the clock ended it; solve --work counts the work instead, which repeats")
