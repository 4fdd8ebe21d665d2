"""Stock of syringes at the site by route and age, and what waits for an approval."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from planner.report import stock_tables as tables
from planner.report.cover_axis import Axis, axis_of
from planner.report.stock_drawing import LEFT, RIGHT, Layer, RouteColours, WrittenOff, stacked
from planner.report.stock_standing import AGES, Route, SiteStock, WaitingForApproval
from planner.report.view import Section, View


@dataclass(frozen=True)
class Pictures:
    """A syringe's stock, twice: by route, and by age."""

    syringe: str
    most: int
    """Units at the end of the fullest bucket."""

    by_route: Markup
    by_age: Markup


def section(view: View) -> Section | None:
    """Stock at the site."""
    stock = SiteStock(view)
    waiting = WaitingForApproval(view, stock)
    plant, axis = view.plant, axis_of(view.buckets, view.end, LEFT, RIGHT - LEFT)
    colours = RouteColours(
        [row.suite for row in plant.suites],
        [row.line for row in plant.lines],
        len(view.palette.molecules),
    )
    figures: dict[str, Any] = {
        "patterns": colours.definitions(stock.routes),
        "routes": tuple((" > ".join(route), colours.fill(route)) for route in stock.routes),
        "ages": tables.age_names(view),
        "pictures": tuple(_pictures(view, stock, axis, colours)),
        "nobody": _nobody(view, stock, waiting, axis, colours),
        "quarters": tables.by_quarter(view, stock),
        "to_come": tables.to_come(view, waiting.to_come()),
        "written_off": tables.written_off(view, stock),
        "held": tables.held(view),
    }
    return Section("stock", view.t("Stock at the site"), figures)


def _pictures(
    view: View, stock: SiteStock, axis: Axis, colours: RouteColours
) -> Iterator[Pictures]:
    names = tables.age_names(view)
    for syringe in stock.syringes:
        routes = [route for name, route in stock.lying if name == syringe]
        by_route = [
            Layer(" > ".join(route), colours.fill(route), tuple(stock.of(syringe, route)))
            for route in routes
        ]
        by_age = [
            Layer(names[age], {"class_": f"age-{age}"}, tuple(stock.of(syringe, age=age)))
            for age in reversed(range(len(AGES) + 1))
        ]
        gone = _gone(view, stock, syringe)
        yield Pictures(
            syringe,
            max(stock.of(syringe)),
            stacked(axis, by_route, _tips(view, by_route), gone, view.t),
            stacked(axis, by_age, _tips(view, by_age), gone, view.t),
        )


def _tips(view: View, layers: Sequence[Layer]) -> list[str]:
    """What lies there at the end of each bucket; nothing to say of empty ones."""
    t, found = view.t, []
    for number, day in enumerate(view.buckets):
        lying = [(layer.name, layer.units[number]) for layer in layers if layer.units[number]]
        total = sum(units for _, units in lying)
        lines = [t("{what}: {units:,}", what=what, units=units) for what, units in lying]
        if len(lying) == 1:
            lines = [lying[0][0]]
        head = t("bucket {day}: {units:,} units", day=day, units=total)
        found.append("\n".join([head, *lines]) if lying else "")
    return found


def _gone(view: View, stock: SiteStock, syringe: str) -> list[WrittenOff]:
    t, found = view.t, []
    for row in stock.expired:
        if row["syringe"] == syringe:
            said = t(
                "bucket {day}: {units:,} units of {route}, filled {filled}, written off",
                day=row["bucket"],
                units=row["expired_units"],
                route=row["route"],
                filled=row["filled_bucket"],
            )
            found.append(WrittenOff(view.calendar.bucket_of(row["bucket"]), said))
    return found


def _nobody(
    view: View,
    stock: SiteStock,
    waiting: WaitingForApproval,
    axis: Axis,
    colours: RouteColours,
) -> dict[str, Any]:
    """Stock that no group may receive: the picture, and when most lies there."""
    by_route: list[tuple[Route, list[int]]] = [
        (route, waiting.nobody_yet(route)) for route in stock.routes
    ]
    layers = [
        Layer(" > ".join(route), colours.fill(route), tuple(units))
        for route, units in by_route
        if any(units)
    ]
    if not layers:
        return {"picture": None}
    totals = [sum(units) for units in zip(*(layer.units for layer in layers), strict=True)]
    most = max(range(len(totals)), key=totals.__getitem__)
    return {
        "picture": stacked(axis, layers, _tips(view, layers), [], view.t),
        "most": totals[most],
        "day": view.buckets[most],
        "last": totals[-1],
    }
