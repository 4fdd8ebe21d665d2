"""What counts as rounding to whole packs."""

from __future__ import annotations

ROUNDING_PACKS = 2
"""Packs owed that are rounding: one that is not whole, one that waits for the next lot."""
