"""French punctuation: signs of two parts keep to the word before them."""

from __future__ import annotations

import re
from collections.abc import Mapping

BEFORE_COLON = "\u00a0"
NARROW = "\u202f"
"""Before `;`, `?`, `!` and `%`."""


def typeset(sentence: str) -> str:
    """A sentence typed with plain spaces, with spaces that do not break before its signs."""
    return re.sub(" (?=[;?!%])", NARROW, sentence.replace(" :", f"{BEFORE_COLON}:"))


def typeset_all(said: Mapping[str, str]) -> dict[str, str]:
    """Every sentence of a part."""
    return {english: typeset(french) for english, french in said.items()}
