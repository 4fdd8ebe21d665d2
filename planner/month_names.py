"""Names of months as spreadsheets abbreviate them, in French, German and English."""

from __future__ import annotations

import unicodedata

NAMES = (
    "jan janv janvier januar january",
    "fév févr février fev fevr fevrier feb februar february",
    "mar mars mär märz mrz maerz march",
    "avr avril apr april",
    "mai may",
    "jun juin juni june",
    "jul juil juillet juli july",
    "aoû août aou aout aug august",
    "sep sept septembre september",
    "oct octobre october okt oktober",
    "nov novembre november",
    "déc décembre dec decembre december dez dezember",
)

_NUMBERS = {name: number for number, names in enumerate(NAMES, 1) for name in names.split()}


def month_named(name: str) -> int | None:
    """The month, 1 to 12, of a name in any case; None if it is none."""
    return _NUMBERS.get(unicodedata.normalize("NFC", name).casefold())
