"""Reasons of shortages, that `shortages.csv` has in English, in the reader's language.

A reason is composed of clauses, a clause of names, figures, days and lists. `french.reasons`
has every form of a clause, such as `closed: {closures}`; what a `{placeholder}` stands for
is said here. Names, and notes of the site, stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from string import Formatter

from planner.language import Language
from planner.language.french import reasons as french

NUMBERS = ("count", "units", "days", "required", "kg", "needed", "hours", "free", "share", "row")
DAYS = ("day", "first", "last")
NUMBER = r"-?[\d,]+(?:\.\d+)?(?:e[+-]?\d+)?"
DAY = r"\d{4}-\d\d-\d\d"
NAME = r".+?"

SEPARATORS: Mapping[str, str | None] = {
    "clauses": "; ",
    "order": None,
    "in_qc": ", ",
    "too_old": ", ",
    "held": ", ",
    "waiting": " and ",
    "shares": ", ",
    "made": ", ",
    "closures": ", ",
    "names": ", ",
}
"""What stands between the parts of each kind of list; None if it has one part."""

MORE = re.compile(rf"(?P<parts>.+) and (?P<count>{NUMBER}) more", re.DOTALL)
"""A list that is cut."""

Forms = Mapping[str, tuple[tuple[re.Pattern[str], str], ...]]
"""For each kind of list the forms of its parts, and the French of each."""


def reason_in(t: Language, reason: str) -> str:
    """A reason in a language; in English if it has a form that French does not know."""
    return reason if t.code == "en" else _french("clauses", reason) or reason


def order_in(t: Language, order: str) -> str:
    """What an instruction asks for, alike."""
    return order if t.code == "en" else _french("order", order) or order


def knows(reason: str) -> bool:
    """Whether French has every form of a reason."""
    return _french("clauses", reason) is not None


def binds_in(t: Language, binds: str) -> str:
    """The word of what binds (`binds` of `shortages.csv`)."""
    words = {
        "approval": t("approval"),
        "release": t("release"),
        "shelf_life": t("shelf_life"),
        "too_early": t("too_early"),
        "substance": t("substance"),
        "instruction": t("instruction"),
        "firm": t("firm"),
        "capacity": t("capacity"),
        "search": t("search"),
    }
    return words.get(binds, binds)


@lru_cache(maxsize=4096)
def _french(kind: str, text: str) -> str | None:
    """A list in French; None if one of its parts has no known form."""
    separator = SEPARATORS[kind]
    if separator is None:
        return _part(kind, text)
    cut = MORE.fullmatch(text) if separator == ", " else None
    said = _french(kind, cut["parts"]) if cut else None
    if cut is not None and said is not None:
        return french.MORE.format(parts=said, count=french.number(cut["count"]))
    parts = _parts(kind, text.split(separator), separator)
    return None if parts is None else french.JOINED[separator].join(parts)


def _parts(kind: str, pieces: list[str], separator: str) -> list[str] | None:
    """The parts in French. A name may hold the separator: pieces are joined until they fit."""
    found: dict[int, list[str] | None] = {len(pieces): []}
    for start in reversed(range(len(pieces))):
        found[start] = None
        for stop in range(start + 1, len(pieces) + 1):
            rest = found[stop]
            said = None if rest is None else _part(kind, separator.join(pieces[start:stop]))
            if rest is not None and said is not None:
                found[start] = [said, *rest]
                break
    return found[0]


def _part(kind: str, text: str) -> str | None:
    for form, template in FRENCH[kind]:
        found = form.fullmatch(text)
        if found is not None:
            said = {name: _field(name, value) for name, value in found.groupdict().items()}
            if None not in said.values():
                return template.format(**said)
    return None


def _field(name: str, value: str) -> str | None:
    if name in SEPARATORS:
        return _french(name, value)
    return french.number(value) if name in NUMBERS else value


def _pattern(form: str) -> re.Pattern[str]:
    return re.compile("".join(_matching(form)), re.DOTALL)


def _matching(form: str) -> Iterator[str]:
    """A form as a regular expression, piece by piece."""
    for literal, name, _, _ in Formatter().parse(form):
        yield re.escape(literal)
        if name is not None:
            yield f"(?P<{name}>{_expression(name)})"


def _expression(name: str) -> str:
    if name in DAYS:
        return DAY
    return NUMBER if name in NUMBERS else NAME


FRENCH: Forms = {
    kind: tuple((_pattern(english), said) for english, said in forms.items())
    for kind, forms in french.FORMS.items()
}
