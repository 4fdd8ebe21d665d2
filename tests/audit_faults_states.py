"""Faults of states, campaigns and media fills, put into the run of `audit_run_states`."""

from __future__ import annotations

from tests.audit_changes import all_of, cell, extra_row, instead, without_row
from tests.audit_faults import Fault

B, CAP, CO, CA, MF = (
    "batches.csv",
    "capacity.csv",
    "changeovers.csv",
    "campaigns.csv",
    "media_fills.csv",
)
RULES, LIMITS, FILLS = "case/changeovers.csv", "case/campaigns.csv", "case/media_fills.csv"
FIRST, STAFF = "case/initial_states.csv", "case/staffing.csv"

CHANGES: list[Fault] = [
    ("R6", CO, 4, cell(FIRST, 2, state="B"), "PA leaves A, but it is in B"),
    ("R6", CO, 3, cell(CO, 3, from_="SYA", to="SYB"), "L leaves SYA, but it is in SYB"),
    ("R6", CO, 4, cell(CO, 4, order=2), "change 1 of PA in the bucket of 2026-01-19 has order 2"),
    ("R6", CO, 6, extra_row(CO, "base,PA,2026-01-19,2,B,A,8,500"), "PA changes more than once in"
     " the week of 2026-01-19"),
    ("R6", CO, 6, extra_row(CO, "base,PA,2026-02-02,2,A,B,10,700"), "PA visits B more than once in"
     " the bucket of 2026-02-02"),
    ("R6", CO, 6, extra_row(CO, "base,PA,2026-02-02,2,A,A,0,0"), "PA changes from A to itself"),
    ("R6", CO, 6, extra_row(CO, "base,PA,2026-02-02,2,A,SYB,8,500"), "PA makes nothing that needs"
     " SYB"),
    ("R6", CO, 5, instead(RULES, "PA,molecule,,,8,500\n*,molecule,,,6,900\n", ""), "no row of"
     " case/changeovers.csv is for PA from B to A"),
    ("R6", CO, 4, cell(CO, 4, hours=8), "PA from A to B has hours 8; by row 2 of"
     " case/changeovers.csv it takes 10 h"),
    ("R6", CO, 5, cell(CO, 5, hours=6, cost_eur=900), "PA from B to A has cost_eur 900; by row 3"
     " of case/changeovers.csv it takes 500 EUR"),
    ("R6", CO, 2, cell(CO, 2, hours=6), "L from SYA to SYB has hours 6; by row 5 of"
     " case/changeovers.csv it takes 9 h"),
    ("R6", CO, 2, extra_row(RULES, "L,molecule,,,5,300"), "L from SYA to SYB has hours 9; by row"
     " 6 of case/changeovers.csv it takes 5 h"),
    ("R6", CO, 2, extra_row(RULES, "*,,SYA,SYB,4,350"), "L from SYA to SYB has hours 9; by row"
     " 6 of case/changeovers.csv it takes 4 h"),
    ("R6", CO, 5, cell("case/bulks.csv", 3, substance="SA"), "no row of case/changeovers.csv is for"
     " PA from B to A"),
    ("R6", CO, 2, instead(RULES, "*,", "PA,"), "L is not sequenced: it has no changes"),
    ("R6", B, 6, without_row(CO, 4), "batch P2 needs B on PA, which visits A in the bucket of"
     " 2026-01-19"),
    ("R6", B, 7, cell(CO, 2, bucket="2026-02-02"), "batch P3 needs SYB on L, which visits SYA in"
     " the bucket of 2026-01-26"),
    ("R6", B, 5, cell(CO, 4, bucket="2026-01-12"), "batch P1 needs A on PA, which visits B in the"
     " bucket of 2026-01-19"),
    ("R0", RULES, 3, cell(RULES, 3, kind=""), "a change is given by its kind, or by both from and"
     " to"),
    ("R0", CA, 3, cell(CA, 3, began_in="2026-01-20"), "no bucket of the plan starts on"
     " 2026-01-20"),
]  # fmt: skip

ALWAYS_A = all_of(instead(CA, "base,PA", "base,L"), without_row(CO, 5), without_row(CO, 4))

