"""Tables of the stock at the site: by quarter, what waits, what is on hold, what expired."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from models.inventory import SITE
from planner.report.stock_standing import AGES, SiteStock, ToCome
from planner.report.tables import Column, Row
from planner.report.view import View

HELD = ("on_hold", "rejected")


def age_names(view: View) -> tuple[str, ...]:
    """Classes of age, the youngest first."""
    t = view.t
    between = (
        t("{least} to {most} months", least=least, most=most) for least, most in pairwise(AGES)
    )
    return (
        t("under {months} months", months=AGES[0]),
        *between,
        t("{months} months and older", months=AGES[-1]),
    )


def by_quarter(view: View, stock: SiteStock) -> tuple[tuple[Column, ...], tuple[Row, ...]]:
    """Stock by syringe, route and age at the end of each quarter."""
    t = view.t
    ages = [Column(f"age{age}", name, "number") for age, name in enumerate(age_names(view))]
    columns = (
        Column("syringe", t("Syringe")),
        Column("route", t("Route")),
        Column("day", t("At the end of"), "day"),
        *ages,
        Column("units", t("All, units"), "number"),
    )
    return columns, tuple(_quarters(stock))


def _quarters(stock: SiteStock) -> Iterator[Row]:
    quarters = tuple(stock.quarters())
    for syringe, route in stock.lying:
        by_age = [stock.of(syringe, route, age) for age in range(len(AGES) + 1)]
        for bucket in quarters:
            units = [found[bucket] for found in by_age]
            if any(units):
                cells = {f"age{age}": count for age, count in enumerate(units)}
                place = {"syringe": syringe, "route": " > ".join(route)}
                yield Row({**place, "day": stock.ends[bucket], **cells, "units": sum(units)})


def to_come(view: View, found: list[ToCome]) -> tuple[tuple[Column, ...], tuple[Row, ...]]:
    """Groups that may not receive a route yet."""
    t = view.t
    columns = (
        Column("route", t("Route")),
        Column("group", t("Approval group")),
        Column("presentations", t("Presentations that it wants")),
        Column("opens", t("May ship from"), "day"),
        Column("units", t("Units that lie then"), "number"),
        Column("seen", t("At the end of"), "day"),
    )
    rows = (
        {
            "route": " > ".join(row.route),
            "group": row.group,
            "presentations": ", ".join(row.presentations),
            "opens": row.opens or t("never in the tables"),
            "units": row.units,
            "seen": row.seen,
        }
        for row in found
    )
    return columns, tuple(Row(cells) for cells in rows)


def written_off(view: View, stock: SiteStock) -> tuple[tuple[Column, ...], tuple[Row, ...]]:
    """What expired at the site."""
    t = view.t
    columns = (
        Column("syringe", t("Syringe")),
        Column("route", t("Route")),
        Column("filled_bucket", t("Filled"), "day"),
        Column("bucket", t("Bucket"), "day"),
        Column("expired_units", t("Written off, units"), "number"),
    )
    names = [column.name for column in columns]
    return columns, tuple(Row({name: row[name] for name in names}) for row in stock.expired)


def held(view: View) -> tuple[tuple[Column, ...], tuple[Row, ...]]:
    """Lots that the plan may not use."""
    t = view.t
    columns = (
        Column("lot", t("Lot")),
        Column("what", t("What")),
        Column("units", t("Units"), "number"),
        Column("kg", t("kg"), "number", decimals=1),
        Column("place", t("Place")),
        Column("status", t("Status")),
        Column("since", t("Filled, or there since"), "day"),
        Column("note", t("Note")),
    )
    return columns, tuple(Row(cells) for cells in _held(view))


def _held(view: View) -> Iterator[dict[str, object]]:
    t, plant = view.t, view.plant
    said = {"on_hold": t("on hold"), "rejected": t("rejected")}
    for lot in plant.lots:
        if lot.status in HELD:
            yield {
                "lot": lot.lot,
                "what": lot.presentation or lot.syringe,
                "units": lot.units,
                "kg": None,
                "place": t("site") if lot.place == SITE else lot.place,
                "status": said[lot.status],
                "since": lot.filled_on,
                "note": lot.note,
            }
    for frozen in plant.substance_lots:
        if frozen.status in HELD:
            yield {
                "lot": frozen.lot,
                "what": view.name_of[frozen.substance],
                "units": None,
                "kg": frozen.kg,
                "place": t("site"),
                "status": said[frozen.status],
                "since": frozen.available_on,
                "note": frozen.note,
            }
