"""Faults of substance, instructions and the plan before, in the run of `audit_run_states`."""

from __future__ import annotations

from tests.audit_changes import cell, extra_row, instead, without_file, without_row
from tests.audit_faults import Fault

B, SU, MO = "batches.csv", "substance.csv", "moves.csv"
LOTS, ORDERS, BEFORE = (
    "case/substance_lots.csv",
    "case/instructions.csv",
    "case/previous_batches.csv",
)
PLANT, FIRM = "case/plant.yaml", "case/firm_batches.csv"

SUBSTANCE: list[Fault] = [
    ("R11", SU, 1, without_row(SU, 4), "batch P5 takes 0.00 kg of substance from lots; it needs"
     " 1.00 kg"),
    ("R11", SU, 2, cell(SU, 2, kg=0.3), "batch P1 takes 0.80 kg of substance from lots; it needs"
     " 1.00 kg"),
    ("R11", SU, 2, cell(SU, 2, kg=0), "batch P1 takes 0 kg, which is nothing"),
    ("R11", SU, 5, cell(LOTS, 2, kg=1.4), "lot D1 gives 1.50 kg; it has 1.40 kg"),
    ("R11", SU, 4, cell(SU, 4, lot="D9"), "lot D9 is not in case/substance_lots.csv"),
    ("R11", SU, 4, cell(LOTS, 5, substance="SC"), "lot D4 is SC, not SA"),
    ("R11", SU, 4, cell(SU, 4, substance="SB"), "batch P5 is made of SA, not of SB"),
    ("R11", SU, 4, cell(SU, 4, bucket="2026-01-26"), "batch P5 is in the bucket of 2026-02-02, not"
     " of 2026-01-26"),
    ("R11", SU, 6, extra_row(SU, "base,P3,D2,SB,2026-01-26,0.5"), "P3 is no planned or firm batch"
     " of a limited substance"),
    ("R11", SU, 6, extra_row(SU, "base,IP1,D2,SA,2026-01-12,1"), "IP1 is no planned or firm batch"
     " of a limited substance"),
    ("R11", SU, 1, extra_row(LOTS, "E1,SB,9,2025-12-01,2027-01-01,released"), "batch P3 takes 0.00"
     " kg of substance from lots; it needs 0.50 kg"),
    ("R11", SU, 4, cell(SU, 4, lot="D3"), "lot D3 may not be used in the bucket of 2026-02-02: it"
     " is on_hold"),
    ("R11", SU, 3, cell(LOTS, 3, available_on="2026-01-18"), "lot D2 may not be used in the bucket"
     " of 2026-01-19: it is thawed on 2026-01-20"),
    ("R11", SU, 3, instead(PLANT, "thaw_days: 2", "thaw_days: 15"), "lot D2 may not be used in the"
     " bucket of 2026-01-19: it is thawed on 2026-01-20"),
    ("R11", SU, 4, cell(LOTS, 5, expires_on="2026-02-27"), "lot D4 may not be used in the bucket of"
     " 2026-02-02: it expires on 2026-02-27"),
    ("R11", SU, 4, cell(SU, 4, lot="D2"), "batch P5 takes from lot D2, but D4 expires sooner and"
     " holds 1.00 kg"),
    ("R11", SU, 3, cell(LOTS, 2, kg=1.7), "batch P1 takes from lot D2, but D1 expires sooner and"
     " holds 0.20 kg"),
]  # fmt: skip

COMMANDS: list[Fault] = [
    ("R12", ORDERS, 2, cell(ORDERS, 2, at_least=3), "2 batches of SYB * L from 2026-01-19 until"
     " 2026-02-01; ordered are at least 3"),
    ("R12", ORDERS, 2, cell(ORDERS, 2, from_="2026-01-20"), "1 batches of SYB * L from 2026-01-20"
     " until 2026-02-01; ordered are at least 2"),
    ("R12", ORDERS, 3, cell(ORDERS, 3, at_most=1), "2 batches of * PA * from 2026-02-05 until"
     " 2026-02-10; ordered are at most 1"),
    ("R12", ORDERS, 3, cell(ORDERS, 3, from_="2026-02-01"), "3 batches of * PA * from 2026-02-01"
     " until 2026-02-10; ordered are at most 2"),
    ("R12", ORDERS, 4, extra_row(ORDERS, "SYA,PA,L,2026-01-12,2026-01-18,3,,Quality"), "2 batches"
     " of SYA PA L from 2026-01-12 until 2026-01-18; ordered are at least 3"),
    ("R12", B, 1, instead(PLANT, "until: 2026-01-25", "until: 2026-02-01"), "the frozen bucket of"
     " 2026-01-26 had 0 batches of SYB 10 L on PA > L; it has 1"),
    ("R12", B, 1, without_row(BEFORE, 3), "the frozen bucket of 2026-01-19 had 0 batches of SYA 10"
     " L on PA > L; it has 1"),
    ("R12", B, 1, cell(BEFORE, 9, fill_on="2026-01-19"), "the frozen bucket of 2026-01-19 had 2"
     " batches of SYA 10 L on PA > L; it has 1"),
]  # fmt: skip