CAMPAIGNS: list[Fault] = [
    ("R6", CA, 6, cell(CA, 6, batches=1), "batches of campaign 1 of PA is 1; 2 are in it"),
    ("R6", CA, 6, cell(CA, 6, batches_before=0), "batches_before of campaign 1 of PA is 0;"
     " recomputed it is 1"),
    ("R6", CA, 6, cell(FIRST, 2, batches=2), "campaign 1 of PA has 4 batches of A; it may have 3"
     " (row 2 of case/campaigns.csv)"),
    ("R6", CA, 3, cell(B, 8, line_campaign=2), "campaign 2 of L has 3 batches of SYB; it may have"
     " 2 (row 4 of case/campaigns.csv)"),
    ("R6", CO, 2, cell(LIMITS, 3, min_batches=4), "L leaves SYA after 3 batches; it must make 4"
     " (row 3 of case/campaigns.csv)"),
    ("R6", CO, 5, cell(LIMITS, 2, min_batches=4), "PA leaves B after 3 batches; it must make 4"
     " (row 2 of case/campaigns.csv)"),
    ("R6", CA, 6, cell(CA, 6, began_in="2026-01-12"), "began_in of campaign 1 of PA is 2026-01-12;"
     " recomputed it is blank"),
    ("R6", CA, 2, cell(CA, 2, began_in=""), "began_in of campaign 1 of L is blank; recomputed it is"
     " 2026-01-12"),
    ("R6", CA, 3, cell(CA, 3, began_in="2026-01-26"), "began_in of campaign 2 of L is 2026-01-26;"
     " recomputed it is 2026-01-19"),
    ("R6", CA, 2, cell(CA, 2, ended_in="2026-01-26"), "ended_in of campaign 1 of L is 2026-01-26;"
     " recomputed it is 2026-01-19"),
    ("R6", CA, 8, cell(CA, 8, ended_in="2026-02-02"), "ended_in of campaign 3 of PA is 2026-02-02;"
     " recomputed it is blank"),
    ("R6", CA, 4, cell(CA, 4, began_in="2026-01-26"), "began_in of campaign 3 of L is 2026-01-26;"
     " recomputed it is 2026-02-02"),
    ("R6", CA, 7, cell(CA, 7, ended_by="open"), "ended_by of campaign 2 of PA is open; recomputed"
     " it is change"),
    ("R6", CA, 3, instead(LIMITS, "L,*,2,3,5,200\nL,SYB,1,2,3,150\n", ""), "ended_by of campaign 2"
     " of L is decontamination; recomputed it is change"),
    ("R6", CA, 7, cell(CA, 7, state="A"), "state of campaign 2 of PA is A; recomputed it is B"),
    ("R6", CA, 8, cell(CA, 8, campaign=4), "campaign of campaign 3 of PA is 4; recomputed it is"
     " 3"),
    ("R6", CA, 3, cell(CA, 3, decontamination_h=5), "decontamination_h of campaign 2 of L is 5;"
     " recomputed it is 3"),
    ("R6", CA, 4, cell(CA, 4, decontamination_eur=0), "decontamination_eur of campaign 3 of L is 0;"
     " recomputed it is 150"),
    ("R6", CA, 8, cell(CA, 8, decontamination_h=4), "decontamination_h of campaign 3 of PA is 4;"
     " recomputed it is 0"),
    ("R6", CA, 9, extra_row(CA, "base,PA,4,A,2026-02-02,,0,0,open,0,0"), "campaign 4 of PA should"
     " not be there"),
    ("R6", CA, 7, without_row(CA, 7), "campaign of campaign 2 of PA is 3; recomputed it is 2"),
    ("R6", B, 9, without_row(CA, 8), "batch P5 has suite_campaign 3, but campaigns.csv has no such"
     " campaign of PA"),
    ("R6", CA, 1, instead(CA, "base,PA", "base,L"), "the campaign of B on PA that ends in the bucket"
     " of 2026-02-02 is missing"),
    ("R6", CA, 1, ALWAYS_A, "the campaign of A on PA"
     " that is open at the end is missing"),
    ("R6", B, 4, cell(B, 4, suite_campaign=""), "batch R1 has suite_campaign blank, but"
     " campaigns.csv has no such campaign of PA"),
    ("R6", B, 6, cell(B, 6, line_campaign=1), "batch P2 has line_campaign 1, but that is a campaign"
     " of SYA, not of SYB"),
    ("R6", B, 7, cell(B, 7, line_campaign=3), "batch P3 has line_campaign 3, but that campaign is"
     " not in the batch's bucket"),
    ("R6", B, 3, cell(B, 3, suite_campaign=1), "batch IP1 has suite_campaign 1, but is in no"
     " campaign of this plan"),
    ("R6", B, 2, cell(B, 2, line_campaign=1), "batch F0 has line_campaign 1, but is in no campaign"
     " of this plan"),
    ("R6", B, 5, cell(B, 5, sequence=9), "batch P1 stands after P2 on L, but SYA comes before SYB"),
    ("R6", B, 9, cell(B, 9, sequence=6), "batches P4 and P5 have the same sequence on L"),
    ("R6", B, 8, cell(B, 8, sequence=8), "batch P4 stands after P5 on L, but SYB comes before"
     " SYA"),
]  # fmt: skip

