"""Faults, one a row: rule, file, row, the change that makes it, and the sentence it gets."""

from __future__ import annotations

from tests.audit_changes import (
    Change,
    cell,
    extra_row,
    instead,
    without_column,
    without_file,
    without_row,
)

Fault = tuple[str, str, int, Change, str]

B, SH, SV, ST, CAP = "batches.csv", "shipments.csv", "service.csv", "stock.csv", "capacity.csv"
LOTS, FIRM = "case/lots.csv", "case/firm_batches.csv"

BATCHES: list[Fault] = [
    ("R1", B, 5, cell(B, 5, volume_l=30), "batch P1: 30 L of D150 is not validated in PB"
     " (validated: 21 L)"),
    ("R1", B, 5, cell(B, 5, units=9500), "batch P1 says 9,500 units; its recipe gives 9,480"),
    ("R1", B, 5, cell(B, 5, substance_kg=3.2), "batch P1 says 3.20 kg of substance; its volume"
     " needs 3.15 kg"),
    ("R1", B, 5, without_row("case/connections.csv", 3), "batch P1: PB does not feed L"),
    ("R1", B, 5, cell("case/bulks.csv", 2, hold_limit_h=9), "batch P1: filling takes 10.00 h,"
     " but D150 may be held for 9 h"),
    ("R1", B, 5, without_row("case/fill_recipes.csv", 2), "batch P1: L has no recipe for S1"),
    ("R1", B, 5, cell(B, 5, prep_end="2026-01-17"), "batch P1 has prep_end on 2026-01-17, before"
     " its prep_start on 2026-01-18"),
    ("R1", B, 5, cell(B, 5, fill_start="2026-01-26", fill_end="2026-01-26T18:00"), "batch P1"
     " starts filling on 2026-01-26, which is not in its bucket of 2026-01-19"),
    ("R1", B, 5, cell(B, 5, prep_start=""), "batch P1 needs a bucket and its four dates"),
    ("R1", B, 4, cell(B, 5, batch="FB1"), "2 batches are called FB1"),
    ("R1", B, 5, cell(B, 5, batch="LOTC"), "batch LOTC has the name of a lot"),
    ("R1", B, 1, without_row(B, 4), "firm batch FB1 (row 4 of case/firm_batches.csv) is not in"
     " the plan"),
    ("R1", B, 4, cell(B, 4, suite="PB"), "firm batch FB1 has suite PA; the plan says PB"),
    ("R1", B, 4, cell(FIRM, 4, fill_on="2026-01-15"), "firm batch FB1 has fill_on 2026-01-15;"
     " the plan says fill_start 2026-01-14"),
    ("R1", B, 4, cell(B, 4, status="planned"), "firm batch FB1 has status firm; the plan says"
     " planned"),
    ("R1", B, 4, cell(FIRM, 4, volume_l=22), "firm batch FB1 has 22 L; the plan says 21 L"),
    ("R1", B, 5, cell(B, 5, status="firm"), "batch P1 is firm, but no firm batch has that name"),
    ("R1", B, 2, cell(B, 2, bucket="2026-01-05"), "batch F1 is filled already, so it belongs to"
     " no bucket"),
    ("R4", B, 5, cell(B, 5, released_on="2026-01-25"), "batch P1 has released_on 2026-01-25;"
     " recomputed it is 2026-02-01"),
    ("R4", B, 2, cell(B, 2, expires_on="2027-12-29"), "batch F1 has expires_on 2027-12-29;"
     " recomputed it is 2027-06-29"),
]  # fmt: skip

