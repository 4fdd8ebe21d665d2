"""The case by arithmetic, beside the figures it is meant to reproduce."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from scenarios.derive import choices, demand, load, markets
from scenarios.derive.sources import countries, table

PLANNED = (2026, 2027, 2028)


@dataclass(frozen=True)
class Figure:
    """A figure of the case and, where there is one, what it should be."""

    figure: str
    year: str
    value: float
    unit: str
    expected: float | None
    tolerance: float | None
    source: str

    @property
    def difference(self) -> float | None:
        return None if self.expected is None else self.value - self.expected

    @property
    def agrees(self) -> bool:
        if self.difference is None or self.tolerance is None:
            return True
        return abs(self.difference) <= self.tolerance + 1e-9


def figures() -> list[Figure]:
    """Every figure, in the order of the text."""
    wanted = {(row["figure"], row["year"], row["unit"]): row for row in table("figures")}
    found = []
    for (name, year, unit), value in _values().items():
        row = wanted.pop((name, year, unit), None)
        found.append(
            Figure(
                figure=name,
                year=year,
                value=value,
                unit=unit,
                expected=float(row["value"]) if row else None,
                tolerance=float(row["tolerance"]) if row else None,
                source=row["source"] if row else "",
            )
        )
    if wanted:
        raise ValueError(f"figures without a value: {sorted(wanted)}")
    return found


Values = dict[tuple[str, str, str], float]
Measure = Callable[[str], float]


def _values() -> Values:
    found = _markets()
    for part in (_capacity(), _demand(), _hours(), _utilisation(), _only_old(), _freezer()):
        found |= part
    return found


def _markets() -> Values:
    units = {row["iso2"]: demand.dupixent_units(row) for row in countries()}
    total = sum(units.values())
    found: Values = {
        ("countries", "", ""): len(units),
        ("approval groups", "", ""): len(markets.groups()),
        ("site Dupixent units", "2025", "M units"): total / 1e6,
    }
    for code in ("US", "CN", "JP", "DE", "FR", "GB"):
        found[f"share of {code}", "2025", "%"] = 100 * units[code] / total
    europe = sum(units[row["iso2"]] for row in countries() if markets.group(row) in choices.EUROPE)
    found["share of EU and EEA", "2025", "%"] = 100 * europe / total
    return found


def _capacity() -> Values:
    found: Values = {}
    for suite in choices.SUITE_VOLUME_L:
        found[f"{suite} a full year", "", "batches"] = load.suite_batches(suite)
        found[f"{suite} a full year", "", "kL"] = load.suite_litres(suite) / 1000
    every = sum(load.suite_batches(suite) for suite in choices.SUITE_VOLUME_L)
    found["all suites a full year", "", "batches"] = every
    found["old suites a full year", "", "batches"] = _old(load.suite_batches)
    found["old suites a full year", "", "kL"] = _old(load.suite_litres) / 1000
    uplift = 100 * load.suite_litres("PB") / _old(load.suite_litres)
    found["PB over the old suites", "", "%"] = uplift
    return found


def _old(measure: Measure) -> float:
    return sum(measure(suite) for suite in load.OLD_SUITES)


def _demand() -> Values:
    found: Values = {}
    for year in load.YEARS:
        asked = load.year_load(year)
        found["demand", str(year), "M units"] = asked.units / 1e6
        found["demand", str(year), "kL"] = asked.litres / 1000
        found["demand in batches of 150 L", str(year), "batches"] = asked.batches
        found["drug substance", str(year), "t"] = asked.substance_t
    for year in load.YEARS:
        for code, batches in load.syringe_batches(year).items():
            found[f"{code} in batches of 150 L", str(year), "batches"] = batches
    return found


def _hours() -> Values:
    found: Values = {}
    for year in PLANNED:
        asked = load.year_load(year)
        label = str(year)
        found["preparation asked", label, "h"] = asked.batches * choices.CYCLE_H
        for suite in choices.SUITE_VOLUME_L:
            found[f"{suite} on the calendar", label, "h"] = load.offered(suite, year)
            litres = load.calendar_litres(suite, year)
            found[f"{suite} on the calendar", label, "kL"] = litres / 1000
        found["filling asked: set-up", label, "h"] = asked.set_up_h
        found["filling asked: running", label, "h"] = asked.fill_h
        found["filling asked: 1 mL (not on FA)", label, "h"] = asked.small_format_h
        for line in choices.LINE_SPEED:
            found[f"{line} on the calendar", label, "h"] = load.offered(line, year)
    return found


def _utilisation() -> Values:
    found: Values = {}
    old = _old(load.suite_litres)
    with_pb = old + load.suite_litres("PB")
    for year in load.YEARS:
        asked = load.year_load(year)
        label = str(year)
        filling = asked.set_up_h + asked.fill_h
        found["old preparation", label, "%"] = 100 * asked.litres / old
        found["preparation with PB", label, "%"] = 100 * asked.litres / with_pb
        found["filling on FA and FB", label, "%"] = 100 * filling / (2 * load.line_hours())
    for year in PLANNED:
        asked = load.year_load(year)
        litres = sum(load.calendar_litres(suite, year) for suite in choices.SUITE_VOLUME_L)
        lines = sum(load.offered(line, year) for line in choices.LINE_SPEED)
        filling = asked.set_up_h + asked.fill_h
        found["preparation on the calendar", str(year), "%"] = 100 * asked.litres / litres
        found["filling on the calendar", str(year), "%"] = 100 * filling / lines
    return found


def _only_old() -> Values:
    found: Values = {}
    for year in PLANNED:
        only = load.old_suites_only(year)
        offer = sum(load.calendar_litres(suite, year) for suite in load.OLD_SUITES)
        label = str(year)
        found["demand that only PA1 and PA2 may serve", label, "kL"] = only / 1000
        found["demand that only PA1 and PA2 may serve", label, "batches"] = (
            only / choices.SUITE_VOLUME_L["PA1"]
        )
        found["PA1 and PA2 on the calendar", label, "kL"] = offer / 1000
        found["its share of PA1 and PA2", label, "%"] = 100 * only / offer
    return found


def _freezer() -> Values:
    kilograms = load.substance_on_hand()
    return {(f"{code} on hand", "", "t"): kg / 1000 for code, kg in kilograms.items()}