FILLED: list[Fault] = [
    ("R6", MF, 1, without_row(MF, 2), "the media fill on L from 2026-01-26 until 2026-01-28 (row 2"
     " of case/media_fills.csv) is not done"),
    ("R6", MF, 3, extra_row(MF, "base,L,2026-01-26,2026-01-28,2026-02-02,24"), "the media fill on L"
     " from 2026-01-26 until 2026-01-28 is done twice"),
    ("R6", MF, 3, extra_row(MF, "base,L,2026-02-20,2026-03-15,2026-02-02,24"), "no row of"
     " case/media_fills.csv asks for a media fill on L from 2026-02-20 until 2026-03-15 in this"
     " plan"),
    ("R6", MF, 2, cell(MF, 2, hours=20), "the media fill on L from 2026-01-26 until 2026-01-28 has"
     " 20 h; it takes 24 h"),
    ("R6", MF, 2, cell(MF, 2, bucket="2026-02-02"), "the bucket of 2026-02-02 has 0.00 staffed"
     " hours of L from 2026-01-26 until 2026-01-28; the media fill takes 24 h"),
    ("R6", MF, 2, cell(FILLS, 2, hours=31), "the bucket of 2026-01-26 has 30.00 staffed hours of L"
     " from 2026-01-26 until 2026-01-28; the media fill takes 31 h"),
]  # fmt: skip

HOURS: list[Fault] = [
    ("R7", CAP, 3, cell(CAP, 3, changeover_h=0), "changeover_h of L in the bucket of 2026-01-19 is"
     " 0; recomputed it is 9"),
    ("R7", CAP, 5, cell(CAP, 5, decontamination_h=3), "decontamination_h of L in the bucket of"
     " 2026-02-02 is 3; recomputed it is 6"),
    ("R7", CAP, 4, cell(CAP, 4, media_fill_h=0), "media_fill_h of L in the bucket of 2026-01-26 is"
     " 0; recomputed it is 24"),
    ("R7", CAP, 7, cell(STAFF, 2, hours_per_week=56.5), "PA works 57.00 h in the bucket of"
     " 2026-01-19, 0.50 h more than the 56.50 h offered"),
    ("R7", B, 5, cell(B, 5, spill_h=1), "batch P1 of SYA crosses the border where its bucket of"
     " 2026-01-19 ends, but L is in SYB there"),
    ("R7", B, 6, cell(B, 6, borrow_h=1), "batch P2 of B crosses the border where its bucket of"
     " 2026-01-19 begins, but PA is in A there"),
    ("R9", "costs.csv", 2, cell("costs.csv", 2, eur=700), "eur of changeovers in the bucket of"
     " 2026-01-19 is 700; recomputed it is 1,050"),
    ("R9", "costs.csv", 1, without_row("costs.csv", 5), "decontamination in the bucket of"
     " 2026-02-02 is missing: eur 400"),
    ("R9", "costs.csv", 6, cell("costs.csv", 6, eur=1000), "eur of moves in the bucket of"
     " 2026-02-02 is 1,000; recomputed it is 2,000"),
]  # fmt: skip
