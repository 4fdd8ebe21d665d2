"""The ledger: where constraint families meet.

In phase 1 (`variables`) families post named terms to accounts; in phase 2
(`constraints`) an owner totals an account, and from then on it is closed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable
from enum import Enum, auto
from typing import Any

import pyomo.environ as pyo

Expression = Any
"""A Pyomo expression."""


class Account(Enum):
    """What is added up across families."""

    HOURS = auto()
    """(resource, bucket): hours worked; terms `batch`, `set_up`, `change`,
    `decontamination`, `media_fill`; h."""

    FILLED = auto()
    """(flavour, bucket): good units filled; thousands of units."""

    SHIPPED = auto()
    """(market, bucket): units shipped to a market; thousands of units."""

    LEAVING = auto()
    """(flavour, bucket): units shipped from a flavour; thousands of units."""

    STOCKED = auto()
    """(syringe): released at the site or ahead of need in countries, if
    `limits.mean_stock_weeks` is given; thousands of unit-days."""

    LATENESS = auto()
    """(): priority-weighted unit-days late; thousands of unit-days."""

    BELOW = auto()
    """(): priority-weighted unit-days below the cover floor; thousands of unit-days."""

    BEHIND = auto()
    """(): days x largest backlog of each syringe; days x days."""

    COST = auto()
    """(): terms of avoidable cost; EUR."""


class Ledger:
    """Terms posted to accounts by key."""

    def __init__(self) -> None:
        self._terms: dict[tuple[Account, Hashable], list[tuple[str, Expression]]] = defaultdict(
            list
        )
        self._closed: set[Account] = set()

    def post(self, account: Account, key: Hashable, term: str, amount: Expression) -> None:
        """Add an amount to an account; refused once the account has been totalled."""
        if account in self._closed:
            raise RuntimeError(f"{account.name} is closed; '{term}' came too late")
        self._terms[account, key].append((term, amount))

    def total(self, account: Account, key: Hashable = ()) -> Expression:
        """The sum of an account's terms for a key (0 if none), which closes the account."""
        self._closed.add(account)
        return pyo.quicksum(amount for _, amount in self._terms.get((account, key), ()))

    def has(self, account: Account, key: Hashable) -> bool:
        return (account, key) in self._terms
