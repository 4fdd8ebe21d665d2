"""What there is one more of, and how long periods are: what the command line may ask."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What there is one more of."""

    SHIFT = "shift"
    """Staffed hours a week of a suite or line in a period."""

    BATCH = "batch"
    """The hours of one batch on a suite or line in a period."""

    APPROVAL = "approval"
    """A unit is approved by a group a month earlier."""

    RELEASE = "release"
    """A day less from fill to release."""

    LOT = "lot"
    """A lot on hold is released."""

    SUBSTANCE = "substance"
    """A lot of drug substance in a period."""


class By(StrEnum):
    """Length of periods."""

    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    YEAR = "year"
