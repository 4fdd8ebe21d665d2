"""What the plan costs, as far as decisions can change it: by term, quarter and year."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from planner.language import Language
from planner.plan import Record
from planner.report.costs_picture import bars, columns
from planner.report.service_sums import Quarter, quarter_of
from planner.report.tables import Column, Row
from planner.report.view import Section, View


def section(view: View) -> Section | None:
    """Costs by term, the dearest first."""
    t, rows = view.t, view.rows("costs")
    sums: dict[str, float] = defaultdict(float)
    quarters: dict[tuple[str, Quarter], float] = defaultdict(float)
    for row in rows:
        sums[row["term"]] += row["eur"]
        quarters[row["term"], quarter_of(row["bucket"])] += row["eur"]
    terms = sorted(sums, key=lambda term: -sums[term])
    names = {term: term_name(term, t) for term in terms}
    figures = {
        "total": t("{eur:,.0f} EUR until the plan's last day.", eur=sum(sums.values())),
        "any": bool(rows),
        "bars": bars(t, names, sums),
        "columns": columns(t, names, quarters),
        "table": _table(view, names, rows),
        "meanings": tuple(
            (names[term], meaning) for term in terms if (meaning := _meaning(term, t))
        ),
        "moves": _moves(view, sums.get("moves", 0.0)),
    }
    return Section("costs", t("Costs"), figures)


def term_name(term: str, t: Language) -> str:
    """A term of costs.csv, as people call it."""
    known = {
        "changeovers": t("Changeovers"),
        "decontamination": t("Decontaminations"),
        "holding_country": t("Stock in countries"),
        "holding_site": t("Stock at the site"),
        "moves": t("Moves against the previous plan"),
        "production": t("Dearer ways to make a batch"),
        "write_off": t("Write-offs"),
        "total": t("Total"),
    }
    return known.get(term, term)


def _meaning(term: str, t: Language) -> str:
    """What a term counts."""
    known = {
        "changeovers": t("the cost of each change of a suite or line from one state to another"),
        "decontamination": t("the cost of each decontamination between campaigns"),
        "holding_country": t(
            "value of what this plan shipped and countries hold, at the holding rate"
        ),
        "holding_site": t("value of released stock at the site, at the holding rate"),
        "moves": t("a price for each batch of the previous plan that is moved or dropped"),
        "production": t("what a batch costs above the cheapest suite and line for its units"),
        "write_off": t("value of units that expire at the site"),
    }
    return known.get(term, "")


def _table(
    view: View, names: Mapping[str, str], rows: tuple[Record, ...]
) -> tuple[tuple[Column, ...], tuple[Row, ...]]:
    """Terms by year, and the total."""
    t = view.t
    years = [str(year) for year in sorted({row["bucket"].year for row in rows})]
    sums: dict[tuple[str, str], float] = defaultdict(float)
    for row in rows:
        for term in (row["term"], "total"):
            for period in (str(row["bucket"].year), "all"):
                sums[term, period] += row["eur"]
    shown = (
        Column("term", t("Term")),
        *(Column(year, year, "number") for year in years),
        Column("all", t("All, EUR"), "number"),
    )
    last = {"total": t("Total")}
    cells = (
        {"term": name, **{period: round(sums[term, period], 2) for period in [*years, "all"]}}
        for term, name in {**names, **last}.items()
    )
    return shown, tuple(map(Row, cells))


def _moves(view: View, eur: float) -> str:
    t, rows = view.t, view.rows("moves")
    if not view.plant.previous_batches:
        return t("No previous plan was given, so no move is priced.")
    counted = Counter(row["change"] for row in rows)
    return t(
        "Against the previous plan {moved:,} batches are moved, {dropped:,} dropped and {new:,}"
        " new, for {eur:,.0f} EUR: moves.csv has each with its price.",
        moved=counted["moved"],
        dropped=counted["dropped"],
        new=counted["new"],
        eur=eur,
    )