HOURS: list[Fault] = [
    ("R5", CAP, 2, cell(CAP, 2, offered_h=12), "offered_h of L in the bucket of 2026-01-05 is 12;"
     " recomputed it is 10.50"),
    ("R5", CAP, 7, without_row("case/closures.csv", 2), "offered_h of L in the bucket of"
     " 2026-02-09 is 9; recomputed it is 10.50"),
    ("R5", CAP, 1, without_row(CAP, 11), "PA in the bucket of 2026-01-26 is missing: offered_h"
     " 35, idle_h 35"),
    ("R7", CAP, 3, cell(CAP, 3, idle_h=4), "idle_h of L in the bucket of 2026-01-12 is 4;"
     " recomputed it is 0"),
    ("R7", CAP, 4, cell(B, 5, spill_h=3), "L works 12.00 h in the bucket of 2026-01-19, 1.50 h"
     " more than the 10.50 h offered"),
    ("R7", CAP, 16, cell(B, 5, borrow_h=0), "PB works 36.00 h in the bucket of 2026-01-19,"
     " 1.00 h more than the 35.00 h offered"),
    ("R7", B, 5, cell(B, 5, spill_h=9.5), "batch P1 has spill_h 9.50; its filling of 10.00 h"
     " allows 9.00 h"),
    ("R7", B, 5, cell(B, 5, borrow_h=35.5), "batch P1 has borrow_h 35.50; its cycle of 36.00 h"
     " allows 35.00 h"),
    ("R7", B, 5, cell(B, 5, borrow_h=-1), "batch P1 has a negative borrow_h"),
    ("R7", B, 3, cell(B, 3, borrow_h=1), "batch IP is prepared already and borrows suite hours"),
    ("R7", B, 2, cell(B, 2, spill_h=1), "batch F1 is filled already and has spill_h"),
    ("R7", B, 3, cell("case/closures.csv", 2, from_="2026-01-11", to="2026-01-11"), "batch IP has"
     " spill_h 1.50, but L may not work across the border where its bucket ends (2026-01-11)"),
    ("R7", B, 5, extra_row("case/closures.csv", "PB,2026-01-19,2026-01-19,refit"), "batch P1 has"
     " borrow_h 1.00, but PB may not work across the border where its bucket begins (2026-01-19)"),
    ("R7", B, 5, cell(B, 5, bucket="2026-01-12", fill_start="2026-01-18"), "L has more than one"
     " batch with spill_h in the bucket of 2026-01-12"),
    ("R7", B, 5, cell(B, 5, bucket="2026-02-09"), "batch P1 has spill_h 4.50, but L may not work"
     " across the border where its bucket ends (2026-02-15)"),
]  # fmt: skip

ROUTES: list[Fault] = [
    ("R3", SH, 8, cell("case/approvals.csv", 3, from_="2026-02-16"), "P1 ships 600 PFS to FR on"
     " 2026-02-15, but EU approves PB for prep only from 2026-02-16"),
    ("R3", SH, 2, cell("case/approvals.csv", 5, until="2026-01-10"), "F1 ships 600 PEN to JP on"
     " 2026-01-11, but JP approved PA for prep only until 2026-01-10"),
    ("R3", SH, 2, cell("case/approvals.csv", 6, presentation="PFS"), "F1 ships 600 PEN to JP on"
     " 2026-01-11, but JP has not approved L for fill"),
    ("R3", SH, 3, cell(SH, 3, fill_approval_row=6), "fill_approval_row is 6; EU approves L on"
     " 2026-01-18 by row 4 of case/approvals.csv"),
    ("R3", SH, 3, cell(SH, 3, shipped_on="2026-01-15"), "shipped_on is 2026-01-15, but shipments"
     " of the bucket leave on its last day, 2026-01-18"),
    ("R4", SH, 3, cell(SH, 3, arrives_on="2026-01-18"), "arrives_on is 2026-01-18; with transit"
     " and import hold it is 2026-01-19"),
    ("R4", SH, 2, cell("case/release.csv", 2, days=14), "F1 ships 600 PEN to JP on 2026-01-11, but"
     " it is released for JP on 2026-01-12"),
    ("R4", SH, 5, cell(LOTS, 3, releases_on="2026-02-02"), "LOT2 ships 400 PFS to FR on"
     " 2026-02-01, but it is released for EU on 2026-02-02"),
    ("R4", SH, 3, cell(LOTS, 2, status="on_hold"), "LOT1 ships 500 PFS to FR on 2026-01-18, but"
     " the lot is on_hold"),
    ("R4", SH, 3, cell(SH, 3, source="LOTH"), "LOTH ships 500 PFS to FR on 2026-01-18, but the"
     " lot is on_hold"),
    ("R4", SH, 3, cell(SH, 3, source="LOTC"), "lot LOTC lies in FR already: it is received there"
     " without a shipment"),
    ("R4", SH, 2, cell(SH, 2, source="LOTC"), "lot LOTC lies in FR and serves only FR, not JP"),
    ("R4", SH, 2, cell(SH, 2, source="P9"), "P9 is neither a batch of batches.csv nor a lot of"
     " case/lots.csv"),
    ("R4", SH, 6, cell(SH, 6, source="LOT2"), "LOT2 ships as PEN, but it can only be PFS"),
    ("R4", SH, 3, cell("case/countries.csv", 2, min_remaining_shelf_life_pct=68.4), "LOT1 ships"
     " 500 PFS to FR on 2026-01-18 with 499 days of shelf life left on arrival; FR requires 500"),
    ("R4", SH, 6, cell("case/shelf_life.csv", 5, filled_from="2026-01-13"), "remaining_shelf_life_"
     "days of FB1 for JP is 871; recomputed it is 505"),
    ("R4", SH, 2, without_row("case/shelf_life.csv", 4), "remaining_shelf_life_days of F1 for JP is"
     " 513; recomputed it is 696"),
    ("R4", SH, 3, cell(SH, 3, required_days=364), "required_days of LOT1 for FR is 364; recomputed"
     " it is 365"),
    ("R4", SH, 3, cell(SH, 3, units=2010, packs=201), "LOT1 has shipped 2,010 units by 2026-01-18;"
     " it has 2,000"),
    ("R4", ST, 6, cell(ST, 6, units=2000), "units of S1 PA > L 2025-06-02 in the bucket of"
     " 2026-01-12 is 2,000; recomputed it is 1,500"),
    ("R4", ST, 4, cell(ST, 4, expired_units=0), "expired_units of S1 PA > L 2024-01-20 in the"
     " bucket of 2026-01-19 is 0; recomputed it is 300"),
    ("R4", ST, 1, without_row(ST, 2), "S1 PA > L 2024-01-20 in the bucket of 2026-01-05 is"
     " missing: units 300"),
    ("R4", ST, 35, extra_row(ST, "base,S1,PA > L,2025-10-01,2026-01-05,5000,0"), "S1 PA > L"
     " 2025-10-01 in the bucket of 2026-01-05 should not be there"),
]  # fmt: skip

