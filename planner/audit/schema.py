"""The columns the audit reads, in one line a table.

`units:whole` is a whole number; other kinds are those of `planner.audit.cells` and,
unsaid, text. `until?` may be blank. `suite=suites` must name a
row of `case/suites.csv`, `group=countries.approval_group` a value of that column, and
`'site'` is that word itself; `|` separates alternatives.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_COLUMN = re.compile(r"(?P<name>\w+)(?P<blank>\?)?(:(?P<kind>\w+))?(=(?P<allowed>\S+))?")

CASE = {
    "bulks": "bulk substance mg_per_ml:amount hold_limit_h:amount",
    "syringes": "syringe bulk=bulks target_fill_ml:positive format sample_units:whole"
    " value_eur:amount",
    "presentations": "presentation syringe=syringes",
    "packs": "country=countries presentation=presentations units_per_pack:whole",
    "shelf_life": "presentation=presentations approval_group=countries.approval_group|'*'"
    " months:days filled_from?:day",
    "suites": "suite batch_cost_eur:amount",
    "lines": "line batch_cost_eur:amount",
    "staffing": "resource=suites|lines from:day until?:day hours_per_week:amount efficiency:amount",
    "prep_recipes": "suite=suites bulk=bulks volume_l:amount cycle_h:amount hold_up_l:amount",
    "fill_recipes": "line=lines syringe=syringes syringes_per_h:positive set_up_h:amount"
    " yield:amount",
    "connections": "suite=suites line=lines",
    "release": "syringe=syringes|'*' approval_group=countries.approval_group|'*' days:days",
    "countries": "country approval_group priority:positive min_remaining_shelf_life_pct:amount"
    " transit_days:days import_hold_days:days cover_floor_weeks:weeks",
    "approvals": "approval_group=countries.approval_group presentation=presentations|'*'"
    " step='prep'|'fill' unit=suites|lines from:day until?:day",
    "demand": "row_id country=countries presentation=presentations month?:month due_on?:day"
    " units?:whole packs?:whole kind='order'|'forecast'|'backlog'",
}
"""Tables that every case has."""

OPTIONAL = {
    "closures": "resource=suites|lines from:day to:day",
    "lots": "lot syringe?=syringes presentation?=presentations suite=suites line=lines"
    " filled_on:day units:whole place=countries|'site'"
    " status='released'|'in_qc'|'on_hold'|'rejected' releases_on?:day",
    "firm_batches": "batch bulk=bulks syringe=syringes suite=suites line=lines volume_l:amount"
    " prep_on:day fill_on:day status='released'|'in_process'|'filled'",
    "changeovers": "resource=suites|lines|'*' kind?='strength'|'molecule'|'format'"
    " from?=bulks|syringes to?=bulks|syringes hours:amount cost_eur:amount",
    "campaigns": "resource=suites|lines state=bulks|syringes|'*' min_batches:whole"
    " max_batches:whole decontamination_h:amount decontamination_eur:amount",
    "initial_states": "resource=suites|lines state=bulks|syringes batches:whole",
    "media_fills": "line=lines earliest:day latest:day hours:amount",
    "substance_lots": "lot substance kg:amount available_on:day expires_on:day"
    " status='released'|'in_qc'|'on_hold'|'rejected'",
    "instructions": "syringe=syringes|'*' suite=suites|'*' line=lines|'*' from:day until:day"
    " at_least?:whole at_most?:whole by",
    "previous_batches": "batch syringe=syringes suite=suites line=lines volume_l:amount"
    " fill_on:day",
}
"""Tables that a case may lack."""

OUTPUTS = {
    "batches": "scenario batch sequence?:whole bulk=bulks syringe=syringes suite=suites line=lines"
    " volume_l:amount units:whole bucket?:day prep_start?:moment prep_end?:moment"
    " fill_start?:moment fill_end?:moment dates_are='bucket'|'scheduled' borrow_h?:amount"
    " spill_h?:amount substance_kg:amount released_on?:day expires_on?:day"
    " status='filled'|'in_process'|'firm'|'planned' since_previous?='kept'|'moved'|'new'"
    " suite_campaign?:whole line_campaign?:whole",
    "shipments": "scenario source presentation=presentations country=countries bucket:day"
    " shipped_on:day arrives_on:day units:whole packs:whole remaining_shelf_life_days:whole"
    " required_days:whole prep_approval_row?:whole fill_approval_row?:whole",
    "service": "scenario country=countries presentation=presentations bucket:day"
    " demand_units:whole received_units:whole met_units:whole backorder_units:whole"
    " stock_units:whole floor_units:whole extended_units:whole",
    "shortages": "scenario country=countries presentation=presentations from:day until:day"
    " worst_units:whole worst_days:amount binds? reason?",
    "stock": "scenario syringe=syringes route filled_bucket:day bucket:day units:whole"
    " expired_units:whole",
    "capacity": "scenario resource=suites|lines bucket:day offered_h:amount batch_h:amount"
    " set_up_h:amount changeover_h:amount decontamination_h:amount media_fill_h:amount"
    " spill_in_h:amount spill_out_h:amount idle_h:amount",
    "cover": "scenario country=countries presentation=presentations bucket:day"
    " floor_weeks:amount stock_units:whole backorder_units:whole floor_units:whole"
    " below_units:whole cover_days:days",
    "changeovers": "scenario resource=suites|lines bucket:day order:whole from=bulks|syringes"
    " to=bulks|syringes hours:amount cost_eur:amount",
    "campaigns": "scenario resource=suites|lines campaign:whole state=bulks|syringes"
    " began_in?:day ended_in?:day batches:whole batches_before:whole"
    " ended_by='change'|'decontamination'|'open' decontamination_h:amount"
    " decontamination_eur:amount",
    "media_fills": "scenario line=lines earliest:day latest:day bucket:day hours:amount",
    "substance": "scenario batch lot substance bucket:day kg:amount",
    "moves": "scenario batch change='moved'|'dropped'|'new' syringe=syringes from_bucket?:day"
    " from_suite?=suites from_line?=lines to_bucket?:day to_suite?=suites to_line?=lines"
    " eur:amount",
    "costs": "scenario term bucket:day eur:amount",
    "markets": "scenario market syringe=syringes country=countries presentation=presentations",
}
"""Tables of the plan."""


@dataclass(frozen=True)
class Column:
    """A column and what its cells may hold."""

    name: str
    kind: str
    blank: bool
    allowed: tuple[str, ...]
    """Tables, `table.column`s and quoted words; empty: anything."""


def columns(line: str) -> tuple[Column, ...]:
    """The columns that a line of this module describes."""
    found = []
    for word in line.split():
        match = _COLUMN.fullmatch(word)
        if match is None:
            raise ValueError(f"no column: {word}")
        found.append(
            Column(
                name=match["name"],
                kind=match["kind"] or "text",
                blank=match["blank"] is not None,
                allowed=tuple((match["allowed"] or "").split("|")) if match["allowed"] else (),
            )
        )
    return tuple(found)
