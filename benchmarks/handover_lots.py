"""The model that is handed over, and its arrays written by hand.

It is lot sizing with set-ups, generated. Products p are made on five lines l in weeks t;
demand is met from stock or falls short.

    make[p,l,t] >= 0, run[p,l,t] in {0,1}, stock[p,t] >= 0, short[p,t] >= 0

    balance      stock[p,t-1] + sum over l of make + short = demand + stock[p,t]
    most, least  20 run <= make <= 500 run
    line_hours   sum over p of rate * make + 8 run <= 160 * products, of each line and week
    crew         sum over p, l of 1.5 make + 12 run <= 300 * products, of each week
    substance    sum over p, l of 0.8 make <= 100 * products, of each week
    room         sum over p of stock <= 100 * products, of each week
    cost         stock + 20 short + 50 run

A product and week has 12 columns and 54 nonzeros: 222,000 columns at a million nonzeros.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np
from numpy.typing import NDArray

Model = Any
Solver = Any
"""A `highspy.Highs` that holds a model."""

LINES = range(5)
NONZEROS = 54
"""Of a product in a week."""


@dataclass(frozen=True)
class Lots:
    """The numbers of a model."""

    demand: NDArray[np.float64]
    """By product and week."""

    rate: NDArray[np.float64]
    """Line hours for one unit, by product and line."""

    @classmethod
    def of(cls, nonzeros: int) -> Lots:
        """Numbers of a model with about so many nonzeros, always the same."""
        weeks = round((nonzeros / NONZEROS) ** 0.5)
        products = round(nonzeros / NONZEROS / weeks)
        numbers = np.random.default_rng(0)
        return cls(
            np.round(numbers.uniform(0, 100, (products, weeks)), 1),
            np.round(numbers.uniform(0.5, 2, (products, len(LINES))), 2),
        )


Block = tuple[Any, Any, Any, Any]
"""Rows of equal length: columns (-1: none), coefficients, lower and upper limits."""


def direct_model(lots: Lots) -> Model:
    """Arguments of `Highs.passModel` from the costs on."""
    products, weeks = lots.demand.shape
    cells, shelves = products * len(LINES) * weeks, products * weeks
    make = np.arange(cells).reshape(products, len(LINES), weeks)
    run, stock = make + cells, 2 * cells + np.arange(shelves).reshape(products, weeks)
    blocks = [*_own(lots, make, run, stock), *_shared(lots, make, run, stock)]
    columns = np.concatenate([block[0].ravel() for block in blocks]).astype(np.int32)
    values = np.concatenate([np.broadcast_to(block[1], block[0].shape).ravel() for block in blocks])
    sizes = np.concatenate([(block[0] >= 0).sum(axis=1) for block in blocks])
    lower, upper = (
        np.concatenate([np.broadcast_to(block[side], len(block[0])) for block in blocks])
        for side in (2, 3)
    )
    whole = np.zeros(2 * (cells + shelves), dtype=np.int32)
    whole[run.ravel()] = 1
    return (
        np.repeat([0.0, 50.0, 1.0, 20.0], [cells, cells, shelves, shelves]),
        np.zeros(len(whole)),
        np.where(whole, 1.0, np.inf),
        lower,
        upper,
        np.concatenate(([0], np.cumsum(sizes))).astype(np.int32),
        columns[columns >= 0],
        values[columns >= 0],
        whole,
    )


def _own(lots: Lots, make: Any, run: Any, stock: Any) -> list[Block]:
    """Rows of one product in one week: balance, most, least."""
    before = np.pad(stock, ((0, 0), (1, 0)), constant_values=-1)[:, :-1]
    balance = [before, *make.transpose(1, 0, 2), stock + stock.size, stock]
    signs = [1.0] * (2 + len(LINES)) + [-1.0]
    demand = lots.demand.ravel()
    lane = np.stack([make.ravel(), run.ravel()], axis=1)
    return [
        (np.stack([columns.ravel() for columns in balance], axis=1), signs, demand, demand),
        (lane, [1.0, -500.0], -np.inf, 0.0),
        (lane, [1.0, -20.0], 0.0, np.inf),
    ]


def _shared(lots: Lots, make: Any, run: Any, stock: Any) -> list[Block]:
    """Rows of all products: line_hours, crew, substance, room."""
    products, weeks = lots.demand.shape
    by_shift = [each.transpose(1, 2, 0).reshape(-1, products) for each in (make, run)]
    by_week = [each.transpose(2, 0, 1).reshape(weeks, -1) for each in (make, run)]
    rates = np.repeat(lots.rate.T, weeks, axis=0)
    hours = np.hstack([rates, np.full_like(rates, 8.0)])
    crew = np.repeat([1.5, 12.0], by_week[0].shape[1])
    return [
        (np.hstack(by_shift), hours, -np.inf, 160.0 * products),
        (np.hstack(by_week), crew, -np.inf, 300.0 * products),
        (by_week[0], 0.8, -np.inf, 100.0 * products),
        (stock.T, 1.0, -np.inf, 100.0 * products),
    ]


def passed(model: Model, offset: float = 0.0) -> Solver:
    """A solver with a model given as from `direct_model`."""
    rows, nonzeros = len(model[3]), len(model[6])
    rowwise, minimise = int(highspy.MatrixFormat.kRowwise), int(highspy.ObjSense.kMinimize)
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.passModel(len(model[0]), rows, nonzeros, rowwise, minimise, offset, *model)
    return solver
