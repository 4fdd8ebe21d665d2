"""The language that a planner reads: English as the code writes it, or French.

The English sentence is the key: `t("{count:,} batches planned", count=3)`. Tests look at
every call and refuse a sentence that French does not know.
"""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter
from typing import Any

from planner.language.french import FRENCH

NARROW = "\u202f"
"""Between thousands, and before signs such as `%`, in French: a space that does not break."""

NAMES = {"en": "English", "fr": "français"}
CATALOGUES: Mapping[str, Mapping[str, str]] = {"fr": FRENCH}


class _French(Formatter):
    """Numbers as French writes them: `1 234,5`."""

    def format_field(self, value: Any, format_spec: str) -> str:
        text: str = super().format_field(value, format_spec)
        if isinstance(value, bool) or not isinstance(value, int | float):
            return text
        swapped = text.translate({ord(","): NARROW, ord("."): ","})
        return swapped.replace("%", f"{NARROW}%")


class Language:
    """Says sentences in one language.

    Parameters
    ----------
    code
        `en` or `fr`.

    Raises
    ------
    KeyError
        If French does not know a sentence: it is our mistake, and a test's to find.
    """

    def __init__(self, code: str) -> None:
        self.code = code
        self._words = CATALOGUES.get(code)
        self._formatter = _French() if code == "fr" else Formatter()

    def __call__(self, sentence: str, /, **figures: Any) -> str:
        """The sentence, with its figures as this language writes numbers."""
        text = sentence if self._words is None else self._words[sentence]
        return self._formatter.vformat(text, (), figures)

    def number(self, value: float, decimals: int = 0) -> str:
        """`1,234.5`, or `1 234,5`."""
        return str(self._formatter.format_field(value, f",.{decimals}f"))

    def percent(self, share: float, decimals: int = 1) -> str:
        """A share of 1 in percent."""
        return str(self._formatter.format_field(share, f".{decimals}%"))


ENGLISH = Language("en")