DEMAND: list[Fault] = [
    ("R8", SH, 3, cell(SH, 3, units=505), "505 units of PFS for FR are not 50 whole packs of 10"),
    ("R8", SH, 2, without_row("case/packs.csv", 3), "case/packs.csv has no pack of PEN for JP"),
    ("R8", SV, 2, cell(SV, 2, demand_units=1000), "demand_units of FR PFS in the bucket of"
     " 2026-01-05 is 1,000; recomputed it is 900"),
    ("R8", SV, 4, cell("case/demand.csv", 4, packs=30), "demand_units of FR PFS in the bucket of"
     " 2026-01-19 is 1,010; recomputed it is 1,002"),
    ("R8", SV, 2, cell("case/demand.csv", 5, kind="order", due_on="2026-01-04"), "demand_units of"
     " FR PFS in the bucket of 2026-01-05 is 900; recomputed it is 774"),
    ("R8", SV, 9, cell(SV, 9, backorder_units=700), "backorder_units of JP PEN in the bucket of"
     " 2026-01-12 is 700; recomputed it is 750"),
    ("R8", SV, 4, cell(SV, 4, stock_units=0), "stock_units of FR PFS in the bucket of 2026-01-19"
     " is 0; recomputed it is 290"),
    ("R8", SV, 12, cell(SV, 12, floor_units=700), "floor_units of JP PEN in the bucket of"
     " 2026-02-02 is 700; recomputed it is 666"),
    ("R8", SV, 13, cell(SV, 13, extended_units=0), "extended_units of JP PEN in the bucket of"
     " 2026-02-09 is 0; recomputed it is 333"),
    ("R8", SV, 2, cell(LOTS, 6, filled_on="2024-01-05"), "received_units of FR PFS in the bucket"
     " of 2026-01-05 is 900; recomputed it is 700"),
    ("R8", SV, 2, cell(LOTS, 7, units=2000), "stock_units of FR PFS in the bucket of 2026-01-05 is"
     " 0; recomputed it is 1,500"),
    ("R8", SV, 8, cell(LOTS, 8, status="on_hold"), "received_units of JP PEN in the bucket of"
     " 2026-01-05 is 1,000; recomputed it is 600"),
    ("R8", SV, 8, cell(LOTS, 8, releases_on="2026-02-05"), "received_units of JP PEN in the bucket"
     " of 2026-01-05 is 1,000; recomputed it is 600"),
    ("R8", SV, 3, without_row(SH, 3), "received_units of FR PFS in the bucket of 2026-01-12 is"
     " 500; recomputed it is 0"),
    ("R8", SV, 1, without_row(SV, 12), "JP PEN in the bucket of 2026-02-02 is missing:"
     " demand_units 348, met_units 348, stock_units 202, floor_units 666, extended_units 48"),
    ("R8", SV, 14, extra_row(SV, "base,JP,PEN,2026-02-09,333,0,202,131,0,666,333"), "JP PEN in the"
     " bucket of 2026-02-09 is there twice"),
    ("R8", "shortages.csv", 1, without_row("shortages.csv", 2), "FR PFS is short of 200 units"
     " between 2026-01-12 and 2026-01-18, and no row says so"),
    ("R8", "shortages.csv", 4, cell("shortages.csv", 4, worst_units=900), "worst_units of JP PEN"
     " from 2026-01-05 until 2026-01-25 is 900; recomputed it is 1,100"),
    ("R8", "shortages.csv", 3, cell("shortages.csv", 3, from_="2026-01-19", until="2026-01-25"),
     "FR PFS from 2026-01-19 until 2026-01-25 is not short"),
    ("R8", "markets.csv", 1, without_row("markets.csv", 3), "JP PEN is in no market"),
    ("R8", "markets.csv", 4, extra_row("markets.csv", "base,EU,S1,JP,PEN"), "JP PEN is in 2"
     " markets"),
]  # fmt: skip

