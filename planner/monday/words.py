"""Words that several parts of the screen say."""

from __future__ import annotations

from collections.abc import Iterable

from planner.language import Language


def named(names: Iterable[str], most: int, t: Language) -> str:
    """`A, B, C and 2 more`."""
    every = list(names)
    first, rest = ", ".join(every[:most]), len(every) - most
    return t("{names} and {count} more", names=first, count=rest) if rest > 0 else first


def more(count: int, where: str, t: Language) -> str:
    """What a list leaves out, and the file that has it."""
    return t("and {count} more: {where}", count=count, where=where)
