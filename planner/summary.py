"""A case in a few lines, for the planner who wants to know whether it is the right one."""

from __future__ import annotations

from dataclasses import dataclass

from models.calendar import Calendar
from models.checks.scope import combinations, demanded_pairs
from models.plant import Plant


@dataclass(frozen=True)
class Summary:
    """What a case holds, in numbers."""

    name: str
    start: str
    end: str
    tail_until: str
    weeks: int
    months: int
    tail: int
    countries: int
    approval_groups: int
    presentations: int
    syringes: int
    pairs: int
    demand_rows: int
    suites: int
    lines: int
    routes: int
    batch_kinds: int
    lots: int
    firm_batches: int

    def lines_of_text(self) -> tuple[str, ...]:
        """The summary in words."""
        plan = (
            f"{self.start} to {self.end}: {counted(self.weeks, 'week')} +"
            f" {counted(self.months, 'month')}; {counted(self.tail, 'tail bucket')}"
            f" until {self.tail_until}"
        )
        demand = (
            f"{counted(self.countries, 'country', 'countries')} in"
            f" {counted(self.approval_groups, 'approval group')},"
            f" {counted(self.presentations, 'presentation')} of"
            f" {counted(self.syringes, 'syringe')}; {counted(self.demand_rows, 'row')} for"
            f" {counted(self.pairs, 'pair')} of country and presentation"
        )
        made = (
            f"{counted(self.suites, 'suite')}, {counted(self.lines, 'line')},"
            f" {counted(self.routes, 'route')}, {counted(self.batch_kinds, 'batch kind')}"
        )
        stock = (
            f"{counted(self.lots, 'lot')},"
            f" {counted(self.firm_batches, 'firm batch', 'firm batches')}"
        )
        return (
            f"{self.name}: can be planned",
            f"  plan    {plan}",
            f"  demand  {demand}",
            f"  plant   {made}",
            f"  stock   {stock}",
        )


def counted(count: int, one: str, many: str | None = None) -> str:
    """`1 lot`, `2 lots`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def summary_of(plant: Plant) -> Summary:
    """Count what a plant holds."""
    calendar = Calendar.of(plant)
    made = [each for _, each in combinations(plant) if each.fits]
    settings = plant.settings
    return Summary(
        name=settings.name,
        start=str(calendar.start),
        end=str(calendar.end),
        tail_until=str(calendar.last(calendar.buckets[-1])),
        weeks=settings.weeks,
        months=settings.months,
        tail=len(calendar.buckets) - calendar.horizon,
        countries=len(plant.countries),
        approval_groups=len({row.approval_group for row in plant.countries}),
        presentations=len(plant.presentations),
        syringes=len(plant.syringes),
        pairs=len(demanded_pairs(plant)),
        demand_rows=len(plant.demand),
        suites=len(plant.suites),
        lines=len(plant.lines),
        routes=len({(each.prep.suite, each.fill.line) for each in made}),
        batch_kinds=len(made),
        lots=len(plant.lots),
        firm_batches=len(plant.firm_batches),
    )