LEVELS: list[Fault] = [
    ("R9", "costs.csv", 6, cell("costs.csv", 6, eur=700), "eur of holding_site in the bucket of"
     " 2026-01-05 is 700; recomputed it is 782.60"),
    ("R9", "costs.csv", 2, cell("costs.csv", 2, eur=41.2), "eur of holding_country in the bucket"
     " of 2026-01-19 is 41.20; recomputed it is 40.60"),
    ("R9", "costs.csv", 1, without_row("costs.csv", 13), "write_off in the bucket of 2026-01-19 is"
     " missing: eur 10,950"),
    ("R9", "costs.csv", 12, cell("case/suites.csv", 3, batch_cost_eur=2000), "eur of production in"
     " the bucket of 2026-01-19 is 948; recomputed it is 1,000"),
    ("R9", "costs.csv", 14, extra_row("costs.csv", "base,gifts,2026-01-19,100"), "gifts in the"
     " bucket of 2026-01-19 should not be there"),
    ("R9", "costs.csv", 14, extra_row("costs.csv", "base,moves,2026-01-19,100"), "eur of moves in"
     " the bucket of 2026-01-19 is 100; recomputed it is 0"),
    ("R9", "run.json", 1, cell("case/countries.csv", 3, priority=1), "service_in_horizon is"
     " 2.306533 days; recomputed it is 1.644860"),
    ("R9", "run.json", 1, extra_row("case/demand.csv", "d7,JP,PEN,,2025-10-01,2000,,backlog"),
     # Owed 13,629, for 14 days 9,450, for 42 days 3,050: x 7 x 2, on 7,513 + 2 x 6,471 units.
     "service_in_horizon is 2.306533 days; recomputed it is 13.677634"),
]  # fmt: skip

FILES: list[Fault] = [
    ("R0", SH, 1, without_file(SH), "the file is missing"),
    ("R0", "case/demand.csv", 1, without_file("case/demand.csv"), "the file is missing"),
    ("R0", "case/plant.yaml", 1, without_file("case/plant.yaml"), "the file is missing"),
    ("R0", B, 1, without_column(B, "borrow_h"), "the column borrow_h is missing"),
    ("R0", "case/release.csv", 1, without_column("case/release.csv", "days"), "the column days is"
     " missing"),
    ("R0", B, 5, cell(B, 5, units="9,480"), "units '9,480' is not a whole number"),
    ("R0", B, 5, cell(B, 5, units="9480.5"), "units '9480.5' is not a whole number"),
    ("R0", B, 5, cell(B, 5, spill_h="nan"), "spill_h 'nan' is not a number"),
    ("R0", SH, 2, cell(SH, 2, shipped_on="11/01/2026"), "shipped_on '11/01/2026' is not a date"
     " such as 2026-01-31"),
    ("R0", SH, 2, cell(SH, 2, country=""), "country is blank"),
    ("R0", SH, 2, cell(SH, 2, country="XX"), "country 'XX' is not in case/countries.csv"),
    ("R0", SH, 2, cell(SH, 2, bucket="2026-01-06"), "no bucket of the plan starts on 2026-01-06"),
    ("R0", B, 5, cell(B, 5, status="made"), "status 'made' is not one of filled, in_process, firm,"
     " planned"),
    ("R0", "costs.csv", 14, extra_row("costs.csv", "base,moves"), "the row has 2 cells, the header"
     " 4"),
    ("R0", "case/plant.yaml", 1, instead("case/plant.yaml", "weeks", "wekes"), "weeks is missing"),
    ("R0", "case/demand.csv", 2, cell("case/demand.csv", 2, month=""), "a forecast needs a month"),
    ("R0", LOTS, 8, cell(LOTS, 8, presentation="", syringe="S1"), "a lot in JP needs its"
     " presentation"),
    ("R0", "extra.csv", 1, lambda files: files.update({"extra.csv": "scenario\nbase\n"}), "no such"
     " table belongs to a run"),
    ("R0", SV, 3, cell(SV, 3, scenario="other"), "the scenario is 'other', but run.json says"
     " 'base'"),
]  # fmt: skip
