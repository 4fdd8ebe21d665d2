"""The tables of a run and their columns."""

from __future__ import annotations

COLUMNS = {
    "batches": (
        "batch", "sequence", "bulk", "syringe", "suite", "line", "volume_l", "units", "bucket",
        "prep_start", "prep_end", "fill_start", "fill_end", "dates_are", "borrow_h", "spill_h",
        "substance_kg", "released_on", "expires_on", "status", "since_previous",
        "suite_campaign", "line_campaign",
    ),
    "moves": (
        "batch", "change", "syringe", "from_bucket", "from_suite", "from_line", "to_bucket",
        "to_suite", "to_line", "eur",
    ),
    "changeovers": ("resource", "bucket", "order", "from", "to", "hours", "cost_eur"),
    "campaigns": (
        "resource", "campaign", "state", "began_in", "ended_in", "batches", "batches_before",
        "ended_by", "decontamination_h", "decontamination_eur",
    ),
    "media_fills": ("line", "earliest", "latest", "bucket", "hours"),
    "substance": ("batch", "lot", "substance", "bucket", "kg"),
    "shipments": (
        "source", "presentation", "country", "bucket", "shipped_on", "arrives_on", "units",
        "packs", "remaining_shelf_life_days", "required_days", "prep_approval_row",
        "fill_approval_row",
    ),
    "service": (
        "country", "presentation", "bucket", "demand_units", "received_units", "met_units",
        "backorder_units", "stock_units", "floor_units", "extended_units",
    ),
    "cover": (
        "country", "presentation", "bucket", "floor_weeks", "stock_units", "backorder_units",
        "floor_units", "below_units", "cover_days",
    ),
    "shortages": (
        "country", "presentation", "from", "until", "worst_units", "worst_days", "binds", "reason",
    ),
    "stock": ("syringe", "route", "filled_bucket", "bucket", "units", "expired_units"),
    "capacity": (
        "resource", "bucket", "offered_h", "batch_h", "set_up_h", "changeover_h",
        "decontamination_h", "media_fill_h", "spill_in_h", "spill_out_h", "idle_h",
    ),
    "costs": ("term", "bucket", "eur"),
    "markets": ("market", "syringe", "country", "presentation"),
}  # fmt: skip
"""Columns of each table after `scenario`."""

HEADER_ROWS = 2
"""Row number in a file of the row with index 0."""
