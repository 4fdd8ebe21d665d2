"""Markets: countries, portfolios, approvals, release."""

from __future__ import annotations

import datetime as dt

from scenarios.derive import choices
from scenarios.derive.dates import add_months
from scenarios.derive.sources import countries, parameter
from scenarios.derive.write import Record

NORDIC_EEA = "EEA-NO-IS"
DUPIXENT = "D"


def group(row: dict[str, str]) -> str:
    """Approval group; Norway and Iceland adopt the EC decision a month later."""
    return NORDIC_EEA if row["iso2"] in ("NO", "IS") else row["approval_group"]


def groups() -> dict[str, int]:
    """Approval group -> months after the EU, in the order of the countries."""
    return {group(row): _lag(row) for row in countries()}


def _lag(row: dict[str, str]) -> int:
    """Typical; of a slow authority the high end of the public range."""
    slow = group(row) in choices.SLOW_AUTHORITIES
    return int(row["lag_from_EU_months_high" if slow else "lag_from_EU_months_typ"])


def transit_days(row: dict[str, str]) -> int:
    near = float(row["distance_km"]) <= choices.NEAR_KM
    return choices.TRANSIT_NEAR_DAYS if near else choices.TRANSIT_FAR_DAYS


def hold_days(row: dict[str, str]) -> int:
    return int(row["import_hold_days_typ"])


def lead_days() -> dict[str, int]:
    """Country -> days from the site's door to use: transit + import hold."""
    return {row["iso2"]: transit_days(row) + hold_days(row) for row in countries()}


def by_code() -> dict[str, dict[str, str]]:
    """ISO code -> row."""
    return {row["iso2"]: row for row in countries()}


def floor(row: dict[str, str]) -> tuple[int, str]:
    """Cover floor in weeks and its basis."""
    if row["iso2"] == "FR":
        return choices.FLOOR_WEEKS_FRANCE, "decree 2021-349 (MITM): 2 months; status not verified"
    if hold_days(row) >= choices.LONG_HOLD_DAYS:
        return choices.FLOOR_WEEKS_HOLD, "own policy: long import hold (illustrative)"
    return choices.FLOOR_WEEKS, "own policy (illustrative)"


def floor_weeks() -> dict[str, int]:
    return {row["iso2"]: floor(row)[0] for row in countries()}


def sells(row: dict[str, str], presentation: str) -> bool:
    """The portfolio: whether a country buys a presentation (illustrative)."""
    syringe, device = presentation.split("-")
    name = group(row)
    small = float(row["population_m"]) < choices.KEVZARA_150_FROM_MILLIONS
    no_dupixent_200 = choices.NO_PEN_200 if device == "PEN" else choices.NO_DUPIXENT_200
    no_praluent = name in choices.NO_PRALUENT
    never = {
        "D300": device == "PEN" and name in choices.NO_PEN_300,
        "D200": name in no_dupixent_200,
        "D100": name != "US",
        "K200": name not in choices.KEVZARA,
        "K150": name not in choices.KEVZARA or small,
        "P75": no_praluent or (device == "PFS" and row["iso2"] not in choices.PRALUENT_PFS),
        "P300": name not in choices.PRALUENT_300,
    }
    never["P150"] = never["P75"]
    return not never[syringe]


def sold_in(approval_group: str, presentation: str) -> bool:
    """Whether some country of the group buys the presentation."""
    rows = (row for row in countries() if group(row) == approval_group)
    return any(sells(row, presentation) for row in rows)


def tables(presentations: dict[str, tuple[str, str]]) -> dict[str, list[Record]]:
    bulks = {code: choices.SYRINGES[syringe] for code, (syringe, _) in presentations.items()}
    in_pb = [
        code for code, public in bulks.items() if public.split("_")[0] not in choices.NOT_IN_PB
    ]
    return {
        "countries": [_country(row) for row in countries()],
        "approvals": [
            row
            for name, lag in groups().items()
            for row in (*_old(name), *_pb(name, lag, in_pb), _fc(name, lag))
        ],
        "release": _release(),
    }


def _country(row: dict[str, str]) -> Record:
    weeks, basis = floor(row)
    return {
        "country": row["iso2"],
        "name": row["name"],
        "approval_group": group(row),
        "priority": 1,
        "weight": 1,
        "min_remaining_shelf_life_pct": int(row["min_remaining_shelf_life_pct"]),
        "transit_days": transit_days(row),
        "import_hold_days": hold_days(row),
        "cover_floor_weeks": weeks,
        "floor_basis": basis,
        "transport": row["transport_mode"],
        "distance_km": int(row["distance_km"]),
        "pack_cluster": row["pack_cluster"],
    }


def _approval(name: str, code: str, unit: str, day: dt.date) -> Record:
    step = "prep" if unit.startswith("P") else "fill"
    return {"approval_group": name, "presentation": code, "step": step, "unit": unit, "from": day}


def _old(name: str) -> list[Record]:
    return [_approval(name, "*", unit, choices.OLD_APPROVAL) for unit in ("PA1", "PA2", "FA", "FB")]


def pb_from(code: str, lag: int) -> dt.date:
    """First day on which the new building may serve a group with a presentation."""
    later = 0 if code.startswith(DUPIXENT) else choices.OTHERS_LATER_MONTHS
    return add_months(choices.APPROVED_EU["PB"], lag + later)


def _pb(name: str, lag: int, codes: list[str]) -> list[Record]:
    return [
        _approval(name, code, "PB", pb_from(code, lag)) for code in codes if sold_in(name, code)
    ]


def _fc(name: str, lag: int) -> Record:
    return _approval(name, "*", "FC", add_months(choices.APPROVED_EU["FC"], lag))


def release_days(name: str) -> int:
    late = choices.LATE_RELEASE_DAYS if name in choices.LATE_RELEASE_GROUPS else 0
    return int(parameter("fill_to_QP_release_total")) + late


def _release() -> list[Record]:
    names = ("*", *choices.LATE_RELEASE_GROUPS)
    return [{"syringe": "*", "approval_group": name, "days": release_days(name)} for name in names]