MOVES: list[Fault] = [
    ("R12", B, 5, cell(B, 5, since_previous="new"), "since_previous of batch P1 is new; recomputed"
     " it is kept"),
    ("R12", B, 5, cell(B, 5, since_previous=""), "since_previous of batch P1 is blank; recomputed"
     " it is kept"),
    ("R12", B, 7, cell(B, 7, since_previous="kept"), "since_previous of batch P3 is kept;"
     " recomputed it is moved"),
    ("R12", B, 8, cell(B, 8, since_previous="moved"), "since_previous of batch P4 is moved;"
     " recomputed it is new"),
    ("R12", B, 3, cell(B, 3, since_previous="new"), "since_previous of batch IP1 is new; recomputed"
     " it is moved"),
    ("R12", B, 4, cell(BEFORE, 8, volume_l=12), "since_previous of batch R1 is kept; recomputed it"
     " is moved"),
    ("R12", B, 4, without_row(BEFORE, 8), "since_previous of batch R1 is kept; recomputed it is"
     " new"),
    ("R12", B, 2, cell(B, 2, since_previous="new"), "since_previous of batch F0 is new; recomputed"
     " it is kept"),
    ("R12", B, 5, instead(BEFORE, "P1,SYA,PA,L,10,2026-01-20\n", ""), "since_"
     "previous of batch P1 is kept; recomputed it is new"),
    ("R12", B, 1, cell(B, 5, batch="P9"), "a batch of SYA on PA > L in the bucket of 2026-01-19"
     " should have the name P1"),
    ("R12", B, 1, cell(B, 7, batch="P9"), "a batch of SYB on PA > L in the bucket of 2026-01-26"
     " should have the name P3"),
    ("R12", B, 8, cell(B, 8, batch="X1"), "X1 is a batch of the plan before; this batch may not"
     " take its name"),
    ("R12", B, 7, cell(BEFORE, 5, volume_l=10), "P3 is a batch of the plan before; this batch may"
     " not take its name"),
    ("R12", B, 1, instead(BEFORE, "P1,SYA,PA,L,10,2026-01-20\n", ""), "a batch of SYA on PA > L in"
     " the bucket of 2026-01-19 should have the name X1"),
    ("R12", MO, 1, without_row(MO, 5), "X1, dropped, is missing"),
    ("R12", MO, 1, without_row(MO, 4), "P4, new, is missing"),
    ("R12", MO, 6, extra_row(MO, "base,P1,moved,SYA,2026-01-19,PA,L,2026-01-19,PA,L,0"), "P1,"
     " moved, should not be there"),
    ("R12", MO, 6, extra_row(MO, "base,X1,dropped,SYA,2026-02-02,PA,L,,,,1000"), "X1, dropped, is"
     " there twice"),
    ("R12", MO, 3, cell(MO, 3, eur=0), "eur of P3, moved, is 0; recomputed it is 1000"),
    ("R12", MO, 2, cell(MO, 2, eur=1000), "eur of IP1, moved, is 1000; recomputed it is 0"),
    ("R12", MO, 3, cell(MO, 3, from_bucket="2026-01-26"), "from_bucket of P3, moved, is 2026-01-26;"
     " recomputed it is 2026-02-02"),
    ("R12", MO, 5, cell(MO, 5, from_bucket=""), "from_bucket of X1, dropped, is blank; recomputed"
     " it is 2026-02-02"),
    ("R12", MO, 4, cell(MO, 4, to_suite=""), "to_suite of P4, new, is blank; recomputed it is PA"),
    ("R12", MO, 4, cell(MO, 4, syringe="SYA"), "syringe of P4, new, is SYA; recomputed it is SYB"),
    ("R12", MO, 5, instead(BEFORE, "X1,SYA", "X1,SYB"), "X1, dropped, should not be there"),
    ("R12", MO, 2, lambda files: files.update({BEFORE: "batch,syringe,suite,line,volume_l,fill_on"
     "\n"}), "batch IP1 is moved, but there is no plan before"),
    ("R12", B, 5, without_file(BEFORE), "batch P1 is kept, but there is no plan before"),
]  # fmt: skip
