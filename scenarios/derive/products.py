"""Products: substances, bulks, syringes, presentations, packs, shelf life."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from scenarios.derive import choices, markets
from scenarios.derive.sources import countries, parameter, table
from scenarios.derive.write import Record

OLD_VOLUME_L = choices.SUITE_VOLUME_L["PA1"]


@dataclass(frozen=True)
class Filled:
    """A naked syringe of the case."""

    code: str
    bulk: str
    mg_per_ml: float
    fill_ml: float
    format: str

    @property
    def product(self) -> str:
        return self.code[0]

    @property
    def target_ml(self) -> float:
        """Fill volume with overfill, to 0.005 mL."""
        return round(self.fill_ml * choices.OVERFILL / 0.005) * 0.005

    def good_units(self, volume_l: float = OLD_VOLUME_L) -> int:
        """Good units of a batch, as in rule R1."""
        return int(self.filled(volume_l) * fill_yield() + 1e-6) - choices.SAMPLES

    def filled(self, volume_l: float = OLD_VOLUME_L) -> float:
        """Syringes filled from a batch."""
        return (volume_l - hold_up_l()) * 1000 / self.target_ml

    def litres(self, units: float) -> float:
        """Batch volume that so many good units take in batches of the old suites."""
        return units / self.good_units() * OLD_VOLUME_L


def hold_up_l() -> float:
    return parameter("hold_up_loss_per_batch_fixed")


def fill_yield() -> float:
    return parameter("fill_yield_bulk_to_good_filled") / 100


@cache
def syringes() -> dict[str, Filled]:
    """The naked syringes by code."""
    rows = {row["naked_syringe_id"]: row for row in table("presentations")}
    return {code: _filled(code, rows[public]) for code, public in choices.SYRINGES.items()}


def _filled(code: str, row: dict[str, str]) -> Filled:
    big = row["syringe_format_class"].startswith("2.25")
    return Filled(
        code=code,
        bulk=row["bulk_solution_id"],
        mg_per_ml=float(row["concentration_mg_per_mL"]),
        fill_ml=float(row["fill_volume_mL"]),
        format="2.25 mL" if big else "1 mL",
    )


@cache
def presentations() -> dict[str, tuple[str, str]]:
    """Presentation code -> (syringe, device), in the order of the public table."""
    by_public = {public: code for code, public in choices.SYRINGES.items()}
    found = {}
    for row in table("presentations"):
        syringe = by_public[row["naked_syringe_id"]]
        device = "PFS" if "PFS" in row["device"] else "PEN"
        found[f"{syringe}-{device}"] = (syringe, device)
    return found


def value_eur(syringe: Filled) -> float:
    """Substance in the target fill + filling: what one good unit has cost."""
    grams = syringe.target_ml * syringe.mg_per_ml / 1000
    return round(grams * parameter("DS_cost_large_scale") + parameter("fill_conversion_cost"), 2)


def tables(pairs: list[tuple[str, str]]) -> dict[str, list[Record]]:
    """The product tables; `pairs` are the (country, presentation) with demand."""
    return {
        "substances": [
            {"substance": code, "name": name} for code, name in choices.PRODUCTS.values()
        ],
        "bulks": _bulks(),
        "syringes": [_syringe(syringe) for syringe in syringes().values()],
        "presentations": [
            {"presentation": code, "syringe": syringe, "device": device}
            for code, (syringe, device) in presentations().items()
        ],
        "packs": [_pack(*pair) for pair in pairs],
        "shelf_life": _shelf_life(),
    }


def _bulks() -> list[Record]:
    hold = int(parameter("max_sterile_filtration_to_end_of_fill"))
    return [
        {
            "bulk": bulk,
            "substance": bulk[:3],
            "mg_per_ml": strength,
            "hold_limit_h": choices.HOLD_LIMIT_H.get(bulk, hold),
        }
        for bulk, strength in bulk_strengths().items()
    ]


@cache
def bulk_strengths() -> dict[str, float]:
    """Bulk -> mg/mL."""
    return {syringe.bulk: syringe.mg_per_ml for syringe in syringes().values()}


def _syringe(syringe: Filled) -> Record:
    return {
        "syringe": syringe.code,
        "bulk": syringe.bulk,
        "fill_volume_ml": syringe.fill_ml,
        "target_fill_ml": syringe.target_ml,
        "format": syringe.format,
        "sample_units": choices.SAMPLES,
        "value_eur": value_eur(syringe),
    }


def units_per_pack(country: str, presentation: str) -> int:
    single = country in choices.SINGLE_PACKS or presentation.startswith("P300")
    return 1 if single else 2


def _pack(country: str, presentation: str) -> Record:
    return {
        "country": country,
        "presentation": presentation,
        "units_per_pack": units_per_pack(country, presentation),
        "min_order_packs": _min_order(country),
    }


def _min_order(country: str) -> int:
    """Low, typical or high by the Dupixent units a year of the pack cluster."""
    clusters = {row["iso2"]: row["pack_cluster"] for row in countries()}
    units = sum(
        float(row["site_units_2025_est"])
        for row in countries()
        if row["pack_cluster"] == clusters[country]
    )
    size = "low" if units < 100_000 else "typical" if units < 1_000_000 else "high"
    return int(parameter("packaging_min_order", size))


def _shelf_life() -> list[Record]:
    rows: list[Record] = []
    months = {
        (row["naked_syringe_id"]): int(row["shelf_life_months"]) for row in table("presentations")
    }
    for code, (syringe, _) in presentations().items():
        usual = months[choices.SYRINGES[syringe]]
        rows.append({"presentation": code, "approval_group": "*", "months": usual})
        for (product, group), short in choices.SHORT_SHELF_LIFE.items():
            if code[0] == product and markets.sold_in(group, code):
                rows.append({"presentation": code, "approval_group": group, "months": short})
    return rows
