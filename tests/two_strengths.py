"""The tiny plant with a second strength, and what is firm or ordered in tests of checks."""

from __future__ import annotations

from typing import Any

from tests.plants import added
from tests.refusals import day

TWO: dict[str, Any] = {
    "bulks": added("bulks", bulk="M150", mg_per_ml=150),
    "syringes": added("syringes", syringe="S2", bulk="M150"),
    "prep_recipes": added("prep_recipes", bulk="M150"),
    "fill_recipes": added("fill_recipes", syringe="S2"),
}
"""A second strength of the antibody, by OLD > L1."""

THREE: dict[str, Any] = {
    "bulks": TWO["bulks"],
    "syringes": (*TWO["syringes"], TWO["syringes"][1].but(syringe="S3", format="2.25 mL")),
    "prep_recipes": TWO["prep_recipes"],
    "fill_recipes": (*TWO["fill_recipes"], TWO["fill_recipes"][1].but(syringe="S3")),
}
"""And a third syringe, of another format."""

FIRM: dict[str, Any] = {
    "batch": "B1",
    "bulk": "M100",
    "syringe": "S1",
    "suite": "OLD",
    "line": "L1",
    "volume_l": 20,
    "prep_on": day("2026-01-06"),
    "fill_on": day("2026-01-07"),
    "status": "released",
}
OTHER: dict[str, Any] = {**FIRM, "batch": "B2", "bulk": "M150", "syringe": "S2"}
THIRD: dict[str, Any] = {**OTHER, "batch": "B3", "syringe": "S3"}

ORDERED: dict[str, Any] = {
    "syringe": "*",
    "suite": "*",
    "line": "*",
    "from": day("2026-01-05"),
    "until": day("2026-01-11"),
    "by": "planner",
}

FROZEN: dict[str, Any] = {
    "batch": "B1",
    "syringe": "S1",
    "suite": "OLD",
    "line": "L1",
    "volume_l": 20,
    "fill_on": day("2026-01-07"),
}
CHANGE: dict[str, Any] = {"resource": "*", "kind": "strength", "hours": 8, "cost_eur": 100}
LIMIT: dict[str, Any] = {
    "resource": "L1",
    "state": "*",
    "min_batches": 1,
    "max_batches": 4,
    "decontamination_h": 8,
    "decontamination_eur": 500,
}
REFIT: dict[str, Any] = {
    "resource": "L1",
    "from": day("2026-01-05"),
    "to": day("2026-01-11"),
    "reason": "refit",
}
