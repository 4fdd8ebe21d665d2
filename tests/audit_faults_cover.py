"""Faults of cover and fairness, and of tables that should be empty, in the run of `audit_run`."""

from __future__ import annotations

from tests.audit_changes import cell, extra_row, instead, without_row
from tests.audit_faults import Fault

CO, B, RUN = "cover.csv", "batches.csv", "run.json"
FR, JP = "FR PFS in the bucket of", "JP PEN in the bucket of"

COVER: list[Fault] = [
    ("R9", CO, 4, cell(CO, 4, stock_units=500), f"stock_units of {FR} 2026-01-19 is 500;"
     " recomputed it is 290"),
    ("R9", CO, 9, cell(CO, 9, backorder_units=0), f"backorder_units of {JP} 2026-01-12 is 0;"
     " recomputed it is 750"),
    ("R9", CO, 3, cell(CO, 3, floor_units=700), f"floor_units of {FR} 2026-01-12 is 700;"
     " recomputed it is 1,010"),
    ("R9", CO, 11, cell(CO, 11, below_units=0), f"below_units of {JP} 2026-01-26 is 0; recomputed"
     " it is 131"),
    ("R9", CO, 12, cell(CO, 12, below_units=666), f"below_units of {JP} 2026-02-02 is 666;"
     " recomputed it is 464"),
    ("R9", CO, 2, cell(CO, 2, floor_weeks=2), f"floor_weeks of {FR} 2026-01-05 is 2; it is 1"),
    ("R9", CO, 11, cell(CO, 11, cover_days=10), f"cover_days of {JP} 2026-01-26 is 10; recomputed"
     " it is 11"),
    ("R9", CO, 8, cell(CO, 8, cover_days=7), f"cover_days of {JP} 2026-01-05 is 7; recomputed it"
     " is 0"),
    ("R9", CO, 1, without_row(CO, 12), f"{JP} 2026-02-02 is missing: stock_units 202, floor_units"
     " 666, below_units 464"),
    ("R9", CO, 14, extra_row(CO, "base,JP,PEN,2026-02-09,2,0,131,666,797,0"), f"{JP} 2026-02-09 is"
     " there twice"),
    ("R9", CO, 2, cell("case/countries.csv", 2, cover_floor_weeks=0), "FR has no floor, so no row"
     " of cover.csv"),
    ("R9", RUN, 1, cell("case/countries.csv", 2, cover_floor_weeks=0),
     # Without a floor nothing of France is below it: 80,360 on 16,455.
     "cover_in_horizon is 6.563962 days; recomputed it is 4.883622"),
    ("R9", RUN, 1, cell("case/countries.csv", 3, priority=1),
     # 7 x (3,950 + 5,740) on 7,513 + 4,471 units.
     "cover_in_horizon is 6.563962 days; recomputed it is 5.660047"),
    ("R9", RUN, 1, instead("markets.csv", "base,JP,", "base,EU,"),
     # In one market: 7 x (400 + 950 + 1,100 + 10 + 131) of 11,984 units.
     "fairness_in_horizon is 3.737119 days; recomputed it is 1.513435"),
]  # fmt: skip

EMPTY = "no plan before"
NO_STATES: list[Fault] = [
    ("R6", "changeovers.csv", 2, extra_row("changeovers.csv", "base,L,2026-01-12,1,S1,S1,0,0"),
     "L is not sequenced: it has no changes"),
    ("R6", "campaigns.csv", 2, extra_row("campaigns.csv", "base,L,1,S1,,,3,0,open,0,0"),
     "campaign 1 of L should not be there"),
    ("R6", B, 5, cell(B, 5, line_campaign=1), "batch P1 has line_campaign 1, but is in no campaign"
     " of this plan"),
    ("R6", "media_fills.csv", 2,
     extra_row("media_fills.csv", "base,L,2026-02-02,2026-02-08,2026-02-02,4"), "no row of"
     " case/media_fills.csv asks for a media fill on L from 2026-02-02 until 2026-02-08 in this"
     " plan"),
    ("R11", "substance.csv", 2, extra_row("substance.csv", "base,P1,D1,MAB,2026-01-19,3.15"),
     "P1 is no planned or firm batch of a limited substance"),
    ("R12", B, 5, cell(B, 5, since_previous="new"), f"batch P1 is new, but there is {EMPTY}"),
    ("R12", "moves.csv", 2, extra_row("moves.csv", "base,P1,new,S1,,,,2026-01-19,PB,L,0"),
     f"batch P1 is new, but there is {EMPTY}"),
    ("R0", "case/plant.yaml", 1, instead("case/plant.yaml", "thaw_days: 2", "thaw_days: -2"),
     "the file cannot be understood: thaw_days -2 is not from 0 to 10,000"),
    ("R0", "case/plant.yaml", 1, instead("case/plant.yaml", "move_cost_eur", "move_eur"),
     "move_cost_eur is missing"),
    ("R0", "case/plant.yaml", 1, instead("case/plant.yaml", "frozen_until: null",
     "frozen_until: soon"), "the file cannot be understood: Invalid isoformat string: 'soon'"),
]  # fmt: skip
